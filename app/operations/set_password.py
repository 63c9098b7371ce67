"""Set a password that a person has chosen, and what may be chosen."""

from __future__ import annotations

import logging

from flask_security import hash_password
from flask_security.proxies import _security

from app.db import db
from app.models import AccountLetter, User
from app.operations.end_sessions import end_sessions

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 12, 200
FEWEST_LETTERS = 5  # different ones


def problem_of(password: str, email: str) -> str | None:
    """Return what is wrong with a password for the account of ``email``, in words for its owner, or None."""
    lowered = password.lower()
    if not password:
        return "Enter a password"
    if len(password) < SHORTEST:
        return f"The password must have at least {SHORTEST} characters. Three random words will do"
    if len(password) > LONGEST:
        return f"The password must have at most {LONGEST} characters"
    if len(set(lowered)) < FEWEST_LETTERS:
        return "The password must not repeat the same few characters"
    if email.partition("@")[0].lower() in lowered and len(email.partition("@")[0]) > 3:
        return "The password must not contain your email address"
    return None


def set_password(user: User, password: str) -> None:
    """Set a password that has no problem, and end every sign-in of the user. Flushes."""
    user.password = hash_password(_security.password_util.normalize(password))
    end_sessions(user)
    log.info("password set: user %s", user.id)


def set_password_by_letter(letter: AccountLetter, password: str) -> None:
    """Set the password of the letter's user; its link is then used up. Flushes."""
    letter.used = True
    set_password(letter.user, password)
    db.session.flush()
