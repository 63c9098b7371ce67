"""Passkeys on their way through a browser: what it is asked for, and who its answer says is there.

Every passkey is asked for fingerprint, face or PIN each time, and is stored where it can be found without an
address typed in: so each can be the second step after a password, and sign in alone.
"""

from __future__ import annotations

import datetime
from typing import Any

from flask import Flask, current_app, session
from webauthn import generate_authentication_options, generate_registration_options
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.errors import NotFoundError, PasskeyError
from app.identity.attempts import TOO_MANY, may_try, succeeded
from app.models import Ceremony, Passkey, User
from app.operations.challenges import GOOD_FOR, issue_challenge, take_challenge
from app.operations.passkeys import UNKNOWN, Asked, add_passkey, parsed_answer, use_passkey
from app.queries import passkeys
from app.relying_party import RelyingParty, relying_party, user_handle
from app.settings import Settings

COOKIE_KEY = "passkey"
SERVICE = "NPT Readiness"
TRY = "passkey"
TOO_LATE = "That took too long, or was done twice. Try again"
CLOSED = "This account is closed. Ask whoever gave it to you"
_TIMEOUT = int(GOOD_FOR.total_seconds() * 1000)
_HOW = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
)


def init_app(app: Flask) -> None:
    """Let templates know whether browsers can use passkeys here."""
    app.jinja_env.globals["passkeys_are_on"] = relying_party(app.extensions["settings"]) is not None


def options_to_add(user: User) -> dict[str, Any]:
    """Return what a browser needs to make a passkey for the user."""
    options = generate_registration_options(
        rp_id=_party().id,
        rp_name=SERVICE,
        user_id=user_handle(_settings(), user.id),
        user_name=user.email,
        challenge=_issued(Ceremony.ADDING, user),
        timeout=_TIMEOUT,
        authenticator_selection=_HOW,
        exclude_credentials=_named(user),
    )
    return options_to_json_dict(options)


def options_to_sign_in(user: User | None) -> dict[str, Any]:
    """Return what a browser needs to answer with a passkey: of ``user``, or (None) of whoever is there.

    Raises PasskeyError where too many were asked for from this address.
    """
    ceremony = Ceremony.SECOND_STEP if user else Ceremony.SIGN_IN
    if not may_try(f"{TRY} asked for", None):
        raise PasskeyError(TOO_MANY)
    options = generate_authentication_options(
        rp_id=_party().id,
        challenge=_issued(ceremony, user),
        timeout=_TIMEOUT,
        allow_credentials=_named(user) if user else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def added(user: User, name: str, answer: str) -> Passkey:
    """Add the passkey that a browser has made. Flushes; raises PasskeyError.

    Whether or not it raises, the challenge is used up: the caller commits.
    """
    return add_passkey(user, name, answer, _asked(Ceremony.ADDING, user), _now().date())


def arrived(answer: str, expected: User | None) -> User:
    """Return the user whose passkey gave ``answer``: ``expected``, or (None) anybody with an account.

    Flushes; raises PasskeyError. Whether or not it raises, the challenge is used up: the caller commits.
    """
    parsed = parsed_answer(answer)
    passkey = passkeys.by_credential(parsed.raw_id)
    user = passkey.user if passkey else None
    if not may_try(TRY, user.email if user else None):
        raise PasskeyError(TOO_MANY)
    asked = _asked(Ceremony.SECOND_STEP if expected else Ceremony.SIGN_IN, expected)
    if passkey is None or user is None or (expected is not None and expected.id != user.id):
        raise PasskeyError(UNKNOWN)
    use_passkey(passkey, parsed, asked, user_handle(_settings(), user.id), _now().date())
    if not user.active:
        raise PasskeyError(CLOSED)
    succeeded(TRY, user.email)
    return user


def _issued(ceremony: Ceremony, user: User | None) -> bytes:
    issued = issue_challenge(ceremony, user, _now())
    session[COOKIE_KEY] = issued.token
    return issued.challenge


def _asked(ceremony: Ceremony, user: User | None) -> Asked:
    challenge = take_challenge(session.pop(COOKIE_KEY, ""), ceremony, user, _now())
    if challenge is None:
        raise PasskeyError(TOO_LATE)
    return Asked(challenge, _party())


def _named(user: User) -> list[PublicKeyCredentialDescriptor]:
    """Return the user's passkeys as browsers are told of them."""
    return [
        PublicKeyCredentialDescriptor(
            id=each.credential_id, transports=[AuthenticatorTransport(name) for name in each.transports]
        )
        for each in user.passkeys
    ]


def _party() -> RelyingParty:
    party = relying_party(_settings())
    if party is None:
        raise NotFoundError("browsers make no passkeys for this address")
    return party


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
