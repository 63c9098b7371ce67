"""Whether the uncertainty that is shown can be trusted: a simulation with the project's own instrument.

``python -m bench.calibration > docs/calibration.md`` writes the document. Practices are made up whole: every
member of staff has answers to the shipped survey, drawn from five-point distributions around a level of the
practice and of the person. Then some of the staff answer. What the sample says is compared with what all the
staff would have said, by the functions that score real waves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from questionnaires.catalogue import get
from scoring.figure import Flags, Floats, Indices
from scoring.interval import mean_interval
from scoring.resampling import RESAMPLES, SEED, draw_weights, resample
from scoring.rule import shipped_rule

COMMAND = "python -m bench.calibration > docs/calibration.md"
DESIGNS = ((5, 500), (5, 40), (5, 12), (8, 12), (10, 12), (12, 12), (20, 40))
PRACTICES = 4_000
ROLES = 4
THRESHOLD = 3.5
EDGES = (0.0, 0.10, 0.30, 0.50, 0.70, 0.90, 1.0)


@dataclass(frozen=True, slots=True)
class Made:
    """Practices with staff: ``scores`` practices x staff x gates, the means of each person's items.

    ``role`` practices x staff.
    """

    scores: Floats
    role: Indices

    @property
    def truth(self) -> Floats:
        """The means of all the staff: practices x gates."""
        return np.asarray(self.scores.mean(axis=1))

    def sample(self, n: int) -> Floats:
        """The first ``n`` of the staff, who are in no order: practices x n x gates."""
        return self.scores[:, :n]


def make(staff: int, seed: int) -> Made:
    """Draw practices whose levels lie around the threshold, and all their staff's answers."""
    draw = np.random.default_rng([SEED, staff, seed])
    instrument, rule = get("npt-core"), shipped_rule()
    sizes = [len(instrument.scale(gate.scale).items) for gate in rule.gates]
    shape = (PRACTICES, 1, 1)
    level = draw.normal(3.8, 0.45, shape) + draw.normal(0, 0.25, (PRACTICES, 1, len(sizes)))
    role = draw.integers(0, ROLES, (PRACTICES, staff))
    of_role = np.take_along_axis(draw.normal(0, 0.25, (PRACTICES, ROLES)), role, axis=1)[..., np.newaxis]
    person = of_role + draw.normal(0, 0.45, (PRACTICES, staff, 1))
    person = person + draw.normal(0, 0.35, (PRACTICES, staff, len(sizes)))
    scores = [
        np.clip(np.rint((level + person)[..., [gate]] + draw.normal(0, 0.7, (PRACTICES, staff, size))), 1, 5)
        for gate, size in enumerate(sizes)
    ]
    return Made(np.stack([answers.mean(axis=2) for answers in scores], axis=2), role)


def coverage(n: int, staff: int) -> tuple[float, float]:
    """Return how often the t interval and the percentile bootstrap hold the staff's mean of a gate."""
    made = make(staff, 1)
    values, truth = made.sample(n)[:, :, 0], made.truth[:, 0]
    sizes = np.full(PRACTICES, n)
    low, high = mean_interval(
        mean=values.mean(axis=1),
        sd=values.std(axis=1, ddof=1),
        n=sizes,
        headcount=np.full(PRACTICES, staff),
        minimum=np.ones(PRACTICES),
        maximum=np.full(PRACTICES, 5.0),
    )
    means = values @ draw_weights((n,), RESAMPLES, SEED).T / n
    ends = np.percentile(means, (2.5, 97.5), axis=1)
    return _holds(low, high, truth), _holds(ends[0], ends[1], truth)


def _holds(low: Floats, high: Floats, truth: Floats) -> float:
    return float(np.mean((low - 1e-9 <= truth) & (truth <= high + 1e-9)))


@dataclass(frozen=True, slots=True)
class Judged:
    """What samples of ``n`` of ``staff`` show beside the truth: arrays (practices,)."""

    n: int
    staff: int
    share: Floats
    shown_full: Flags
    truly_full: Flags


def judge(n: int, staff: int, *, within_roles: bool = True) -> Judged:
    """Return the share of resamples and the verdict of samples, and the truth of their practices."""
    made = make(staff, 2)
    sample = made.sample(n)
    gates = sample.shape[2]
    found = resample(
        sample.reshape(-1, gates),
        np.repeat(np.arange(PRACTICES), n),
        made.role[:, :n].ravel() * within_roles,
        np.full(PRACTICES, staff),
        np.full(gates, THRESHOLD),
    )
    return Judged(
        n,
        staff,
        found.all_gates,
        np.asarray((sample.mean(axis=1) >= THRESHOLD - 1e-9).all(axis=1)),
        np.asarray((made.truth >= THRESHOLD - 1e-9).all(axis=1)),
    )


