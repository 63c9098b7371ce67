"""The rule with changes, as typed: a threshold for all gates or for single ones, and gates left out."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, Field, Form, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, Optional, StopValidation

from app.evaluator.rejudge import HIGHEST, LOWEST, Question
from scoring.rule import Rule

POINTS = f"Enter a number from {LOWEST:g} to {HIGHEST:g}, such as 3.5"
SINGLE = "of_"  # before the id of a gate: its own threshold


class PointsField(DecimalField):  # type: ignore[misc]  # WTForms has no types
    """A point of the answers' scale, or nothing."""

    def __init__(self, label: str, **options: object) -> None:
        in_range = NumberRange(LOWEST, HIGHEST, message=POINTS)
        super().__init__(label, validators=[Optional(), in_range], **options)

    @property
    def written(self) -> str:
        """What was sent, right or wrong."""
        return "".join((self.raw_data or [])[:1])

    @property
    def number(self) -> float | None:
        """The number, None where there is none."""
        return None if self.data is None else round(float(self.data), 2)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a number with a point or a comma in it; ValueError with advice for anything else."""
        written = "".join(valuelist[:1]).strip().replace(",", ".")
        try:
            self.data = Decimal(written) if written else None
        except InvalidOperation:
            self.data = None
        if written and (self.data is None or not self.data.is_finite()):
            self.data = None
            raise ValueError(POINTS)

    def pre_validate(self, form: Form) -> None:
        """Say it once: what is no number is not out of range too."""
        if self.process_errors:
            raise StopValidation


class WhatIfForm(Form):  # type: ignore[misc]  # WTForms has no types
    """What is blank stays as published. :func:`what_if_form` adds a threshold for each gate of the rule."""

    threshold = PointsField("Threshold of every gate")
    coherence = PointsField("Minimum coherence of each core role")
    without = SelectMultipleField("Gates to leave out")

    @property
    def single(self) -> list[Field]:
        """The thresholds of single gates."""
        return [field for name, field in self._fields.items() if name.startswith(SINGLE)]

    @property
    def is_detailed(self) -> bool:
        """Whether something is asked of, or wrong with, a single gate."""
        return any(field.written or field.errors for field in self.single) or bool(self.without.data)

    @property
    def question(self) -> Question:
        """What was asked. Of a valid form."""
        own = {field.name.removeprefix(SINGLE): field.number for field in self.single}
        return Question(
            threshold=self.threshold.number,
            thresholds={gate: number for gate, number in own.items() if number is not None},
            minimum_coherence=self.coherence.number,
            left_out=frozenset(self.without.data or ()),
        )


def what_if_form(asked: MultiDict[str, str], rule: Rule) -> WhatIfForm:
    """Return the form for a rule, with what was asked in the address."""
    own = {f"{SINGLE}{gate.id}": PointsField(gate.title) for gate in rule.gates}
    form: WhatIfForm = type("WhatIfFormOfRule", (WhatIfForm,), own)(asked)
    form.without.choices = [
        *(SelectChoice(gate.id, gate.title) for gate in rule.gates),
        SelectChoice(rule.shared_understanding.id, rule.shared_understanding.title),
    ]
    return form
