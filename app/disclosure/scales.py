"""Releasing scales: from exact scores to what may be shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.disclosure.coarsen import (
    NOT_SHOWN,
    Basis,
    can_be_shown,
    coarse_interval,
    coarse_mean,
    sd_at_most,
    spread_band,
    strength,
)
from app.disclosure.not_relevant import Answering, not_relevant_finding
from app.disclosure.released import ReleasedScale
from app.disclosure.threshold import SCALE_HIDDEN, enough_people
from questionnaires.types import Instrument, Scale
from scoring.result import ScaleResult

EVERYONE = "everyone answered"  # there is nothing to estimate


@dataclass(frozen=True, slots=True)
class Group:
    """Who stands behind the numbers of a practice, and the words of its programme."""

    answering: int
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
    basis = Basis(result.n, len(scale.items), scale.minimum, scale.maximum)
    if not can_be_shown(basis):
        return _hidden(result, scale, group)
    shown = coarse_mean(result.mean, basis, group.thresholds.get(result.scale))
    band = spread_band(result.sd, basis, shown)
    widest = sd_at_most(band, basis, shown)
    everyone = result.n == group.headcount
    interval = None if everyone else coarse_interval(shown, widest, basis, group.headcount)
    return ReleasedScale(
        id=result.scale,
        kind=result.kind,
        title=scale.title.render(group.words),
        question=scale.question.render(group.words),
        minimum=scale.minimum,
        maximum=scale.maximum,
        mean=shown.value,
        grain=shown.grain,
        mean_text=shown.text,
        score_100_text=f"about {100 * (shown.value - scale.minimum) / basis.span:.0f}",
        interval=interval,
        interval_text=EVERYONE if everyone else interval_text(interval),
        n=result.n,
        sd_at_most=widest,
        strength=strength(band),
        not_relevant=_not_relevant(result, scale, group),
        hidden_reason=None,
    )


def interval_text(interval: tuple[float, float] | None) -> str:
    """Return the interval in words."""
    return NOT_SHOWN if interval is None else f"{interval[0]:.1f} to {interval[1]:.1f}"


def _not_relevant(result: ScaleResult, scale: Scale, group: Group) -> str | None:
    return not_relevant_finding(
        result.not_relevant,
        too_early=result.too_early,
        by_role=result.not_relevant_by_role,
        answering=Answering(group.answering, group.managers, group.minimum, len(scale.items)),
    )


def _hidden(result: ScaleResult, scale: Scale, group: Group) -> ReleasedScale:
    return ReleasedScale(
        id=result.scale,
        kind=result.kind,
        title=scale.title.render(group.words),
        question=scale.question.render(group.words),
        minimum=scale.minimum,
        maximum=scale.maximum,
        mean=None,
        grain=None,
        mean_text=NOT_SHOWN,
        score_100_text=NOT_SHOWN,
        interval=None,
        interval_text=NOT_SHOWN,
        n=0,
        sd_at_most=None,
        strength=NOT_SHOWN,
        # A cell of its own: it rests on everybody who answered, who are enough or nothing would be shown.
        not_relevant=_not_relevant(result, scale, group),
        hidden_reason=SCALE_HIDDEN,
    )
