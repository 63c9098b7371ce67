"""The settings as an administrator sees them: with their source, without a secret."""

from __future__ import annotations

import dataclasses

from app.setting_list import SETTINGS
from tests.app.admin.conftest import Office


def page(office: Office, **changes: object) -> str:
    """Return the page of an installation with other settings."""
    kept = office.app.extensions["settings"]
    client = office.visitor()
    office.app.extensions["settings"] = dataclasses.replace(kept, **changes)
    return client.get("/admin/settings").get_data(as_text=True)


def test_every_setting_is_there(office: Office) -> None:
    shown = page(office)
    assert [name for name in SETTINGS if f">{name}</code>" not in shown] == []


def test_source_is_the_environment_the_file_or_none(office: Office) -> None:
    sources = {"PUBLIC_URL": "environment", "LINK_KEY": "settings.env"}
    shown = page(office, sources=sources)
    assert shown.count("the environment</span>") == 1
    assert shown.count("the file settings.env</span>") == 1
    assert shown.count("default</span>") == len(SETTINGS) - 2


def test_no_secret_is_on_the_page(office: Office) -> None:
    kept = office.app.extensions["settings"]
    shown = page(
        office,
        smtp_url="smtps://post:geheim@mail.example.org",
        oidc_client_secret="geheim",
    )
    assert "geheim" not in shown
    assert "smtps://post:***@mail.example.org" in shown
    assert kept.secret_key not in shown
    assert kept.link_key not in shown


def test_what_is_for_demonstrations_only_is_pointed_out(office: Office) -> None:
    careless = page(office)
    assert "Nobody needs a second step" in careless
    assert "Not over a secure connection" in careless
    careful = page(office, second_factor="required", secure_cookies=True)
    assert "Nobody needs a second step" not in careful
    assert "Not over a secure connection" not in careful
