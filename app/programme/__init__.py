"""The programme audience: leads and evaluators follow waves over all practices of a programme."""

from app.programme import opening, paper
from app.programme.routes import blueprint

__all__ = ["blueprint", "opening", "paper"]
