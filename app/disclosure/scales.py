"""Releasing scales: from exact scores to what may be shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.disclosure.coarsen import CoarseValue, coarse_interval, coarse_mean, grain, strength
from app.disclosure.released import ReleasedScale
from app.disclosure.threshold import SCALE_HIDDEN, enough_people
from questionnaires.types import Instrument, Scale
from scoring.result import NotRelevantRates, ScaleResult

MANY = 0.3  # the share of "not relevant" answers from which it is reported as a finding

_NOT_RELEVANT = {
    "role": "not relevant to my role",
    "stage": "not relevant at this stage",
    "programme": "not relevant to this programme",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Who stands behind the numbers of a practice, and the words of its programme."""

    managers: int
    minimum: int
    headcount: int
    words: Mapping[str, str]
    thresholds: Mapping[str, float]


def release_scales(
    results: Mapping[str, ScaleResult], instrument: Instrument, group: Group
) -> tuple[ReleasedScale, ...]:
    """Return the scales of ``results`` in the order in which the instrument names them."""
    return tuple(
        release_scale(results[scale.id], scale, group) for scale in instrument.scales if scale.id in results
    )


def release_scale(result: ScaleResult, scale: Scale, group: Group) -> ReleasedScale:
    """Return what may be shown of one scale; hidden where too few people stand behind it."""
    if result.mean is None or not enough_people(result.n, group.managers, group.minimum):
        return _hidden(result, scale, group)
    width = grain(result.n, len(scale.items))
    shown = coarse_mean(result.mean, scale.minimum, scale.maximum, width, group.thresholds.get(result.scale))
    interval = _interval(result, shown, width, group)
    span = scale.maximum - scale.minimum
    return ReleasedScale(
        id=result.scale,
        kind=result.kind,
        title=scale.title.render(group.words),
        question=scale.question.render(group.words),
        minimum=scale.minimum,
        maximum=scale.maximum,
        mean=shown.value,
        mean_text=shown.text,
        score_100_text=f"about {100 * (shown.value - scale.minimum) / span:.0f}",
        interval=interval,
        interval_text=interval_text(interval, result.n, group.headcount),
        n=result.n,
        strength=strength(result.sd, result.n, len(scale.items), span),
        not_relevant=not_relevant_finding(result.not_relevant, too_early=result.too_early),
        hidden_reason=None,
    )


def interval_text(interval: tuple[float, float] | None, n: int, headcount: int) -> str:
    """Return the interval in words; where all staff answered there is nothing to estimate."""
    if n == headcount:
        return "everyone answered"
    return "none" if interval is None else f"{interval[0]:.1f} to {interval[1]:.1f}"


def not_relevant_finding(rates: NotRelevantRates, *, too_early: bool) -> str | None:
    """Return a sentence where over three in ten answers said "not relevant"; no exact share is shown."""
    shares = {"role": rates.role, "stage": rates.stage, "programme": rates.programme}
    many = [_NOT_RELEVANT[reason] for reason, share in shares.items() if share is not None and share > MANY]
    if not many:
        return None
    said = " and ".join(f"“{words}”" for words in many)
    reading = " It may be too early to ask." if too_early else ""
    return f"More than three in ten answers said {said}.{reading}"


def _interval(
    result: ScaleResult, shown: CoarseValue, width: float, group: Group
) -> tuple[float, float] | None:
    if result.ci is None or result.n == group.headcount:
        return None
    return coarse_interval(result.ci, shown.value, result.minimum, result.maximum, width)


def _hidden(result: ScaleResult, scale: Scale, group: Group) -> ReleasedScale:
    return ReleasedScale(
        id=result.scale,
        kind=result.kind,
        title=scale.title.render(group.words),
        question=scale.question.render(group.words),
        minimum=scale.minimum,
        maximum=scale.maximum,
        mean=None,
        mean_text="not shown",
        score_100_text="not shown",
        interval=None,
        interval_text="not shown",
        n=0,
        strength="not shown",
        # A cell of its own: it rests on everybody who answered, who are enough or nothing would be shown.
        not_relevant=not_relevant_finding(result.not_relevant, too_early=result.too_early),
        hidden_reason=SCALE_HIDDEN,
    )
