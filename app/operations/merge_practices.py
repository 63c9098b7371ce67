"""Merging a practice into another: one list of staff from then on, and two histories that stay apart.

What was published of either practice stays as it was. Invitations of closed waves hang on people as they were
asked then, so nobody is moved: who works in the successor now is written down there anew, and has left the
old practice.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete

from app.db import db
from app.errors import ProgrammeError, WaveStateError
from app.models import Audience, Participant, Practice, User, Wave, WavePractice
from app.operations.audit import record
from app.operations.create_account import Grant
from app.operations.give_access import Access, give_access
from app.queries import erasing, merging, people, roster
from app.revisions import fingerprint
from app.uploads.columns import folded

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Merger:
    """What merging would do. ``moving``: who comes to the successor's list; ``known``: who is on it already.

    ``namesakes`` are names of people who come although somebody of that name is on the list already.
    ``headcount`` is proposed: as if only those work in both who are on both lists. The merger may be dated
    from ``earliest`` on; ``obstacles`` say why it cannot be done now.
    """

    old: Practice
    successor: Practice
    moving: tuple[Participant, ...]
    known: tuple[Participant, ...]
    namesakes: tuple[str, ...]
    headcount: int
    managers: tuple[User, ...]
    drafts: tuple[Wave, ...]
    earliest: datetime.date | None
    obstacles: tuple[str, ...]

    @property
    def revision(self) -> str:
        """What tells two previews apart."""
        rows = (self.moving, self.known, self.managers, self.drafts)
        ids = [sorted(str(row.id) for row in each) for each in rows]
        shown = (self.old.id, self.successor.id, self.headcount, self.obstacles, ids)
        return fingerprint(shown)


def plan_merger(old: Practice, successor: Practice, today: datetime.date) -> Merger:
    """Return what merging ``old`` into ``successor`` would do. Nothing is changed."""
    listed = roster.staff(successor)
    addresses = {person.email for person in listed if person.email}
    names = {folded(person.name) for person in listed}
    leaving = roster.staff(old)
    moving = tuple(person for person in leaving if person.email is None or person.email not in addresses)
    latest = merging.last_opened(old, successor)
    earliest = latest.opens_on + DAY if latest else None
    known = tuple(person for person in leaving if person not in moving)
    return Merger(
        old=old,
        successor=successor,
        moving=moving,
        known=known,
        namesakes=tuple(person.name for person in moving if folded(person.name) in names),
        headcount=old.headcount + successor.headcount - len(known),
        managers=tuple(user for user in people.managers_of(old) if user.active),
        drafts=tuple(merging.listed_in_drafts(old)),
        earliest=earliest,
        obstacles=tuple(_obstacles(old, successor, latest, today)),
    )


def merge_practices(
    merger: Merger, headcount: int, merged_on: datetime.date, by: User, now: datetime.datetime
) -> None:
    """Do what ``merger`` says; the successor has ``headcount`` people from now on. Flushes.

    Raises WaveStateError while a wave asks either practice, ProgrammeError where the day does not fit.
    """
    if merger.obstacles:
        raise WaveStateError(" ".join(merger.obstacles))
    if merged_on > now.date() or (merger.earliest and merged_on < merger.earliest):
        raise ProgrammeError("The merger must be dated after the last wave was opened, and not ahead.")
    old, successor = merger.old, merger.successor
    for person in (*merger.moving, *merger.known):
        _take_over(person, successor)
        person.active = False
    _replace_in_drafts(merger)
    old.merged_into_id, old.merged_on = successor.id, merged_on
    successor.headcount = headcount
    managers = [Access(user.email, Grant(Audience.MANAGER, practice=successor)) for user in merger.managers]
    give_access(managers, by, now)
    counts = {"people": str(len(merger.moving)), "managers": str(len(managers)), "on": merged_on.isoformat()}
    record("practice.merged", by, f"{old.in_full} into {successor.in_full}", old.programme_id, **counts)
    db.session.flush()


def hold(programme_id: uuid.UUID) -> None:
    """Let nobody open or close a wave of the programme until the transaction ends."""
    erasing.hold_waves(programme_id)


def _obstacles(
    old: Practice, successor: Practice, latest: Wave | None, today: datetime.date
) -> Sequence[str]:
    found = [
        f"Wave {wave.label} asks {place.in_full} now. Merge when it is closed."
        for place in (old, successor)
        for wave in erasing.busy_waves(place)
    ]
    if not found and latest and latest.opens_on >= today:
        found = [f"Wave {latest.label} was opened today. Merge tomorrow, so that their order can be told."]
    return found


def _take_over(person: Participant, successor: Practice) -> None:
    """Write somebody down on the successor's list, unless they are on it; they may have been on it before."""
    row = merging.person_at(successor, person.email) if person.email else None
    if row is None or not row.active:
        row = row or Participant(practice_id=successor.id, email=person.email, do_not_ask=False)
        row.name, row.role, row.active = person.name, person.role, True
        db.session.add(row)
    row.do_not_ask = row.do_not_ask or person.do_not_ask


def _replace_in_drafts(merger: Merger) -> None:
    """Let waves in preparation that name the old practice name the successor."""
    old, successor = merger.old, merger.successor
    for wave in merger.drafts:
        rows = {row.practice_id: row for row in wave.practices}
        if successor.id not in rows:
            db.session.add(
                WavePractice(wave_id=wave.id, practice_id=successor.id, headcount=successor.headcount)
            )
    of_drafts = WavePractice.wave_id.in_([wave.id for wave in merger.drafts])
    gone = delete(WavePractice).where(of_drafts, WavePractice.practice_id == old.id)
    db.session.execute(gone.execution_options(synchronize_session="fetch"))
