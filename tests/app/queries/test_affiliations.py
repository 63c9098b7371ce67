"""Where practices belong on a day."""

from __future__ import annotations

import datetime

from flask import Flask

from app.db import db
from app.models import SINCE_UNKNOWN, Affiliation, Practice
from app.queries import affiliations
from tests.app import builder

MOVED = datetime.date(2026, 4, 1)
DAY = datetime.timedelta(days=1)


def place(practice: Practice, since: datetime.date, network: str | None, region: str | None = None) -> None:
    """Write down where a practice belongs."""
    db.session.add(Affiliation(practice_id=practice.id, since=since, network=network, region=region))
    db.session.flush()


def test_affiliation_holds_until_the_day_of_the_next(app: Flask) -> None:
    elm = builder.practice(builder.programme())
    place(elm, SINCE_UNKNOWN, "North")
    place(elm, MOVED, "South")
    place(elm, MOVED + 10 * DAY, None)
    for day, network in (
        (MOVED - DAY, "North"),
        (MOVED, "South"),
        (MOVED + 9 * DAY, "South"),
        (MOVED + 10 * DAY, None),
    ):
        assert affiliations.affiliation_on([elm], day)[elm.id].network == network


def test_practice_belongs_nowhere_before_its_first_affiliation(app: Flask) -> None:
    elm = builder.practice(builder.programme())
    place(elm, MOVED, "North")
    assert affiliations.affiliation_on([elm], MOVED - DAY) == {}


def test_names_are_those_of_the_programme_on_that_day(app: Flask) -> None:
    harbour, valley = builder.programme(), builder.programme("valley")
    elm, oak, ash = (builder.practice(harbour, slug) for slug in ("elm", "oak", "ash"))
    place(elm, SINCE_UNKNOWN, "North", "Coast")
    place(elm, MOVED, "South", "Coast")
    place(oak, SINCE_UNKNOWN, "West", None)
    place(ash, SINCE_UNKNOWN, None, "Hills")
    place(builder.practice(valley), SINCE_UNKNOWN, "Elsewhere", "Elsewhere")
    names = affiliations.names_on(harbour, MOVED)
    assert names.networks == ["South", "West"]
    assert names.regions == ["Coast", "Hills"]
    assert names.within == {"Coast": ["South"], "Hills": []}
