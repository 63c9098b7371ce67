"""What a list of practices would change of a programme. Nothing is changed here."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.models import SINCE_UNKNOWN, Practice
from app.operations.practice_list import PracticeEntry
from app.queries.programme_practices import Everything
from app.uploads.columns import folded
from scoring.csv_file import Problems

NONE = "none"
DAY_OF_NOTHING = (
    "stands alone; write the network and the region that begin on this day, or leave the day empty"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The network and the region of a practice from a day on."""

    since: datetime.date
    network: str | None
    region: str | None

    @property
    def words(self) -> str:
        """The names, in one line."""
        return ", ".join(each for each in (self.network, self.region) if each) or "no network or region"

    @property
    def since_words(self) -> str:
        """Since when, empty where nobody knows."""
        return "" if self.since == SINCE_UNKNOWN else f" from {self.since:%-d %B %Y}"


class Kind(StrEnum):
    """What a list does to one practice."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """One practice of the list. ``practice_id`` is None for a new one.

    ``place`` is an affiliation to write down, ``manager`` an address to make a manager; ``says`` tells all of
    it in words.
    """

    kind: Kind
    practice_id: uuid.UUID | None
    entry: PracticeEntry
    place: Place | None
    manager: str | None
    says: tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """The practices that are there, by code and by name."""

    there: Everything
    by_code: dict[str, Practice] = field(init=False)
    by_name: dict[str, list[Practice]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_code = {each.ods_code: each for each in self.there.practices if each.ods_code}
        self.by_name = {}
        for each in self.there.practices:
            self.by_name.setdefault(folded(each.name), []).append(each)


def plan_practices(
    entries: Sequence[PracticeEntry], there: Everything, problems: Problems, today: datetime.date
) -> tuple[PracticeChange, ...]:
    """Return what ``entries`` would change. Practices that are not among them stay as they are.

    A practice is known by its ODS code, else by its name where no other code speaks against it.
    """
    known, met, changes = _Known(there), set(), []
    named = Counter(folded(entry.name) for entry in entries)
    for entry in entries:
        practice = _find(entry, known, named, problems)
        if practice is not None and practice.id in met:
            problems.add(entry.line, "name", "is the same practice as in a line before; keep one")
        elif practice is not None and practice.merged_into is not None:
            problems.add(entry.line, "name", _merged(practice))
        elif practice is None:
            changes.append(_addition(entry, problems))
        else:
            met.add(practice.id)
            changes.append(_change(entry, practice, there, problems, today))
    return tuple(changes)


def _find(entry: PracticeEntry, known: _Known, named: Counter[str], problems: Problems) -> Practice | None:
    """Return which practice is meant: that of the code, else the only one of the name."""
    if entry.ods_code and entry.ods_code in known.by_code:
        return known.by_code[entry.ods_code]
    same = [
        each
        for each in known.by_name.get(folded(entry.name), ())
        if entry.ods_code is None or each.ods_code is None
    ]
    if len(same) > 1 or (same and named[folded(entry.name)] > 1):
        problems.add(entry.line, "ods_code", "is needed: more than one practice has this name")
        return None
    return same[0] if same else None


def _addition(entry: PracticeEntry, problems: Problems) -> PracticeChange:
    place = None
    if entry.since and not (entry.network or entry.region):
        problems.add(entry.line, "since", DAY_OF_NOTHING)
    if entry.network or entry.region:
        place = Place(entry.since or SINCE_UNKNOWN, entry.network, entry.region)
    says = [f"headcount {entry.headcount}"]
    if place:
        says.append(place.words + place.since_words)
    if entry.link_practitioner_since:
        says.append(f"link practitioner since {entry.link_practitioner_since:%-d %B %Y}")
    if entry.manager_email:
        says.append(f"manager: {entry.manager_email}")
    return PracticeChange(Kind.NEW, None, entry, place, entry.manager_email, tuple(says))


def _change(
    entry: PracticeEntry, practice: Practice, there: Everything, problems: Problems, today: datetime.date
) -> PracticeChange:
    place = _new_place(entry, practice, there, problems, today)
    manager = entry.manager_email
    if manager in there.managers.get(practice.id, ()):
        manager = None
    says = list(_differences(entry, practice))
    if place:
        says.append(place.words + place.since_words)
    if manager:
        says.append(f"manager: {manager}")
    kind = Kind.CHANGED if says else Kind.SAME
    return PracticeChange(kind, practice.id, entry, place, manager, tuple(says))


def _differences(entry: PracticeEntry, practice: Practice) -> Sequence[str]:
    """Return in words what the practice's own row would say instead."""
    found = []
    if entry.name != practice.name:
        found.append(f"name: {practice.name} becomes {entry.name}")
    if entry.ods_code and entry.ods_code != practice.ods_code:
        found.append(f"ODS code: {practice.ods_code or NONE} becomes {entry.ods_code}")
    if entry.headcount != practice.headcount:
        found.append(f"headcount: {practice.headcount} becomes {entry.headcount}")
    since = entry.link_practitioner_since
    if since and since != practice.link_practitioner_since:
        before = practice.link_practitioner_since
        said = f"{before:%-d %B %Y}" if before else NONE
        found.append(f"link practitioner since: {said} becomes {since:%-d %B %Y}")
    return found


def _new_place(
    entry: PracticeEntry, practice: Practice, there: Everything, problems: Problems, today: datetime.date
) -> Place | None:
    """Return the affiliation that a line adds or corrects; None where it says what is known."""
    rows = there.places.get(practice.id, ())
    if not entry.says_where:
        return None
    before = next((row for row in reversed(rows) if row.since <= (entry.since or today)), None)
    if before is None and not (entry.network or entry.region):
        problems.add(entry.line, "since", DAY_OF_NOTHING)
        return None
    known = (before.network, before.region) if before else (None, None)
    if known == (entry.network, entry.region):
        return None
    if entry.since is None and rows:
        now = f"{known[0] or 'no network'}, {known[1] or 'no region'}"
        problems.add(
            entry.line, "since", f"is empty; the practice is in {now}: write the day from which that changes"
        )
        return None
    return Place(entry.since or SINCE_UNKNOWN, entry.network, entry.region)


def _merged(practice: Practice) -> str:
    assert practice.merged_into is not None
    return f"is of a practice that has merged into {practice.merged_into.in_full}; take the line out"
