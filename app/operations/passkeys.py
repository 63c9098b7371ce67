"""Add, use and remove passkeys. What authenticators say is checked here, by py_webauthn."""

from __future__ import annotations

import datetime
import hmac
import logging
from dataclasses import dataclass

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import parse_authentication_credential_json, parse_registration_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import AuthenticationCredential

from app.db import db
from app.errors import PasskeyError
from app.models import Passkey, User
from app.operations.audit import record
from app.operations.second_factor import forget_recovery_codes
from app.queries import passkeys
from app.relying_party import RelyingParty

log = logging.getLogger(__name__)

# What parsing and checking may raise on an answer that nobody's browser has made.
FAILURES = (WebAuthnException, ValueError, TypeError, LookupError, AttributeError, RecursionError)
NOT_ADDED = "The passkey could not be checked. Try again, or use another device"
THERE_ALREADY = "This passkey is there already"
REFUSED = "The passkey was not accepted. Try again, or sign in another way"
UNKNOWN = "This service does not know that passkey. It may have been removed. Sign in another way"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an authenticator was asked to sign, and by whom."""

    challenge: bytes
    party: RelyingParty


def add_passkey(user: User, name: str, answer: str, asked: Asked, today: datetime.date) -> Passkey:
    """Add the passkey of an authenticator's ``answer`` (JSON) to what it was asked. Flushes.

    Raises PasskeyError where the answer does not hold, or was given without looking at who is there.
    """
    try:
        parsed = parse_registration_credential_json(answer)
        made = verify_registration_response(
            credential=parsed,
            expected_challenge=asked.challenge,
            expected_rp_id=asked.party.id,
            expected_origin=asked.party.origin,
            require_user_verification=True,
        )
    except FAILURES as error:
        raise _refused(NOT_ADDED, error) from error
    if passkeys.by_credential(made.credential_id) is not None:
        raise PasskeyError(THERE_ALREADY)
    passkey = Passkey(
        user=user,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=[transport.value for transport in parsed.response.transports or ()],
        name=name,
        added_on=today,
    )
    db.session.add(passkey)
    db.session.flush()
    record("account.passkey_added", user, user.email, passkey=name)
    return passkey


def parsed_answer(answer: str) -> AuthenticationCredential:
    """Return a signed answer (JSON) taken apart, unchecked. Raises PasskeyError."""
    try:
        return parse_authentication_credential_json(answer)
    except FAILURES as error:
        raise _refused(REFUSED, error) from error


def use_passkey(
    passkey: Passkey,
    answer: AuthenticationCredential,
    asked: Asked,
    handle: bytes,
    today: datetime.date,
) -> None:
    """Check the passkey's ``answer`` to what it was asked and keep what it counted. Flushes.

    Raises PasskeyError: another address, no look at who is there, a count that went back, a wrong signature,
    or an account that is not the one of ``handle``.
    """
    db.session.refresh(passkey, with_for_update=True)  # two at once must not both find the old count
    try:
        signed = verify_authentication_response(
            credential=answer,
            expected_challenge=asked.challenge,
            expected_rp_id=asked.party.id,
            expected_origin=asked.party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except FAILURES as error:
        raise _refused(REFUSED, error) from error
    if not hmac.compare_digest(answer.response.user_handle or handle, handle):
        raise _refused(REFUSED, ValueError("another account's handle"))
    passkey.sign_count = signed.new_sign_count
    passkey.last_used_on = today
    db.session.flush()


def remove_passkey(passkey: Passkey) -> None:
    """Remove a passkey; recovery codes go with the last second factor. Flushes."""
    user = passkey.user
    user.passkeys.remove(passkey)
    forget_recovery_codes(user)
    record("account.passkey_removed", user, user.email, passkey=passkey.name)


def _refused(words: str, error: Exception) -> PasskeyError:
    log.warning("refused: passkey: %s: %.200r", type(error).__name__, str(error))
    return PasskeyError(words)
