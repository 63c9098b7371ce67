"""What is shown of every set of answers: the real scoring and the real gate, once for all that look alike.

Sets of answers are first told apart by all that scoring hands to the gate (finer than what is shown), scale
by scale. One set of each kind then goes through scoring and ``release_snapshot`` as a snapshot would; what
comes out, as one text, is what is shown. ``test_display.py`` holds this against releasing every set.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.disclosure.kept import kept
from app.disclosure.release import release_snapshot
from app.disclosure.released import ReleasedResult
from app.models import Practice, Programme, Snapshot, Wave
from questionnaires import catalogue
from scoring.answers import AnswerTable
from scoring.core_team import CoreTeamAnswer
from scoring.document import canonical_bytes, to_document
from scoring.practice_result import WaveArrays
from scoring.result import PracticeResult, ResultSet
from scoring.rule import shipped_rule
from scoring.wave import judge_core_gates, score_arrays, score_wave
from tests.oracle.feasible import Shown
from tests.oracle.practices import Case, Kinds, table_of

WORDS = {"link_practitioner": "link practitioner", "the_programme": "the programme"}
DAY = datetime.date(2026, 3, 1)
SHOWN_SCALES = ("constructs", "levels", "factors", "overall")
Columns = NDArray[np.float64]


def shown_of(case: Case, people: Kinds) -> Shown:
    """Return for every set of answers the number of what is shown of it."""
    table = table_of(case, people)
    arrays = scored(case, table)
    places = range(len(case.instrument.scales))
    parts = [_scale_shown(case, people, arrays, place) for place in places]
    firsts, which = _alike(np.column_stack([*parts, arrays.gates]))
    return numbered([text_of(each) for each in released(case, people[firsts])])[which]


def released(case: Case, people: Kinds) -> list[ReleasedResult]:
    """Return what the gate releases of each set of answers, through snapshots as they are stored."""
    table, rule = table_of(case, people), shipped_rule()
    core = _core_team(table.practices)
    results = score_wave(case.instrument, table, rule, core, catalogue.get("core-team"))
    core_gate = rule.shared_understanding.id
    stays = (
        kept(result, case.managers, case.minimum_group, case.instrument, core_gate)
        for result in results.practices
    )
    return [release_snapshot(_stored(case, results, result)) for result in stays]


def _stored(case: Case, results: ResultSet, result: PracticeResult) -> Snapshot:
    named = dataclasses.replace(results, practices=(dataclasses.replace(result, practice="elm"),))
    snapshot = Snapshot(
        wave=_wave(case),
        practice=Practice(name="Elm", slug="elm"),
        result=canonical_bytes(to_document(named)).decode(),
        others=max(0, result.n - case.managers),
        months_in_post=None,
        published_on=DAY,
    )
    snapshot.digest = snapshot.digest_now
    return snapshot


def text_of(result: ReleasedResult) -> str:
    """Return all that is released, as one text."""
    return json.dumps(dataclasses.asdict(result), default=str, sort_keys=True)


def scored(case: Case, table: AnswerTable) -> WaveArrays:
    """Return the exact scores of every set of answers."""
    first = table.practices[:1]
    gates = judge_core_gates(first, shipped_rule(), _core_team(first), catalogue.get("core-team"))
    return score_arrays(case.instrument, table, shipped_rule(), gates * len(table.practices))


def _scale_shown(case: Case, people: Kinds, arrays: WaveArrays, place: int) -> Shown:
    """Return for every set of answers the number of what is shown of one scale."""
    scores = arrays.scores
    moments = np.column_stack([scores.n[:, place], scores.mean[:, place], scores.sd[:, place]])
    counts = _counts_by_role(case, people, arrays, place)
    firsts, which = _alike(np.nan_to_num(np.round(np.column_stack([moments, *counts]), 9), nan=-1))
    scale = case.instrument.scales[place].id
    return numbered([_scale_text(each, scale) for each in released(case, people[firsts])])[which]


def _counts_by_role(case: Case, people: Kinds, arrays: WaveArrays, place: int) -> list[NDArray[np.int64]]:
    """Return how many answered, and who said "not relevant", by role group: columns, sets of answers long."""
    by_role = arrays.scores.by_role
    groups = np.searchsorted(by_role.practice, np.arange(len(people)))
    return [
        part[groups + group][:, place].reshape(len(people), -1)
        for group in range(len(set(case.roles)))
        for part in (by_role.answered, by_role.not_relevant)
    ]


def _scale_text(result: ReleasedResult, scale: str) -> str:
    found = [each for group in SHOWN_SCALES for each in getattr(result, group) if each.id == scale]
    return repr(found)


def _wave(case: Case) -> Wave:
    programme = Programme(slug="harbour", name="Harbour", words=WORDS, data_label=None)
    return Wave(programme=programme, label="W1", title="Wave W1", minimum_group=case.minimum_group)


def _core_team(practices: Sequence[str]) -> list[CoreTeamAnswer]:
    """Return answer sheets of core teams of one mind, so that no gate is unknown for want of them."""
    instrument = catalogue.get("core-team")
    rule = shipped_rule().shared_understanding
    items = [item.id for item in instrument.items if item.is_scored]
    return [
        CoreTeamAnswer(
            practice, role, {rule.scope_item: frozenset(rule.required_scope)}, dict.fromkeys(items, 4)
        )
        for practice in practices
        for role in rule.core_roles
    ]


def _alike(columns: NDArray[np.generic]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return one row of each kind, and the kind of each row."""
    _, firsts, which = np.unique(columns, axis=0, return_index=True, return_inverse=True)
    return firsts, which.ravel()


def numbered(texts: Sequence[object]) -> Shown:
    """Return a number for each, the same for equal ones."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return np.array([numbers[text] for text in texts], np.int64)
