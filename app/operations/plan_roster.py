"""Reading a list of staff: every problem at once, or what the list would change. Nothing is changed here."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app import mail_addresses
from app.models import Participant
from app.uploads.cells import text_cell
from app.uploads.columns import folded, lines_by_column, unknown
from app.uploads.rows import Rows
from questionnaires.roles import ROLE_TITLES
from scoring.csv_file import Line, Problems

COLUMNS = {
    "name": ("full name", "staff name", "staff", "person"),
    "email": ("e-mail", "mail", "email address", "e-mail address"),
    "role": ("job", "job role", "job title", "position"),
}
LONGEST_NAME = 200
_ROLES = {folded(word): role for role, title in ROLE_TITLES.items() for word in (role, title)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list; ``line`` is where they stand in the file."""

    line: int
    name: str
    email: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Written:
    """One line as far as it is right: None for what is empty or wrong. No address is right, too."""

    line: int
    name: str | None
    email: str | None
    email_is_right: bool
    role: str | None

    @property
    def entry(self) -> Entry | None:
        """The person, if everything is right."""
        if self.name is None or self.role is None or not self.email_is_right:
            return None
        return Entry(self.line, self.name, self.email, self.role)


class Kind(StrEnum):
    """What a list does to one person."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Change:
    """One person before and after; ``participant_id`` is None for who is new, ``entry`` for who is absent."""

    kind: Kind
    participant_id: uuid.UUID | None
    before: tuple[str, str | None, str] | None  # name, address, role
    entry: Entry | None

    @property
    def new_address(self) -> bool:
        """Whether a person who is known would be written to elsewhere: their old link stops."""
        return (
            self.kind is Kind.CHANGED
            and self.before is not None
            and self.entry is not None
            and self.before[1] != self.entry.email
        )


@dataclass(slots=True)
class _Known:
    """The people on the list so far, by address and by name, with those whose role is frozen."""

    people: Sequence[Participant]
    invited: frozenset[uuid.UUID]
    by_email: dict[str, Participant] = field(init=False)
    by_name: dict[str, list[Participant]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_email = {person.email: person for person in self.people if person.email}
        self.by_name = {}
        for person in self.people:
            self.by_name.setdefault(folded(person.name), []).append(person)


def read_entries(rows: Rows, problems: Problems) -> tuple[Entry, ...]:
    """Return the people of a sheet. Every line that is wrong is a problem and left out."""
    entries = [
        entry
        for line in lines_by_column(rows, COLUMNS, problems)
        if (entry := read_line(line).entry) is not None
    ]
    _refuse_twice(entries, problems)
    if not entries and not problems.found:
        problems.add(0, "", "has a heading and nobody below it")
    return tuple(entries)


def read_line(line: Line) -> Written:
    """Return what one line says. Everything that is wrong with it is a problem of the line."""
    name = text_cell(line, "name", LONGEST_NAME, needed="write the person's name")
    email, is_right = _email(line)
    return Written(line.number, name, email, is_right, _role(line))


def plan_roster(
    entries: Sequence[Entry],
    people: Sequence[Participant],
    invited: frozenset[uuid.UUID],
    problems: Problems,
) -> tuple[Change, ...]:
    """Return what ``entries`` would change of ``people`` (all of the practice, those who left too).

    Somebody is known by their address, else by their name. ``invited``: whose role is frozen by an open wave.
    """
    known, met, changes = _Known(people, invited), set(), []
    named = Counter(folded(entry.name) for entry in entries)
    for entry in entries:
        person = _find(entry, known, named)
        if person is not None and person.id in met:
            problems.add(entry.line, "name", "is the same person as in a line before; keep one")
        elif person is not None and person.id in invited and person.role != entry.role:
            problems.add(entry.line, "role", _frozen(person.role))
        if person is not None:
            met.add(person.id)
        changes.append(_change(entry, person))
    absent = [person for person in people if person.active and person.id not in met]
    return (*changes, *(Change(Kind.ABSENT, person.id, _said(person), None) for person in absent))


def _email(line: Line) -> tuple[str | None, bool]:
    """Return the address (None for a person without one) and whether the cell is right."""
    written = line.cell("email") if line.has("email") else ""
    if not written:
        return None, True
    try:
        return mail_addresses.spelled(written), True
    except ValueError as error:
        line.problem("email", f'"{written[:60]}" {error}')
        return None, False


def _role(line: Line) -> str | None:
    if not line.has("role"):
        return None
    written = line.cell("role")
    role = _ROLES.get(folded(written))
    if role is None:
        titles = tuple(ROLE_TITLES.values())
        said = unknown(f'"{written[:40]}" is not a role', written, titles) if written else "is empty."
        line.problem("role", f"{said} Choose one of these: {', '.join(titles)}")
    return role


def _refuse_twice(entries: Sequence[Entry], problems: Problems) -> None:
    """Refuse an address that stands in two lines, and two people whom nothing tells apart."""
    seen: dict[str, int] = {}
    for entry in entries:
        key = entry.email or f"name {folded(entry.name)}"
        if key in seen:
            column = "email" if entry.email else "name"
            what = entry.email or f'"{entry.name}", without an address,'
            problems.add(entry.line, column, f"{what} is in line {seen[key]} already; keep one")
        seen.setdefault(key, entry.line)


def _find(entry: Entry, known: _Known, named: Counter[str]) -> Participant | None:
    """Return who is meant: the owner of the address, else the one person of that name and no other."""
    if entry.email and entry.email in known.by_email:
        return known.by_email[entry.email]
    same = known.by_name.get(folded(entry.name), [])
    return same[0] if len(same) == 1 and named[folded(entry.name)] == 1 else None


def _change(entry: Entry, person: Participant | None) -> Change:
    if person is None:
        return Change(Kind.NEW, None, None, entry)
    same = person.active and _said(person) == (entry.name, entry.email, entry.role)
    return Change(Kind.SAME if same else Kind.CHANGED, person.id, _said(person), entry)


def _said(person: Participant) -> tuple[str, str | None, str]:
    return person.name, person.email, person.role


def _frozen(role: str) -> str:
    return (
        f"is {ROLE_TITLES[role]} in the wave that is open; roles are frozen until it is closed. "
        "Write that role"
    )
