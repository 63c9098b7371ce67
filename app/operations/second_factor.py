"""The second factor of an account: an app is taken into use or out of it, recovery codes are made anew.

Passkeys, the other kind, are in :mod:`app.operations.passkeys`. Recovery codes come with the first second
factor and go with the last.
"""

from __future__ import annotations

from flask_security.proxies import _security

from app.db import db
from app.models import User
from app.operations.audit import record
from app.operations.end_sessions import forget_sessions

METHOD = "authenticator"


def use_app(user: User, secret: str) -> list[str]:
    """Ask the user for codes of the app that has ``secret`` (encrypted). Flushes.

    Returns recovery codes where it is the first second factor, none where there are some already.
    """
    user.tf_primary_method, user.tf_totp_secret = METHOD, secret
    record("account.second_factor_set_up", user, user.email)
    db.session.flush()
    return first_recovery_codes(user)


def stop_using_app(user: User) -> None:
    """Ask for no code of the app any more. Flushes."""
    user.tf_primary_method = user.tf_totp_secret = user.tf_last_counter = None
    record("account.second_factor_removed", user, user.email)
    forget_recovery_codes(user)


def first_recovery_codes(user: User) -> list[str]:
    """Return recovery codes if the user was never given any, else none. Flushes."""
    return renew_recovery_codes(user) if user.mf_recovery_codes is None else []


def renew_recovery_codes(user: User) -> list[str]:
    """Return new recovery codes; the old ones are worth nothing from now on. Flushes."""
    codes: list[str] = _security.mf_recovery_codes_util.create_recovery_codes(user)
    record("account.recovery_codes_made", user, user.email)
    db.session.flush()
    return codes


def forget_recovery_codes(user: User) -> None:
    """Forget the recovery codes of a user who has no second factor left. Flushes."""
    if not user.has_second_factor:
        user.mf_recovery_codes = None
    db.session.flush()


def remove_second_factor(user: User, by: User) -> None:
    """Take app, passkeys and recovery codes from a user who has lost them, and end every sign-in. Flushes.

    The password stays. Where a second factor is required, the next sign-in asks for a new one.
    """
    user.tf_primary_method = user.tf_totp_secret = user.tf_last_counter = user.mf_recovery_codes = None
    user.passkeys.clear()
    forget_sessions(user)
    record("account.second_factor_removed", by, user.email)
    db.session.flush()
