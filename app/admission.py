"""Who comes in: a blueprint belongs to an audience, and nobody else sees that it exists.

``admit`` guards every view of a blueprint; a public view opts out by its name. Which rows somebody may
see is not decided here but by the queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.accounts import sign_in_url
from app.errors import NotFoundError
from app.identity.second_factor import is_missing
from app.models import Audience, User
from app.settings import Settings

SETTING_UP = frozenset(
    {"account.second_factor", "account.set_up", "account.passkey_options", "account.add_passkey"}
)


def admit(
    blueprint: Blueprint,
    audiences: frozenset[Audience],
    public: frozenset[str] = frozenset(),
    views: Mapping[str, frozenset[Audience]] = MappingProxyType({}),
) -> None:
    """Let only members of ``audiences`` into ``blueprint``.

    ``public`` names the views open to all, ``views`` those that have an audience of their own.
    """
    open_to_all = frozenset(f"{blueprint.name}.{view}" for view in public)
    own = {f"{blueprint.name}.{view}": members for view, members in views.items()}
    blueprint.before_request(partial(check, audiences, open_to_all, own))


def check(
    audiences: frozenset[Audience], open_to_all: frozenset[str], views: Mapping[str, frozenset[Audience]]
) -> ResponseReturnValue | None:
    """Send whoever is not signed in to the sign-in page; for other audiences there is no such page.

    Raises NotFoundError.
    """
    if request.endpoint in open_to_all:
        return None
    audiences = views.get(request.endpoint or "", audiences)
    if not current_user.is_authenticated:
        return redirect(sign_in_url(), 303)
    if not audiences & audiences_of(signed_in()):
        raise NotFoundError("not a page of this account's audience")
    return enrolment()


def enrolment() -> ResponseReturnValue | None:
    """Send a signed-in user whose second factor is missing to the page that sets it up, and nowhere else."""
    settings: Settings = current_app.extensions["settings"]
    if request.endpoint in SETTING_UP or not is_missing(signed_in(), settings):
        return None
    return redirect(url_for("account.second_factor"), 303)


def audiences_of(user: User) -> frozenset[Audience]:
    """Return who the user is, over all programmes."""
    return frozenset(membership.audience for membership in user.memberships)


def signed_in() -> User:
    """Return the user of this request, whom a guard has admitted."""
    user = current_user._get_current_object()
    assert isinstance(user, User)
    return user
