"""Long lists come in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, func, select

from app.db import db
from app.errors import NotFoundError

PAGE_SIZE = 50
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list of ``total`` rows; ``number`` counts from 1 to ``pages``."""

    rows: Sequence[Row]
    number: int
    pages: int
    total: int

    @property
    def before(self) -> int | None:
        """The number of the page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after, None on the last."""
        return self.number + 1 if self.number < self.pages else None


def page(statement: Select[Row], number: int) -> Page[Row]:
    """Return page ``number`` of an ordered select of one thing a row.

    Raises NotFoundError for a page that is not there; the first always is.
    """
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    if not 1 <= number <= pages:
        raise NotFoundError(f"page {number} of {pages}")
    rows = db.session.scalars(statement.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(rows, number, pages, total)
