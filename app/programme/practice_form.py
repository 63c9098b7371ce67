"""The forms of one practice: what it is called, how many work there, and where it belongs since when."""

from __future__ import annotations

import datetime

from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField, StringField

from app.date_parts import PARTS, DateParts, capital
from app.models import SINCE_UNKNOWN, Affiliation, Practice, Programme
from app.operations.plan_practices import Place
from app.operations.practice_list import (
    AHEAD,
    EARLIEST,
    PracticeEntry,
    network_and_region,
    ods_code,
    read_practices,
)
from app.operations.set_up_programme import content_of
from app.revisions import changed_since, revision_of
from app.typed_text import one_line
from app.uploads.rows import Rows
from scoring.csv_file import Line, Problems

IN_POST, SINCE = "the day on which the first {} began", "the day from which network and region hold"
FURTHEST_YEARS = 100
ENTERED = 2  # the line of what was entered, under its heading
CHANGED = (
    "This practice was changed meanwhile, and {} saved here. "
    "What you entered is kept and not saved yet: save again to replace it"
)


class ProblemsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with one problem a field, and the summary of them."""

    def __init__(self, *, sent: bool = True, **shown: str) -> None:
        """Show ``shown``; where ``sent``, what the request sends instead."""
        super().__init__(data=shown, **({} if sent else {"formdata": None}))
        self.problems: dict[str, str] = {}

    def refuse(self, name: str, problem: str) -> None:
        """Say what is wrong with a field."""
        self.problems.setdefault(name, problem)

    @property
    def summary(self) -> list[dict[str, str]]:
        """The entries of the error summary, in the order of the page."""
        wrong = [name for name in self._fields if name in self.problems]
        return [{"text": self.problems[name], "href": f"#{self._first_input(name)}"} for name in wrong]

    def read_date(self, name: str, what: str, today: datetime.date, *, optional: bool = True) -> None:
        """Read the three boxes of a date."""
        parts = self[name].form
        parts.read(what, today, optional=optional, furthest_years=FURTHEST_YEARS)
        if parts.date and parts.date < EARLIEST:
            parts.problem, parts.wrong = f"Check the year of {what}: it is before {EARLIEST:%Y}", ("year",)
        if parts.problem:
            self.refuse(name, parts.problem)

    def _first_input(self, name: str) -> str:
        parts = self[name]
        return str(parts.form[parts.form.wrong[0]].id if isinstance(parts, FormField) else parts.id)


class PracticeForm(ProblemsForm):
    """A practice's own row; of a new practice, its network and region too."""

    name = StringField("Name of the practice", filters=[one_line])
    ods_code = StringField("ODS code", filters=[one_line])
    headcount = StringField("How many people work there", filters=[one_line])
    in_post = FormField(DateParts)  # labelled with the programme's word
    network = StringField("Network", filters=[one_line])
    region = StringField("Region", filters=[one_line])
    since = FormField(DateParts, "In this network and region since")
    revision = HiddenField()

    def __init__(self, of: Programme, practice: Practice | None = None, *, sent: bool = True) -> None:
        """Show a practice of a programme, or an empty form for a new one; or what was sent."""
        self.practice, self.word = practice, content_of(of).words["link_practitioner"]
        super().__init__(sent=sent, **(_shown(practice) if practice else {}))
        self.in_post.label.text = f"{self.word[:1].upper()}{self.word[1:]} in post since"
        if practice and practice.link_practitioner_since and not (sent and self.is_submitted()):
            self.in_post.form.say(practice.link_practitioner_since)

    def entry(self, today: datetime.date) -> PracticeEntry | None:
        """Return what was entered, read as a line of a file would be; None with a problem beside a field."""
        self.read_date("in_post", IN_POST.format(self.word), today)
        self.read_date("since", SINCE, today)
        dates = {"link_practitioner_since": self.in_post.form.date, "since": self.since.form.date}
        names = ("name", "ods_code", "headcount", "network", "region")
        cells = {name: self[name].data for name in names} | {
            name: day.isoformat() if day else "" for name, day in dates.items()
        }
        if self.practice:
            cells |= dict.fromkeys(("network", "region", "since"), "")
        found = Problems("")
        rows = Rows(((1, tuple(cells)), (ENTERED, tuple(cells.values()))))
        entries = read_practices(rows, found, today)
        for problem in found.all():
            name = "in_post" if problem.column == "link_practitioner_since" else problem.column
            if name in self._fields:
                self.say(name, problem.message)
        return entries[0] if entries and not self.problems and self.validate() else None

    def known_by(self) -> PracticeEntry | None:
        """Return by what the practice is known, and where it belongs; None where the former is wrong.

        After :meth:`entry`, which says beside the fields what is wrong with them.
        """
        name, written = self.name.data or "", self.ods_code.data
        if not name or {"name", "ods_code"} & self.problems.keys():
            return None
        code = ods_code(written) if written else None
        where = (self.network.data or None, self.region.data or None, self.since.form.date)
        return PracticeEntry(ENTERED, name, 1, code, *where)

    def refuse_stale(self, practice: Practice) -> None:
        """Say beside each field what was saved meanwhile, where that is not what was entered."""
        parts = _parts(practice)
        meanwhile = changed_since(self.revision.data or "", parts)
        self.revision.data = revision_of(parts)
        for name in meanwhile:
            there = parts[name]
            if name == "in_post":
                self._refuse_stale_day(practice.link_practitioner_since)
            elif str(there or "") != (self[name].data or ""):
                self.refuse(name, CHANGED.format(f"“{there}” was" if there else "nothing was"))

    def _refuse_stale_day(self, there: datetime.date | None) -> None:
        entered = self.in_post.form
        if there != entered.date:
            entered.wrong = entered.wrong or PARTS
            self.refuse("in_post", CHANGED.format(f"{there:%-d %B %Y} was" if there else "no day was"))

    def say(self, name: str, message: str) -> None:
        """Say what is wrong in the words of a file's problems: "Headcount is empty; ..."."""
        days = {"in_post": IN_POST.format(self.word), "since": SINCE}
        if name in days:
            self[name].form.wrong = PARTS
        self.refuse(name, f"{capital(days[name]) if name in days else LABELS[name]} {message}")


