"""The list of accounts, and inviting somebody."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from sqlalchemy import select

from app.db import db
from app.models import AccountLetter, Audience, AuditEntry, OutboxRow, Task, User
from app.operations.create_account import Grant, create_account
from app.queries.paging import PAGE_SIZE
from tests.app import builder
from tests.app.admin.conftest import Office
from tests.app.respondent.person import statements
from tests.app.world import Visitor, token, visitor

NEW = {"email": " New@Example.org", "audience": "lead", "programme": "harbour", "practice": ""}


def invite(client: Visitor, **fields: str) -> tuple[int, str]:
    """Send the form; return status and page, or the address that it leads to."""
    csrf = token(client.get("/admin/users/new").get_data(as_text=True))
    answer = client.post("/admin/users/new", data={**NEW, **fields, "csrf_token": csrf})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def mail_on(office: Office) -> None:
    """Give the installation a mail server."""
    kept = office.app.extensions["settings"]
    office.app.extensions["settings"] = dataclasses.replace(
        kept, smtp_url="smtp://127.0.0.1:1", mail_from="survey@example.org"
    )


def emails(page: str) -> list[str]:
    """Return the addresses that a page of the list shows."""
    found = db.session.scalars(select(User.email).order_by(User.email)).all()
    return [email for email in found if f">{email}</a></th>" in page.replace("<wbr>", "")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["administrator", "lead", "manager"]),
        ("?email=ADMIN", ["administrator"]),
        ("?email=%25", []),
        ("?audience=manager", ["manager"]),
        ("?audience=nonsense", ["administrator", "lead", "manager"]),
        ("?programme={harbour}", ["manager"]),
        ("?programme={valley}", ["lead"]),
        ("?programme={valley}&audience=manager", []),
    ],
)
def test_list_is_searched_and_filtered(office: Office, query: str, expected: list[str]) -> None:
    valley = builder.programme("valley")
    create_account("lead@example.org", [Grant(Audience.LEAD, valley)])
    db.session.commit()
    place = query.format(harbour=office.programme.id.hex, valley=valley.id.hex)
    page = office.visitor().get(f"/admin/users{place}").get_data(as_text=True)
    assert emails(page) == [f"{name}@example.org" for name in expected]


@pytest.mark.parametrize("search", ["users?email", "audit?by", "erasing/harbour?find"])
def test_search_takes_signs_that_a_database_does_not(office: Office, search: str) -> None:
    assert office.visitor().get(f"/admin/{search}=%00").status_code == 200


def test_long_list_comes_in_pages_at_a_fixed_cost(office: Office) -> None:
    for number in range(PAGE_SIZE + 1):
        user = User(email=f"lead-{number:03}@example.org", fs_uniquifier=str(number))
        db.session.add(user)
    db.session.commit()
    client = office.visitor()
    with statements() as seen:
        first = client.get("/admin/users?email=lead-").get_data(as_text=True)
    assert len(seen) <= 12
    assert len(emails(first)) == PAGE_SIZE
    assert 'href="/admin/users?page=2&amp;email=lead-"' in first
    assert len(emails(client.get("/admin/users?page=2&email=lead-").get_data(as_text=True))) == 1
    assert client.get("/admin/users?page=3&email=lead-").status_code == 404


def test_list_says_when_somebody_signed_in_last(office: Office) -> None:
    client = office.visitor()
    assert "none on record" in client.get("/admin/users?email=manager").get_data(as_text=True)
    visitor(office.app, office.manager)
    today = datetime.datetime.now(datetime.UTC)
    page = client.get("/admin/users?email=manager").get_data(as_text=True)
    assert f"{today:%-d %b %Y}" in page


def test_whoever_is_invited_gets_a_mail_and_the_grant(office: Office) -> None:
    mail_on(office)
    status, place = invite(office.visitor())
    user = office.user("new@example.org")
    assert (status, place) == (303, f"/admin/users/{user.id}")
    assert [(each.audience, each.programme_id) for each in user.memberships] == [
        (Audience.LEAD, office.programme.id)
    ]
    assert db.session.scalars(select(OutboxRow.task)).all() == [Task.SEND_ACCOUNT_LETTER]
    by = db.session.scalars(
        select(AuditEntry.by).where(AuditEntry.subject == user.email).order_by(AuditEntry.action)
    )
    assert set(by) == {office.administrator.user.email}


def test_without_mail_the_link_is_shown_once_and_nothing_waits_to_be_sent(office: Office) -> None:
    status, page = invite(office.visitor(), audience="manager", practice="Elm")
    assert status == 200
    assert "readiness invite new@example.org --again --print-link" in page
    link = page.split("http://localhost/set-password/", 1)[1].split("<", 1)[0]
    assert visitor(office.app).get(f"/set-password/{link}").status_code == 200
    assert db.session.scalars(select(OutboxRow)).all() == []
    user = office.user("new@example.org")
    assert [each.practice_id for each in user.memberships] == [office.practice.id]
    account = office.visitor().get(f"/admin/users/{user.id}").get_data(as_text=True)
    assert "Invited" in account
    assert link not in account


@pytest.mark.parametrize("text", ["Elm", " elm ", "ELM", "a81001", "A81001"])
def test_practice_is_known_by_name_short_name_or_ods_code(office: Office, text: str) -> None:
    office.practice.ods_code = "A81001"
    db.session.commit()
    assert invite(office.visitor(), audience="manager", practice=text)[0] == 200


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"email": ""}, "email", "Enter their email address"),
        ({"email": "new"}, "email", "“new” is not an email address; write one such as"),
        ({"email": "\0"}, "email", "The address is empty or holds invisible signs only. Type it again"),
        ({"email": "\u200f\u200b"}, "email", "The address is empty or holds invisible signs only"),
        ({"email": "new\u200b@example.org"}, "email", "“new@example.org” holds invisible signs. Delete it"),
        ({"email": "n" * 10_000}, "email", f"“{'n' * 60}…” is not an email address; write one such as"),
        ({"email": "manager@example.org"}, "email", "This address has an account already"),
        ({"audience": ""}, "audience", "Choose what they are to be"),
        ({"audience": "king"}, "audience", "Choose what they are to be"),
        ({"programme": ""}, "programme", "Choose the programme"),
        ({"programme": "nowhere"}, "programme", "Choose the programme"),
        ({"audience": "administrator"}, "programme", "Choose no programme: an administrator sees to"),
        ({"audience": "administrator", "practice": "Elm"}, "practice", "Leave the practice empty"),
        ({"audience": "evaluator", "practice": "Elm"}, "practice", "Leave the practice empty"),
        ({"audience": "manager"}, "practice", "Enter the practice that they manage"),
        ({"audience": "manager", "practice": "Oak"}, "practice", "There is no practice “Oak” in Harbour"),
        ({"audience": "manager", "practice": "Twin"}, "practice", "Enter one of A1, twin-2"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    office: Office, fields: dict[str, str], field: str, problem: str
) -> None:
    for slug, code in (("twin-1", "A1"), ("twin-2", None)):
        place = builder.practice(office.programme, slug)
        place.name, place.ods_code = "Twin", code
    db.session.commit()
    status, page = invite(office.visitor(), **fields)
    assert status == 422
    assert "<title>Error:" in page
    assert f'href="#{field}"' in page
    assert page.count(problem) == 2
    assert f'value="{fields.get("email", "new@example.org")}"' in page
    assert db.session.scalars(select(AccountLetter)).all() == []


def test_practice_of_another_programme_is_none(office: Office) -> None:
    builder.practice(builder.programme("valley"), "birch")
    db.session.commit()
    status, page = invite(office.visitor(), audience="manager", practice="Birch")
    assert (status, "There is no practice" in page) == (422, True)
