"""Throwing away what has had its time: people past their retention, and what is of no use any more."""

from __future__ import annotations

import datetime

from sqlalchemy import delete

from app.db import db
from app.models import AccountLetter, AuditEntry, Challenge, CodeTries, LetterKind, OutboxRow, SignIn, Tries
from app.operations import count_tries, open_card
from app.operations.erase_people import erase_past_retention
from app.queries import retention
from app.queries.sign_ins import IDLE, LONGEST

AT_ONCE = 200  # people: a transaction that others wait for
SIGN_INS_LOGGED_FOR = datetime.timedelta(days=365)
OF_SIGN_INS = ("account.signed_in", "account.signed_out")


def erase_due(today: datetime.date) -> int:
    """Erase some of the people who are past their retention; return how many, 0 for none left. Flushes."""
    programmes = retention.programmes()
    kept = retention.kept(programmes)
    for programme in programmes:
        until = kept[programme.id].latest_due(programme.retention_months, today)
        if until is not None:
            ids = retention.past(programme, until, AT_ONCE)
            erase_past_retention(programme, ids, today)
            return len(ids)
    return 0


def sweep_leftovers(now: datetime.datetime) -> None:
    """Delete what no longer does anything: ended sign-ins, spent links, counts of tries, work that is done.

    That somebody signed in or out stays in the audit log for a year. An invitation to an account stays, even
    if its link is over: who was invited has not come yet.
    """
    for_password = AccountLetter.kind == LetterKind.NEW_PASSWORD
    spent = (
        delete(SignIn).where((SignIn.begun_at <= now - LONGEST) | (SignIn.seen_at <= now - IDLE)),
        delete(AccountLetter).where(AccountLetter.used | (for_password & (AccountLetter.expires_at <= now))),
        delete(Challenge).where(Challenge.expires_at <= now),
        delete(Tries).where(Tries.stretch < _stretch(now, count_tries.STRETCH)),
        delete(CodeTries).where(CodeTries.stretch < _stretch(now, open_card.STRETCH)),
        delete(OutboxRow).where(OutboxRow.done),
        delete(AuditEntry).where(
            AuditEntry.action.in_(OF_SIGN_INS), AuditEntry.at <= now - SIGN_INS_LOGGED_FOR
        ),
    )
    for statement in spent:
        db.session.execute(statement.execution_options(synchronize_session=False))


def _stretch(now: datetime.datetime, length: datetime.timedelta) -> int:
    return int(now.timestamp() // length.total_seconds())
