"""The form in which a lead sets up a wave: its fields, what they show at first, and the plan they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField, RadioField, SelectMultipleField, StringField

from app.date_parts import DateParts
from app.models import PracticeChoice
from app.operations.wave_plan import WavePlan, revision
from app.programme.wave_fields import PickField
from app.programme.wave_offer import Offer
from app.typed_text import one_line

CHANGED = (
    "This wave was changed meanwhile. What you entered is kept here and not saved yet: "
    "save again to replace what was saved"
)
PRACTICES_BY = {
    PracticeChoice.ALL: "All practices of the programme",
    PracticeChoice.NETWORK: "All practices of certain networks",
    PracticeChoice.REGION: "All practices of certain regions",
    PracticeChoice.LISTED: "Practices chosen one by one",
}


class WaveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Everything that is set up of a wave; ``problems`` are what is wrong, by the name of the field.

    What can be wrong is decided in :mod:`app.programme.wave_checks`.
    """

    label = StringField("Label", filters=[one_line])
    title = StringField("Title", filters=[one_line])
    opens = FormField(DateParts, "First day")
    closes = FormField(DateParts, "Last day")
    survey = RadioField("Questionnaire for all staff", validate_choice=False)
    modules = SelectMultipleField("Further questionnaires", validate_choice=False, default=())
    practices_by = RadioField("Which practices are asked", validate_choice=False)
    networks = PickField("Networks", "network")
    regions = PickField("Regions", "region")
    listed = PickField("Practices", "practice")
    first_reminder = StringField("First reminder, days after opening", filters=[one_line])
    second_reminder = StringField("Second reminder, days after opening", filters=[one_line])
    minimum_group = StringField("How many must answer", filters=[one_line])
    rule = RadioField("Rule", validate_choice=False)
    revision = HiddenField()

    def __init__(self, offer: Offer, shown: WavePlan | None, **proposed: Any) -> None:  # noqa: ANN401 - any field's
        """Show the wave as it is set up, or what is ``proposed`` for a new one; or what was sent."""
        super().__init__(data=fields_of(shown, offer) if shown else proposed)
        self.offer = offer
        self.problems: dict[str, str] = {}
        self.networks.know(offer.networks)
        self.regions.know(offer.regions)
        self.listed.know(offer.practices)
        if shown and not self.is_submitted():
            self.opens.form.say(shown.opens_on)
            self.closes.form.say(shown.closes_on)

    def refuse(self, name: str, problem: str | None) -> None:
        """Say what is wrong with a field, where something is."""
        if problem:
            self.problems.setdefault(name, problem)

    @property
    def reminders(self) -> list[str]:
        """The days of reminders as they were typed, empty ones left out."""
        typed = (self.first_reminder.data, self.second_reminder.data)
        return [day for day in typed if day]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, by the words of the fields: for whom it can be saved no more."""
        days = [
            (each.label.text, " ".join(part.data or "" for part in each.form))
            for each in (self.opens, self.closes)
        ]
        fields = (self.label, self.title, self.first_reminder, self.second_reminder, self.minimum_group)
        texts = [(each.label.text, each.data or "") for each in fields]
        return [(name, text) for name, text in (*texts, *days) if text.strip()]

    @property
    def summary(self) -> list[dict[str, str]]:
        """The entries of the error summary, in the order of the page."""
        return [
            {"text": self.problems[name], "href": f"#{self._first_input(name)}"}
            for name in self._fields
            if name in self.problems
        ]

    @property
    def plan(self) -> WavePlan:
        """What was set up. Of a form in which nothing is wrong."""
        by = PracticeChoice(self.practices_by.data)
        places = {PracticeChoice.NETWORK: self.networks, PracticeChoice.REGION: self.regions}
        chosen = self.listed.picked if by is PracticeChoice.LISTED else ()
        modules = [each.value for each in self.offer.modules if each.value in self.modules.data]
        opens_on, closes_on = self.opens.form.date, self.closes.form.date
        assert opens_on is not None
        assert closes_on is not None
        return WavePlan(
            label=self.label.data,
            title=self.title.data,
            opens_on=opens_on,
            closes_on=closes_on,
            instruments=tuple(pair(value) for value in (self.survey.data, *modules)),
            practices_by=by,
            practices_in=places[by].picked if by in places else (),
            listed=frozenset(self.offer.ids[slug] for slug in chosen),
            reminder_days=tuple(sorted(int(day) for day in self.reminders)),
            minimum_group=int(self.minimum_group.data),
            rule=pair(self.rule.data),
        )

    def _first_input(self, name: str) -> str:
        field = self[name]
        if name in {"opens", "closes"}:
            return str(field.form[field.form.wrong[0]].id)
        return str(field.id)


def pair(value: str) -> tuple[str, str]:
    """Return id and version of an instrument or a rule from the value of its choice."""
    name, _, version = value.partition(" ")
    return name, version


def fields_of(plan: WavePlan, offer: Offer) -> dict[str, Any]:
    """Return what the fields of the form show of a wave that is set up so; its days apart."""
    values = [f"{name} {version}" for name, version in plan.instruments]
    surveys = {each.value for each in offer.surveys}
    slugs = {practice_id: slug for slug, practice_id in offer.ids.items()}
    return {
        "label": plan.label,
        "title": plan.title,
        "survey": next((value for value in values if value in surveys), None),
        "modules": [value for value in values if value not in surveys],
        "practices_by": plan.practices_by.value,
        "networks": plan.practices_in if plan.practices_by is PracticeChoice.NETWORK else (),
        "regions": plan.practices_in if plan.practices_by is PracticeChoice.REGION else (),
        "listed": tuple(slugs[practice_id] for practice_id in plan.listed if practice_id in slugs),
        "minimum_group": str(plan.minimum_group),
        "rule": " ".join(plan.rule),
        "revision": revision(plan),
        **reminder_fields(plan.reminder_days),
    }


def reminder_fields(days: Sequence[int]) -> dict[str, str]:
    """Return what the fields of reminders show."""
    first, second = [*(str(day) for day in days), "", ""][:2]
    return {"first_reminder": first, "second_reminder": second}
