"""The programme audience."""

from app.programme.routes import blueprint

__all__ = ["blueprint"]
