"""What a list of practices would change, and that it then does."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.models import (
    SINCE_UNKNOWN,
    AccountLetter,
    Affiliation,
    Audience,
    AuditEntry,
    Membership,
    Practice,
    Programme,
    User,
)
from app.operations.create_account import Grant, create_account
from app.operations.import_practices import import_practices
from app.operations.plan_practices import Kind, Place, PracticeChange, plan_practices
from app.operations.practice_list import PracticeEntry
from app.queries import affiliations, programme_practices
from scoring.csv_file import Problems
from tests.app import builder

NOW = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
TODAY = NOW.date()
JULY = datetime.date(2019, 7, 1)


def entry(line: int, name: str, headcount: int = 10, **more: Any) -> PracticeEntry:  # noqa: ANN401 - any field's
    """Return what one line says."""
    return PracticeEntry(line, name, headcount, **more)


def plan(programme: Programme, *entries: PracticeEntry) -> tuple[tuple[PracticeChange, ...], list[str]]:
    """Return the changes and what is wrong, each as "line column message"."""
    problems = Problems("file")
    changes = plan_practices(entries, programme_practices.everything(programme), problems, TODAY)
    return changes, [f"{each.line} {each.column} {each.message}" for each in problems.all()]


def make(programme: Programme, *entries: PracticeEntry, by: User) -> int:
    """Plan and make the changes of a list."""
    there = programme_practices.everything(programme)
    problems = Problems("file")
    changes = plan_practices(entries, there, problems, TODAY)
    assert problems.all() == []
    return import_practices(programme, there, changes, by, NOW)


def coded(programme: Programme, slug: str, code: str, headcount: int = 10) -> Practice:
    """Add a practice with an ODS code."""
    row = builder.practice(programme, slug, headcount)
    row.ods_code = code
    db.session.flush()
    return row


def lead(programme: Programme) -> User:
    """Return a lead of the programme."""
    return create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user


def test_practice_is_known_by_its_code_whatever_its_name(app: Flask) -> None:
    programme = builder.programme()
    elm = coded(programme, "elm", "A81001")
    (change,), problems = plan(programme, entry(2, "Elm House", 12, ods_code="A81001"))
    assert problems == []
    assert (change.kind, change.practice_id) == (Kind.CHANGED, elm.id)
    assert change.says == ("name: Elm becomes Elm House", "headcount: 10 becomes 12")


def test_practice_is_known_by_its_name_where_no_code_speaks_against_it(app: Flask) -> None:
    programme = builder.programme()
    elm, oak = coded(programme, "elm", "A81001"), builder.practice(programme, "oak", 8)
    changes, problems = plan(programme, entry(2, "ELM "), entry(3, "Oak", 8, ods_code="A81002"))
    assert problems == []
    assert [each.practice_id for each in changes] == [elm.id, oak.id]


def test_practice_of_the_same_name_and_another_code_is_a_new_one(app: Flask) -> None:
    programme = builder.programme()
    coded(programme, "elm", "A81001")
    (change,), problems = plan(programme, entry(2, "Elm", ods_code="A81002"))
    assert problems == []
    assert change.kind is Kind.NEW


def test_name_that_is_twice_in_the_list_says_nothing_without_a_code(app: Flask) -> None:
    programme = builder.programme()
    builder.practice(programme)
    _, problems = plan(programme, entry(2, "Elm"), entry(3, "Elm", ods_code="A81002"))
    assert [each.split(":")[0] for each in problems] == ["2 ods_code is needed", "3 ods_code is needed"]


def test_nothing_said_leaves_everything_as_it_is(app: Flask) -> None:
    programme = builder.programme()
    elm = coded(programme, "elm", "A81001")
    elm.link_practitioner_since = JULY
    db.session.add(Affiliation(practice_id=elm.id, since=JULY, network="North", region="Coast"))
    db.session.flush()
    (change,), _ = plan(programme, entry(2, "Elm"))
    assert change.kind is Kind.SAME
    assert make(programme, entry(2, "Elm", 11), by=lead(programme)) == 1
    assert (elm.ods_code, elm.headcount, elm.link_practitioner_since) == ("A81001", 11, JULY)
    assert len(affiliations.history(elm)) == 1


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"network": "North", "region": "Coast"}, None),
        ({"network": "North", "region": "Coast", "since": JULY}, None),
        ({"network": "North", "region": "Coast", "since": TODAY}, None),
        ({"network": "South", "region": "Coast", "since": TODAY}, Place(TODAY, "South", "Coast")),
        ({"since": TODAY}, Place(TODAY, None, None)),
        ({"network": "South", "region": "Coast", "since": JULY}, Place(JULY, "South", "Coast")),
    ],
)
def test_move_needs_its_day_and_what_is_known_needs_none(
    app: Flask, said: dict[str, Any], place: Place | None
) -> None:
    programme = builder.programme()
    elm = builder.practice(programme)
    db.session.add(Affiliation(practice_id=elm.id, since=JULY, network="North", region="Coast"))
    db.session.flush()
    (change,), problems = plan(programme, entry(2, "Elm", **said))
    assert problems == []
    assert change.place == place


@pytest.mark.parametrize("name", ["Elm", "New"])
def test_day_of_a_practice_that_belongs_nowhere_is_a_problem(app: Flask, name: str) -> None:
    programme = builder.programme()
    builder.practice(programme, "elm")
    _, problems = plan(programme, entry(2, name, since=JULY))
    assert problems == [
        "2 since stands alone; "
        "write the network and the region that begin on this day, or leave the day empty"
    ]


def test_move_without_a_day_is_a_problem(app: Flask) -> None:
    programme = builder.programme()
    elm = builder.practice(programme)
    db.session.add(Affiliation(practice_id=elm.id, since=JULY, network="North", region="Coast"))
    db.session.flush()
    _, problems = plan(programme, entry(2, "Elm", network="South", region="Coast"))
    assert problems[0].startswith("2 since is empty; the practice is in North, Coast")


def test_first_network_holds_since_ever_where_no_day_is_given(app: Flask) -> None:
    programme = builder.programme()
    builder.practice(programme)
    changes, problems = plan(
        programme, entry(2, "Elm", network="North"), entry(3, "New", network="North", since=JULY)
    )
    assert problems == []
    assert [each.place for each in changes] == [
        Place(SINCE_UNKNOWN, "North", None),
        Place(JULY, "North", None),
    ]


def test_same_practice_twice_is_a_problem(app: Flask) -> None:
    programme = builder.programme()
    coded(programme, "elm", "A81001")
    _, problems = plan(programme, entry(2, "Elm House", ods_code="A81001"), entry(3, "Elm"))
    assert problems == ["3 name is the same practice as in a line before; keep one"]


def test_name_of_several_needs_a_code(app: Flask) -> None:
    programme = builder.programme()
    for slug in ("elm", "elm-2"):
        builder.practice(programme, slug).name = "The Surgery"
    db.session.flush()
    _, problems = plan(programme, entry(2, "the surgery"))
    assert problems[0].startswith("2 ods_code is needed")


def test_practice_that_has_merged_is_not_brought_back(app: Flask) -> None:
    programme = builder.programme()
    elm, oak = builder.practice(programme), builder.practice(programme, "oak")
    elm.merged_into_id, elm.merged_on = oak.id, TODAY
    db.session.flush()
    changes, problems = plan(programme, entry(2, "Elm"))
    assert changes == ()
    assert "has merged into Oak" in problems[0]


def test_new_practices_get_addresses_of_their_own(app: Flask) -> None:
    programme = builder.programme()
    coded(programme, "elm", "A81001")
    namesakes = [entry(n, "Elm", ods_code=f"A8100{n}") for n in (2, 3)]
    oak = entry(4, "Oak", 9, network="North", region="Coast", since=JULY)
    assert make(programme, *namesakes, oak, by=lead(programme)) == 3
    assert set(db.session.scalars(select(Practice.slug))) == {"elm", "elm-2", "elm-3", "oak"}
    row = db.session.scalars(select(Affiliation)).one()
    assert (row.since, row.network, row.region) == (JULY, "North", "Coast")


def test_managers_are_invited_once_however_many_practices_they_have(app: Flask) -> None:
    programme = builder.programme()
    by = lead(programme)
    known = create_account("known@example.org", []).user
    entries = [
        entry(2, "Elm", manager_email="new@example.org"),
        entry(3, "Oak", manager_email="new@example.org"),
        entry(4, "Ash", manager_email="known@example.org"),
    ]
    make(programme, *entries, by=by)
    new = db.session.scalars(select(User).where(User.email == "new@example.org")).one()
    assert new.password is None
    assert len(new.memberships) == 2
    assert [letter.user_id for letter in db.session.scalars(select(AccountLetter))] == [new.id]
    db.session.refresh(known)
    assert [each.audience for each in known.memberships] == [Audience.MANAGER]


def test_manager_who_is_one_already_is_no_change(app: Flask) -> None:
    programme = builder.programme()
    elm = builder.practice(programme)
    create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)])
    (change,), _ = plan(programme, entry(2, "Elm", manager_email="manager@example.org"))
    assert change.kind is Kind.SAME


def test_import_is_entered_into_the_audit_log_with_counts_only(app: Flask) -> None:
    programme = builder.programme()
    builder.practice(programme)
    make(programme, entry(2, "Elm", 12), entry(3, "Oak"), by=lead(programme))
    found = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "practices.imported")).one()
    assert found.detail == {"new": "1", "changed": "1", "invited": "0"}
    assert found.programme_id == programme.id


def test_applying_the_same_list_again_changes_nothing(app: Flask) -> None:
    programme = builder.programme()
    by = lead(programme)
    lines = [entry(2, "Elm", network="North", since=JULY, manager_email="a@example.org"), entry(3, "Oak")]
    make(programme, *lines, by=by)
    before = db.session.scalar(select(func.count()).select_from(Membership))
    assert make(programme, *lines, by=by) == 0
    assert db.session.scalar(select(func.count()).select_from(Membership)) == before
