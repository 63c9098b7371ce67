"""To which network and region a practice belongs since when: written down, corrected and removed."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import SINCE_UNKNOWN, Affiliation
from tests.app.programme.desk import audited
from tests.app.programme.leading import PRACTICES, Led, fresh, led, said

NEW, ELM = f"{PRACTICES}/new", f"{PRACTICES}/elm/edit"
SINCE = {"since__day": "1", "since__month": "7", "since__year": "2019"}


def places() -> list[tuple[datetime.date, str | None, str | None]]:
    """Return every affiliation there is now."""
    fresh()
    found = db.session.scalars(select(Affiliation).order_by(Affiliation.since))
    return [(each.since, each.network, each.region) for each in found]


def move(there: Led, **fields: str) -> tuple[int, str]:
    """Send the form of Elm's network and region."""
    answer = there.send(f"{PRACTICES}/elm/place", ELM, **{"network": "", "region": "", **fields})
    return answer.status_code, said(answer)


def test_history_of_networks_is_kept_and_shown(app: Flask) -> None:
    there = led(app)
    db.session.add(
        Affiliation(practice_id=there.elm.id, since=SINCE_UNKNOWN, network="North", region="Coast")
    )
    db.session.commit()
    assert move(there, network="South", region="Coast", **SINCE)[0] == 303
    assert places() == [
        (SINCE_UNKNOWN, "North", "Coast"),
        (datetime.date(2019, 7, 1), "South", "Coast"),
    ]
    page = there.page(ELM)
    assert page.index(">1 July 2019<") < page.index("always, as far as is known")


def test_line_of_the_same_day_is_replaced_and_may_say_that_it_belongs_nowhere(app: Flask) -> None:
    there = led(app)
    move(there, network="South", region="Coast", **SINCE)
    assert move(there, **SINCE)[0] == 303
    assert places() == [(datetime.date(2019, 7, 1), None, None)]


@pytest.mark.parametrize(
    ("fields", "problem", "target"),
    [
        ({"network": "South"}, "Enter the day from which network and region hold", "since-day"),
        ({"network": "x" * 201, **SINCE}, "The network has 201 characters", "network"),
        (
            {"network": '=HYPERLINK("x")', "region": "R", **SINCE},
            "The network begins like a formula",
            "network",
        ),
        ({"network": "N", "region": "@R", **SINCE}, "The region begins like a formula", "region"),
        ({"network": "N", **SINCE}, "The region is empty; network and region are said", "region"),
        ({"region": "R", **SINCE}, "The network is empty; network and region are said", "network"),
        ({**SINCE, "since__year": "1900"}, "Check the year of the day from which", "since-year"),
        (
            {**SINCE, "since__year": "2090"},
            "and region hold is more than a year ahead",
            "since-year",
        ),
    ],
)
def test_place_that_is_wrong_is_not_written_down(
    sqlite_app: Flask, fields: dict[str, str], problem: str, target: str
) -> None:
    there = led(sqlite_app)
    status, page = move(there, **fields)
    assert status == 422
    assert page.count(problem) == 2
    assert f'href="#{target}"' in page
    assert 'value="Elm"' in page
    assert places() == []


def test_mistaken_line_is_removed(app: Flask) -> None:
    there = led(app)
    move(there, network="South", region="Coast", **SINCE)
    for since, line in {"nonsense": "That line", "1999-01-01": "The line of 1 January 1999"}.items():
        there.send(f"{PRACTICES}/elm/place/remove", ELM, since=since)
        assert f"{line} was gone already. Nothing was removed." in there.page(ELM)
    assert len(places()) == 1
    assert audited("practice.affiliation_removed") == []
    assert there.send(f"{PRACTICES}/elm/place/remove", ELM, since="2019-07-01").status_code == 303
    assert "The line of 1 July 2019 is removed." in there.page(ELM)
    assert places() == []


def test_line_that_is_removed_twice_is_removed_once(app: Flask) -> None:
    there = led(app)
    move(there, network="South", region="Coast", **SINCE)
    for _ in range(2):
        there.send(f"{PRACTICES}/elm/place/remove", ELM, since="2019-07-01")
    assert "The line of 1 July 2019 was gone already. Nothing was removed." in there.page(ELM)
    assert len(audited("practice.affiliation_removed")) == 1


def test_practice_that_is_there_and_its_unsaid_day_are_told_together(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    move(there, network="South", region="Coast", **SINCE)
    answer = there.send(NEW, name="Elm", headcount="3", network="North", region="Coast")
    assert answer.status_code == 422
    assert 'href="#name"' in said(answer)
    assert 'href="#since-day"' in said(answer)


def test_day_without_a_network_is_told_with_all_else_that_is_wrong(sqlite_app: Flask) -> None:
    page = said(led(sqlite_app).send(NEW, name="Ash", headcount="none", **SINCE))
    assert 'href="#headcount"' in page
    assert 'href="#since-day"' in page
