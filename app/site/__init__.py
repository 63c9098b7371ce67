"""The pages that are nobody's in particular: home, accessibility, who sees what, sign-in and sign-out."""

from app.site.routes import blueprint

__all__ = ["blueprint"]
