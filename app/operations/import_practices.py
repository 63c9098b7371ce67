"""Making the changes of a list of practices, all of them or none; and of one practice on its page."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence

from app.db import db
from app.errors import ProgrammeError
from app.models import Affiliation, Audience, Practice, Programme, User
from app.operations.audit import record
from app.operations.create_account import Grant
from app.operations.give_access import Access, give_access
from app.operations.plan_practices import Kind, Place, PracticeChange
from app.operations.practice_list import PracticeEntry
from app.queries import affiliations, programme_practices
from app.queries.programme_practices import Everything
from app.slugs import slug_of


def import_practices(
    programme: Programme,
    there: Everything,
    changes: Sequence[PracticeChange],
    by: User,
    now: datetime.datetime,
) -> int:
    """Make ``changes`` of what is ``there`` and return how many practices they changed. Flushes.

    Managers who have no account yet are invited. Waves that were opened keep what they froze. Raises
    AccountError, see :func:`app.operations.give_access.give_access`.
    """
    made = [each for each in changes if each.kind is not Kind.SAME]
    rows = _write(programme, there, made)
    managers = [
        Access(change.manager, Grant(Audience.MANAGER, practice=rows[change.entry.line]))
        for change in made
        if change.manager
    ]
    invited = give_access(managers, by, now)
    new = sum(change.kind is Kind.NEW for change in made)
    counts = {"new": str(new), "changed": str(len(made) - new), "invited": str(invited)}
    record("practices.imported", by, programme.name, programme, **counts)
    return len(made)


def add_practice(programme: Programme, there: Everything, change: PracticeChange, by: User) -> Practice:
    """Add the one practice of ``change`` and return it. Flushes."""
    practice = _write(programme, there, [change])[change.entry.line]
    record("practice.added", by, practice.name, programme)
    return practice


def _write(programme: Programme, there: Everything, made: Sequence[PracticeChange]) -> Mapping[int, Practice]:
    """Write what ``made`` says of practices and where they belong; return them by their lines. Flushes."""
    rows = _rows(programme, there, made)
    for change in made:
        _say(rows[change.entry.line], change.entry)
    db.session.flush()
    for change in made:
        if change.place:
            practice = rows[change.entry.line]
            _write_place(practice, change.place, there.places.get(practice.id, ()))
    db.session.flush()
    return rows


def obstacle(practice: Practice, name: str, ods_code: str | None) -> str | None:
    """Return why a practice cannot have this name and code beside the others of its programme."""
    others = programme_practices.namesakes(practice, name, ods_code)
    if ods_code and any(each.ods_code == ods_code for each in others):
        return f"Another practice of the programme has the ODS code {ods_code}."
    if ods_code is None and any(each.ods_code is None for each in others):
        return "Another practice of the programme has this name and no ODS code either."
    return None


def change_practice(practice: Practice, entry: PracticeEntry, by: User) -> None:
    """Say of one practice's own row what ``entry`` says, where that is nothing too. Flushes.

    Its address stays, whatever its name. Raises ProgrammeError where another practice has that ODS code, or
    nothing would tell two practices of one name apart, see :func:`obstacle`.
    """
    if reason := obstacle(practice, entry.name, entry.ods_code):
        raise ProgrammeError(reason)
    columns = ("name", "ods_code", "headcount", "link_practitioner_since")
    changed = [name for name in columns if getattr(practice, name) != getattr(entry, name)]
    for name in changed:
        setattr(practice, name, getattr(entry, name))
    if changed:
        record("practice.changed", by, practice.name, practice.programme_id, changed=", ".join(changed))
    db.session.flush()


def affiliate(practice: Practice, place: Place, by: User) -> None:
    """Write down where a practice belongs from a day on; what stood there of that day goes. Flushes."""
    _write_place(practice, place, affiliations.history(practice))
    db.session.flush()
    said = {"place": place.words, "since": place.since.isoformat()}
    record("practice.affiliated", by, practice.name, practice.programme_id, **said)


def forget_place(practice: Practice, since: datetime.date, by: User) -> bool:
    """Take away what was written down of a day; what held before it goes on. Flushes.

    Return whether there was anything of that day.
    """
    row = _of_day(affiliations.history(practice), since)
    if row is None:
        return False
    db.session.delete(row)
    record("practice.affiliation_removed", by, practice.name, practice.programme_id, since=since.isoformat())
    db.session.flush()
    return True


def _write_place(practice: Practice, place: Place, there: Sequence[Affiliation]) -> None:
    """Add an affiliation, or correct the one of that day."""
    row = _of_day(there, place.since)
    if row is None:
        row = Affiliation(practice_id=practice.id, since=place.since)
        db.session.add(row)
    row.network, row.region = place.network, place.region


def _of_day(there: Sequence[Affiliation], since: datetime.date) -> Affiliation | None:
    return next((row for row in there if row.since == since), None)


def _rows(
    programme: Programme, there: Everything, changes: Sequence[PracticeChange]
) -> Mapping[int, Practice]:
    """Return the practice of each line, new ones added with an address of their own."""
    known = {practice.id: practice for practice in there.practices}
    taken = {practice.slug for practice in there.practices}
    rows: dict[int, Practice] = {}
    for change in changes:
        if change.practice_id is None:
            slug = slug_of(change.entry.name, taken)
            taken.add(slug)
            row = Practice(id=uuid.uuid4(), programme_id=programme.id, slug=slug)
            db.session.add(row)
        else:
            row = known[change.practice_id]
        rows[change.entry.line] = row
    return rows


def _say(practice: Practice, entry: PracticeEntry) -> None:
    """Write into a practice's own row what an entry says of it; what it does not say stays."""
    practice.name, practice.headcount = entry.name, entry.headcount
    practice.ods_code = entry.ods_code or practice.ods_code
    practice.link_practitioner_since = entry.link_practitioner_since or practice.link_practitioner_since
