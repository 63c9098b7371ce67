"""Ordering mail: who has not been invited yet, which reminder is due. Doing it again orders nothing twice."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from app.db import db
from app.mail_addresses import address_mac
from app.models import Mailing, MailState, OutboxRow, Task
from app.queries import mailings
from app.queries.mailings import Addressed

APART = datetime.timedelta(days=3)  # a reminder never follows another mail sooner


def order_mailings(link_key: str, today: datetime.date) -> int:
    """Order every mail that is due on ``today``, and again what could not be sent on an earlier day. Flushes.

    A reminder is ordered for everybody, also for who has answered: whether it is wanted is decided when it is
    sent, and the orders themselves say nothing about anybody. Return how many were ordered; what is ordered
    again is less by who has answered since, so the number is for no log.
    """
    there, stopped = mailings.ordered(), mailings.stopped()
    count = 0
    for person in mailings.addressed(today):
        if address_mac(link_key, person.email) in stopped:
            continue
        before = there.get((person.invitation_id, person.generation), ())
        count += _order(person, before, today)
    db.session.flush()
    return count


def _order(person: Addressed, before: Sequence[Mailing], today: datetime.date) -> int:
    """Order what is due for one person; ``before`` are the mails of the invitation so far."""
    again = [mail for mail in before if mail.state is MailState.ORDERED and mail.ordered_on < today]
    for mail in again:
        mail.ordered_on = today
        _enqueue(mail)
    number = due_number(person, before, today)
    if number is None:
        return len(again)
    mail = Mailing(
        invitation_id=person.invitation_id, generation=person.generation, number=number, ordered_on=today
    )
    db.session.add(mail)
    db.session.flush()
    _enqueue(mail)
    return len(again) + 1


def due_number(person: Addressed, before: Sequence[Mailing], today: datetime.date) -> int | None:
    """Return the number of the mail that is due: 0 invites; None for none.

    Of several reminders that became due while the service stood still only the last is sent.
    """
    if not before:
        return 0
    if any(mail.state is MailState.REFUSED for mail in before):
        return None  # the address takes no mail
    newest = max(before, key=lambda mail: mail.number)
    days = [person.opens_on + datetime.timedelta(days=day) for day in sorted(person.reminder_days)]
    reached = sum(day <= today for day in days)
    return reached if reached > newest.number and newest.ordered_on + APART <= today else None


def _enqueue(mail: Mailing) -> None:
    task = Task.SEND_REMINDER if mail.number else Task.SEND_INVITATION
    db.session.add(OutboxRow(task=task, subject_id=mail.id))
