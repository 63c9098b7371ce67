"""Sign-ins that the server knows.

The cookie is signed and holds a random text; the database holds its hash. Flask-Login asks
:func:`load_user` with each request: without a row that still holds, nobody is signed in, whatever the cookie.
"""

from __future__ import annotations

import datetime
import hashlib
import logging
import secrets

from flask import Flask, Response, g, session
from flask_security import user_authenticated
from flask_security.utils import set_request_attr
from sqlalchemy import Update, delete, update
from sqlalchemy.exc import OperationalError

from app.db import begin_writing, db
from app.models import SignIn, User
from app.operations.audit import record
from app.queries import sign_ins

log = logging.getLogger(__name__)

COOKIE_KEY = "sign_in"
NEW_APP_KEY = "new_second_factor"
"""Of an app that is being set up: its secret, encrypted with the installation's key."""
PLANTED = ("csrf_token", NEW_APP_KEY)
NOTED_AFTER = datetime.timedelta(minutes=1)
"""How old what is known of the last request may be: no page should cost a write."""

FRESH = datetime.timedelta(minutes=10)
"""How long after signing in somebody may change what opens the account without the password."""


def init_app(app: Flask) -> None:
    """Begin a sign-in with each success of Flask-Security, and let requests keep it alive.

    To be called after Flask-Security: its loader of users is replaced.
    """
    app.login_manager.user_loader(load_user)  # type: ignore[attr-defined]  # Flask-Login's
    user_authenticated.connect(begin, app)
    app.after_request(note)


def begin(_app: Flask, user: User, authn_via: list[str] | None = None, **_sent: object) -> None:
    """Add a sign-in. Flask-Security's view commits.

    What the session held before is forgotten: whoever planted it knows that.
    """
    for name in PLANTED:
        session.pop(name, None)
    g.pop("csrf_token", None)
    session[COOKIE_KEY] = secrets.token_urlsafe(32)
    now = _now()
    db.session.execute(
        delete(SignIn)
        .where(SignIn.user_id == user.id, SignIn.begun_at <= now - sign_ins.LONGEST)
        .execution_options(synchronize_session=False)
    )
    db.session.add(SignIn(token_hash=current_hash(), user_id=user.id, begun_at=now, seen_at=now))
    db.session.flush()
    record("account.signed_in", user, user.email, way=" and ".join(authn_via or ["a second factor"]))


def load_user(uniquifier: str) -> User | None:
    """Return the user of the request's sign-in; None where it has ended."""
    now = _now()
    found = sign_ins.holding(current_hash(), now) if COOKIE_KEY in session else None
    if found is None or found.user.fs_uniquifier != uniquifier:
        return None
    g.signed_in_at = _aware(found.begun_at)
    g.sign_in_is_stale = _aware(found.seen_at) <= now - NOTED_AFTER
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return found.user


def is_fresh() -> bool:
    """Return whether whoever sits here signed in a moment ago: no screen was left open since."""
    return "signed_in_at" in g and g.signed_in_at > _now() - FRESH


def current_hash() -> str:
    """Return the key of the request's sign-in, whether there is one or not."""
    return hashlib.sha256(session.get(COOKIE_KEY, "").encode()).hexdigest()


def note(response: Response) -> Response:
    """Write down that the sign-in was used, about once a minute, whatever the page did."""
    if g.pop("sign_in_is_stale", False):
        db.session.rollback()  # what the view wanted to keep it has committed
        try:
            begin_writing()
            db.session.execute(_seen(current_hash(), _now()))
            db.session.commit()
        except OperationalError:
            db.session.rollback()
            log.warning("a sign-in could not be kept alive: the database is busy")
    return response


def _seen(token_hash: str, now: datetime.datetime) -> Update:
    return (
        update(SignIn)
        .where(SignIn.token_hash == token_hash)
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def _aware(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment in UTC; SQLite gives it back without saying so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
