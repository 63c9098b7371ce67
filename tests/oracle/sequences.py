"""Random histories of one small practice: people answer, waves close, results are looked at by everybody.

A history has one or two waves of cases whose every set of answers is searched. What a reader gets to see in
each look is collected as text, from the real functions behind the pages; tests/oracle/test_pages.py does the
same through the pages themselves, for few histories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.disclosure import actions
from app.disclosure.change import release_change
from app.disclosure.headings import Heading
from app.disclosure.released import ReleasedResult
from app.disclosure.summaries import Summarised
from app.disclosure.summary import Summary, from_text, summarise, to_text
from app.evaluator.rejudge import Question, rejudge
from app.practice.results_page import results_page
from app.programme.comparison_page import VIEWS, line, weakest_gates
from app.programme.pictures import picture
from app.reports.compose import compose
from app.reports.html import render
from scoring.rule import shipped_rule
from tests.oracle import small
from tests.oracle.display import released, text_of
from tests.oracle.feasible import answers_left
from tests.oracle.test_exhaustive import QUICK, Searched, searched

LOOKS = ("results", "report", "comparison", "what if", "plan", "change")
THRESHOLDS = (3.0, 3.3, 3.61, 4.0)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opens a page of a closed wave (by its place in the history)."""

    page: str
    wave: int
    asked: Question


@dataclass(frozen=True, slots=True)
class History:
    """One history: the case of each wave, what everybody answered in it, who attacks, and all looks."""

    waves: tuple[str, ...]
    answers: tuple[int, ...]  # of each wave, which set of answers
    attackers: tuple[int, ...]  # of each wave, which of the people
    looks: tuple[Look, ...]


def draw(seed: int) -> History:
    """Return a random history. Every third has the answers that are hardest to hide: all alike but one."""
    source = random.Random(seed)
    waves = tuple(source.choice(list(QUICK)) for _ in range(source.choice((1, 2))))
    answers, attackers, looks = [], [], []
    for place, name in enumerate(waves):
        found = searched(name)
        answers.append(_extreme(source, found) if seed % 3 == 0 else source.randrange(len(found.people)))
        attackers.append(source.randrange(len(found.case.roles)))
        for _ in range(source.randint(1, 4)):
            asked = Question(threshold=source.choice(THRESHOLDS))
            looks.append(Look(source.choice(LOOKS), source.randint(0, place), asked))
    return History(waves, tuple(answers), tuple(attackers), tuple(looks))


def _extreme(source: random.Random, found: Searched) -> int:
    """Return a set of answers in which nearly everybody says the same."""
    different = [len(np.unique(each)) for each in found.people[:: max(1, len(found.people) // 400)]]
    few = np.flatnonzero(np.array(different) <= 2) * max(1, len(found.people) // 400)
    return int(source.choice(few.tolist()))


def transcript(history: History, answers: Sequence[int]) -> list[str]:
    """Return all that is seen in the looks of a history, had people given these sets of answers."""
    results = [_result(searched(name), answer) for name, answer in zip(history.waves, answers, strict=True)]
    cases = [searched(name).case for name in history.waves]
    seen = []
    for look in history.looks:
        with small.in_catalogue(cases[look.wave].instrument):
            seen.append(_page(look, results[look.wave], results[0]))
    return seen


def _result(found: Searched, answer: int) -> ReleasedResult:
    with small.in_catalogue(found.case.instrument):
        return released(found.case, found.people[[answer]])[0]


def _page(look: Look, result: ReleasedResult, first: ReleasedResult) -> str:
    """Return what a page is made of, or the page's text."""
    if not result.enough:
        return text_of(result)
    if look.page == "report":
        return render(compose(result))
    if look.page == "comparison":
        return _comparison(result)
    if look.page == "what if":
        return repr(rejudge([(result.practice, summary_of(result))], shipped_rule(), look.asked))
    if look.page == "plan":
        return f"{actions.advice(result, for_leads=True)} {actions.standings(result)}"
    if look.page == "change":
        return repr(release_change(first, result))
    return repr(results_page(result, None if first is result else first))


def _comparison(result: ReleasedResult) -> str:
    """Return all that is shown of a practice beside others, in every view."""
    summary = summary_of(result)
    shown_class, text = summary.integration_class, to_text(summary)
    weakest = " ".join(summary.weakest) or None
    practice = Summarised(result.practice, result.practice_slug, shown_class, weakest, text)
    lines = (line(practice, {name: meaning.title for name, meaning in shipped_rule().classes.items()}),)
    headings = [
        Heading(scale.id, scale.title, scale in result.constructs, scale.minimum, scale.maximum, 3.5)
        for scale in (*result.constructs, *result.levels)
    ]
    pictures = [picture(view, headings, lines, [practice]) for view in VIEWS]
    return f"{lines} {weakest_gates([practice], shipped_rule())} {pictures}"


def summary_of(result: ReleasedResult) -> Summary:
    """Return what pages of many practices read of a result, as it was written down."""
    return from_text(to_text(summarise(result)))


def left_in(history: History) -> Iterator[tuple[str, int]]:
    """Yield for each wave and question how many answers of each colleague the attacker is left with."""
    for name, answer, attacker in zip(history.waves, history.answers, history.attackers, strict=True):
        found = searched(name)
        left = answers_left(found.case, found.people, found.shown, answer, attacker)
        yield from ((f"{name}: {what}", many) for what, many in left)


def others_that_look_alike(history: History, seed: int) -> tuple[int, ...]:
    """Return other sets of answers that show the same and keep the attackers' own."""
    source = random.Random(seed)
    chosen = []
    for name, answer, attacker in zip(history.waves, history.answers, history.attackers, strict=True):
        found = searched(name)
        own = found.people[answer, attacker]
        alike = (found.shown == found.shown[answer]) & (found.people[:, attacker] == own)
        chosen.append(int(source.choice(np.flatnonzero(alike).tolist())))
    return tuple(chosen)
