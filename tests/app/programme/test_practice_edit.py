"""One practice on its page: added, changed, moved to another network."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Affiliation, AuditEntry, Practice
from tests.app.programme.desk import hidden
from tests.app.programme.leading import PRACTICES, Led, fresh, led, said
from tests.app.world import token

NEW, ELM = f"{PRACTICES}/new", f"{PRACTICES}/elm/edit"
DATES = {"in_post__day": "1", "in_post__month": "April", "in_post__year": "2021"}
ASH = {"name": "Ash  House", "ods_code": " a81003", "headcount": "12", **DATES}
SINCE = {"since__day": "1", "since__month": "7", "since__year": "2019"}


def all_slugs() -> list[str]:
    """Return the practices that are there now."""
    fresh()
    return sorted(db.session.scalars(select(Practice.slug)))


def row(slug: str) -> Practice:
    """Return a practice as it is now."""
    fresh()
    return db.session.scalars(select(Practice).where(Practice.slug == slug)).one()


def test_practice_is_added_with_its_network(app: Flask) -> None:
    there = led(app)
    answer = there.send(NEW, **ASH, network="North", region="Coast", **SINCE)
    assert answer.status_code == 303
    ash = row("ash-house")
    assert (ash.name, ash.ods_code, ash.headcount) == ("Ash House", "A81003", 12)
    assert ash.link_practitioner_since == datetime.date(2021, 4, 1)
    place = db.session.scalars(select(Affiliation)).one()
    assert (place.since, place.network, place.region) == (datetime.date(2019, 7, 1), "North", "Coast")


@pytest.mark.parametrize(
    ("fields", "problem", "target"),
    [
        ({"name": ""}, "The name is empty", "name"),
        ({"name": "=x"}, "The name begins like a formula", "name"),
        ({"name": "elm"}, "A practice of this name is in the programme already", "name"),
        ({"ods_code": "A-1"}, 'The ODS code "A-1" is no ODS code', "ods_code"),
        ({"headcount": ""}, "The number of people is empty", "headcount"),
        ({"headcount": "none"}, 'The number of people "none" is no whole number', "headcount"),
        ({"headcount": "2001"}, 'The number of people "2001" is no whole number', "headcount"),
        (
            {"in_post-year": "1901"},
            "Check the year of the day on which the first link practitioner began: ",
            "in_post-year",
        ),
        ({"in_post-year": "2999"}, "Check the year", "in_post-year"),
        ({"in_post-month": "Smarch"}, "must be a real date", "in_post-day"),
        ({"network": "x" * 201}, "The network has 201 characters", "network"),
        ({"region": "+x"}, "The region begins like a formula", "region"),
        ({"network": "N"}, "The region is empty; network and region are said together", "region"),
        ({"region": "R"}, "The network is empty; network and region are said together", "network"),
        ({"network": "N", "since-day": "1"}, "must include a month and a year", "since-month"),
        (
            {"since-day": "1", "since-month": "7", "since-year": "2019"},
            "The day from which network and region hold stands alone; write the network and the region",
            "since-day",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_added(
    sqlite_app: Flask, fields: dict[str, str], problem: str, target: str
) -> None:
    there = led(sqlite_app)
    entered = {name.replace("__", "-"): value for name, value in ASH.items()}
    answer = there.send(NEW, **{**entered, "ods_code": "", **fields})
    page = said(answer)
    assert answer.status_code == 422
    assert page.count(problem) == 2
    assert f'href="#{target}"' in page
    assert f'id="{target}"' in page
    assert 'value="April"' in page or "in_post-month" in fields
    assert all_slugs() == ["elm", "oak"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": "ELM", "ods_code": ""}, "A practice of this name is in the programme already"),
        ({"ods_code": "a81001"}, "Elm has this ODS code and is in the programme already"),
    ],
)
def test_practice_that_is_there_is_named_with_the_way_to_its_page(
    sqlite_app: Flask, fields: dict[str, str], problem: str
) -> None:
    there = led(sqlite_app)
    there.elm.ods_code = "A81001"
    db.session.commit()
    page = said(there.send(NEW, **{"name": "Ash", "headcount": "3", **fields}))
    target = "name" if "name" in fields else "ods_code"
    assert page.count(problem) == 2
    assert f'href="#{target}"' in page
    assert f'<a href="{ELM}">Change it on its page</a>' in page
    assert all_slugs() == ["elm", "oak"]


@pytest.mark.parametrize("place", [NEW, ELM])
def test_what_another_practice_has_is_told_with_all_else_that_is_wrong(sqlite_app: Flask, place: str) -> None:
    there = led(sqlite_app)
    there.oak.ods_code = "A81002"
    db.session.commit()
    page = said(there.send(place, name="Ash", ods_code="a81002", headcount="9999999"))
    for problem in ("ODS code", 'The number of people "9999999" is no whole number'):
        assert page.count(problem) >= 2
    for target in ("ods_code", "headcount"):
        assert f'href="#{target}"' in page


def test_form_of_a_practice_speaks_in_the_words_of_the_programme(app: Flask) -> None:
    there = led(app)
    there.programme.words = {**there.programme.words, "link_practitioner": "link worker"}
    db.session.commit()
    for place in (NEW, ELM, f"{PRACTICES}/upload"):
        page = there.page(place)
        assert "link practitioner" not in page
        assert "first link worker" in page
    assert "Link worker in post since" in there.page(NEW)


def test_practice_whose_code_is_wrong_is_not_taken_for_another_of_its_name(sqlite_app: Flask) -> None:
    page = said(led(sqlite_app).send(NEW, name="Elm", ods_code="?", headcount="3"))
    assert 'href="#ods_code"' in page
    assert "is in the programme already" not in page


def test_adding_a_practice_is_in_the_audit_log_by_its_name(app: Flask) -> None:
    there = led(app)
    assert there.send(NEW, name="Birch", headcount="3").status_code == 303
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action.like("practice%"))).one()
    assert (entry.action, entry.subject, entry.detail) == ("practice.added", "Birch", {})
    assert entry.programme_id == there.programme.id


def test_day_ahead_of_a_link_practitioner_is_refused(app: Flask) -> None:
    there = led(app)
    ahead = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=30)
    dates = {"in_post-day": ahead.day, "in_post-month": ahead.month, "in_post-year": ahead.year}
    answer = there.send(NEW, name="Ash", headcount="3", **{name: str(each) for name, each in dates.items()})
    assert answer.status_code == 422
    assert "The day on which the first link practitioner began is " in said(answer)


def change(there: Led, **fields: str) -> tuple[int, str]:
    """Send Elm's form with some fields changed."""
    page = there.client.get(ELM).get_data(as_text=True)
    values = {
        "name": "Elm",
        "ods_code": "",
        "headcount": "10",
        "revision": hidden(page, "revision"),
        **fields,
    }
    answer = there.client.post(ELM, data={"csrf_token": token(page), **values})
    return answer.status_code, said(answer)


