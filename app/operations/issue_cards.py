"""Issuing cards: the worker prints them; what was handed out before to the same people is dead from now on.

Whoever prints a card could open it. So every card has a link of its own, which no mail and no earlier card
has: the generation rises, what was begun is thrown away, and whoever has a card gets no mail any more (see
:func:`app.queries.mailings.addressed`). Cards are issued for who has answered, too: leaving them out would
tell who has not.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection

from app.card_codes import code, lookup_mac
from app.db import db
from app.models import Invitation, OutboxRow, Practice, PrintKind, PrintOrder, Task, User, Wave
from app.operations.audit import record
from app.operations.readdress import renew
from app.queries import printing


def issue_cards(
    practice: Practice,
    wave: Wave,
    by: User,
    link_key: str,
    today: datetime.date,
    *,
    only: Collection[uuid.UUID] | None = None,
) -> PrintOrder:
    """Order cards for the people ``only`` (ids of participants), or for everybody without mail. Flushes."""
    order = PrintOrder(
        kind=PrintKind.CARDS,
        wave_id=wave.id,
        practice_id=practice.id,
        ordered_by=by.id,
        ordered_on=today,
    )
    db.session.add(order)
    db.session.flush()
    chosen = [
        invitation
        for invitation in printing.first_invitations(practice, wave)
        if (invitation.participant.email is None if only is None else invitation.participant_id in only)
    ]
    for invitation in chosen:
        _issue(invitation, order, link_key)
    db.session.add(OutboxRow(task=Task.PRINT_ORDER, subject_id=order.id))
    db.session.flush()
    subject = f"{practice.name}, wave {wave.label}"
    record("cards.ordered", by, subject, practice.programme_id, people=str(len(chosen)))
    return order


def order_paper_form(
    practice: Practice, wave: Wave, instrument_id: str, by: User, today: datetime.date
) -> PrintOrder:
    """Order a paper form of an instrument of the wave. Flushes."""
    order = PrintOrder(
        kind=PrintKind.PAPER_FORM,
        wave_id=wave.id,
        practice_id=practice.id,
        instrument_id=instrument_id,
        ordered_by=by.id,
        ordered_on=today,
    )
    db.session.add(order)
    db.session.flush()
    db.session.add(OutboxRow(task=Task.PRINT_ORDER, subject_id=order.id))
    db.session.flush()
    subject = f"{practice.name}, wave {wave.label}"
    record("paper_form.ordered", by, subject, practice.programme_id, questionnaire=instrument_id)
    return order


def _issue(invitation: Invitation, order: PrintOrder, link_key: str) -> None:
    """Put an invitation on the order's sheet, with a code; without one in the rare case that it is taken."""
    for each in printing.all_of(invitation.participant_id, invitation.wave_id):
        renew(each)
    db.session.flush()
    mac = lookup_mac(link_key, code(link_key, invitation.id, invitation.generation))
    invitation.card_code_mac = None if printing.is_code_taken(mac) else mac
    invitation.print_order_id = order.id
    db.session.flush()
