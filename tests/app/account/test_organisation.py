"""Signing in with the organisation's accounts, against a real provider on this machine."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask

from app import create_app
from app.db import db
from app.models import Audience, User
from app.operations.create_account import Grant, create_account
from tests.app.account import provider as providers
from tests.app.account.provider import CLIENT, SECRET, Provider
from tests.app.world import Visitor, visitor
from tests.conftest import make_settings

EMAIL = "lead@example.org"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider at whose sign-in page sits the owner of a verified address."""
    with providers.running() as found:
        found.claims.update(sub="1", email=EMAIL, email_verified=True)
        yield found


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, provider: Provider, tmp_path: Path) -> Iterator[Flask]:
    """The application that trusts the provider, with one account, on each database."""
    settings = dataclasses.replace(
        make_settings(tmp_path, request.getfixturevalue(f"{request.param}_url")),
        oidc_discovery_url=f"{provider.issuer}/.well-known/openid-configuration",
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
    )
    app = create_app(settings)
    with app.app_context():
        create_account(EMAIL, [Grant(Audience.ADMINISTRATOR)])
        db.session.commit()
        yield app
        db.session.rollback()
        db.engine.dispose()


def way_back(client: Visitor) -> str:
    """Follow the way to the provider and return the address that it leads back to."""
    there = client.get("/sign-in/organisation")
    assert there.status_code == 302
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    assert parts.netloc == "localhost"
    return f"{parts.path}?{parts.query}"


def metadata(service: Flask) -> dict[str, Any]:
    """Return what the service has read in the provider's document."""
    found: dict[str, Any] = service.extensions[
        "authlib.integrations.flask_client"
    ].organisation.server_metadata
    return found


def test_verified_address_signs_in_its_account(service: Flask) -> None:
    client = visitor(service)
    assert client.get(way_back(client)).status_code == 303
    assert EMAIL in client.get("/account").get_data(as_text=True)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": "nobody@example.org"},
    ],
)
def test_nobody_else_comes_in_and_no_account_is_made(
    service: Flask, provider: Provider, claims: dict[str, object]
) -> None:
    provider.claims.update(claims)
    client = visitor(service)
    assert client.get(way_back(client)).status_code == 403
    assert client.get("/account").status_code == 303
    assert db.session.query(User).count() == 1


@pytest.mark.parametrize("issuer", [None, "{}/", "{}/other", "http://localhost"])
def test_only_the_issuer_of_the_document_is_believed(service: Flask, issuer: str | None) -> None:
    client = visitor(service)
    place = way_back(client)
    known = metadata(service)
    known["issuer"] = issuer.format(known["issuer"]) if issuer else None
    assert client.get(place).status_code == 502
    assert client.get("/account").status_code == 303


def test_document_without_an_issuer_is_not_believed(service: Flask) -> None:
    client = visitor(service)
    place = way_back(client)
    del metadata(service)["issuer"]
    assert client.get(place).status_code == 502


def test_closed_account_stays_closed(service: Flask) -> None:
    db.session.query(User).update({"active": False})
    db.session.commit()
    client = visitor(service)
    assert client.get(way_back(client)).status_code == 403


def test_way_back_of_somebody_else_opens_nothing(service: Flask) -> None:
    place = way_back(visitor(service))
    other = visitor(service)
    assert other.get(place).status_code == 502
    assert other.get("/account").status_code == 303


def test_way_back_works_once(service: Flask) -> None:
    client = visitor(service)
    place = way_back(client)
    client.get(place)
    assert client.get(place).status_code == 502


def test_answer_signed_with_another_key_is_refused(service: Flask, provider: Provider) -> None:
    client = visitor(service)
    place = way_back(client)
    metadata(service)["jwks"] = {"keys": [Provider().key.as_dict(private=False)]}
    assert client.get(place).status_code == 502


def test_second_step_is_asked_for_as_after_a_password(service: Flask) -> None:
    user = db.session.query(User).one()
    user.tf_primary_method, user.tf_totp_secret = "authenticator", "{}"
    db.session.commit()
    client = visitor(service)
    assert client.get(way_back(client)).headers["Location"].startswith("/sign-in/code")
    assert client.get("/account").status_code == 303


def test_provider_that_is_away_is_said_calmly(service: Flask, provider: Provider) -> None:
    service.extensions[
        "authlib.integrations.flask_client"
    ].organisation._server_metadata_url = "http://127.0.0.1:9/none"
    answer = visitor(service).get("/sign-in/organisation")
    assert answer.status_code == 502
    assert "did not work" in answer.get_data(as_text=True)


def test_button_is_there_only_with_a_provider(service: Flask, sqlite_app: Flask) -> None:
    assert "Sign in with your organisation" in visitor(service).get("/sign-in").get_data(as_text=True)
    assert "Sign in with your organisation" not in visitor(sqlite_app).get("/sign-in").get_data(as_text=True)
    assert visitor(sqlite_app).get("/sign-in/organisation").status_code == 404
