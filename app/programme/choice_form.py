"""Which practices to look at: asked by address, so that a choice can be kept and passed on."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from app.disclosure.words import NOT_ENOUGH_TITLE
from app.queries.summaries import Chosen, Places
from questionnaires.roles import ROLE_TITLES
from scoring.rule import Rule

NOT_ENOUGH = "not_enough"
MOST_LISTED = 60  # places in a list to choose from; of more the name is typed
LONGEST = 200


class PlaceField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A network or region by its name: chosen from a list, or typed where there are too many for one."""

    places: tuple[str, ...] = ()
    validators = (Optional(),)

    @property
    def is_listed(self) -> bool:
        """Whether there are few enough for a list."""
        return len(self.places) <= MOST_LISTED

    @property
    def chosen(self) -> str | None:
        """The place as it is written; None for any."""
        return self._by_name().get((self.data or "").strip().casefold())

    def pre_validate(self, _form: Form) -> None:
        """Take a name however it is written; ValidationError that says which there are."""
        if self.chosen is None:
            raise ValidationError(self._advice())

    def _by_name(self) -> dict[str, str]:
        return {place.casefold(): place for place in self.places}

    def _advice(self) -> str:
        part = (self.data or "").strip().casefold()
        alike = [place for place in self.places if part and part in place.casefold()][:5]
        if alike:
            return f"Enter the whole name, such as {' or '.join(alike)}"
        return "No practice of this wave was there when it opened. Check the name"


def _listed(field: SelectField, problem: str) -> None:
    if field.data not in [name for name, _ in field.choices]:
        raise ValidationError(problem)


def _written(field: Field) -> str:
    if isinstance(field, BooleanField):
        return "yes"
    return str(field.chosen or field.data if isinstance(field, PlaceField) else field.data)


class PlaceForm(Form):  # type: ignore[misc]  # WTForms has no types
    """A network and a region, as they were when each wave opened."""

    network = PlaceField("Network")
    region = PlaceField("Region")

    def __init__(self, asked: MultiDict[str, str], places: Places) -> None:
        super().__init__(asked)
        self.network.places, self.region.places = places

    @property
    def chosen(self) -> Chosen:
        """What was chosen. Of a valid form."""
        return Chosen(network=self.network.chosen, region=self.region.chosen)

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, to be asked again by the links of a page."""
        return {name: _written(field) for name, field in self._fields.items() if field.data}


class ChoiceForm(PlaceForm):
    """The same, with a verdict as shown, part of a name, and only those with enough answers.

    And one of the roles that were asked; the role "" is everybody.
    """

    verdict = SelectField("Verdict", default="", validate_choice=False)
    name = StringField("Practice", [Length(max=LONGEST, message=f"Enter at most {LONGEST} characters")])
    role = SelectField("Role", default="", validate_choice=False)
    enough = BooleanField("Only practices with enough answers", false_values=(False, "false", "", "no"))

    def __init__(self, asked: MultiDict[str, str], places: Places, roles: Sequence[str], rule: Rule) -> None:
        super().__init__(asked, places)
        self.role.choices = [("", "Everybody"), *((role, ROLE_TITLES[role]) for role in roles)]
        self.verdict.choices = [
            ("", "Any verdict"),
            *((name, meaning.title) for name, meaning in rule.classes.items()),
            (NOT_ENOUGH, NOT_ENOUGH_TITLE),
        ]

    def validate_verdict(self, field: SelectField) -> None:
        """Take a verdict of the list; ValidationError for another."""
        _listed(field, "Choose a verdict of the list")

    def validate_role(self, field: SelectField) -> None:
        """Take a role of the list; ValidationError for another."""
        _listed(field, "Choose a role of the list")

    @property
    def chosen(self) -> Chosen:
        """What was chosen. Of a valid form."""
        few = self.verdict.data == NOT_ENOUGH
        return Chosen(
            network=self.network.chosen,
            region=self.region.chosen,
            shown_class=None if few else self.verdict.data or None,
            few=few,
            enough=self.enough.data,
            name=(self.name.data or "").strip() or None,
        )
