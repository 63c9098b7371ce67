"""Making the changes of a list of staff, all of them or none."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.db import db
from app.models import Participant, Practice, User
from app.operations.audit import record
from app.operations.plan_roster import Change, Entry, Kind
from app.operations.readdress import readdress
from app.queries import roster


@dataclass(frozen=True, slots=True)
class Imported:
    """How many people were added, changed (who has come back, too) and taken off."""

    added: int
    changed: int
    left: int

    @property
    def people(self) -> int:
        """How many people that was about."""
        return self.added + self.changed + self.left


def import_roster(practice: Practice, changes: Sequence[Change], by: User, *, absent_left: bool) -> Imported:
    """Make ``changes`` and return how many people they were about. Flushes.

    ``absent_left``: people who are not on the list have left and are not asked from the next wave on. The
    roster of a wave that is open stays as it was frozen: nobody new is asked in it, nobody is taken out.
    Raises RosterError, see :func:`app.operations.readdress.readdress`.
    """
    people = {person.id: person for person in roster.staff(practice, active_only=False)}
    made = Counter(change.kind for change in changes if _make(change, practice, people, by, absent_left))
    db.session.flush()
    done = Imported(made[Kind.NEW], made[Kind.CHANGED], made[Kind.ABSENT])
    if done.people:
        record("staff.changed", by, practice.name, practice.programme_id, people=str(done.people))
    return done


def leave(person: Participant, by: User) -> None:
    """Take somebody off the list from the next wave on. Flushes."""
    person.active = False
    db.session.flush()
    place = person.practice
    record("staff.left", by, place.name, place.programme_id, person=str(person.id))


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
