"""The form in which a programme is set up: its fields, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from string import Formatter
from typing import Any, NamedTuple

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice

from app import mail_addresses
from app.models import Programme
from app.models.programme import RETENTION_MONTHS
from app.operations.set_retention import LONGEST as MOST_MONTHS
from app.operations.set_up_programme import (
    DEFAULT_WORDS,
    MINIMUM_GROUP,
    SMALLEST_GROUP,
    ProgrammeContent,
    content_of,
    revision,
)
from app.slugs import LONGEST as LONGEST_SLUG
from app.slugs import SLUG, proposed
from app.typed_text import one_line
from questionnaires import catalogue
from questionnaires.texts import placeholders_of
from questionnaires.types import InstrumentKind, Text

LONGEST_NAME, LONGEST_WORDS, LONGEST_LABEL = 200, 80, 60
MOST_NEEDED = 100
RESERVED = frozenset({"new"})  # addresses of pages beside those of programmes
YES, NO = "yes", "no"
CHANGED = (
    "This programme was changed meanwhile. What you entered is kept here and not saved yet: "
    "save again to replace what was saved"
)
NO_ADDRESS = (
    "No address can be made of this name. Write one yourself, with small letters and digits, "
    "such as coast-2026"
)
SMALL = "Fewer than {least} is possible. Read what it means below, and tick the box to choose it"


class Piece(NamedTuple):
    """A piece of a sentence: its text, and which of the programme's words it is, if any."""

    text: str
    word: str | None


class ProgrammeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Everything that is set up of a programme; ``problems`` are what is wrong, by the name of the field."""

    name = StringField("Name of the programme", filters=[one_line])
    slug = StringField("Address of its pages", filters=[one_line])
    the_programme = StringField("What the new way of working is called", filters=[one_line])
    link_practitioner = StringField("What its link practitioner is called", filters=[one_line])
    minimum_group = StringField("How many must answer", filters=[one_line])
    accept_small = BooleanField("Show results of so few people")
    linked_waves = RadioField(
        "Answers of the same person in later waves",
        choices=[SelectChoice(NO, "Do not link them"), SelectChoice(YES, "Link them by a code")],
        validate_choice=False,
    )
    data_label = StringField("Label of the data", filters=[one_line])
    retention_months = StringField("Months for which names are kept", filters=[one_line])
    lead_email = StringField("Email address of the lead", filters=[one_line])
    revision = HiddenField()

    def __init__(
        self,
        programme: Programme | None = None,
        *,
        is_fixed: bool = False,
        is_asking: bool = False,
        names_lead: bool = False,
    ) -> None:
        """Show a programme, or what is proposed for a new one; or what was sent.

        ``is_fixed``: people have answered. ``is_asking``: people are answering now. ``names_lead``: whoever
        sets it up does not lead it.
        """
        super().__init__(data=_shown(programme) if programme else _PROPOSED)
        self.programme, self.names_lead = programme, names_lead
        self.is_fixed, self.is_asking = is_fixed, is_asking
        self.problems: dict[str, str] = {}

    def check(self, others: Mapping[str, str]) -> bool:
        """Return whether the programme can be set up so; what is wrong stands in ``problems``.

        ``others`` are the names of the other programmes by their addresses.
        """
        self._check_text("name", LONGEST_NAME, "Enter the name of the programme")
        self._check_taken(others)
        if not self.is_asking:
            self._check_text("the_programme", LONGEST_WORDS, "Enter what the new way of working is called")
            self._check_text("link_practitioner", LONGEST_WORDS, "Enter what the link practitioner is called")
        self._check_text("data_label", LONGEST_LABEL, None)
        self._check_minimum()
        if self.linked_waves.data not in {YES, NO} and not self.is_fixed:
            self.refuse("linked_waves", "Choose whether answers are linked")
        if self.programme is None:
            self._check_new(others)
        return not self.problems and bool(self.validate())

    def refuse(self, name: str, problem: str) -> None:
        """Say what is wrong with a field."""
        self.problems.setdefault(name, problem)

    @property
    def asks_about_small(self) -> bool:
        """Whether the box that accepts a small minimum is shown."""
        return bool(self.accept_small.data) or self.problems.get("minimum_group") == _small_problem()

    @property
    def summary(self) -> list[dict[str, str]]:
        """The entries of the error summary, in the order of the page."""
        return [
            {"text": self.problems[name], "href": f"#{name}"}
            for name in self._fields
            if name in self.problems
        ]

    @property
    def content(self) -> ProgrammeContent:
        """What was set up. Of a form in which nothing is wrong."""
        linked = self.linked_waves.data == YES
        words = {name: self[name].data for name in DEFAULT_WORDS}
        return ProgrammeContent(
            name=self.name.data,
            words=content_of(self.programme).words if self.programme and self.is_asking else words,
            data_label=self.data_label.data or None,
            minimum_group=int(self.minimum_group.data),
            linked_waves=self.programme.linked_waves if self.programme and self.is_fixed else linked,
        )

    def examples(self) -> list[list[Piece]]:
        """Return for each word what a questionnaire would say with the words that stand in the form."""
        words = {name: self[name].data or "…" for name in DEFAULT_WORDS}
        return [pieces(text, words) for name in DEFAULT_WORDS if (text := _example(name))]

    def _check_text(self, name: str, longest: int, missing: str | None) -> None:
        text = self[name].data
        if not text and missing:
            self.refuse(name, missing)
        elif len(text) > longest:
            self.refuse(
                name, f"“{self[name].label.text}” has {len(text)} characters; shorten it to {longest}"
            )

    def _check_taken(self, others: Mapping[str, str]) -> None:
        """Two programmes of one name could not be told apart in lists; a name that is kept stays."""
        name, kept = self.name.data, self.programme.name if self.programme else ""
        if name != kept and name.casefold() in {each.casefold() for each in others.values()}:
            self.refuse("name", "Another programme has this name. Choose one that tells them apart")

    def _check_minimum(self) -> None:
        number = _whole(self.minimum_group.data, MOST_NEEDED)
        if number is None or number < SMALLEST_GROUP:
            self.refuse("minimum_group", f"Enter a whole number from {SMALLEST_GROUP} to {MOST_NEEDED}")
        elif self.programme and self.is_fixed and number < self.programme.minimum_group:
            before = self.programme.minimum_group
            self.refuse(
                "minimum_group", f"People have answered under a minimum of {before}. Enter {before} or more"
            )
        elif number < MINIMUM_GROUP and not self.accept_small.data:
            self.refuse("minimum_group", _small_problem())

    def _check_new(self, others: Collection[str]) -> None:
        self.slug.data = self.slug.data or proposed(self.name.data)
        if self.name.data and not self.slug.data:
            self.refuse("slug", NO_ADDRESS)
        elif self.slug.data:  # without a name there is nothing to make an address from yet
            self._check_slug(others)
        if _whole(self.retention_months.data, MOST_MONTHS) is None:
            self.refuse("retention_months", f"Enter a whole number of months from 1 to {MOST_MONTHS}")
        if self.names_lead:
            self._check_lead()

    def _check_slug(self, others: Collection[str]) -> None:
        if len(self.slug.data) > LONGEST_SLUG or not SLUG.fullmatch(self.slug.data):
            signs = "small letters, digits and hyphens"
            self.refuse("slug", f"Write the address with {signs}, {LONGEST_SLUG} characters at most")
        elif self.slug.data in RESERVED:
            self.refuse("slug", f"The address {self.slug.data} is that of another page. Choose another")
        elif self.slug.data in others:
            self.refuse("slug", f"There is a programme with the address {self.slug.data} already.")

    def _check_lead(self) -> None:
        try:
            self.lead_email.data = mail_addresses.spelled(self.lead_email.data)
        except ValueError:
            self.refuse("lead_email", "Enter the lead's email address, such as name@example.org")


def pieces(text: Text, words: dict[str, str]) -> list[Piece]:
    """Return an instrument's text in pieces, with the programme's words filled in."""
    found = []
    for plain, word, _, _ in Formatter().parse(str(text)):
        found.append(Piece(plain, None))
        if word is not None:
            found.append(Piece(words.get(word, word), word))
    return found


def _example(word: str) -> Text | None:
    """Return the first sentence in which a shipped questionnaire says what it is for and uses the word."""
    first_core = sorted(catalogue.all(), key=lambda each: each.kind is not InstrumentKind.CORE)
    return next((each.purpose for each in first_core if word in placeholders_of(str(each.purpose))), None)


def _shown(programme: Programme) -> dict[str, Any]:
    content = content_of(programme)
    return {
        "name": content.name,
        **content.words,
        "minimum_group": str(content.minimum_group),
        "accept_small": content.minimum_group < MINIMUM_GROUP,
        "linked_waves": YES if content.linked_waves else NO,
        "data_label": content.data_label or "",
        "revision": revision(content),
    }


_PROPOSED: dict[str, Any] = {
    **DEFAULT_WORDS,
    "minimum_group": str(MINIMUM_GROUP),
    "retention_months": str(RETENTION_MONTHS),
}


def _small_problem() -> str:
    return SMALL.format(least=MINIMUM_GROUP)


def _whole(text: str, most: int) -> int | None:
    """Return a number from 1 to ``most``, None for anything else."""
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if digits and 1 <= int(text) <= most else None
