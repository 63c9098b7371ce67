"""The settings of an installation: read once, frozen, every missing name in one error.

They come from the environment and from ``settings.env`` in the data folder (lines ``NAME=value``),
the environment winning. ``readiness demo`` writes that file with fresh random keys where it is missing.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from app.errors import SettingsError
from app.setting_list import SETTINGS

SETTINGS_FILE = "settings.env"
ENVIRONMENT = "environment"
WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation. Keys are secrets of at least 32 characters; paths are absolute."""

    secret_key: str  # SECRET_KEY: signs sessions
    link_key: str  # LINK_KEY: respondents' links are computed from it; changing it kills every link
    public_url: str  # PUBLIC_URL: where links in letters and mails point, without a slash at the end
    data_dir: Path  # DATA_DIR: database, reports; default ``var``
    database_url: str  # DATABASE_URL: default an SQLite file in the data folder
    secure_cookies: bool  # derived: PUBLIC_URL begins with https
    smtp_url: str | None = None  # SMTP_URL: the server that takes our mail; without it no mail is sent
    mail_from: str | None = None  # MAIL_FROM: the address that mail comes from
    oidc_discovery_url: str | None = None  # OIDC_DISCOVERY_URL: of the organisation's own sign-in
    oidc_client_id: str | None = None  # OIDC_CLIENT_ID: how the provider knows us
    oidc_client_secret: str | None = None  # OIDC_CLIENT_SECRET
    oidc_addresses: str = "verified"  # OIDC_ADDRESSES: or "trusted", for a provider that says nothing of it
    second_factor: str = "required"  # SECOND_FACTOR: or "off", for demonstrations
    # Where each came from, by its name: ENVIRONMENT or SETTINGS_FILE; nothing for what was left out.
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def mail_is_on(self) -> bool:
        """Whether mail can be sent."""
        return self.smtp_url is not None

    @property
    def oidc_is_on(self) -> bool:
        """Whether people can sign in with their organisation's accounts."""
        return self.oidc_discovery_url is not None

    @property
    def oidc_addresses_are_trusted(self) -> bool:
        """Whether an address counts that the provider names without saying whether it has verified it."""
        return self.oidc_addresses == "trusted"

    @property
    def second_factor_required(self) -> bool:
        """Whether leads, evaluators and administrators must have a second factor."""
        return self.second_factor != "off"

    @property
    def prints_dir(self) -> Path:
        """The folder of cards and paper forms, which are thrown away the day after."""
        return self.data_dir / "prints"

    @property
    def reports_dir(self) -> Path:
        """The folder in which rendered reports are kept."""
        return self.data_dir / "reports"


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of ``environ`` (default: the process's) and of the data folder's file.

    Raises :class:`SettingsError` that names everything missing or wrong at once.
    """
    data_dir, found = find(os.environ if environ is None else environ)
    values = {name: value for name, (value, _source) in found.items()}
    checks = (_key_problems, _url_problems, _mail_problems, _factor_problems, _oidc_problems)
    problems = [problem for check in checks for problem in check(values)]
    if problems:
        raise SettingsError(problems)
    public_url = values["PUBLIC_URL"].rstrip("/")
    return Settings(
        secret_key=values["SECRET_KEY"],
        link_key=values["LINK_KEY"],
        public_url=public_url,
        data_dir=data_dir,
        database_url=_database_url(values.get("DATABASE_URL"), data_dir),
        secure_cookies=public_url.startswith("https://"),
        smtp_url=values.get("SMTP_URL") or None,
        mail_from=values.get("MAIL_FROM") or None,
        oidc_discovery_url=values.get("OIDC_DISCOVERY_URL") or None,
        oidc_client_id=values.get("OIDC_CLIENT_ID") or None,
        oidc_client_secret=values.get("OIDC_CLIENT_SECRET") or None,
        oidc_addresses=values.get("OIDC_ADDRESSES") or "verified",
        second_factor=values.get("SECOND_FACTOR") or "required",
        sources=MappingProxyType({name: source for name, (value, source) in found.items() if value}),
    )


def find(environ: Mapping[str, str]) -> tuple[Path, Mapping[str, tuple[str, str]]]:
    """Return the data folder, and (value, where it was found) of every setting that was given."""
    data_dir = Path(environ.get("DATA_DIR", "var")).resolve()
    in_file = read_file(data_dir / SETTINGS_FILE)
    in_file.pop("DATA_DIR", None)  # where the file lies is not for the file to say
    found = {name: (in_file[name], SETTINGS_FILE) for name in SETTINGS if name in in_file}
    found |= {name: (environ[name], ENVIRONMENT) for name in SETTINGS if name in environ}
    return data_dir, found


def write_fresh(data_dir: Path, public_url: str, also: Sequence[str] = ()) -> Path:
    """Write ``settings.env`` with random keys into the data folder, unless it is there; return its path.

    ``also``: further lines.
    """
    path = data_dir / SETTINGS_FILE
    data_dir.mkdir(parents=True, exist_ok=True)
    lines = (
        "# Keep this file secret and back it up: without LINK_KEY every link that was sent is dead.",
        f"SECRET_KEY={secrets.token_urlsafe(48)}",
        f"LINK_KEY={secrets.token_urlsafe(48)}",
        f"PUBLIC_URL={public_url}",
        *also,
    )
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def read_file(path: Path) -> dict[str, str]:
    """Return the names and values of a settings file; none where there is no file."""
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def _key_problems(values: Mapping[str, str]) -> list[str]:
    advice = "Set it to a random text of 32 characters or more."
    missing = [name for name in ("SECRET_KEY", "LINK_KEY") if name not in values]
    short = [name for name in ("SECRET_KEY", "LINK_KEY") if len(values.get(name, "x" * 32)) < 32]
    return [f"{name} is missing. {advice}" for name in missing] + [
        f"{name} is shorter than 32 characters. {advice}" for name in short
    ]


def _url_problems(values: Mapping[str, str]) -> list[str]:
    advice = "Set it to the address staff open, such as https://readiness.example.org."
    url = values.get("PUBLIC_URL")
    if url is None:
        return [f"PUBLIC_URL is missing. {advice}"]
    if not url.startswith(("https://", "http://")):
        return [f"PUBLIC_URL is {url!r}, which does not begin with https:// or http://. {advice}"]
    return []


def _mail_problems(values: Mapping[str, str]) -> list[str]:
    """Mail is on with both of its settings and off with neither."""
    url, sender = values.get("SMTP_URL"), values.get("MAIL_FROM")
    problems = []
    if url and (urlsplit(url).scheme not in {"smtp", "smtps"} or not urlsplit(url).hostname):
        problems.append(
            "SMTP_URL does not name a mail server. Set it to one such as smtps://user:password@mail.example.org"
        )
    if bool(url) != bool(sender):
        missing = "MAIL_FROM" if url else "SMTP_URL"
        problems.append(f"{missing} is missing. Mail needs SMTP_URL and MAIL_FROM; leave both out for none.")
    if sender and ("@" not in parseaddr(sender)[1] or not sender.isprintable()):
        problems.append("MAIL_FROM is no address. Set it to one such as NPT Readiness <survey@example.org>.")
    return problems


def _factor_problems(values: Mapping[str, str]) -> list[str]:
    if values.get("SECOND_FACTOR", "") in {"", "required", "off"}:
        return []
    return ["SECOND_FACTOR is neither required nor off. Leave it out, unless this is a demonstration."]


def _oidc_problems(values: Mapping[str, str]) -> list[str]:
    """All three settings or none; what decides who signs in comes over TLS."""
    names = ("OIDC_DISCOVERY_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    missing = [name for name in names if not values.get(name)]
    if 0 < len(missing) < len(names):
        return [f"{name} is missing. Set {', '.join(names)}, or none of them." for name in missing]
    url = urlsplit(values.get("OIDC_DISCOVERY_URL") or "https://none.invalid")
    if url.scheme != "https" or not url.hostname:
        return ["OIDC_DISCOVERY_URL does not begin with https://. Set it to the provider's document."]
    return _address_problems(values.get("OIDC_ADDRESSES") or "verified", url.path)


def _address_problems(addresses: str, path: str) -> list[str]:
    """A provider whose word is taken must be one alone: it is known by where its document lies."""
    if addresses not in {"verified", "trusted"}:
        return [
            "OIDC_ADDRESSES is neither verified nor trusted. Leave it out, unless docs/settings.md says so."
        ]
    if addresses == "trusted" and not path.endswith(WELL_KNOWN):
        return [f"OIDC_ADDRESSES is trusted, so OIDC_DISCOVERY_URL must be set and end with {WELL_KNOWN}."]
    return []


def _database_url(url: str | None, data_dir: Path) -> str:
    """Name the driver: psycopg 3 for PostgreSQL, an SQLite file by default."""
    if not url:
        return f"sqlite:///{data_dir / 'readiness.db'}"
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
