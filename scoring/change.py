"""What changed between two waves, whether it is sustained, and what may be said before a year has passed.

Whether the same people answered is the programme's choice, made before its first wave. With linked pseudonyms
the change is the mean of each person's change; without them the two waves are two samples.

Sources: science of the score, section 9; evidence S4 (practice-level activity that was kept up is what marked
the fully integrated; link practitioners had been in post 7 to 30 months).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtrit

from scoring.figure import Floats, Interval
from scoring.result import IntegrationClass, Verdict
from scoring.rounding import plain

SETTLED_MONTHS = 12

People = Literal["same", "different"]
Sustained = Literal["sustained", "gained", "lost", "not_met", "cannot_tell"]
Progress = Literal["on_track", "not_on_track", "cannot_tell", "settled"]


@dataclass(frozen=True, slots=True)
class WaveScore:
    """A practice's score on one scale in one wave: mean, sd (divisor n - 1), persons n, staff N."""

    mean: float | None
    sd: float | None
    n: int
    headcount: int


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """Change of a practice mean, later minus earlier, in scale points, with its 95 % interval.

    ``people`` says whether it is the change of the same persons (``n`` of them) or of two samples (``n`` is
    that of the smaller). None with the reason where there is none.
    """

    value: float | None
    ci: Interval | None
    people: People
    n: int
    reasons: tuple[str, ...]


def change_of_different(before: WaveScore, after: WaveScore, *, span: float = 4.0) -> ScoreChange:
    """Return the change between two waves whose answers are not linked.

    Formula: ``m2 - m1 +- t * sqrt(v1 + v2)``, ``v = s**2 / n * (1 - n / N)``, t at Welch and Satterthwaite's
    degrees of freedom ``(v1 + v2)**2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))``; clipped to what the scale of
    length ``span`` allows. Some people will have answered twice, which makes the interval a little too wide.

    >>> change = change_of_different(WaveScore(3.0, 0.8, 8, 20), WaveScore(3.6, 0.6, 9, 20))
    >>> change.value, [round(end, 3) for end in change.ci]
    (0.6, [0.026, 1.174])
    """
    n = min(before.n, after.n)
    if before.mean is None or after.mean is None:
        which = "both waves" if before.mean is after.mean else "one of the waves"
        return ScoreChange(None, None, "different", n, (f"there is no score in {which}",))
    value = after.mean - before.mean
    first, second = _variance(before), _variance(after)
    if first is None or second is None:
        reason = "one person only has a score in one of the waves: no spread and no interval"
        return ScoreChange(plain(value), None, "different", n, (reason,))
    both = first + second
    if both == 0:
        flat = _clipped(value, 0.0, span)
        return ScoreChange(plain(value), flat, "different", n, (_flat(before, after),))
    freedom = both**2 / (first**2 / max(before.n - 1, 1) + second**2 / max(after.n - 1, 1))
    half = float(stdtrit(freedom, 0.975)) * math.sqrt(both)
    return ScoreChange(plain(value), _clipped(value, half, span), "different", n, ())


def _variance(wave: WaveScore) -> float | None:
    """Return the variance of a wave's mean over its staff; None where it is unknown."""
    if wave.n > wave.headcount:
        msg = f"{wave.n} people have a score of {wave.headcount} staff: correct the headcount"
        raise ValueError(msg)
    if wave.n == wave.headcount:
        return 0.0
    if wave.sd is None or wave.n < 2:
        return None
    return wave.sd**2 / wave.n * (1 - wave.n / wave.headcount)


def _flat(before: WaveScore, after: WaveScore) -> str:
    if before.n == before.headcount and after.n == after.headcount:
        return "everyone answered: the interval has no width"
    return "all people of a wave have the same score: the interval has no width, yet others may differ"


def _clipped(value: float, half: float, span: float) -> Interval:
    return plain(max(value - half, -span)), plain(min(value + half, span))


def change_of_same(before: Floats, after: Floats, headcount: int, *, span: float = 4.0) -> ScoreChange:
    """Return the mean change of the people who answered both waves, linked by pseudonym.

    ``before`` and ``after`` (persons,) are the scores of the same persons in the same order, NaN where one
    has no score; only pairs count. ``headcount`` is the smaller of the two waves' staff numbers.
    Formula: ``d +- t(.975, n - 1) * s_d / sqrt(n) * sqrt(1 - n / N)``, d the mean of the n differences.

    >>> change = change_of_same(np.array([3.0, 2, 4, 3]), np.array([4.0, 3, 4, 4]), 10)
    >>> change.value, [round(end, 4) for end in change.ci]
    (0.75, [0.1337, 1.3663])
    """
    gaps = after - before
    gaps = gaps[~np.isnan(gaps)]
    n = len(gaps)
    if n > headcount:
        msg = f"{n} people answered both waves of {headcount} staff: correct the headcount"
        raise ValueError(msg)
    if n == 0:
        return ScoreChange(None, None, "same", 0, ("nobody has a score in both waves",))
    value = float(gaps.mean())
    if n == headcount:
        reason = "everyone answered: the interval has no width"
        return ScoreChange(plain(value), _clipped(value, 0.0, span), "same", n, (reason,))
    if n == 1:
        reason = "one person only has a score in both waves: no spread and no interval"
        return ScoreChange(plain(value), None, "same", n, (reason,))
    half = (
        float(stdtrit(n - 1, 0.975)) * float(gaps.std(ddof=1)) / math.sqrt(n) * math.sqrt(1 - n / headcount)
    )
    return ScoreChange(plain(value), _clipped(value, half, span), "same", n, ())


def sustained(verdicts: Sequence[Verdict]) -> Sustained:
    """Return whether a gate is sustained, from its verdicts wave by wave, the earliest first.

    Sustained is met in the last two waves; gained, met in the last and missed before it; lost, missed in the
    last and met in the one before; not met in either. Fewer than two waves, or one of the two unknown: it
    cannot be told. An unknown wave never counts as met.

    >>> sustained(["missed", "met", "met"]), sustained(["met", "missed"]), sustained(["met"])
    ('sustained', 'lost', 'cannot_tell')
    """
    words: dict[tuple[Verdict, ...], Sustained] = {
        ("met", "met"): "sustained",
        ("missed", "met"): "gained",
        ("met", "missed"): "lost",
        ("missed", "missed"): "not_met",
    }
    return words.get(tuple(verdicts[-2:]), "cannot_tell")


def progress(integration_class: IntegrationClass, months_in_post: float | None) -> Progress:
    """Return the word for a practice whose link practitioner has been in post for ``months_in_post``.

    Before 12 months the class is too early a word: fully integrated so far reads "on track", any other class
    "not on track". From 12 months on it is settled: the class is said as it is. Where the months or the
    class are not known it cannot be told.

    >>> progress("partially_integrated", 7), progress("partially_integrated", 30)
    ('not_on_track', 'settled')
    """
    if integration_class == "cannot_tell" or months_in_post is None:
        return "cannot_tell"
    if months_in_post < 0 or math.isnan(months_in_post):
        msg = f"{months_in_post} months in post cannot be: give 0 or more"
        raise ValueError(msg)
    if months_in_post >= SETTLED_MONTHS:
        return "settled"
    return "on_track" if integration_class == "fully_integrated" else "not_on_track"
