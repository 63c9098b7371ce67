"""Every setting in words: what it does, what holds where it is left out, and its value as it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

MUST = "none: it must be set"


class Kind(Enum):
    """How a value may be shown."""

    PLAIN = auto()
    SECRET = auto()  # that it is set, and nothing of it
    ADDRESS = auto()  # without the password in it


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``default`` says in words what holds where it is left out."""

    what: str
    default: str
    kind: Kind = Kind.PLAIN

    @property
    def must_be_set(self) -> bool:
        """Whether nothing can hold in its place."""
        return self.default == MUST


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "SECRET_KEY": Setting(
            "Signs sessions and forms. Changing it signs everybody out.", MUST, Kind.SECRET
        ),
        "LINK_KEY": Setting(
            "Respondents' links are computed from it. Changing it kills every link.", MUST, Kind.SECRET
        ),
        "PUBLIC_URL": Setting("The address that people open; links in mail begin with it.", MUST),
        "DATA_DIR": Setting("The folder of the database, reports and the settings file.", "var"),
        "DATABASE_URL": Setting("The database.", "an SQLite file in the data folder", Kind.ADDRESS),
        "SMTP_URL": Setting("The server that takes mail.", "none: no mail is sent", Kind.ADDRESS),
        "MAIL_FROM": Setting("Where mail comes from.", "none: no mail is sent"),
        "OIDC_DISCOVERY_URL": Setting("The organisation's own sign-in.", "none: passwords only"),
        "OIDC_CLIENT_ID": Setting("How the organisation's sign-in knows this service.", "none"),
        "OIDC_CLIENT_SECRET": Setting("The secret that goes with it.", "none", Kind.SECRET),
        "OIDC_ADDRESSES": Setting(
            "Whether the organisation's sign-in has to say that it has verified an address (verified), or is "
            "trusted where it says nothing (trusted).",
            "verified",
        ),
        "SECOND_FACTOR": Setting(
            "Whether leads, evaluators and administrators need a second step to sign in.", "required"
        ),
    }
)


def shown(name: str, value: str) -> str:
    """Return a setting's value as it may be shown: no key, no password.

    >>> shown("SMTP_URL", "smtps://post:geheim@mail.example.org")
    'smtps://post:***@mail.example.org'
    """
    kind = SETTINGS[name].kind
    if kind is Kind.PLAIN:
        return value
    return "set" if kind is Kind.SECRET else _without_password(value)


def _without_password(address: str) -> str:
    """Return the address with stars for its password; its options are left out, since one may be another."""
    try:
        return make_url(address).set(query={}).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "set"