def test_change_of_name_keeps_the_address(app: Flask) -> None:
    there = led(app)
    assert change(there, name="Elm House", ods_code="A81001", headcount="11")[0] == 303
    elm = row("elm")
    assert (elm.name, elm.ods_code, elm.headcount) == ("Elm House", "A81001", 11)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "practice.changed")).one()
    assert entry.detail == {"changed": "name, ods_code, headcount"}


def test_what_is_taken_out_of_the_form_is_gone(app: Flask) -> None:
    there = led(app)
    there.elm.ods_code, there.elm.link_practitioner_since = "A81001", datetime.date(2021, 4, 1)
    db.session.commit()
    assert change(there)[0] == 303
    elm = row("elm")
    assert (elm.ods_code, elm.link_practitioner_since) == (None, None)


def test_code_of_another_practice_is_refused(app: Flask) -> None:
    there = led(app)
    there.oak.ods_code = "A81002"
    db.session.commit()
    status, page = change(there, ods_code="a81002", name="Mine")
    assert status == 422
    assert "Another practice of the programme has the ODS code A81002" in page
    assert 'value="Mine"' in page
    assert row("elm").name == "Elm"


def test_name_of_another_practice_needs_a_code(app: Flask) -> None:
    there = led(app)
    assert "has this name and no ODS code either" in change(there, name="Oak")[1]
    assert change(there, name="Oak", ods_code="A81001")[0] == 303


def test_stale_form_replaces_nothing(app: Flask) -> None:
    there = led(app)
    there.elm.ods_code, there.elm.link_practitioner_since = "A81001", datetime.date(2021, 4, 1)
    db.session.commit()
    status, page = change(there, revision="older", headcount="99")
    assert status == 422
    meanwhile = "This practice was changed meanwhile, and"
    for saved in ("“10” was saved here", "“A81001” was saved here", "1 April 2021 was saved here"):
        assert page.count(f"{meanwhile} {saved}") == 2  # in the summary and beside the field
    assert page.count(meanwhile) == 6  # nothing beside the name, which both have
    assert 'value="99"' in page
    assert row("elm").headcount == 10
    assert change(there, headcount="99")[0] == 303  # sent again from the page as it is now
    assert (row("elm").headcount, row("elm").ods_code) == (99, None)


@pytest.mark.parametrize(
    ("saved", "sent", "blamed"),
    [
        ({"headcount": "11"}, {"name": "Elm House", "headcount": "12"}, ["“11” was saved here"]),
        ({"headcount": "11"}, {"name": "Elm House", "headcount": "11"}, []),
        ({"headcount": "11"}, {"name": "Elm House"}, ["“11” was saved here"]),
        ({"name": "Elms"}, {"ods_code": "A81001"}, ["“Elms” was saved here"]),
        ({"ods_code": "A81009"}, {"headcount": "12"}, ["“A81009” was saved here"]),
        (
            {"in_post-day": "1", "in_post-month": "4", "in_post-year": "2021"},
            {"headcount": "12"},
            ["1 April 2021 was saved here"],
        ),
    ],
)
def test_stale_form_is_told_of_what_the_other_changed_and_of_nothing_else(
    sqlite_app: Flask, saved: dict[str, str], sent: dict[str, str], blamed: list[str]
) -> None:
    there = led(sqlite_app)
    seen = hidden(there.page(ELM), "revision")
    assert change(there, **saved)[0] == 303
    status, page = change(there, **sent, revision=seen)
    assert status == (422 if blamed else 303)
    assert page.count("This practice was changed meanwhile, and") == 2 * len(blamed)
    assert all(page.count(words) == 2 for words in blamed)


def test_merged_practice_is_read_and_not_changed(app: Flask) -> None:
    there = led(app)
    there.elm.merged_into_id, there.elm.merged_on = there.oak.id, datetime.date(2026, 3, 2)
    db.session.commit()
    page = there.page(ELM)
    assert "It merged into" in page
    assert 'id="headcount"' not in page
    for place in ("edit", "place", "place/remove"):
        answer = there.send(f"{PRACTICES}/elm/{place}", PRACTICES, name="X", headcount="1")
        assert answer.status_code == 404
