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


def page_of(rows: Sequence[Row], number: int) -> Page[Row]:
    """Return page ``number`` of rows that are all there. Raises NotFoundError as ``page`` does."""
    pages = _pages(len(rows), number)
    start = (number - 1) * PAGE_SIZE
    return Page(rows[start : start + PAGE_SIZE], number, pages, len(rows))


def page(statement: Select[Row], number: int, size: int = PAGE_SIZE) -> Page[Row]:
    """Return page ``number`` of an ordered select of one thing a row.

    Raises NotFoundError for a page that is not there; the first always is.
    """
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    pages = _pages(total, number, size)
    rows = db.session.scalars(statement.limit(size).offset((number - 1) * size)).all()
    return Page(rows, number, pages, total)


def _pages(total: int, number: int, size: int = PAGE_SIZE) -> int:
    """Return how many pages there are; raise NotFoundError where ``number`` is none of them."""
    pages = max(1, -(-total // size))
    if not 1 <= number <= pages:
        raise NotFoundError(f"page {number} of {pages}")
    return pages
