"""The forms of the list of staff: one person, a whole file, and a preview that comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import AnyOf

from app.models import Participant, Practice, User
from app.operations.plan_roster import COLUMNS, Change, Entry, Written, read_line
from app.revisions import changed_since, fingerprint, revision_of
from app.uploads import preview
from questionnaires.roles import ROLE_TITLES
from scoring.csv_file import Line, Problems

KEEP, LEFT = "keep", "left"
PURPOSE = "roster"
LABELS = {"name": "Name", "email": "Email address", "role": "Role"}


class PersonForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One person on the list."""

    name = StringField("Name")
    email = StringField("Email address")
    role = StringField("Role")
    revision = HiddenField()

    def __init__(self, person: Participant | None = None) -> None:
        shown = _said_of(person) if person else {}
        super().__init__(data={**shown, "revision": revision_of(shown)})
        self.problems: dict[str, str] = {}

    def is_stale(self, person: Participant) -> bool:
        """Return whether somebody changed the person since the form was shown; it is said at each field.

        A field that was left as it was shown takes what the list says now; others keep what was entered.
        """
        now, entered = _said_of(person), {column: self[column].data or "" for column in COLUMNS}
        seen = self.revision.data or ""
        changed = [each for each in changed_since(seen, now) if now[each] != entered[each]]
        edited = changed_since(seen, entered)
        for column in changed:
            if column not in edited:
                self[column].data = now[column]
                self.refuse(
                    column, f"{LABELS[column]} was changed meanwhile and stands here as it is now. Save again"
                )
            else:
                shown = ROLE_TITLES.get(now[column], now[column])
                to = f"to “{shown}”" if shown else "to nothing"
                self.refuse(
                    column, f"{LABELS[column]} was changed meanwhile {to}. Save again to use yours instead"
                )
        self.revision.data = revision_of(now)
        return bool(changed)

    def written(self) -> Written:
        """Return who was entered, as far as it is right, with a problem beside each field that is wrong."""
        cells = [self[name].data or "" for name in COLUMNS]
        found = Problems("")
        written = read_line(Line(1, cells, {name: place for place, name in enumerate(COLUMNS)}, found))
        for problem in found.all():
            self.refuse(problem.column, _sentence(LABELS[problem.column], problem.message))
        return written

    def refuse(self, column: str, message: str) -> None:
        """Say what is wrong with a field."""
        self.problems.setdefault(column, message)

    def refuse_all(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong with several fields; what was said of a field before stays."""
        for column, message in problems.items():
            self.refuse(column, message)

    @property
    def choices(self) -> list[dict[str, str]]:
        """The roles to choose from."""
        roles = [{"value": role, "text": title} for role, title in ROLE_TITLES.items()]
        return [{"value": "", "text": "Choose a role"}, *roles]

    @property
    def summary(self) -> list[dict[str, str]]:
        """The entries of the error summary, in the order of the fields."""
        wrong = [column for column in COLUMNS if column in self.problems]
        return [{"text": self.problems[column], "href": f"#{column}"} for column in wrong]


def _said_of(person: Participant) -> dict[str, str]:
    return {"name": person.name, "email": person.email or "", "role": person.role}


def _sentence(label: str, message: str) -> str:
    """Return what is wrong with a field; a message that quotes what was written needs no name before it."""
    return message if message.startswith('"') else f"{label} {message}"


class UploadForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A file, and what it means that somebody is not in it."""

    file = FileField("List of staff", validators=[FileRequired("Choose a file")])
    absent = RadioField(
        "People who are not in the file",
        choices=[KEEP, LEFT],
        default=KEEP,
        validate_choice=False,
        validators=[AnyOf((KEEP, LEFT), "Choose what becomes of people who are not in the file")],
    )


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
        """Return the preview as text for a hidden field. Raises UploadError where it is too large."""
        rows = [[entry.line, entry.name, entry.email, entry.role] for entry in self.entries]
        return preview.sealed(PURPOSE, user, practice.id, [self.absent_left, self.digest, rows])


def opened(text: str, user: User, practice: Practice) -> Preview:
    """Return the preview that was sealed. Raises UploadError for another's, an old or a damaged one."""
    absent_left, digest, rows = preview.opened(PURPOSE, user, practice.id, text)
    return Preview(tuple(Entry(*row) for row in rows), absent_left, digest)


def digest_of(changes: Sequence[Change]) -> str:
    """Return what tells two previews apart: everything before and after."""
    return fingerprint(changes)