def document() -> Iterator[str]:
    """Yield the lines of docs/calibration.md."""
    yield from INTRODUCTION.splitlines()
    yield from ("", "## Coverage of the intervals", "")
    yield from COVERAGE.splitlines()
    yield from ("", "| answered | staff | t interval | percentile bootstrap |", "|--:|--:|--:|--:|")
    for n, staff in DESIGNS:
        t, percentile = coverage(n, staff)
        yield f"| {n} | {staff} | {t:.1%} | {percentile:.1%} |"
    judged = [judge(n, staff) for n, staff in DESIGNS]
    yield from ("", "## The share shown and the share that is true", "")
    yield from SHARES.splitlines()
    yield from _share_table(judged)
    yield from ("", "## False verdicts", "")
    yield from VERDICTS.splitlines()
    yield from _verdict_table(judged)
    yield from ("", "## What follows", "")
    yield from CONCLUSION.splitlines()


def _share_table(judged: list[Judged]) -> Iterator[str]:
    """Yield one line a design: of practices whose share lies in a band, how many truly meet the rule."""
    bands = list(pairwise(EDGES))
    yield ""
    headings = (f"{low:.2f} to {high:.2f}" for low, high in bands)
    yield "| answered | staff | mean share | truly full | " + " | ".join(headings) + " |"
    yield "|--:|--:|--:|--:|" + "--:|" * len(bands)
    for one in judged:
        cells = [f"{one.share.mean():.2f}", f"{one.truly_full.mean():.2f}"]
        for low, high in bands:
            inside = (one.share >= low) & ((one.share < high) | (high == 1.0))
            few = int(inside.sum()) < 30
            cells.append("-" if few else f"{one.truly_full[inside].mean():.0%} of {int(inside.sum())}")
        yield f"| {one.n} | {one.staff} | " + " | ".join(cells) + " |"


def _verdict_table(judged: list[Judged]) -> Iterator[str]:
    """Yield one line a design: how often the label, and the clear words, are wrong."""
    yield ""
    yield (
        "| answered | staff | truly full, shown as not | truly not full, shown as full "
        "| of clear full, wrong | of clear not full, wrong | borderline |"
    )
    yield "|--:|--:|--:|--:|--:|--:|--:|"
    for one in judged:
        full, clear_full, clear_not = one.truly_full, one.share >= 0.90, one.share < 0.10
        cells = [
            f"{np.mean(~one.shown_full[full]):.0%}",
            f"{np.mean(one.shown_full[~full]):.0%}",
            f"{np.mean(~full[clear_full]):.0%}" if clear_full.any() else "-",
            f"{np.mean(full[clear_not]):.0%}" if clear_not.any() else "-",
            f"{np.mean((one.share >= 0.10) & (one.share < 0.70)):.0%}",
        ]
        yield f"| {one.n} | {one.staff} | " + " | ".join(cells) + " |"


INTRODUCTION = f"""\
# Calibration: can the uncertainty that is shown be trusted?

This page is written by `{COMMAND}`; do not edit it by hand.
The practices in it are made up by a computer. It says how the statistics behave, and nothing about any real
practice.

{PRACTICES:,} practices were made up for each line of the tables. All their staff have answers to the shipped
survey's gated items ({len(shipped_rule().gates)} gates, answers 1 to 5), drawn around a level of the
practice, of the gate, of one of {ROLES} roles and of the person. Practices lie around the threshold of
{THRESHOLD}, where verdicts are hardest: many are on one side or the other by a hair. Then some of the staff,
in no particular order, answer. The truth is what all the staff together would have said. Shared understanding
is taken as met. Resamples: {RESAMPLES:,}, seed {SEED}."""

COVERAGE = """\
A 95 % interval should hold the truth 95 times in 100. The t interval with finite-population correction,
which the product shows, does. The percentile bootstrap, which it does not use, is too narrow for few people
of many and too wide for most people of few. Where everyone answered, the t interval is the truth itself,
and the bootstrap still has a width."""

SHARES = """\
The share of resamples that meet the rule is not a probability of being integrated. The table shows what it
is worth: of all practices whose share fell into a band, how many truly meet the rule. Were the share a
probability, each cell would lie within its band. The columns "mean share" and "truly full" are over all
practices: where the first is the lower, the share leans towards "partially"."""

VERDICTS = """\
The first two columns of figures are about the label alone: of the practices that are truly fully
integrated, how many are shown as not, and the other way round. "Clear" are practices whose share is .90 and
over, or under .10; "borderline" is .10 to .70, where the label must not be acted on."""

CONCLUSION = """\
- Read "clear: fully integrated" as it stands: it is rarely wrong, with few people too.
- With five people, about one in ten of the practices that read "clear: partially integrated" is truly full,
  because a rule of many gates is easily missed by one: ask more of the staff before acting on it.
- In between, the share understates: a practice at .60 meets the rule more often than six times in ten.
- What helps is the number of answers out of the staff: from eight of twelve on, wrong labels are rare outside
  "borderline".
- The levels, spreads and roles of these practices are assumptions. Others would move the figures; the further
  practices lie from the threshold, the surer every verdict is."""


if __name__ == "__main__":
    for text in document():
        print(text)
