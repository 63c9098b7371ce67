"""The pages that are nobody's in particular: home, who sees what, accessibility, and the way out."""

from app.site.routes import blueprint

__all__ = ["blueprint"]
