"""Releasing change between waves: worked out of what was released of each wave, and of nothing else.

Two releases of one practice can be laid side by side by anybody who has both reports. So the change says no
more than they do: it is the difference of the shown means, with an interval from the shown spread that is
widened by as much as rounding may have moved the two means.
"""

from __future__ import annotations

from itertools import chain

from app.disclosure.coarsen import NOT_SHOWN
from app.disclosure.released import (
    ReleasedChange,
    ReleasedGateHistory,
    ReleasedResult,
    ReleasedScale,
    ReleasedScaleChange,
)
from scoring.change import SETTLED_MONTHS, WaveScore, change_of_different, progress, sustained
from scoring.result import IntegrationClass

NOT_ENOUGH = "In one of the two waves there were not enough answers, so that no change is shown."
DIFFERENT_PEOPLE = (
    "The waves are not linked: partly the same people and partly different ones may have answered. The "
    "intervals allow for that."
)
PARTLY_SAME = (
    "Partly the same people and partly different ones answered. How many is not shown, since one of these "
    "groups is small. The intervals allow for that."
)
SAME_PEOPLE = (
    "{people} people besides the practice manager answered both times. The intervals do not count on it: "
    "they are as wide as for different people."
)
SUSTAINED = {
    "sustained": "sustained: met in both waves",
    "gained": "gained: met now, missed before",
    "lost": "lost: met before, missed now",
    "not_met": "missed in both waves",
    "cannot_tell": "cannot be told",
}
PROGRESS = {
    "on_track": "The {link_practitioner} has been in post for under {months} months: read "
    "this as “on track”.",
    "not_on_track": "The {link_practitioner} has been in post for under {months} months: "
    "read this as “not on track yet”, not as a verdict.",
}


def release_change(before: ReleasedResult, after: ReleasedResult) -> ReleasedChange:
    """Return what changed in a practice from one released result to a later one."""
    both = before.enough and after.enough
    earlier = {scale.id: scale for scale in chain(before.constructs, before.levels)}
    later = chain(after.constructs, after.levels) if both else ()
    return ReleasedChange(
        before_wave=before.wave,
        after_wave=after.wave,
        before_class=before.class_title,
        after_class=after.class_title,
        people=_people(after),
        mergers=tuple(merger for merger in after.merged_in if merger not in before.merged_in),
        scales=tuple(
            _scale(earlier[scale.id], scale, before.headcount, after.headcount)
            for scale in later
            if scale.id in earlier
        ),
        gates=_gates(before, after) if both else (),
        hidden_reason=None if both else NOT_ENOUGH,
    )


def progress_sentence(
    integration_class: IntegrationClass, months_in_post: int | None, link_practitioner: str
) -> str | None:
    """Return how a class is to be read in a link practitioner's first year, else None."""
    sentence = PROGRESS.get(progress(integration_class, months_in_post))
    return sentence.format(months=SETTLED_MONTHS, link_practitioner=link_practitioner) if sentence else None


def _people(after: ReleasedResult) -> str:
    if not after.linked_waves:
        return DIFFERENT_PEOPLE
    return PARTLY_SAME if after.same_people is None else SAME_PEOPLE.format(people=after.same_people)


def _scale(
    before: ReleasedScale, after: ReleasedScale, staff_before: int, staff_after: int
) -> ReleasedScaleChange:
    value = None if before.mean is None or after.mean is None else round(after.mean - before.mean, 2)
    interval = _interval(before, after, staff_before, staff_after)
    return ReleasedScaleChange(
        id=after.id,
        title=after.title,
        before_text=before.mean_text,
        after_text=after.mean_text,
        change_text=_change_text(value),
        interval_text=NOT_SHOWN if interval is None else f"{interval[0]:+.1f} to {interval[1]:+.1f}",
        reading=_reading(interval),
    )


def _interval(
    before: ReleasedScale, after: ReleasedScale, staff_before: int, staff_after: int
) -> tuple[float, float] | None:
    """Return the interval of the change; None where the spread of either wave is not shown."""
    scores = [
        WaveScore(scale.mean, scale.sd_at_most, scale.n, staff)
        for scale, staff in ((before, staff_before), (after, staff_after))
    ]
    if None in (scores[0].sd, scores[1].sd):
        return None
    ci = change_of_different(*scores, span=float(after.maximum - after.minimum)).ci
    if ci is None:
        return None
    rounding = (before.grain or 0.0) + (after.grain or 0.0)
    return ci[0] - rounding, ci[1] + rounding


def _change_text(value: float | None) -> str:
    if value is None:
        return NOT_SHOWN
    if abs(value) < 0.05:
        return "about the same"
    return f"{'up' if value > 0 else 'down'} about {abs(value):.1f}"


def _reading(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return "cannot be told"
    if interval[0] > 0:
        return "a clear rise"
    return "a clear fall" if interval[1] < 0 else "no clear change"


def _gates(before: ReleasedResult, after: ReleasedResult) -> tuple[ReleasedGateHistory, ...]:
    earlier = {gate.id: gate for gate in before.gates}
    return tuple(
        ReleasedGateHistory(
            id=gate.id,
            title=gate.title,
            before_text=earlier[gate.id].verdict_text,
            after_text=gate.verdict_text,
            sustained=SUSTAINED[sustained([earlier[gate.id].verdict, gate.verdict])],
        )
        for gate in after.gates
        if gate.id in earlier
    )
