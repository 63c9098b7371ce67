"""Leaks that other tools have are planted one by one; a search that does not find them proves nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.disclosure import coarsen, not_relevant, release, scales
from app.disclosure.coarsen import Basis, CoarseValue
from app.models import Practice as PracticeRow
from app.models import Wave
from app.queries import standing
from scoring.practice_agreement import scale_agreement
from scoring.resampling import resample
from scoring.result import GateResult
from scoring.robustness import gate_scores
from scoring.rule import shipped_rule
from scoring.scales import locate, person_scores
from tests.oracle import small
from tests.oracle.display import numbered, scored, shown_of
from tests.oracle.feasible import ENOUGH, Left, Shown, fewest_left
from tests.oracle.practices import Case, Kinds, all_assignments, table_of
from tests.oracle.test_exhaustive import EMPTY, LONG, VALUES, Practice, case_of, gps

ONE = Practice(gps(5), {"coherence": VALUES})
TWO = Practice(gps(5), {"coherence": VALUES}, {"coherence": 2})
MANAGER = Practice((*gps(5), "practice_manager"), {"coherence": (EMPTY, *VALUES)})
Extra = Callable[[Case, Kinds], Shown]


def found(practice: Practice, also: Extra | None = None) -> Left:
    """Return the worst that anybody is left with, who sees ``also`` besides what is shown."""
    case = case_of(practice)
    people = all_assignments(case)
    with small.in_catalogue(case.instrument):
        shown = shown_of(case, people)
        if also is not None:
            extra = also(case, people)
            shown = numbered([*zip(shown.tolist(), extra.tolist(), strict=True)])
    return fewest_left(case, people, shown)


def mean_to_one_decimal(case: Case, people: Kinds) -> Shown:
    """Return what most tools show."""
    return numbered(np.round(scored(case, table_of(case, people)).scores.mean[:, 0], 1).tolist())


def what_decides_by_exact_margins(case: Case, people: Kinds) -> Shown:
    """Return the gate with the smallest exact margin. The oracle found this one in the service."""
    return numbered(scored(case, table_of(case, people)).decides.tolist())


def class_by_role_balanced_means(case: Case, people: Kinds) -> Shown:
    """Return the class if every role group counted the same. The oracle found this one in the service."""
    return numbered(scored(case, table_of(case, people)).classes_role_balanced.tolist())


def share_of_resamples(case: Case, people: Kinds) -> Shown:
    """Return the share of resamples that meet the rule in percent."""
    table, rule = table_of(case, people), shipped_rule()
    minimums = [scale.min_answered for scale in case.instrument.scales]
    persons = person_scores(table.answers, locate(case.instrument, table.items), min_answered=minimums)
    shares = resample(
        gate_scores(persons, case.instrument, rule),
        table.practice,
        table.role,
        table.headcount,
        np.array([gate.threshold for gate in rule.gates]),
    )
    return numbered(np.round(100 * shares.all_gates).tolist())


def share_in_tenths(case: Case, people: Kinds) -> Shown:
    """Return the same in tenths. The oracle found this one in the service, with thirty people too."""
    return numbered((share_of_resamples(case, people) // 10).tolist())


def count_of_high_answers(case: Case, people: Kinds) -> Shown:
    """Return how many gave 4 or 5: a distribution."""
    return numbered((people >= 3).sum(axis=1).tolist())


def exact_agreement(case: Case, people: Kinds) -> Shown:
    """Return the indices of agreement of a few people, exact."""
    found = [each["coherence"] for each in scale_agreement(case.instrument, table_of(case, people))]
    return numbered([(round(x.ad_m or 0, 6), round(x.rwg_j or 0, 6)) for x in found])


def agreement_to_one_decimal(case: Case, people: Kinds) -> Shown:
    """Return AD to one decimal. The service showed it from ten people up; the oracle found it there too."""
    found = [each["coherence"] for each in scale_agreement(case.instrument, table_of(case, people))]
    return numbered([round(each.ad_m or 0, 1) for each in found])


@pytest.mark.parametrize(
    ("practice", "also"),
    [
        (ONE, mean_to_one_decimal),
        (ONE, what_decides_by_exact_margins),
        (replace(ONE, roles=(*gps(4), "receptionist")), class_by_role_balanced_means),
        (ONE, share_of_resamples),
        (replace(ONE, roles=gps(10), headcount=20), share_of_resamples),
        (ONE, share_in_tenths),
        (ONE, count_of_high_answers),
        (ONE, exact_agreement),
        (replace(ONE, roles=gps(10), headcount=20), agreement_to_one_decimal),
    ],
)
def test_one_number_more_is_found(practice: Practice, also: Extra) -> None:
    assert len(found(practice).answers) >= ENOUGH
    assert len(found(practice, also).answers) < ENOUGH


def no_end_codes(basis: Basis) -> tuple[float, float]:
    """Return ends that nothing reaches."""
    return float(basis.minimum), float(basis.maximum)


def spread_everywhere(sd: float | None, basis: Basis, _shown: CoarseValue) -> int | None:
    """Return finer bands of spread, beside end codes too."""
    return None if sd is None else min(int(sd * 4 / basis.span * 4), 4)


def counts_of_today(patch: pytest.MonkeyPatch) -> None:
    """Count at once who answers, on the pages of a practice."""
    asked = standing.asked

    def at_once(
        practice: PracticeRow, waves: Sequence[Wave], before: datetime.date, *, mail_is_on: bool
    ) -> Sequence[standing.Asked]:
        return asked(practice, waves, before + datetime.timedelta(days=1), mail_is_on=mail_is_on)

    patch.setattr(standing, "asked", at_once)


def gates_as_scored(gates: Iterable[GateResult], _scales: object) -> tuple[GateResult, ...]:
    """Return the gates with their verdicts even where the scale is hidden. The oracle found this one."""
    return tuple(gates)


@pytest.mark.parametrize(
    ("practice", "place", "name", "planted"),
    [
        (ONE, coarsen, "end_codes", no_end_codes),
        (TWO, coarsen, "SUMS_PER_POINT", 1),
        (TWO, scales, "spread_band", spread_everywhere),
        (replace(ONE, roles=gps(3), minimum_group=2), scales, "can_be_shown", lambda basis: True),
    ],
)
def test_a_rule_taken_away_is_found(
    monkeypatch: pytest.MonkeyPatch, practice: Practice, place: object, name: str, planted: object
) -> None:
    without = len(found(practice).answers)
    monkeypatch.setattr(place, name, planted)
    assert len(found(practice).answers) < min(ENOUGH, without)


@pytest.mark.long
def test_a_role_group_named_too_freely_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(not_relevant, "_leaves_room", lambda group, total, items: True)
    assert found(LONG["two role groups of five"]).answers == ("no value",)


def test_a_hidden_scale_whose_gate_has_a_verdict_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five gave a score, one of them the manager: hidden, so that all answers of these five look alike."""
    case = case_of(MANAGER)
    people = all_assignments(case)
    empty = next(place for place, kind in enumerate(case.kinds) if EMPTY in kind.cells.values())
    hidden = people[((people == empty).sum(axis=1) == 1) & (people[:, -1] != empty)]
    with small.in_catalogue(case.instrument):
        assert len(set(shown_of(case, hidden).tolist())) == 1
        monkeypatch.setattr(release, "as_shown", gates_as_scored)
        assert len(set(shown_of(case, hidden).tolist())) > 1
