"""Erasing people from the lists of staff: nothing that names them stays, and nothing that is counted changes.

An empty row stays for each, and with it the invitations and that some of them were answered: counts and
published results are what they were, so that nobody who watches them learns whether the person had answered.
A practice manager's keeps that it is one: counts are of the others, and would gain one.
The empty row has an id of its own, and the old one stands nowhere: where waves are linked, pseudonyms are
computed from it (:mod:`app.pseudonyms`), and from now on nobody can, whatever keys they hold.

A response cannot be found and stays. An address on the stop list stays there, as a keyed hash: that is what
keeps mail away.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, update

from app.db import db
from app.errors import NotFoundError
from app.models import Invitation, OutboxRow, Participant, PlanStep, Programme, Task, User, WaveState
from app.operations.audit import Unnamed, record
from app.operations.erase_rows import erase_rows
from app.operations.stop_asking import stop_asking
from app.queries import audit_traces, erasing
from app.queries.belonging import belonging
from app.queries.tracking import MANAGER

REMAIN = frozenset({"participants", "invitations", "participations"})
NO_NAME = "name erased"
NO_NUMBER = "erased"
EMPTY: Mapping[str, Any] = {
    "name": "",
    "email": None,
    "active": False,
    "do_not_ask": True,
    "erased": True,
}


def erase_person(person: Participant, by: User, today: datetime.date, never_again: str | None = None) -> None:
    """Erase one person for good. Flushes. ``person`` is no longer there afterwards.

    ``never_again``: the key of links, where their address goes on the stop list for the day on which it is
    put on a list again. Raises NotFoundError where somebody else erases them in this moment.
    """
    practice = person.practice
    if never_again is not None:
        stop_asking(person, never_again)
    if not erase_people(practice.programme, [person.id], today):
        raise NotFoundError(f"person {person.id} is erased already")
    where = f"{practice.name}, {practice.programme.name}"
    record("person.erased", by, where, practice.programme_id)


def erase_past_retention(programme: Programme, ids: Collection[uuid.UUID], today: datetime.date) -> None:
    """Erase people whom the programme has kept for long enough. Flushes."""
    erase_people(programme, ids, today)
    months, count = str(programme.retention_months), str(len(ids))
    record("people.erased", Unnamed.WORKER, programme.name, programme.id, people=count, after_months=months)


def erase_people(programme: Programme, ids: Collection[uuid.UUID], today: datetime.date) -> int:
    """Erase people of one programme and return how many were there. Nothing is entered. Flushes."""
    erasing.hold_waves(programme.id, (WaveState.DRAFT,))  # opening one would invite them
    people = Participant.id.in_(ids)
    places = erasing.places(people)
    _print_again(people, today)
    _change(update(PlanStep).where(erasing.named_in_plan(people)).values(owner=NO_NAME))
    for entry in audit_traces.about_people(ids):
        entry.detail = {**entry.detail, audit_traces.PERSON: NO_NUMBER}
    theirs = belonging(Participant, people)
    erase_rows(theirs, keep=REMAIN)
    _give_to_empty_rows(places, today)
    erase_rows(theirs)
    return len(places)


def _print_again(people: ColumnElement[bool], today: datetime.date) -> None:
    """Let the worker print today's sheets of cards anew, without the people's; older ones are thrown away."""
    for order_id in erasing.orders_with_cards(people, today):
        db.session.add(OutboxRow(task=Task.PRINT_ORDER, subject_id=order_id))
    db.session.flush()


def _give_to_empty_rows(places: Mapping[uuid.UUID, erasing.Place], today: datetime.date) -> None:
    """Give the invitations of each person to an empty row, and raise their generation: links open nothing.

    ``places``: where they stood, by their id.
    """
    new_ids = {old: uuid.uuid4() for old in places}
    for old, new in new_ids.items():
        place = places[old]
        role = MANAGER if place.as_manager else ""
        row = Participant(id=new, practice_id=place.practice_id, role=role, added_on=today, **EMPTY)
        db.session.add(row)
    db.session.flush()
    given = (
        update(Invitation)
        .where(Invitation.participant_id == bindparam("old"))
        .values(
            participant_id=bindparam("new"),
            generation=Invitation.generation + 1,
            card_code_mac=None,
            print_order_id=None,
        )
    )
    if new_ids:
        pairs = [{"old": old, "new": new} for old, new in new_ids.items()]
        db.session.connection().execute(given, pairs)


def _change(statement: Update) -> None:
    db.session.execute(statement.execution_options(synchronize_session=False))
