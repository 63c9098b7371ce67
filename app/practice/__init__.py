"""The practice audience."""

from app.practice.routes import blueprint

__all__ = ["blueprint"]
