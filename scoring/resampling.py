"""How often the rule would be met if other colleagues of the same practice had happened to answer.

Whole respondents are drawn again, with replacement, from the respondents of a practice, within their role
where that is possible; each time the practice means are computed anew. A resample's mean lies too close to
the practice's in small samples and too far where most of the staff answered, so its deviation is multiplied
by ``sqrt(n / (n - 1)) * sqrt(1 - n / N)``, n = respondents drawn from, N = staff. What is published is the
share of resamples that meet the rule, under exactly that name: it is not a probability of being integrated.
A rule of many gates leans towards "partially" in small samples; docs/calibration.md shows how far.

Formula, for a gate's mean m, scores x_i, and draws w_i (how often i was drawn) in strata h with means m_h:
``m* = m + sqrt(1 - n/N) * sum_h sqrt(n_h/(n_h - 1)) * sum_{i in h} w_i (x_i - m_h) / n``. In one stratum
where everybody has a score this is the deviation of the resample's mean, shrunk as above.

Strata: roles with at least two respondents; those alone in their role together; a last one left over joins
the largest role. Missing rule: a respondent without a score on a gate is drawn like the others and adds
nothing to that gate, n being the respondents who have one (the linearised ratio estimator).
Sources: science of the score, section 3; Rao & Wu 1988 (rescaling within strata).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.figure import Flags, Floats, Indices
from scoring.result import GateResult
from scoring.rule import Rule

RESAMPLES = 2000
SEED = 2014  # any number does; it is printed with the share, and the same seed gives the same bytes
TOLERANCE = 1e-9  # a mean that misses a threshold by less than this is a rounding error short of it
MOST_MEANS = 512_000  # resamples x practices that are in memory at once

Reading = Literal["clear_fully", "leaning_fully", "borderline", "clear_partially", "clear_not_fully"]
READINGS: dict[Reading, str] = {
    "clear_fully": "clear: fully integrated",
    "leaning_fully": "leaning towards fully integrated",
    "borderline": "borderline: do not act on the label",
    "clear_partially": "clear: partially integrated",
    "clear_not_fully": "clear: not fully integrated",  # the patient level is missed as well
}


@dataclass(frozen=True, slots=True)
class ResampleShares:
    """Shares of resamples, 0 to 1. ``gates`` practices x gates; ``all_gates`` (practices,) all at once.

    NaN inside these arrays where there is nothing to resample: nobody has a score on the gate, or one of
    several staff has. :func:`overall` turns one practice's share into a figure with its reasons.
    """

    gates: Floats
    all_gates: Floats
    resamples: int
    seed: int


@dataclass(frozen=True, slots=True)
class RuleShare:
    """Share of resamples that meet the rule, with its word; None with the reason where there is none."""

    share: float | None
    reading: Reading | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Strata:
    """``order`` sorts respondents by practice, stratum, scores; ``sizes`` practices x strata, descending."""

    order: Indices
    sizes: Indices


def resample(
    scores: Floats,
    practice: Indices,
    role: Indices,
    headcount: Indices,
    thresholds: Floats,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> ResampleShares:
    """Return how many of the resamples meet each gate, and all of them at once, for every practice.

    ``scores`` respondents x gates, scale units, NaN = no score; ``practice`` and ``role`` (respondents,) from
    0; ``headcount`` (practices,) staff; ``thresholds`` (gates,). The same respondents give the same shares
    whatever their order or that of the practices. ValueError where more people answered than there are staff.
    """
    counts = np.bincount(practice, minlength=len(headcount))
    if (counts > headcount).any():
        where = int(np.argmax(counts > headcount))
        msg = f"practice {where} has more respondents than staff: correct its headcount"
        raise ValueError(msg)
    strata = _stratify(scores, practice, role, len(headcount))
    starts = np.cumsum(counts) - counts
    gates = np.full((len(headcount), len(thresholds)), np.nan)
    together = np.full(len(headcount), np.nan)
    for sizes, members in _patterns(strata.sizes, resamples):
        weights = draw_weights(sizes, resamples, seed)
        rows = strata.order[starts[members][:, np.newaxis] + np.arange(sum(sizes))]
        met, unknown = _meets(scores[rows], sizes, headcount[members], thresholds, weights)
        gates[members] = np.where(unknown, np.nan, met.mean(axis=0))
        together[members] = np.where(unknown.any(axis=1), np.nan, met.all(axis=2).mean(axis=0))
    return ResampleShares(gates, together, resamples, seed)


def _patterns(sizes: Indices, resamples: int) -> Iterator[tuple[tuple[int, ...], Indices]]:
    """Yield the practices, some at a time, whose strata are of the same sizes, with these sizes."""
    answered = np.flatnonzero(sizes.any(axis=1))
    patterns, which = np.unique(sizes[answered], axis=0, return_inverse=True)
    batch = max(1, MOST_MEANS // resamples)
    for index, pattern in enumerate(patterns):
        members = answered[which.ravel() == index]
        for first in range(0, len(members), batch):
            yield tuple(int(size) for size in pattern[pattern > 0]), members[first : first + batch]


def draw_weights(sizes: tuple[int, ...], resamples: int, seed: int) -> Floats:
    """Return how often each respondent is drawn: resamples x respondents, a stratum summing to its size.

    Practices with strata of the same sizes share their draws: a practice's share depends on its own answers
    and on the seed, never on which other practices there are.
    """
    source = np.random.default_rng([seed, *sizes])
    return np.hstack(
        [source.multinomial(size, np.full(size, 1 / size), size=resamples) for size in sizes]
    ).astype(np.float64)


def _stratify(scores: Floats, practice: Indices, role: Indices, practices: int) -> _Strata:
    """Put respondents into strata; within a stratum the order is that of the scores, not of the file."""
    roles = int(role.max(initial=0)) + 1
    sizes = np.bincount(practice * roles + role, minlength=practices * roles).reshape(practices, roles)
    alone = sizes == 1
    largest = sizes.argmax(axis=1)
    lone_one = (alone.sum(axis=1) == 1) & (sizes.max(axis=1) > 1)
    target = np.where(lone_one, largest, roles)  # where those alone in their role go
    stratum = np.where(alone[practice, role], target[practice], role)
    key = practice * (roles + 1) + stratum
    sizes = np.bincount(key, minlength=practices * (roles + 1)).reshape(practices, roles + 1)
    by_size = np.argsort(-sizes, axis=1, kind="stable")
    rank = np.argsort(by_size, axis=1, kind="stable")
    order = np.lexsort((*scores.T, rank[practice, stratum], practice))
    return _Strata(order, np.take_along_axis(sizes, by_size, axis=1))


def _meets(
    scores: Floats, sizes: tuple[int, ...], headcount: Indices, thresholds: Floats, weights: Floats
) -> tuple[Flags, Flags]:
    """Return which gates each resample meets (resamples x practices x gates), and which cannot be told.

    ``scores``: practices x respondents x gates, respondents in the order of their strata.
    """
    known = ~np.isnan(scores)
    n = known.sum(axis=1)
    mean = np.where(known, scores, 0.0).sum(axis=1) / np.maximum(n, 1)
    part = _deviations(scores, known, mean, sizes) / np.maximum(n, 1)[:, np.newaxis, :]
    staff = headcount[:, np.newaxis]
    part *= np.sqrt(1.0 - np.minimum(n / staff, 1.0))[:, np.newaxis, :]
    practices, people, gates = part.shape
    columns = part.transpose(1, 0, 2).reshape(people, practices * gates)
    needed = thresholds - mean - TOLERANCE + part.sum(axis=1)
    met = (weights @ columns).reshape(len(weights), practices, gates) >= needed
    unknown = (n == 0) | ((n == 1) & (staff > 1))
    return met, unknown


def _deviations(scores: Floats, known: Flags, mean: Floats, sizes: tuple[int, ...]) -> Floats:
    """Return every respondent's deviation from the stratum's mean, scaled up for the size of the stratum.

    Where a stratum has one score on a gate, its deviation is taken from the practice's mean instead: one
    score has no spread of its own.
    """
    parts = []
    n = known.sum(axis=1)
    for end, size in zip(np.cumsum(sizes), sizes, strict=True):
        here = slice(int(end) - size, int(end))
        among = known[:, here].sum(axis=1)
        own = np.where(known[:, here], scores[:, here], 0.0).sum(axis=1) / np.maximum(among, 1)
        centre = np.where(among > 1, own, mean)
        base = np.where(among > 1, among, n)
        factor = np.sqrt(base / np.maximum(base - 1, 1))
        gap = scores[:, here] - centre[:, np.newaxis]
        parts.append(np.where(known[:, here], gap, 0.0) * factor[:, np.newaxis])
    return np.concatenate(parts, axis=1)


def read_share(share: float, *, base_missed: bool) -> Reading:
    """Return the word for a share: .90 and over clear, .70 leaning, .10 borderline, below clear again.

    ``base_missed``: the patient level is missed, so that below .10 the class is not "partially" either.

    >>> [read_share(share, base_missed=False) for share in (0.9, 0.7, 0.1, 0.05)]
    ['clear_fully', 'leaning_fully', 'borderline', 'clear_partially']
    """
    if share >= 0.90:
        return "clear_fully"
    if share >= 0.70:
        return "leaning_fully"
    if share >= 0.10:
        return "borderline"
    return "clear_not_fully" if base_missed else "clear_partially"


def overall(shares: ResampleShares, index: int, gates: Sequence[GateResult], rule: Rule) -> RuleShare:
    """Return one practice's share of resamples that meet the whole rule.

    ``gates`` are the practice's as judged. The core team answers by role and is not resampled: where its gate
    is missed no resample meets the rule. Where any gate is unknown the share cannot be had.
    """
    unknown = [gate.title for gate in gates if gate.verdict == "unknown"]
    if unknown:
        return RuleShare(None, None, (f"not known: {', '.join(unknown)}",))
    verdicts = {gate.id: gate.verdict for gate in gates}
    base_missed = verdicts[rule.base_gate] == "missed"
    core = rule.shared_understanding
    if verdicts[core.id] == "missed":
        reason = f"missed, and not resampled: {core.title}"
        return RuleShare(0.0, read_share(0.0, base_missed=base_missed), (reason,))
    share = float(shares.all_gates[index])
    if np.isnan(share):
        return RuleShare(None, None, ("a gate has fewer than two people with a score",))
    return RuleShare(share, read_share(share, base_missed=base_missed), ())
