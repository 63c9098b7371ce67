"""A list of staff: every problem at once, and what it would change."""

from __future__ import annotations

import uuid

import pytest

from app.models import Participant
from app.operations.plan_roster import Change, Entry, Kind, plan_roster, read_entries
from app.uploads.rows import Rows
from scoring.csv_file import Problems

HEADING = ("name", "email", "role")


def rows(*lines: tuple[str, ...], heading: tuple[str, ...] = HEADING) -> Rows:
    """Return a sheet."""
    return Rows(tuple(enumerate((heading, *lines), start=1)))


def read(sheet: Rows) -> tuple[tuple[Entry, ...], list[str]]:
    """Return the entries, and the problems as "line column message"."""
    problems = Problems("file")
    entries = read_entries(sheet, problems)
    return entries, [f"{each.line} {each.column} {each.message}" for each in problems.all()]


def person(name: str, email: str | None, role: str = "gp", *, active: bool = True) -> Participant:
    """Return somebody on the list."""
    return Participant(
        id=uuid.uuid4(), practice_id=uuid.uuid4(), name=name, email=email, role=role, active=active
    )


def planned(
    people: list[Participant], *entries: tuple[str, str | None, str], invited: bool = False
) -> tuple[tuple[Change, ...], list[str]]:
    """Return the changes of a list of (name, address, role), and what is wrong with it."""
    listed = [Entry(line, *each) for line, each in enumerate(entries, start=2)]
    problems = Problems("file")
    changes = plan_roster(
        listed, people, frozenset(each.id for each in people) if invited else frozenset(), problems
    )
    return changes, [f"{each.line} {each.column}" for each in problems.all()]


def test_columns_come_in_any_order_case_and_common_spelling() -> None:
    entries, problems = read(
        rows(("GP", "ADA@example.org", "Ada"), heading=("Job title", "E-Mail address", "NAME"))
    )
    assert problems == []
    assert entries == (Entry(2, "Ada", "ada@example.org", "gp"),)


def test_neither_name_nor_address_begins_like_a_formula() -> None:
    _, problems = read(rows(("=Ada", "ada@example.org", "GP"), ("Ben", "=cmd@example.org", "GP")))
    assert problems == [
        "2 name begins like a formula; write it as text",
        '3 email "=cmd@example.org" begins like a formula; write the address that mail goes to',
    ]


def test_every_problem_is_told_at_once_with_line_and_column() -> None:
    _, problems = read(
        rows(
            ("", "ada@example.org", "GP"),
            ("Ben", "ben@", "Nurse"),
            ("Cas", "cas@example.org", "GP"),
            ("Dee", "cas@example.org", "Recptionist"),
            ("=1+1", "", "GP"),
            ("Eve", "", ""),
        )
    )
    assert [" ".join(each.split()[:2]) for each in problems] == [
        "2 name", "3 email", "3 role", "5 role", "6 name", "7 role",
    ]  # fmt: skip


def test_wrong_column_names_the_nearest_and_what_is_missing() -> None:
    _, problems = read(rows(("Ada", "x", "GP"), heading=("name", "emial", "role")))
    assert any('did you mean "email"?' in each for each in problems)
    assert any(each.startswith("1 email is missing") for each in problems)


def test_unknown_role_names_the_nearest_and_all() -> None:
    _, problems = read(rows(("Ada", "", "Recptionist")))
    assert 'did you mean "Receptionist"?' in problems[0]
    assert "Community organisation worker" in problems[0]


@pytest.mark.parametrize(
    "lines",
    [
        (("Ada", "a@example.org", "GP"), ("Ben", "A@Example.org", "GP")),
        (("Ada", "", "GP"), ("ada ", "", "Receptionist")),
    ],
)
def test_two_lines_of_one_person_are_refused(lines: tuple[tuple[str, ...], ...]) -> None:
    _, problems = read(rows(*lines))
    assert len(problems) == 1
    assert "in line 2 already" in problems[0]


def test_heading_alone_is_no_list() -> None:
    assert "nobody below it" in read(rows())[1][0]


@pytest.mark.parametrize(
    "address",
    ["a@b", "a b@example.org", "a@example.org\nBcc: x@example.org", "@example.org", "ä@example.org"],
)
def test_address_that_no_mail_reaches_is_refused(address: str) -> None:
    assert read(rows(("Ada", address, "GP")))[1][0].startswith("2 email")


def test_people_are_new_changed_the_same_or_absent() -> None:
    ada, ben, cas = person("Ada", "ada@example.org"), person("Ben", "ben@example.org"), person("Cas", None)
    changes, problems = planned(
        [ada, ben, cas],
        ("Ada", "ada@example.org", "gp"),
        ("Benjamin", "ben@example.org", "gp"),
        ("Dee", None, "gp"),
    )
    assert problems == []
    assert [(each.kind, each.participant_id) for each in changes] == [
        (Kind.SAME, ada.id),
        (Kind.CHANGED, ben.id),
        (Kind.NEW, None),
        (Kind.ABSENT, cas.id),
    ]


def test_person_of_the_same_name_has_a_new_address() -> None:
    changes, _ = planned([person("Ada", "old@example.org")], ("Ada", "new@example.org", "gp"))
    assert [each.kind for each in changes] == [Kind.CHANGED]
    assert changes[0].new_address


def test_one_of_two_people_of_a_name_is_known_by_address_only() -> None:
    people = [person("Ada", "one@example.org"), person("Ada", "two@example.org")]
    changes, _ = planned(people, ("Ada", "three@example.org", "gp"))
    assert changes[0].kind is Kind.NEW


def test_one_person_is_not_meant_by_two_lines() -> None:
    changes, problems = planned(
        [person("Ada", "ada@example.org")], ("Ada B", "ada@example.org", "gp"), ("Ada", None, "gp")
    )
    assert len(changes) == 2
    assert problems == ["3 name"]


def test_role_is_frozen_for_who_was_invited() -> None:
    ada = person("Ada", "ada@example.org")
    assert planned([ada], ("Ada", "ada@example.org", "receptionist"))[1] == []
    assert planned([ada], ("Ada", "ada@example.org", "receptionist"), invited=True)[1] == ["2 role"]


def test_somebody_who_left_comes_back() -> None:
    changes, _ = planned([person("Ada", "ada@example.org", active=False)], ("Ada", "ada@example.org", "gp"))
    assert [each.kind for each in changes] == [Kind.CHANGED]


def test_who_left_before_is_not_absent() -> None:
    changes, _ = planned([person("Ada", None, active=False)], ("Ben", None, "gp"))
    assert [each.kind for each in changes] == [Kind.NEW]
