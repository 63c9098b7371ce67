"""How long uncertainty takes: 6,500 practices x 20 people x 40 items, from answers to what a class can bear.

Means, intervals and gates, agreement on every scale, 2,000 resamples of every practice, threshold stability
and the nearest change. ``python -m bench.uncertainty`` prints these rows alone. Everything runs in a process
of its own, so that its peak of memory is that of this work.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np

from bench.row import Row
from questionnaires.catalogue import get
from questionnaires.types import Instrument, Item, ItemType, Scale, ScaleKind, Section, Text
from scoring.answers import AnswerTable
from scoring.core_team import CoreTeamAnswer
from scoring.figure import Floats
from scoring.practice_agreement import scale_agreement
from scoring.resampling import RESAMPLES
from scoring.robustness import robustness
from scoring.rule import Rule, shipped_rule
from scoring.wave import score_wave

PRACTICES, RESPONDENTS, ITEMS, STAFF = 6_500, 20, 40, 30
MOST_SECONDS, MOST_MB, MOST_GROWTH = 20.0, 2_000.0, 11.0
BARE = "bare grouped mean"


def rows() -> Iterable[Row]:
    """Return the figures, measured in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        return fresh.submit(measure).result()


def measure() -> list[Row]:
    """Return seconds of each step and of all, growth from a tenth of the practices, and peak memory."""
    instrument = forty_items()
    tenth = sum(_steps(instrument, PRACTICES // 10).values())
    steps = _steps(instrument, PRACTICES)
    total = sum(steps.values())
    table = answers(instrument, PRACTICES)
    bare = min(_seconds(lambda: _bare_means(table)) for _ in range(5))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes where this runs
    return [
        Row(f"{BARE} of 6,500 x 20 x 40 answers", bare, "s"),
        *(Row(f"uncertainty: {name}", took, "s", None, BARE, took / bare) for name, took in steps.items()),
        Row("uncertainty: all of it", total, "s", MOST_SECONDS, BARE, total / bare),
        Row("uncertainty: growth, ten times the practices", total / tenth, "times", MOST_GROWTH),
        Row("uncertainty: peak memory of the process", peak, "MB", MOST_MB),
    ]


def _steps(instrument: Instrument, practices: int) -> dict[str, float]:
    """Return the seconds that each step takes."""
    rule, table = shipped_rule(), answers(instrument, practices)
    core, sheets = get("core-team"), _sheets(table, rule)
    start = time.perf_counter()
    results = score_wave(instrument, table, rule, sheets, core).practices
    scored = time.perf_counter()
    scale_agreement(instrument, table)
    agreed = time.perf_counter()
    robustness(instrument, table, rule, results)
    done = time.perf_counter()
    return {
        "means, intervals, gates": scored - start,
        "agreement on every scale": agreed - scored,
        f"{RESAMPLES:,} resamples each, stability, nearest change": done - agreed,
    }


def forty_items() -> Instrument:
    """The shipped survey with a further scale, so that forty items are scored."""
    survey = get("npt-core")
    scored = sum(item.is_scored for item in survey.items)
    words = Text({"en": "-"})
    further = tuple(
        Item(
            f"further_{index}", "further", ItemType.AGREEMENT, words, "-", (), "further", minimum=1, maximum=5
        )
        for index in range(ITEMS - scored)
    )
    ids = tuple(item.id for item in further)
    return replace(
        survey,
        sections=(*survey.sections, Section("further", words, None, further)),
        scales=(*survey.scales, Scale("further", ScaleKind.FACTOR, words, words, 0.5, ids, 1, 5)),
    )


def answers(instrument: Instrument, practices: int) -> AnswerTable:
    """Answers that differ between practices and persons, a tenth of them missing or not relevant."""
    draw = np.random.default_rng(77)
    items = [item for item in instrument.items if item.is_scored]
    people = practices * RESPONDENTS
    level = np.repeat(draw.normal(0.65, 0.12, practices), RESPONDENTS) + draw.normal(0, 0.12, people)
    low = np.array([item.minimum or 0 for item in items])
    high = np.array([item.maximum or 0 for item in items])
    place = np.clip(level[:, np.newaxis] + draw.normal(0, 0.15, (people, len(items))), 0, 1)
    cells = np.rint(low + place * (high - low)).astype(np.int8)
    gaps = draw.random(cells.shape) < 0.1
    cells[gaps] = draw.choice(np.array([-1, -2, -3, -4], np.int8), int(gaps.sum()))
    return AnswerTable(
        practices=tuple(f"practice {index:04}" for index in range(practices)),
        headcount=np.full(practices, STAFF, np.intp),
        roles=instrument.roles,
        items=tuple(item.id for item in items),
        practice=np.repeat(np.arange(practices), RESPONDENTS),
        role=draw.integers(0, len(instrument.roles), people),
        answers=cells,
    )


def _sheets(table: AnswerTable, rule: Rule) -> list[CoreTeamAnswer]:
    """Core teams that all agree."""
    gate, core = rule.shared_understanding, get("core-team")
    scope = {gate.scope_item: frozenset(gate.required_scope)}
    values = {item.id: 4 for item in core.items if item.is_scored}
    return [CoreTeamAnswer(name, role, scope, values) for name in table.practices for role in gate.core_roles]


def _bare_means(table: AnswerTable) -> Floats:
    """The least that anything like it must do: the mean of each item in each practice."""
    starts = np.flatnonzero(np.diff(table.practice, prepend=-1))
    given = table.answers >= 0
    total = np.add.reduceat(np.where(given, table.answers, 0), starts, axis=0, dtype=np.int64)
    return np.asarray(total / np.maximum(np.add.reduceat(given, starts, axis=0, dtype=np.int64), 1))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for row in rows():
        limit = f"  (at most {row.limit:g})" if row.limit else ""
        ratio = f"  {row.ratio:,.0f} x {row.reference}" if row.ratio else ""
        print(f"{row.name:66} {row.figure:9.3f} {row.unit}{limit}{ratio}")
