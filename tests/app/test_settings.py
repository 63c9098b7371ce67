"""Settings: read once, every fault in one error, safe defaults only."""

from __future__ import annotations

import dataclasses
import stat
from pathlib import Path

import pytest

from app import settings
from app.errors import SettingsError
from app.setting_list import SETTINGS, shown

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "settings.md"
NAMES = (
    "SECRET_KEY",
    "LINK_KEY",
    "PUBLIC_URL",
    "DATA_DIR",
    "DATABASE_URL",
    "SMTP_URL",
    "MAIL_FROM",
    "OIDC_DISCOVERY_URL",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_ADDRESSES",
    "SECOND_FACTOR",
)

SIGN_IN = {
    "OIDC_DISCOVERY_URL": "https://login.example.org/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "readiness",
    "OIDC_CLIENT_SECRET": "secret",
}


def complete(data_dir: Path, **changes: str) -> dict[str, str]:
    """Return an environment that has everything, with changes."""
    return {
        "SECRET_KEY": "s" * 32,
        "LINK_KEY": "k" * 32,
        "PUBLIC_URL": "https://readiness.example.org/",
        "DATA_DIR": str(data_dir),
        **changes,
    }


def test_every_missing_setting_is_named_in_one_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        settings.load({"DATA_DIR": str(tmp_path)})
    assert len(raised.value.problems) == 3
    for name in ("SECRET_KEY", "LINK_KEY", "PUBLIC_URL"):
        assert f"- {name} is missing. Set it to" in str(raised.value)


@pytest.mark.parametrize("name", ["SECRET_KEY", "LINK_KEY"])
def test_a_short_key_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is shorter than 32 characters"):
        settings.load(complete(tmp_path, **{name: "s" * 31}))


@pytest.mark.parametrize("url", ["", "readiness.example.org", "ftp://example.org", "javascript:alert(1)"])
def test_a_public_address_that_is_no_web_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match="does not begin with https"):
        settings.load(complete(tmp_path, PUBLIC_URL=url))


def test_no_error_shows_a_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        settings.load(complete(tmp_path, SECRET_KEY="too-short-but-secret"))
    assert "too-short-but-secret" not in str(raised.value)


def test_the_public_address_has_no_slash_at_its_end(tmp_path: Path) -> None:
    assert settings.load(complete(tmp_path)).public_url == "https://readiness.example.org"


@pytest.mark.parametrize(("url", "secure"), [("https://example.org", True), ("http://localhost:8000", False)])
def test_cookies_are_secure_where_the_address_is(tmp_path: Path, url: str, secure: bool) -> None:
    assert settings.load(complete(tmp_path, PUBLIC_URL=url)).secure_cookies is secure


def test_the_database_is_a_file_in_the_data_folder_unless_said_otherwise(tmp_path: Path) -> None:
    loaded = settings.load(complete(tmp_path))
    assert loaded.database_url == f"sqlite:///{tmp_path / 'readiness.db'}"
    assert loaded.reports_dir == tmp_path / "reports"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gets_the_driver_that_is_installed(tmp_path: Path, scheme: str) -> None:
    loaded = settings.load(complete(tmp_path, DATABASE_URL=f"{scheme}://somebody@db.example.org/readiness"))
    assert loaded.database_url == "postgresql+psycopg://somebody@db.example.org/readiness"


def test_the_data_folder_is_absolute_whatever_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.load(complete(Path("elsewhere"))).data_dir == tmp_path / "elsewhere"


def test_settings_cannot_be_changed_after_reading(tmp_path: Path) -> None:
    loaded = settings.load(complete(tmp_path))
    with pytest.raises(dataclasses.FrozenInstanceError):
        loaded.public_url = "https://elsewhere.example.org"  # type: ignore[misc]


def test_fresh_settings_are_complete_and_readable_by_the_owner_only(tmp_path: Path) -> None:
    path = settings.write_fresh(tmp_path / "data", "http://localhost:8000")
    loaded = settings.load({"DATA_DIR": str(tmp_path / "data")})
    assert loaded.public_url == "http://localhost:8000"
    assert loaded.secret_key != loaded.link_key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_fresh_settings_never_replace_those_that_are_there(tmp_path: Path) -> None:
    first = settings.write_fresh(tmp_path, "http://localhost:8000").read_text(encoding="utf-8")
    assert settings.write_fresh(tmp_path, "http://localhost:9000").read_text(encoding="utf-8") == first


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    one, other = (settings.write_fresh(tmp_path / name, "http://localhost") for name in ("one", "other"))
    assert one.read_text(encoding="utf-8") != other.read_text(encoding="utf-8")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings.write_fresh(tmp_path, "http://localhost:8000")
    loaded = settings.load({"DATA_DIR": str(tmp_path), "PUBLIC_URL": "http://localhost:8001"})
    assert loaded.public_url == "http://localhost:8001"


def test_mail_is_off_without_its_settings(tmp_path: Path) -> None:
    assert not settings.load(complete(tmp_path)).mail_is_on


def test_mail_is_on_with_a_server_and_a_sender(tmp_path: Path) -> None:
    mail = {"SMTP_URL": "smtps://user:secret@mail.example.org", "MAIL_FROM": "Survey <survey@example.org>"}
    loaded = settings.load(complete(tmp_path, **mail))
    assert loaded.mail_is_on
    assert loaded.mail_from == "Survey <survey@example.org>"


