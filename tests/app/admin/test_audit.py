"""The audit log: what is entered, what never is, who reads it, and how it is looked through."""

from __future__ import annotations

import csv
import datetime
import io
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.identity.attempts import MOST_FOR_ACCOUNT
from app.models import AuditEntry
from app.operations.audit import Unnamed, record
from app.queries.paging import PAGE_SIZE
from tests.app import builder
from tests.app.accounts.test_sign_in import attempt
from tests.app.admin.conftest import Office
from tests.app.respondent.person import PAGES, Person, statements
from tests.app.world import Visitor, token, visitor

ITEM = "coherence_differentiation"
APP = Path(__file__).parents[3] / "app"
ACTS = [
    act
    for path in APP.rglob("*.py")
    for act in re.findall(r'\brecord\(\s*"([^"]+)"', path.read_text("utf-8"))
]


def count() -> int:
    """Return how many entries there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def entered(*acts: tuple[str, str]) -> None:
    """Replace the log by acts of (action, subject), one each day from 1 March 2026 on."""
    db.session.query(AuditEntry).delete()
    for day, (action, subject) in enumerate(acts, start=1):
        record(action, Unnamed.WORKER, subject)
        db.session.flush()
        row = db.session.query(AuditEntry).where(AuditEntry.subject == subject).one()
        row.at = datetime.datetime(2026, 3, day, 23, 59, 59, tzinfo=datetime.UTC)
    db.session.commit()


def rows(client: Visitor, query: str = "") -> list[list[str]]:
    """Return the lines of the file, without its heading."""
    answer = client.get(f"/admin/audit.csv{query}")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))[1:]


def test_nothing_that_a_respondent_does_is_entered(app: Flask) -> None:
    built = builder.open_wave(("receptionist", "gp"))
    before = count()
    first, second = (Person(app, each) for each in built.invitations)
    first.post()
    first.save(PAGES[0], {ITEM: "4", "go": "later"})
    first.post("withdraw")
    first.post("stop", {"go": "stop"})
    first.post("stop", {"go": "resume"})
    second.answer({ITEM: "4", "coherence_comment": "They help."})
    assert second.send().location == "receipt"
    assert second.get("receipt").status_code == 200
    assert count() == before


def test_signing_in_and_out_is_entered_under_its_user(office: Office) -> None:
    client = office.visitor(office.manager)
    page = client.get("/account").get_data(as_text=True)
    client.post("/sign-out", data={"csrf_token": token(page)})
    db.session.rollback()
    found = db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.user_id == office.manager.user.id).order_by("action")
    )
    assert list(found) == ["account.signed_in", "account.signed_out"]


def test_first_guess_past_the_limit_is_entered_once_and_what_was_typed_is_not(office: Office) -> None:
    for email in (office.manager.user.email, "my-password@typed-here.example"):
        for _ in range(MOST_FOR_ACCOUNT + 3):
            attempt(visitor(office.app), email, "wrong-password")
    db.session.rollback()
    found = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "tries.refused")).all()
    assert [(each.by, each.subject) for each in found] == [(Unnamed.VISITOR.value, office.manager.user.email)]


@pytest.mark.parametrize("role", ["manager", None])
@pytest.mark.parametrize("place", ["/admin/audit", "/admin/audit.csv"])
def test_nobody_but_administrators_reads_it(office: Office, role: str | None, place: str) -> None:
    client = office.visitor(office.manager) if role else visitor(office.app)
    assert client.get(place).status_code == (404 if role else 303)


def test_newest_comes_first_and_the_rest_on_further_pages(office: Office) -> None:
    client = office.visitor()
    entered(*(("wave.opened", f"wave {number:03}") for number in range(1, 29)))
    for number in range(100, 100 + PAGE_SIZE):
        record("evidence.coded", None, f"wave {number}")
    db.session.commit()
    page = client.get("/admin/audit").get_data(as_text=True)
    assert "wave 100" in page
    assert "wave 028" not in page
    older = client.get("/admin/audit?page=2").get_data(as_text=True)
    places = [older.index(f"wave {number:03}") for number in range(28, 0, -1)]
    assert places == sorted(places)
    assert client.get("/admin/audit?page=3").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["C", "B", "A"]),
        ("?by=WORK", ["C", "B", "A"]),
        ("?by=work%25", []),
        ("?by=command", []),
        ("?action=wave.closed", ["C"]),
        ("?action=wave.unheard_of", ["C", "B", "A"]),
        ("?since-day=2&since-month=3&since-year=2026", ["C", "B"]),
        ("?until-day=2&until-month=3&until-year=2026", ["B", "A"]),
        ("?since-day=2&since-month=mar&since-year=2026&until-day=2&until-month=3&until-year=2026", ["B"]),
    ],
)
def test_filter_leaves_what_was_asked_for(office: Office, query: str, expected: list[str]) -> None:
    client = office.visitor()
    entered(("wave.opened", "A"), ("wave.opened", "B"), ("wave.closed", "C"))
    *found, last = rows(client, query)
    assert [each[3] for each in found] == expected
    assert last == ["rows", str(len(expected))]


def test_long_log_costs_few_statements(office: Office) -> None:
    client = office.visitor()
    for number in range(PAGE_SIZE + 1):
        record("wave.opened", None, f"wave {number}", builder.programme(f"programme-{number}"))
    db.session.commit()
    with statements() as seen:
        client.get("/admin/audit")
    assert 0 < len(seen) <= 12


def test_filter_by_programme(office: Office) -> None:
    client = office.visitor()
    record("wave.opened", None, "here", office.programme)
    record("wave.opened", None, "elsewhere", builder.programme("valley"))
    db.session.commit()
    found = rows(client, f"?programme={office.programme.id.hex}&action=wave.opened")
    assert [each[3:5] for each in found] == [["here", "Harbour"], []]


@pytest.mark.parametrize(
    ("query", "problem", "field"),
    [
        ("since-day=31&since-month=2&since-year=2026", "must be a real date", "since-day"),
        ("until-day=x&until-month=2&until-year=2026", "must be a real date", "until-day"),
        ("since-day=3", "must include a month and a year", "since-month"),
        (
            "since-day=3&since-month=3&since-year=2026&until-day=2&until-month=3&until-year=2026",
            "The last day is before the first",
            "until-day",
        ),
    ],
)
def test_date_that_is_none_is_said_at_its_field(office: Office, query: str, problem: str, field: str) -> None:
    client = office.visitor()
    answer = client.get(f"/admin/audit?by=lead&{query}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error:" in page
    assert page.count(problem) == 2
    assert f'href="#{field}"' in page
    assert 'value="lead"' in page
    assert client.get(f"/admin/audit.csv?{query}").location.startswith("/admin/audit?")


def test_file_holds_no_formula(office: Office) -> None:
    client = office.visitor()
    entered(("wave.opened", "=1+1"))
    assert rows(client)[0][3] == "'=1+1"


def test_file_holds_every_page_of_the_list(office: Office) -> None:
    client = office.visitor()
    for number in range(PAGE_SIZE + 1):
        record("wave.opened", None, f"wave {number}")
    db.session.commit()
    *found, last = rows(client, "?action=wave.opened")
    assert len(found) == PAGE_SIZE + 1
    assert last == ["rows", str(PAGE_SIZE + 1)]


def test_links_to_other_pages_keep_the_filter(office: Office) -> None:
    client = office.visitor()
    for number in range(PAGE_SIZE + 1):
        record("wave.opened", None, f"wave {number}")
    db.session.commit()
    page = client.get("/admin/audit?action=wave.opened&by=command").get_data(as_text=True)
    assert 'href="/admin/audit?page=2&amp;by=command&amp;action=wave.opened"' in page
    assert 'href="/admin/audit.csv?by=command&amp;action=wave.opened"' in page


def test_words_of_an_act_that_is_new_are_still_words(office: Office) -> None:
    client = office.visitor()
    entered(("practice.merged_into_another", "Elm"))
    assert "Practice merged into another" in client.get("/admin/audit").get_data(as_text=True)


def test_every_act_is_named_by_a_noun_and_a_verb() -> None:
    named = [act for act in ACTS if re.fullmatch(r"[a-z_]+\.[a-z_]+", act)]
    assert len(named) >= 15
    assert named == ACTS


def test_name_of_a_programme_stands_once_in_an_entry_about_it(office: Office) -> None:
    programme = builder.programme("vale")
    programme.name = "Vale Walks"
    record("programme.changed", Unnamed.COMMAND, "Vale Walks", programme)
    record("practice.added", Unnamed.COMMAND, "Birch", programme)
    db.session.commit()
    found = rows(office.visitor(office.administrator), "?action=programme.changed")
    assert found[0][3:5] == ["the programme", "Vale Walks"]
    found = rows(office.visitor(office.administrator), "?action=practice.added")
    assert found[0][2:5] == ["Practice added", "Birch", "Vale Walks"]
