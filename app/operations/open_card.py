"""Finding the invitation of a card's code, with a limit on wrong codes that holds over all web processes."""

from __future__ import annotations

import datetime
from contextlib import suppress

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from app.card_codes import lookup_mac, typed
from app.db import db
from app.models import CodeTries, Invitation
from app.queries import printing

STRETCH = datetime.timedelta(minutes=10)
MOST_WRONG = 300
"""Wrong codes that all people together may type in ten minutes. With 39 bits a code and a thousand cards out,
guessing at this rate finds one in about fifty years. No address is kept: a practice shares one anyway."""


def open_card(text: str, link_key: str, now: datetime.datetime) -> Invitation | None:
    """Return the invitation of the code that somebody typed, None for a wrong one. Flushes the count.

    Past the limit every code is wrong until the stretch is over; links and QR codes work on.
    """
    stretch = int(now.timestamp() // STRETCH.total_seconds())
    tries = db.session.get(CodeTries, stretch)
    is_over = tries is not None and tries.wrong >= MOST_WRONG
    letters = typed(text)
    invitation = printing.by_code(lookup_mac(link_key, letters or ""), now.date())
    if invitation is not None and not is_over:
        return invitation
    _count(stretch, tries)
    return None


def _count(stretch: int, tries: CodeTries | None) -> None:
    if tries is None:
        db.session.execute(delete(CodeTries).where(CodeTries.stretch < stretch))
        with suppress(IntegrityError), db.session.begin_nested():  # somebody else's first in the same moment
            db.session.execute(insert(CodeTries).values(stretch=stretch, wrong=0))
    db.session.execute(
        update(CodeTries)
        .where(CodeTries.stretch == stretch)
        .values(wrong=CodeTries.wrong + 1)
        .execution_options(synchronize_session=False)
    )
