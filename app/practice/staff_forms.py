"""The forms of the list of staff: one person, a whole file, and a preview that comes back."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import HiddenField, RadioField, StringField

from app.errors import RosterError
from app.models import Participant, Practice, User
from app.operations.plan_roster import COLUMNS, Change, Entry, read_entries
from app.uploads.rows import Rows
from questionnaires.roles import ROLE_TITLES
from scoring.csv_file import Problems

KEEP, LEFT = "keep", "left"
LARGEST_PREVIEW = 240_000  # characters: a form carries no more than 256 kB
GOOD_FOR = 2 * 60 * 60  # seconds
LABELS = {"name": "Name", "email": "Email address", "role": "Role"}


class PersonForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One person on the list."""

    name = StringField("Name")
    email = StringField("Email address")
    role = StringField("Role")

    def __init__(self, person: Participant | None = None) -> None:
        shown = {"name": person.name, "email": person.email or "", "role": person.role} if person else {}
        super().__init__(data=shown)
        self.problems: dict[str, str] = {}

    def entry(self) -> Entry | None:
        """Return who was entered; None with a problem beside each field that is wrong."""
        cells = tuple(self[name].data or "" for name in COLUMNS)
        found = Problems("")
        entries = read_entries(Rows(((1, tuple(COLUMNS)), (2, cells))), found)
        if not any(cells):
            self.problems = {"name": "Name is empty; write the person's name"}
        for problem in found.all():
            if problem.column in LABELS:
                self.refuse(problem.column, f"{LABELS[problem.column]} {problem.message}")
        return entries[0] if entries and not self.problems else None

    def refuse(self, column: str, message: str) -> None:
        """Say what is wrong with a field."""
        self.problems.setdefault(column, message)

    @property
    def choices(self) -> list[dict[str, str]]:
        """The roles to choose from."""
        roles = [{"value": role, "text": title} for role, title in ROLE_TITLES.items()]
        return [{"value": "", "text": "Choose a role"}, *roles]

    @property
    def summary(self) -> list[dict[str, str]]:
        """The entries of the error summary."""
        return [{"text": text, "href": f"#{column}"} for column, text in self.problems.items()]


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, and what it means that somebody is not in it."""

    file = FileField("List of staff", validators=[FileRequired("Choose a file")])
    absent = RadioField("People who are not in the file", choices=[KEEP, LEFT], default=KEEP)


class ApplyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A preview that comes back: do what was shown."""

    preview = HiddenField()


@dataclass(frozen=True, slots=True)
class Preview:
    """What was shown: the people of the file, what absence means, and which changes that made."""

    entries: tuple[Entry, ...]
    absent_left: bool
    digest: str

    def sealed(self, user: User, practice: Practice) -> str:
        """Return the preview as text for a hidden field: signed, for this user and practice, for two hours.

        Raises RosterError where it is too large to come back.
        """
        rows = [[entry.line, entry.name, entry.email, entry.role] for entry in self.entries]
        text = _serializer().dumps([user.id, practice.id.hex, self.absent_left, self.digest, rows])
        if len(text) > LARGEST_PREVIEW:
            raise RosterError("The list is too long to be shown before it is imported. Split it in two.")
        return str(text)


def opened(text: str, user: User, practice: Practice) -> Preview:
    """Return the preview that was sealed. Raises RosterError for another's, an old or a damaged one."""
    try:
        by, of, absent_left, digest, rows = _serializer().loads(text, max_age=GOOD_FOR)
    except (BadSignature, ValueError, TypeError) as error:
        raise RosterError("The preview is too old or came back damaged. Upload the file again.") from error
    if by != user.id or uuid.UUID(of) != practice.id:
        raise RosterError("The preview is not of this list. Upload the file again.")
    return Preview(tuple(Entry(*row) for row in rows), absent_left, digest)


def digest_of(changes: Sequence[Change]) -> str:
    """Return what tells two previews apart: everything before and after."""
    return hashlib.sha256(repr(changes).encode()).hexdigest()


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="roster-preview")
