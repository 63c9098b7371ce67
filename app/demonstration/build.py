"""Building the demonstration: what is missing is added, what is there is left alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_security import hash_password

from app.demonstration import harbour, links_worker
from app.demonstration.plan import ProgrammePlan
from app.models import Audience, Programme, User
from app.operations.audit import record
from app.operations.create_account import Grant, create_account, generate_password
from app.operations.end_sessions import forget_sessions
from app.queries import accounts
from app.queries.demonstration import practice

SLUGS = (links_worker.SLUG, harbour.SLUG)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demonstration and what it is for."""

    email: str
    sees: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account with the password that is shown once."""

    account: DemoAccount
    password: str


MANAGER = DemoAccount("manager.magenta@example.org", "practice manager of Magenta (Links Worker Programme)")
HARBOUR_MANAGER = DemoAccount(
    "manager.gullhaven@example.org", "practice manager of Gullhaven (Harbour Towns)"
)
LEAD = DemoAccount("lead@example.org", "programme lead of both programmes")
EVALUATOR = DemoAccount("evaluator@example.org", "evaluator of both programmes")
ADMINISTRATOR = DemoAccount("administrator@example.org", "administrator: everything but answers")
ACCOUNTS = (MANAGER, HARBOUR_MANAGER, LEAD, EVALUATOR, ADMINISTRATOR)


def plan_of(slug: str, today: datetime.date) -> ProgrammePlan:
    """Return the plan of a demonstration programme; KeyError where there is none of that name."""
    plans: Mapping[str, Callable[[], ProgrammePlan]] = {
        links_worker.SLUG: links_worker.plan,
        harbour.SLUG: lambda: harbour.plan(today),
    }
    return plans[slug]()


def add_accounts(programmes: Mapping[str, Programme]) -> list[Credentials]:
    """Add the accounts that are not there yet and return them with their passwords. Flushes.

    ``programmes``: both demonstration programmes by slug.
    """
    grants = _grants(programmes)
    return [
        Credentials(account, create_account(account.email, grants[account]).password)
        for account in ACCOUNTS
        if accounts.by_email(account.email) is None
    ]


def renew_passwords() -> list[Credentials]:
    """Give every account of the demonstration a new password, end its sessions, and return them. Flushes."""
    renewed = []
    for account in ACCOUNTS:
        user = accounts.by_email(account.email)
        if user is not None:
            renewed.append(Credentials(account, _renew(user)))
    return renewed


def _renew(user: User) -> str:
    password = generate_password()
    user.password = hash_password(password)
    forget_sessions(user)
    record("account.password_set", None, user.email)
    return password


def _grants(programmes: Mapping[str, Programme]) -> Mapping[DemoAccount, Sequence[Grant]]:
    both = tuple(programmes[slug] for slug in SLUGS)
    magenta = practice(programmes[links_worker.SLUG], "magenta")
    gullhaven = practice(programmes[harbour.SLUG], harbour.TRY_IT_PLACE.lower())
    return {
        MANAGER: [Grant(Audience.MANAGER, practice=magenta)],
        HARBOUR_MANAGER: [Grant(Audience.MANAGER, practice=gullhaven)],
        LEAD: [Grant(Audience.LEAD, programme=programme) for programme in both],
        EVALUATOR: [Grant(Audience.EVALUATOR, programme=programme) for programme in both],
        ADMINISTRATOR: [Grant(Audience.ADMINISTRATOR)],
    }
