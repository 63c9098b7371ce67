"""What if the rule asked for more or less: asked by address, answered on the page, saved nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, Form, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, Optional

from app.disclosure.release import release
from app.errors import NotFoundError
from app.evaluator.guard import blueprint, wave_to_read
from app.evaluator.rejudge import HIGHEST, LOWEST, Answer, Question, rejudge
from app.models import Wave, WaveState
from app.queries.paging import PAGE_SIZE, Page
from scoring.rule import Rule, shipped_rule

ALL_GATES = "all"
POINTS = f"Enter a number from {LOWEST:g} to {HIGHEST:g}, such as 3.5"


class PointsField(DecimalField):  # type: ignore[misc]  # WTForms has no types
    """A point of the answers' scale, or nothing."""

    def __init__(self, label: str, **options: object) -> None:
        in_range = NumberRange(LOWEST, HIGHEST, message=POINTS)
        super().__init__(label, validators=[Optional(), in_range], **options)

    @property
    def written(self) -> str:
        """What was sent, right or wrong."""
        return "".join((self.raw_data or [])[:1])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a number with a point or a comma in it; ValueError with advice for anything else."""
        written = "".join(valuelist[:1]).strip().replace(",", ".")
        try:
            self.data = Decimal(written) if written else None
        except InvalidOperation:
            self.data = None
            raise ValueError(POINTS) from None


class WhatIfForm(Form):  # type: ignore[misc]  # WTForms has no types
    """A threshold, the gate it is for, and a minimum of coherence; what is blank stays as published."""

    threshold = PointsField("Threshold")
    gate = SelectField("Gate", default=ALL_GATES)
    coherence = PointsField("Minimum coherence of each core role")

    def __init__(self, asked: MultiDict[str, str], rule: Rule) -> None:
        super().__init__(asked)
        self.gate.choices = [
            SelectChoice(ALL_GATES, "All gates with a threshold"),
            *(SelectChoice(gate.id, gate.title) for gate in rule.gates),
        ]

    @property
    def question(self) -> Question:
        """What was asked. Of a valid form."""
        gate = None if self.gate.data == ALL_GATES else self.gate.data
        return Question(_number(self.threshold.data), gate, _number(self.coherence.data))


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many practices have a class, as published and by the changed rule."""

    title: str
    published: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The practices that would change, a page of them; ``left_out`` have not enough answers."""

    counts: tuple[ClassCount, ...]
    changed: Page[Answer]
    judged: int
    left_out: int


@blueprint.get("/what-if/<programme>/<wave>")
def what_if(programme: str, wave: str) -> ResponseReturnValue:
    """Show which practices would change class if the rule asked for more or less."""
    asked = wave_to_read(programme, wave)
    rule = shipped_rule()
    form = WhatIfForm(request.args, rule)
    valid = form.validate()
    page = None
    if valid and asked.state is WaveState.CLOSED:
        page = what_if_page(asked, form.question, request.args.get("page", 1, type=int))
    body = render_template(
        "evaluator/what_if.html",
        wave=asked,
        form=form,
        page=page,
        rule=rule,
        published_thresholds=_listed(gate.threshold for gate in rule.gates),
        minimum_coherence=f"{rule.shared_understanding.minimum_coherence:.1f}",
        asked={name: value for name, value in request.args.items() if name in form._fields},
    )
    return body, HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY


def what_if_page(wave: Wave, question: Question, number: int) -> WhatIfPage:
    """Return the answer for a closed wave. Raises NotFoundError for a page that is not there."""
    released = release(wave)
    answers = [rejudge(result, question) for result in released if result.enough]
    changed = [answer for answer in answers if answer.changes]
    return WhatIfPage(
        counts=tuple(_counts(answers)),
        changed=_page(changed, number),
        judged=len(answers),
        left_out=len(released) - len(answers),
    )


def _counts(answers: Sequence[Answer]) -> Iterable[ClassCount]:
    published = Counter(answer.published for answer in answers)
    otherwise = Counter(answer.otherwise for answer in answers)
    for name, meaning in shipped_rule().classes.items():
        yield ClassCount(meaning.title, published[name], otherwise[name])


def _page(answers: Sequence[Answer], number: int) -> Page[Answer]:
    pages = max(1, -(-len(answers) // PAGE_SIZE))
    if not 1 <= number <= pages:
        raise NotFoundError(f"page {number} of {pages}")
    start = (number - 1) * PAGE_SIZE
    return Page(answers[start : start + PAGE_SIZE], number, pages, len(answers))


def _listed(thresholds: Iterable[float]) -> str:
    """Return the published thresholds, each once."""
    return " or ".join(f"{each:.1f}" for each in sorted(set(thresholds)))


def _number(given: object) -> float | None:
    return None if given is None else round(float(str(given)), 2)
