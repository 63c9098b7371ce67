"""How long scoring takes: 10,000 practices x 20 people x 40 items, beside a bare mean of the same table."""

from __future__ import annotations

import csv
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.row import Row
from questionnaires.types import (
    Attribution,
    Instrument,
    Item,
    ItemType,
    Option,
    Scale,
    ScaleKind,
    Section,
    Text,
)
from scoring.answer_file import WaveFiles, read_wave
from scoring.answers import MISSING, NOT_RELEVANT_CODES, AnswerTable
from scoring.core_team import CoreTeamAnswer
from scoring.document import canonical_bytes, to_document
from scoring.practice_result import WaveArrays
from scoring.rule import Rule, shipped_rule
from scoring.shared_understanding import CoreTeamGate, judge_core_teams
from scoring.wave import score_arrays, score_wave

PRACTICES, RESPONDENTS, STAFF = 10_000, 20, 30
MOST_SECONDS, MOST_MB = 3.0, 1000.0
BARE = "bare grouped mean"


def rows() -> list[Row]:
    """Return seconds and peak memory of scoring from arrays, and of the steps around it."""
    rule, survey = shipped_rule(), _survey()
    core = _core_team_instrument(rule)
    table = _table(survey)
    sheets = _sheets(table, rule)
    results = score_wave(survey, table, rule, sheets, core)
    bare = _seconds(lambda: _bare_means(table), 5)

    def timed(name: str, work: Callable[[], object], limit: float | None = None, times: int = 1) -> Row:
        seconds = _seconds(work, times)
        return Row(f"score: {name}", seconds, "s", limit, BARE, seconds / bare)

    def arrays() -> WaveArrays:
        return score_arrays(survey, table, rule, gates)

    def core_teams() -> dict[str, CoreTeamGate]:
        return judge_core_teams(table.practices, sheets, core, rule.shared_understanding)

    judged = core_teams()
    gates = [judged[practice] for practice in table.practices]
    return [
        Row(f"{BARE} of the same table", bare, "s"),
        timed("10,000 practices, intervals and gates", arrays, MOST_SECONDS, 3),
        Row("score: 10,000 practices, peak memory", _peak_mb(arrays), "MB", MOST_MB),
        timed("30,000 core-team sheets", core_teams),
        timed("the same as results with reasons", lambda: score_wave(survey, table, rule, sheets, core)),
        timed("results as canonical JSON", lambda: canonical_bytes(to_document(results))),
        *_reading(survey, table, bare),
    ]


def _reading(survey: Instrument, table: AnswerTable, bare: float) -> list[Row]:
    """Measure the reading of the same table as a file of 200,000 lines."""
    with tempfile.TemporaryDirectory() as folder:
        answers, headcounts = Path(folder, "answers.csv"), Path(folder, "headcounts.csv")
        _write(table, answers, headcounts)

        def read() -> WaveFiles:
            return read_wave(answers, headcounts, survey)

        seconds = _seconds(read, 1)
        return [
            Row("score: 200,000 lines read and checked", seconds, "s", None, BARE, seconds / bare),
            Row("score: 200,000 lines, peak memory", _peak_mb(read), "MB", MOST_MB),
        ]


def _write(table: AnswerTable, answers: Path, headcounts: Path) -> None:
    words = {MISSING: ""} | {code: str(reason) for reason, code in NOT_RELEVANT_CODES.items()}
    words |= {value: str(value) for value in range(11)}
    with answers.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["practice", "role", "respondent", *table.items])
        for number, (practice, role) in enumerate(zip(table.practice, table.role, strict=True)):
            cells = [words[value] for value in table.answers[number].tolist()]
            writer.writerow([table.practices[practice], table.roles[role], number, *cells])
    with headcounts.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("practice", "headcount"), *((name, STAFF) for name in table.practices)])


def _peak_mb(work: Callable[[], object]) -> float:
    """Return the peak of the memory that the work asks for, in its own run: watching it slows the work."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def _seconds(work: Callable[[], object], times: int) -> float:
    """Return the median of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return float(np.median(taken))


def _bare_means(table: AnswerTable) -> NDArray[np.float64]:
    """The least that anything like it must do: the mean of each item in each practice."""
    order = np.argsort(table.practice, kind="stable")
    starts = np.flatnonzero(np.diff(table.practice[order], prepend=-1))
    values = np.where(table.answers < 0, 0, table.answers)[order]
    given = (table.answers >= 0)[order]
    total = np.add.reduceat(values, starts, axis=0, dtype=np.int64)
    return np.asarray(total / np.add.reduceat(given, starts, axis=0, dtype=np.int64))


