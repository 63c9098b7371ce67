"""Signing in: who comes in, what a wrong attempt learns, and where it leads."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import db
from app.models import User
from tests.app.accounts.conftest import People
from tests.app.world import Installation, Visitor, token, visitor


def attempt(client: Visitor, email: str, password: str, next_url: str = "") -> tuple[int, str, str]:
    """Send the sign-in form; return status, target of the redirect and page."""
    page = client.get("/sign-in").get_data(as_text=True)
    form = {"email": email, "password": password, "next": next_url, "csrf_token": token(page)}
    answer = client.post("/sign-in", data=form)
    return answer.status_code, answer.headers.get("Location", ""), answer.get_data(as_text=True)


def test_right_password_leads_home(installation: Installation) -> None:
    account = installation.world.accounts["manager"]
    client = installation.visitor()
    status, target, _ = attempt(client, account.user.email, account.password)
    assert (status, target) == (302, "/")
    assert "What to do now" in client.get("/", follow_redirects=True).get_data(as_text=True)


def test_address_is_the_same_in_any_case(installation: Installation) -> None:
    account = installation.world.accounts["manager"]
    status, _, _ = attempt(installation.visitor(), account.user.email.upper(), account.password)
    assert status == 302


def test_wrong_password_and_unknown_address_read_the_same(installation: Installation) -> None:
    known, unknown = "manager@example.org", "nobody@example.org"
    pages = []
    for email in (known, unknown):
        status, _, page = attempt(installation.visitor(), email, "wrong-password")
        assert status == 200
        pages.append(page.replace(email, "").replace(token(page), ""))
    assert pages[0] == pages[1]
    assert "The email address or the password is wrong" in pages[0]


def test_errors_head_the_page_and_lead_to_their_fields(installation: Installation) -> None:
    _, _, page = attempt(installation.visitor(), "", "")
    assert "<title>Error: Sign in" in page
    assert re.search(r'href="#email"\s*>\s*Enter your email address', page)
    assert re.search(r'href="#password"\s*>\s*Enter your password', page)


def test_password_is_never_sent_back(installation: Installation) -> None:
    _, _, page = attempt(installation.visitor(), "manager@example.org", "wrong-password")
    assert "wrong-password" not in page


def test_closed_account_opens_nothing(app: Flask, people: People) -> None:
    account = people["manager"]
    db.session.execute(update(User).where(User.id == account.user.id).values(active=False))
    db.session.commit()
    status, _, _ = attempt(visitor(app), account.user.email, account.password)
    assert status == 200


def test_closing_an_account_ends_its_sessions(app: Flask, people: People) -> None:
    account = people["manager"]
    client = visitor(app, account)
    db.session.execute(update(User).where(User.id == account.user.id).values(active=False))
    db.session.commit()
    assert client.get("/practices").status_code == 303


def test_page_asked_for_comes_after_signing_in(installation: Installation) -> None:
    client, account = installation.visitor(), installation.world.accounts["manager"]
    answer = client.get("/practices?page=1")
    assert answer.headers["Location"] == "/sign-in?next=/practices?page%3D1"
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert 'name="next" value="/practices?page=1"' in page
    _, target, _ = attempt(client, account.user.email, account.password, "/practices?page=1")
    assert target == "/practices?page=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com/",
        "///example.com/",
        "/\\example.com/",
        "\\\\example.com/",
        "https:example.com",
        "javascript:alert(1)",
        " //example.com/",
        "\t//example.com/",
    ],
)
def test_signing_in_never_leads_to_another_site(installation: Installation, elsewhere: str) -> None:
    account = installation.world.accounts["manager"]
    status, target, _ = attempt(installation.visitor(), account.user.email, account.password, elsewhere)
    assert status == 302
    opened = urljoin("http://localhost/sign-in", target.strip().replace("\\", "/"))  # as browsers read it
    assert urlsplit(opened).netloc == "localhost"


def test_foreign_address_is_forgotten_by_the_form(installation: Installation) -> None:
    account, elsewhere = installation.world.accounts["manager"], "https://example.com/"
    _, _, page = attempt(installation.visitor(), account.user.email, "wrong-password", elsewhere)
    assert elsewhere not in page


def test_form_without_its_token_is_refused(installation: Installation) -> None:
    account = installation.world.accounts["manager"]
    client = installation.visitor()
    form = {"email": account.user.email, "password": account.password}
    assert client.post("/sign-in", data=form).status_code == 400
    assert client.get("/practices").status_code == 303


def test_token_from_before_the_sign_in_is_worth_nothing_after_it(installation: Installation) -> None:
    account = installation.world.accounts["manager"]
    client = installation.visitor()
    planted = token(client.get("/sign-in").get_data(as_text=True))
    form = {"email": account.user.email, "password": account.password, "csrf_token": planted}
    assert client.post("/sign-in", data=form).status_code == 302
    assert client.post("/sign-out", data={"csrf_token": planted}).status_code == 400
    assert client.get("/practices").status_code == 200


def test_forms_work_over_https_without_a_referrer(installation: Installation) -> None:
    account = installation.world.accounts["manager"]
    client, base = installation.visitor(), "https://localhost"
    page = client.get("/sign-in", base_url=base).get_data(as_text=True)
    form = {"email": account.user.email, "password": account.password, "csrf_token": token(page)}
    assert client.post("/sign-in", data=form, base_url=base).status_code == 302


def test_no_token_is_handed_out_in_place_of_a_session(installation: Installation) -> None:
    account = installation.world.accounts["manager"]
    client = installation.visitor()
    csrf = token(client.get("/sign-in").get_data(as_text=True))
    answer = client.post(
        "/sign-in?include_auth_token",
        json={"email": account.user.email, "password": account.password},
        headers={"X-CSRFToken": csrf, "Accept": "application/json"},
    )
    assert answer.content_type.startswith("text/html")
    assert "authentication_token" not in answer.get_data(as_text=True)


def test_password_is_kept_as_argon2(installation: Installation) -> None:
    account = installation.world.accounts["manager"]
    assert account.user.password is not None
    assert account.user.password.startswith("$argon2")