LABELS = {
    "name": "The name",
    "ods_code": "The ODS code",
    "headcount": "The number of people",
    "network": "The network",
    "region": "The region",
}


class PlaceForm(ProblemsForm):
    """Where a practice belongs from a day on."""

    network = StringField("Network", filters=[one_line])
    region = StringField("Region", filters=[one_line])
    since = FormField(DateParts, "From which day")

    def place(self, today: datetime.date) -> Place | None:
        """Return what was entered; None with a problem beside each field that is wrong."""
        self.read_date("since", SINCE, today, optional=False)
        since = self.since.form
        if since.date and since.date > today + AHEAD:
            since.problem, since.wrong = f"{capital(SINCE)} is more than a year ahead", ("year",)
            self.refuse("since", since.problem)
        found = Problems("")
        line = Line(1, [self.network.data, self.region.data], {"network": 0, "region": 1}, found)
        network, region = network_and_region(line)
        for problem in found.all():
            self.refuse(problem.column, f"{LABELS[problem.column]} {problem.message}")
        if self.problems or since.date is None or not self.validate():
            return None
        return Place(since.date, network, region)


class ForgetPlaceForm(ProblemsForm):
    """Which of a practice's affiliations to take away, by its day."""

    since = HiddenField()

    @property
    def day(self) -> datetime.date | None:
        """The day, None for none."""
        try:
            return datetime.date.fromisoformat(self.since.data or "")
        except ValueError:
            return None


def since_in_words(day: datetime.date) -> str:
    """Return since when an affiliation holds, as a table says it."""
    return "always, as far as is known" if day == SINCE_UNKNOWN else f"{day:%-d %B %Y}"


def names_of(place: Affiliation | None) -> dict[str, str]:
    """Return what the fields of a place show of the one that holds now: often only one of them changes."""
    return {"network": place.network or "", "region": place.region or ""} if place else {}


def _shown(practice: Practice) -> dict[str, str]:
    return {
        "name": practice.name,
        "ods_code": practice.ods_code or "",
        "headcount": str(practice.headcount),
        "revision": revision_of(_parts(practice)),
    }


def _parts(practice: Practice) -> dict[str, object]:
    """Return a practice's own row by the names of the fields."""
    return {
        "name": practice.name,
        "ods_code": practice.ods_code,
        "headcount": practice.headcount,
        "in_post": practice.link_practitioner_since,
    }
