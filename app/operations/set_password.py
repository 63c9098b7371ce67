"""Set a password that a person has chosen, and what may be chosen."""

from __future__ import annotations

import re

from flask_security import hash_password
from flask_security.proxies import _security

from app.db import db
from app.models import AccountLetter, User
from app.operations.audit import record
from app.operations.end_sessions import forget_sessions

SHORTEST, LONGEST = 12, 200
FEWEST_LETTERS = 5  # different ones
GOOD_ENOUGH = 3  # of zxcvbn's 0 to 4: from a hundred million guesses up
LOOKED_AT = 72  # characters: what repeats after that is no better, and the search takes longer
SHORT_NAME = 3  # letters in front of an @ that many good passwords hold too
OF_THE_SERVICE = ("npt", "readiness", "nptreadiness")
GUESSED = (
    "This password is easy to guess: it is often used, or it is little more than a common word or name, "
    "a date or a row of keys. Three random words will do"
)


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
    if _holds_address(lowered, email.lower()):
        return "The password must not contain your email address"
    return GUESSED if _is_guessed(password, email) else None


def _holds_address(lowered: str, email: str) -> bool:
    """Return whether the address stands in the password, or its name unless that is very short."""
    name = email.partition("@")[0]
    return email in lowered or (len(name) > SHORT_NAME and name in lowered)


def _is_guessed(password: str, email: str) -> bool:
    """Return whether few guesses lead to a password, for somebody who knows the address of its account."""
    from zxcvbn import zxcvbn  # its lists of words take a while to load

    known = [*OF_THE_SERVICE, *re.split(r"[^\w]+", email.lower())]
    return bool(zxcvbn(password[:LOOKED_AT], user_inputs=known)["score"] < GOOD_ENOUGH)


def set_password(user: User, password: str) -> None:
    """Set a password that has no problem, and end every sign-in of the user, who does it. Flushes."""
    user.password = hash_password(_security.password_util.normalize(password))
    forget_sessions(user)
    record("account.password_set", user, user.email)


def set_password_by_letter(letter: AccountLetter, password: str) -> None:
    """Set the password of the letter's user; its link is then used up. Flushes."""
    letter.used = True
    set_password(letter.user, password)
    db.session.flush()
