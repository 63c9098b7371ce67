"""What if the rule asked for more or less: asked by address, answered on the page, saved nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.disclosure.summaries import class_counts, summaries_of
from app.evaluator.guard import blueprint, wave_to_read
from app.evaluator.rejudge import Answer, Question, rejudge
from app.evaluator.what_if_form import what_if_form
from app.models import Wave, WaveState
from app.queries.paging import Page, page_of
from app.queries.summaries import Chosen
from scoring.rule import Rule, shipped_rule


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
    rule = shipped_rule(asked.rule_id, asked.rule_version)
    form = what_if_form(request.args, rule)
    valid = form.validate()
    page = None
    if valid and asked.state is WaveState.CLOSED:
        page = what_if_page(asked, rule, form.question, request.args.get("page", 1, type=int))
    body = render_template(
        "evaluator/what_if.html",
        wave=asked,
        form=form,
        page=page,
        rule=rule,
        published_thresholds=_listed(gate.threshold for gate in rule.gates),
        minimum_coherence=f"{rule.shared_understanding.minimum_coherence:.1f}",
        asked={name: values for name, values in request.args.lists() if name in form._fields},
    )
    return body, HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY


def what_if_page(wave: Wave, rule: Rule, question: Question, number: int) -> WhatIfPage:
    """Return the answer for a closed wave. Raises NotFoundError for a page that is not there."""
    enough = summaries_of(wave, Chosen(enough=True))
    answers = rejudge(((each.name, each.read()) for each in enough), rule, question)
    return WhatIfPage(
        counts=tuple(_counts(answers, rule)),
        changed=page_of([answer for answer in answers if answer.changes], number),
        judged=len(answers),
        left_out=class_counts([wave])[wave.id].get(None, 0),
    )


def _counts(answers: Sequence[Answer], rule: Rule) -> Iterable[ClassCount]:
    published = Counter(answer.published for answer in answers)
    otherwise = Counter(answer.otherwise for answer in answers)
    for name, meaning in rule.classes.items():
        yield ClassCount(meaning.title, published[name], otherwise[name])


def _listed(thresholds: Iterable[float]) -> str:
    """Return the published thresholds, each once."""
    return " or ".join(f"{each:.1f}" for each in sorted(set(thresholds)))