@pytest.mark.parametrize(
    ("mail", "problem"),
    [
        ({"SMTP_URL": "smtp://mail.example.org"}, "MAIL_FROM is missing"),
        ({"MAIL_FROM": "survey@example.org"}, "SMTP_URL is missing"),
        ({"SMTP_URL": "mail.example.org", "MAIL_FROM": "survey@example.org"}, "SMTP_URL does not name"),
        ({"SMTP_URL": "smtp://mail.example.org", "MAIL_FROM": "survey"}, "MAIL_FROM is no address"),
    ],
)
def test_half_of_a_mail_server_is_refused(tmp_path: Path, mail: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        settings.load(complete(tmp_path, **mail))


def test_comments_and_blank_lines_of_the_file_are_not_settings(tmp_path: Path) -> None:
    lines = ["# SECRET_KEY=" + "x" * 40, "", *(f" {k} = {v} " for k, v in complete(tmp_path).items())]
    (tmp_path / "settings.env").write_text("\n".join(lines), encoding="utf-8")
    assert settings.load({"DATA_DIR": str(tmp_path)}).secret_key == "s" * 32


def test_the_document_names_every_setting() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in document] == []


@pytest.mark.parametrize(
    ("given", "required"), [(None, True), ("", True), ("required", True), ("off", False)]
)
def test_second_factor_is_required_unless_it_is_switched_off(
    tmp_path: Path, given: str | None, required: bool
) -> None:
    environ = complete(tmp_path) if given is None else complete(tmp_path, SECOND_FACTOR=given)
    assert settings.load(environ).second_factor_required is required


def test_misspelt_second_factor_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SECOND_FACTOR is neither"):
        settings.load(complete(tmp_path, SECOND_FACTOR="of"))


@pytest.mark.parametrize("missing", ["OIDC_DISCOVERY_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_organisations_sign_in_needs_all_of_its_settings(tmp_path: Path, missing: str) -> None:
    assert settings.load(complete(tmp_path, **SIGN_IN)).oidc_is_on
    with pytest.raises(SettingsError, match=f"{missing} is missing"):
        settings.load(complete(tmp_path, **{**SIGN_IN, missing: ""}))
    with pytest.raises(SettingsError, match="does not begin with https"):
        settings.load(complete(tmp_path, **{**SIGN_IN, "OIDC_DISCOVERY_URL": "http://login.example.org"}))


@pytest.mark.parametrize(("given", "trusted"), [("", False), ("verified", False), ("trusted", True)])
def test_addresses_that_are_not_said_to_be_verified_are_trusted_only_if_asked(
    tmp_path: Path, given: str, trusted: bool
) -> None:
    assert not settings.load(complete(tmp_path, **SIGN_IN)).oidc_addresses_are_trusted
    found = settings.load(complete(tmp_path, **SIGN_IN, OIDC_ADDRESSES=given))
    assert found.oidc_addresses_are_trusted is trusted


@pytest.mark.parametrize(
    "given",
    [
        {**SIGN_IN, "OIDC_ADDRESSES": "yes"},
        {**SIGN_IN, "OIDC_ADDRESSES": "Trusted"},
        {**SIGN_IN, "OIDC_ADDRESSES": "trusted", "OIDC_DISCOVERY_URL": "https://login.example.org/discovery"},
        {"OIDC_ADDRESSES": "trusted"},
    ],
)
def test_trust_in_addresses_that_is_misspelt_or_of_no_one_provider_is_refused(
    tmp_path: Path, given: dict[str, str]
) -> None:
    with pytest.raises(SettingsError, match="OIDC_ADDRESSES is"):
        settings.load(complete(tmp_path, **given))


def test_the_list_of_names_above_is_complete() -> None:
    derived = {"secure_cookies", "sources"}
    fields = {field.name for field in dataclasses.fields(settings.Settings)} - derived
    assert {name.lower() for name in NAMES} == fields


def test_every_setting_is_said_in_words() -> None:
    assert tuple(SETTINGS) == NAMES


def test_each_setting_knows_where_it_came_from(tmp_path: Path) -> None:
    settings.write_fresh(tmp_path, "http://localhost:8000", also=["DATA_DIR=/elsewhere"])
    given = {"DATA_DIR": str(tmp_path), "PUBLIC_URL": "http://localhost:8001", "SMTP_URL": ""}
    loaded = settings.load(given)
    assert loaded.sources == {
        "SECRET_KEY": "settings.env",
        "LINK_KEY": "settings.env",
        "PUBLIC_URL": "environment",
        "DATA_DIR": "environment",
    }
    assert loaded.data_dir == tmp_path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "geheim"),
        ("LINK_KEY", "geheim"),
        ("OIDC_CLIENT_SECRET", "geheim"),
        ("DATABASE_URL", "postgresql://app:geheim@db/readiness"),
        ("DATABASE_URL", "postgresql://db/readiness?user=app&password=geheim"),
        ("SMTP_URL", "smtps://post:geheim@mail.example.org:465"),
        ("DATABASE_URL", "no address: geheim"),
    ],
)
def test_no_secret_is_shown(name: str, value: str) -> None:
    assert "geheim" not in shown(name, value)
