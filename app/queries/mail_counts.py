"""How much mail went which way: numbers of the whole installation, never to whom.

Reminders are in none of them: how many were sent is how many had not answered, and while a mail server takes
none, how many are done with is how many have.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import db
from app.models import Invitation, Mailing, MailState, Wave, WaveState


@dataclass(frozen=True, slots=True)
class MailCounts:
    """Invitations to waves. ``settled``: sent on that day, or no longer wanted when their turn came.

    ``refused`` and ``unclear`` are of open waves: never taken, or cut off in the middle.
    """

    settled: int
    refused: int
    unclear: int


def mail_counts(today: datetime.date) -> MailCounts:
    """Return the counts as they are now."""
    settled = select(func.count()).where(
        Mailing.number == 0,
        Mailing.ordered_on == today,
        Mailing.state.in_((MailState.SENT, MailState.LEFT_OUT)),
    )
    return MailCounts(
        settled=db.session.scalar(settled) or 0,
        refused=_invitations(MailState.REFUSED),
        unclear=_invitations(MailState.CLAIMED),
    )


def _invitations(state: MailState) -> int:
    found = (
        select(func.count())
        .select_from(Mailing)
        .join(Mailing.invitation)
        .join(Invitation.wave)
        .where(
            Mailing.number == 0,
            Mailing.generation == Invitation.generation,
            Mailing.state == state,
            Wave.state == WaveState.OPEN,
        )
    )
    return db.session.scalar(found) or 0
