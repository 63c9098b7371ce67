"""Who asks for passkeys comes from PUBLIC_URL alone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from app.relying_party import RelyingParty, relying_party, user_handle
from tests.conftest import make_settings

SETTINGS = make_settings(Path("/none"), "sqlite://")


@pytest.mark.parametrize(
    ("public_url", "id_", "origin"),
    [
        ("https://readiness.example.org", "readiness.example.org", "https://readiness.example.org"),
        ("https://readiness.example.org:443", "readiness.example.org", "https://readiness.example.org"),
        ("https://Readiness.Example.org:8443", "readiness.example.org", "https://readiness.example.org:8443"),
        ("https://example.org/readiness", "example.org", "https://example.org"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
        ("http://localhost:80", "localhost", "http://localhost"),
    ],
)
def test_party_is_the_host_and_the_address_as_browsers_write_it(
    public_url: str, id_: str, origin: str
) -> None:
    settings = dataclasses.replace(SETTINGS, public_url=public_url)
    assert relying_party(settings) == RelyingParty(id_, origin)


@pytest.mark.parametrize(
    "public_url",
    ["http://readiness.example.org", "http://127.0.0.1:8000", "https://192.0.2.1", "https://[2001:db8::1]"],
)
def test_where_browsers_make_no_passkeys_there_is_none(public_url: str) -> None:
    assert relying_party(dataclasses.replace(SETTINGS, public_url=public_url)) is None


def test_handle_is_the_accounts_own_and_of_this_installation() -> None:
    other = dataclasses.replace(SETTINGS, secret_key="another" * 8)
    handles = {user_handle(SETTINGS, 1), user_handle(SETTINGS, 2), user_handle(other, 1)}
    assert len(handles) == 3
    assert user_handle(SETTINGS, 1) in handles
