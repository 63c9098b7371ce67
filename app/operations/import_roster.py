"""Making the changes of a list of staff, all of them or none."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping, Sequence

from app.db import db
from app.models import Participant, Practice, User
from app.operations.plan_roster import Change, Entry, Kind
from app.operations.readdress import readdress
from app.queries import roster

log = logging.getLogger(__name__)


def import_roster(practice: Practice, changes: Sequence[Change], by: User, *, absent_left: bool) -> int:
    """Make ``changes`` and return how many people they changed. Flushes.

    ``absent_left``: people who are not on the list have left and are not asked from the next wave on. The
    roster of a wave that is open stays as it was frozen: nobody new is asked in it, nobody is taken out.
    Raises RosterError, see :func:`app.operations.readdress.readdress`.
    """
    people = {person.id: person for person in roster.staff(practice, active_only=False)}
    changed = sum(_make(change, practice, people, by, absent_left) for change in changes)
    db.session.flush()
    log.info("staff of practice %s changed: %d people, by user %s", practice.id, changed, by.id)
    return changed


def leave(person: Participant, by: User) -> None:
    """Take somebody off the list from the next wave on. Flushes."""
    person.active = False
    db.session.flush()
    log.info("participant %s left, by user %s", person.id, by.id)


def _make(
    change: Change,
    practice: Practice,
    people: Mapping[uuid.UUID, Participant],
    by: User,
    absent_left: bool,
) -> bool:
    if change.kind is Kind.SAME:
        return False
    if change.entry is None:
        assert change.participant_id is not None
        people[change.participant_id].active = not absent_left
        return absent_left
    if change.participant_id is None:
        db.session.add(_participant(practice, change.entry))
        return True
    person = people[change.participant_id]
    readdress(person, change.entry.email, by)
    person.name, person.role, person.active = change.entry.name, change.entry.role, True
    return True


def _participant(practice: Practice, entry: Entry) -> Participant:
    return Participant(practice_id=practice.id, name=entry.name, email=entry.email, role=entry.role)
