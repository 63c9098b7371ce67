"""A provider that never says whether it has verified an address, as Microsoft Entra ID."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask

from app.db import db
from app.models import User
from tests.app.account.provider import Provider
from tests.app.account.test_organisation import EMAIL, metadata, provider, service, way_back
from tests.app.world import visitor

__all__ = ["provider", "service"]


@pytest.fixture
def silent(provider: Provider) -> Provider:
    """The provider, who says nothing of whether the address is verified."""
    del provider.claims["email_verified"]
    return provider


@pytest.fixture
def trusting(service: Flask) -> Flask:
    """The application that takes its provider's word for addresses."""
    kept = service.extensions["settings"]
    service.extensions["settings"] = dataclasses.replace(kept, oidc_addresses="trusted")
    return service


@pytest.mark.usefixtures("silent")
def test_address_of_a_trusted_provider_signs_in_its_account(trusting: Flask) -> None:
    client = visitor(trusting)
    assert client.get(way_back(client)).status_code == 303
    assert EMAIL in client.get("/account").get_data(as_text=True)


@pytest.mark.usefixtures("silent")
def test_it_is_refused_unless_whoever_runs_the_service_trusts_it(
    service: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    client = visitor(service)
    page = client.get(way_back(client))
    assert page.status_code == 403
    assert "OIDC_ADDRESSES" in caplog.text
    assert "OIDC_ADDRESSES" not in page.get_data(as_text=True)
    assert EMAIL not in caplog.text


@pytest.mark.parametrize("said", [False, None, "false", "true", 0, 1])
def test_what_the_provider_does_say_holds_although_it_is_trusted(
    trusting: Flask, provider: Provider, caplog: pytest.LogCaptureFixture, said: object
) -> None:
    provider.claims["email_verified"] = said
    client = visitor(trusting)
    assert client.get(way_back(client)).status_code == 403
    assert client.get("/account").status_code == 303
    assert "says that it has not verified" in caplog.text


@pytest.mark.parametrize(
    ("claims", "open_account", "why"),
    [
        ({"email": None}, True, "names no address"),
        ({"email": "nobody@example.org"}, True, "no account has the address"),
        ({}, False, "the account is closed"),
        ({"email_verified": False}, True, "says that it has not verified"),
    ],
)
def test_log_says_why_and_strangers_read_the_same_of_all(
    service: Flask,
    provider: Provider,
    caplog: pytest.LogCaptureFixture,
    claims: dict[str, object],
    open_account: bool,
    why: str,
) -> None:
    db.session.query(User).update({"active": open_account})
    db.session.commit()
    provider.claims.update(claims)
    client = visitor(service)
    page = client.get(way_back(client)).get_data(as_text=True)
    assert why in caplog.text
    assert why not in page
    assert "You have no account here" in page


@pytest.mark.usefixtures("silent")
def test_provider_of_many_organisations_is_not_trusted(
    trusting: Flask, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    client = visitor(trusting)
    place = way_back(client)
    # Its document stands at an address of all of them, and each answer is of one.
    many = f"{provider.issuer}/common/.well-known/openid-configuration"
    kept = trusting.extensions["settings"]
    trusting.extensions["settings"] = dataclasses.replace(kept, oidc_discovery_url=many)
    assert metadata(trusting)["issuer"] == provider.issuer
    assert client.get(place).status_code == 502
    assert client.get("/account").status_code == 303
    assert "its addresses are trusted at" in caplog.text