def _survey() -> Instrument:
    """An instrument of 40 scored items on the scales that the rule reads."""
    kinds = {
        ScaleKind.CONSTRUCT: (
            "coherence",
            "cognitive_participation",
            "collective_action",
            "reflexive_monitoring",
        ),
        ScaleKind.LEVEL: ("patient_level", "practice_level", "community_level"),
        ScaleKind.FACTOR: ("leadership", "team_relationships", "continuity_of_support", "other_innovations"),
        ScaleKind.GLOBAL: ("familiarity", "use_now", "use_future"),
    }
    size = {ScaleKind.CONSTRUCT: 6, ScaleKind.LEVEL: 3, ScaleKind.FACTOR: 1, ScaleKind.GLOBAL: 1}
    sizes = [(scale, kind, size[kind]) for kind, scales in kinds.items() for scale in scales]
    return _instrument(sizes, (), tuple(f"role_{index}" for index in range(9)))


def _core_team_instrument(rule: Rule) -> Instrument:
    gate = rule.shared_understanding
    words = Text({"en": "-"})
    options = tuple(Option(option, words) for option in gate.required_scope)
    scope = Item(gate.scope_item, "page", ItemType.MULTIPLE_CHOICE, words, "-", (), options=options)
    sizes = [(gate.coherence_scale, ScaleKind.CONSTRUCT, 4), (gate.leadership_scale, ScaleKind.LEADERSHIP, 4)]
    return _instrument(sizes, (scope,), gate.core_roles)


def _instrument(
    sizes: list[tuple[str, ScaleKind, int]], extra: tuple[Item, ...], roles: tuple[str, ...]
) -> Instrument:
    words = Text({"en": "-"})
    items, scales = [*extra], []
    for scale, kind, size in sizes:
        low, high = (0, 10) if kind is ScaleKind.GLOBAL else (1, 5)
        item_type = ItemType.RATING if kind is ScaleKind.GLOBAL else ItemType.AGREEMENT
        own = tuple(f"{scale}_{index}" for index in range(size))
        items += [
            Item(item, "page", item_type, words, "-", (), scale, minimum=low, maximum=high) for item in own
        ]
        scales.append(Scale(scale, kind, words, words, 0.5, own, low, high))
    section = Section("page", words, None, tuple(items))
    return Instrument(
        id="bench",
        version="1.0.0",
        title=words,
        purpose=words,
        minutes=1,
        attribution=Attribution.ANONYMOUS,
        roles=roles,
        consent=None,
        sections=(section,),
        scales=tuple(scales),
        digest="-",
    )


def _table(survey: Instrument) -> AnswerTable:
    """Answers of every kind: values, empty cells and the three kinds of "not relevant"."""
    draw = np.random.default_rng(20_240_613)
    people = PRACTICES * RESPONDENTS
    items = [item for item in survey.items if item.is_scored]
    answers = draw.integers(1, 6, (people, len(items)), dtype=np.int8)
    codes = np.array([-1, -2, -3, -4], np.int8)
    gaps = draw.random(answers.shape) < 0.1
    answers[gaps] = draw.choice(codes, int(gaps.sum()))
    return AnswerTable(
        practices=tuple(f"practice {index:05}" for index in range(PRACTICES)),
        headcount=np.full(PRACTICES, STAFF, np.intp),
        roles=survey.roles,
        items=tuple(item.id for item in items),
        practice=draw.permutation(np.repeat(np.arange(PRACTICES), RESPONDENTS)),
        role=draw.integers(0, len(survey.roles), people),
        answers=answers,
    )


def _sheets(table: AnswerTable, rule: Rule) -> list[CoreTeamAnswer]:
    gate = rule.shared_understanding
    scope = {gate.scope_item: frozenset(gate.required_scope)}
    values = {f"{scale}_{i}": 4 for scale in (gate.coherence_scale, gate.leadership_scale) for i in range(4)}
    return [
        CoreTeamAnswer(practice, role, scope, values)
        for practice in table.practices
        for role in gate.core_roles
    ]


if __name__ == "__main__":
    for row in rows():
        limit = f"  (at most {row.limit:g})" if row.limit else ""
        ratio = f"  {row.ratio:.1f} x {row.reference}" if row.ratio else ""
        print(f"{row.name:50} {row.figure:9.3f} {row.unit}{limit}{ratio}")
