"""Limits on guessing that hold over all web processes, because the database counts.

Each try is counted before it is looked at, by one statement that locks its row: tries that come in the same
moment are counted one after the other.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
from contextlib import suppress

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.models import Tries

STRETCH = datetime.timedelta(minutes=15)


def count_try(key: str, subject: str, now: datetime.datetime) -> int:
    """Count a try of ``subject`` ("sign-in of name@example.org"); return the how-manieth it is.

    ``key`` is the installation's secret. Flushes; the caller commits, also when the try fails.
    """
    mac, stretch = _mac(key, subject), _stretch(now)
    counted = _add(mac, stretch)
    if counted is None:
        db.session.execute(delete(Tries).where(Tries.stretch < stretch))
        with suppress(IntegrityError), db.session.begin_nested():  # somebody else's first in the same moment
            db.session.execute(insert(Tries).values(subject_mac=mac, stretch=stretch, count=0))
        counted = _add(mac, stretch)
    assert counted is not None
    return counted


def forget_tries(key: str, subject: str, now: datetime.datetime) -> None:
    """Begin again at nought: whoever tried has shown that they may. Flushes."""
    db.session.execute(
        update(Tries)
        .where(Tries.subject_mac == _mac(key, subject), Tries.stretch == _stretch(now))
        .values(count=0)
        .execution_options(synchronize_session=False)
    )


def _add(mac: str, stretch: int) -> int | None:
    return db.session.scalar(
        update(Tries)
        .where(Tries.subject_mac == mac, Tries.stretch == stretch)
        .values(count=Tries.count + 1)
        .returning(Tries.count)
        .execution_options(synchronize_session=False)
    )


def _stretch(now: datetime.datetime) -> int:
    return int(now.timestamp() // STRETCH.total_seconds())


def _mac(key: str, subject: str) -> str:
    return hmac.new(key.encode(), f"tries\0{subject}".encode(), hashlib.sha256).hexdigest()
