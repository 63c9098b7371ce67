"""The list of a programme's practices: searched, filtered, in pages."""

from __future__ import annotations

import datetime

from flask import Flask
from sqlalchemy import event

from app.db import db
from app.models import SINCE_UNKNOWN, Affiliation, Audience, Participant, Practice
from app.operations.create_account import Grant, create_account
from tests.app.programme.leading import PRACTICES, Led, led

DAY = datetime.date(2026, 3, 2)


def names(there: Led, query: str = "") -> list[str]:
    """Return the names on the list, in its order."""
    page = there.page(f"{PRACTICES}{query}")
    return [
        name
        for name in ("Ash", "Elm", "Oak")
        if f'>Change<span class="nhsuk-u-visually-hidden"> {name}<' in page
    ]


def test_list_says_how_many_are_on_the_list_of_staff_and_manage(app: Flask) -> None:
    there = led(app)
    there.elm.ods_code = "A81001"
    people = [Participant(practice_id=there.elm.id, name=f"P{n}", role="gp", active=n > 0) for n in range(4)]
    db.session.add_all(people)
    create_account("manager@example.org", [Grant(Audience.MANAGER, practice=there.elm)])
    db.session.commit()
    page = there.page(PRACTICES)
    row = page[page.index(">Elm<") : page.index("> Elm<")]
    assert "A81001" in row
    assert f'<a href="{PRACTICES}/elm">Elm</a>' in page
    assert there.client.get(f"{PRACTICES}/elm").status_code == 200
    assert '">3<span' in row
    assert '">1</span>' in row


def test_search_finds_parts_of_names_and_beginnings_of_codes(app: Flask) -> None:
    there = led(app)
    there.oak.ods_code = "A81002"
    there.elm.name = "Elm"
    db.session.commit()
    assert names(there, "?q=EL") == ["Elm"]
    assert names(there, "?q=a81") == ["Oak"]
    assert names(there, "?q=81002") == []
    assert names(there, "?q=%25") == []
    assert "No practice fits" in there.page(f"{PRACTICES}?q=zzz")


def test_filters_go_by_where_a_practice_belongs_today(app: Flask) -> None:
    there = led(app)
    for practice, since, network, region in (
        (there.elm, SINCE_UNKNOWN, "North", "Coast"),
        (there.elm, DAY, "South", "Coast"),
        (there.oak, SINCE_UNKNOWN, "West", "Hills"),
        (there.oak, datetime.date(2999, 1, 1), "South", "Coast"),
    ):
        db.session.add(Affiliation(practice_id=practice.id, since=since, network=network, region=region))
    db.session.commit()
    assert names(there, "?network=South") == ["Elm"]
    assert names(there, "?network=North") == []
    assert names(there, "?region=Hills") == ["Oak"]
    assert names(there, "?region=Coast&network=West") == []


def test_networks_to_choose_from_are_those_of_the_region(app: Flask) -> None:
    there = led(app)
    for practice, network, region in ((there.elm, "North", "Coast"), (there.oak, "West", "Hills")):
        row = Affiliation(practice_id=practice.id, since=SINCE_UNKNOWN, network=network, region=region)
        db.session.add(row)
    db.session.commit()
    assert '<option value="West">' in there.page(PRACTICES)
    assert '<option value="West">' not in there.page(f"{PRACTICES}?region=Coast")


def test_merged_practices_have_a_list_of_their_own(app: Flask) -> None:
    there = led(app)
    there.oak.merged_into_id, there.oak.merged_on = there.elm.id, DAY
    db.session.commit()
    assert names(there) == ["Elm"]
    page = there.page(f"{PRACTICES}?merged=1")
    assert "merged into Elm on 2 March 2026" in page
    assert "1 practice has merged into others" in there.page(PRACTICES)


def test_long_list_comes_in_pages_that_keep_the_search(app: Flask) -> None:
    there = led(app)
    rows = [
        Practice(programme_id=there.programme.id, slug=f"ash-{n}", name=f"Ash {n:03}", headcount=5)
        for n in range(60)
    ]
    db.session.add_all(rows)
    db.session.commit()
    page = there.page(f"{PRACTICES}?q=ash")
    assert "60 practices found" in page
    assert "page=2&q=ash" in page or "q=ash&page=2" in page
    assert "Ash 059" in there.page(f"{PRACTICES}?q=ash&page=2")
    assert there.client.get(f"{PRACTICES}?page=9").status_code == 404


def test_statements_do_not_grow_with_the_list(app: Flask) -> None:
    there = led(app)
    rows = [
        Practice(
            programme_id=there.programme.id,
            slug=f"ash-{n}",
            name=f"Ash {n:03}",
            headcount=5,
            merged_into_id=there.elm.id,
            merged_on=DAY,
        )
        for n in range(49)
    ]
    db.session.add_all(rows)
    db.session.commit()
    for address in (PRACTICES, f"{PRACTICES}?merged=1"):
        assert statements(app, there, address) <= 12


def statements(app: Flask, there: Led, address: str) -> int:
    """Return how many statements a page needs."""
    said: list[str] = []
    with app.app_context():
        engine = db.engine

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    there.client.get(address)
    event.remove(engine, "before_cursor_execute", listen)
    return sum(each.lstrip().startswith("SELECT") for each in said)


def test_programme_without_practices_says_what_to_do(app: Flask) -> None:
    there = led(app)
    for practice in (there.elm, there.oak):
        db.session.delete(practice)
    db.session.commit()
    assert "The programme has no practice yet" in there.page(PRACTICES)


def test_programme_without_practices_shows_no_search(app: Flask) -> None:
    there = led(app)
    assert 'role="search"' in there.page(PRACTICES)
    assert 'role="search"' in there.page(f"{PRACTICES}?q=nowhere")
    db.session.delete(db.session.merge(there.elm))
    db.session.delete(db.session.merge(there.oak))
    db.session.commit()
    assert 'role="search"' not in there.page(PRACTICES)
