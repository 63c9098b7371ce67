"""Long lists come in pages."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import NotFoundError
from app.models import Practice
from app.queries.paging import PAGE_SIZE, page
from tests.app import builder

BY_NAME = select(Practice).order_by(Practice.name)


@pytest.fixture
def many(app: Flask) -> int:
    """One practice more than a page holds."""
    of = builder.programme()
    names = [f"practice-{number:03}" for number in range(PAGE_SIZE + 1)]
    db.session.add_all(Practice(programme_id=of.id, slug=name, name=name, headcount=5) for name in names)
    db.session.flush()
    return len(names)


def test_pages_hold_every_row_once_in_order(many: int) -> None:
    first, last = page(BY_NAME, 1), page(BY_NAME, 2)
    assert (first.pages, first.total, len(first.rows), len(last.rows)) == (2, many, PAGE_SIZE, 1)
    names = [row.name for row in (*first.rows, *last.rows)]
    assert names == sorted(names)
    assert len(set(names)) == many


def test_neighbours_end_where_the_list_ends(many: int) -> None:
    first, last = page(BY_NAME, 1), page(BY_NAME, 2)
    assert (first.before, first.after, last.before, last.after) == (None, 2, 1, None)


@pytest.mark.parametrize("number", [0, -1, 3])
def test_page_that_is_not_there_is_not_found(many: int, number: int) -> None:
    with pytest.raises(NotFoundError):
        page(BY_NAME, number)


def test_empty_list_has_one_empty_page(app: Flask) -> None:
    empty = page(BY_NAME, 1)
    assert (empty.rows, empty.pages, empty.total) == ([], 1, 0)
