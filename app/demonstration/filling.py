"""Filling in questionnaires: from what a practice is like to the answers its people give.

The mean of a scale over the practice is met as closely as whole answers allow, so that the story a practice
is to tell is in its numbers; who answers higher or lower is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.demonstration.draws import Draws
from app.demonstration.plan import Sheet
from questionnaires.types import Instrument, NotRelevant, Scale, ScaleKind

Cells = dict[str, str]
_REASONS = (NotRelevant.ROLE, NotRelevant.ROLE, NotRelevant.STAGE, NotRelevant.PROGRAMME)  # mostly the role


@dataclass(frozen=True, slots=True)
class Profile:
    """What a practice is like in one wave.

    ``targets``: scale id -> mean wanted, in scale units, higher better (reversed items are turned here).
    ``person_spread`` and ``answer_spread`` are standard deviations, in scale points, of people around the
    practice and of a person's answers around the person; ``scale_spread`` is that of how a person sees one
    scale around how the person sees all. ``gaps`` is the share of answers left empty,
    ``not_relevant`` of those that are "not relevant"; ``not_relevant_at_stage`` adds, by scale, "not at this
    stage". ``leanings``: role -> points by which it differs, ``scale_leanings`` the same for single scales.
    """

    targets: Mapping[str, float]
    person_spread: float = 0.35
    answer_spread: float = 0.55
    scale_spread: float = 0.0
    gaps: float = 0.015
    not_relevant: float = 0.02
    not_relevant_at_stage: Mapping[str, float] = field(default_factory=dict)
    leanings: Mapping[str, float] = field(default_factory=dict)
    scale_leanings: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def fill_in(
    instrument: Instrument, practice: str, roles: Sequence[str], profile: Profile, draws: Draws
) -> tuple[Sheet, ...]:
    """Return one sheet a role in ``roles`` (one person each), in their order.

    Raises KeyError where the profile has no target for a scale of the instrument.
    """
    people: list[Cells] = [{} for _ in roles]
    usual = [profile.person_spread * draws.normal() + profile.leanings.get(role, 0.0) for role in roles]
    for scale in instrument.scales:
        spread = 2.0 if scale.kind is ScaleKind.GLOBAL else 1.0
        seen = [
            own + _on_scale(role, scale.id, profile, draws) for role, own in zip(roles, usual, strict=True)
        ]
        aimed = [
            {
                item: profile.targets[scale.id] + spread * (own + profile.answer_spread * draws.normal())
                for item in scale.items
            }
            for own in seen
        ]
        _leave_out(scale, aimed, people, profile, draws)
        _write(instrument, scale, aimed, people, profile.targets[scale.id])
    order = [item.id for item in instrument.items]
    return tuple(
        Sheet(practice, role, {item: cells[item] for item in order if item in cells})
        for role, cells in zip(roles, people, strict=True)
    )


def _on_scale(role: str, scale: str, profile: Profile, draws: Draws) -> float:
    """Return how much further from the practice somebody is on one scale; draws only where that varies."""
    leaning = profile.scale_leanings.get(role, {}).get(scale, 0.0)
    return leaning + (profile.scale_spread * draws.normal() if profile.scale_spread else 0.0)


def _leave_out(
    scale: Scale, aimed: list[dict[str, float]], people: list[Cells], profile: Profile, draws: Draws
) -> None:
    """Take out what is not answered: at most one item a person and scale, so that everybody has a score.

    "Not at this stage" is drawn apart and may take out more than one: there the missing score is the point.
    """
    early = profile.not_relevant_at_stage.get(scale.id, 0.0)
    for person, cells in zip(aimed, people, strict=True):
        for item in scale.items:
            if draws.chance(early):
                cells[item] = NotRelevant.STAGE.value
                del person[item]
        if len(person) < len(scale.items) or len(scale.items) == 1:
            continue
        item = scale.items[draws.below(len(scale.items))]
        if draws.chance(profile.gaps * len(scale.items)):
            del person[item]
        elif draws.chance(profile.not_relevant * len(scale.items)):
            cells[item] = _REASONS[draws.below(len(_REASONS))].value
            del person[item]


def _write(
    instrument: Instrument,
    scale: Scale,
    aimed: list[dict[str, float]],
    people: list[Cells],
    target: float,
) -> None:
    """Round what was aimed at to whole answers whose mean is the target, and turn reversed items."""
    flat = [(index, item, value) for index, person in enumerate(aimed) for item, value in person.items()]
    whole = whole_numbers([value for _, _, value in flat], target, scale.minimum, scale.maximum)
    for (index, item, _), value in zip(flat, whole, strict=True):
        turned = scale.minimum + scale.maximum - value if instrument.item(item).reversed else value
        people[index][item] = str(turned)


def whole_numbers(aimed: Sequence[float], target: float, minimum: int, maximum: int) -> list[int]:
    """Round ``aimed`` to whole numbers from ``minimum`` to ``maximum`` whose sum is nearest to the target's.

    The numbers that rounding moved most the other way are moved by 1 until the sum is right. ValueError
    where the target lies outside the range.

    >>> whole_numbers([3.4, 3.4, 3.4, 3.9], 3.5, 1, 5)
    [4, 3, 3, 4]
    """
    if not minimum <= target <= maximum:
        raise ValueError(f"target {target} is not within {minimum} to {maximum}")
    whole = [min(max(int(value + 0.5), minimum), maximum) for value in aimed]
    wanted = int(target * len(aimed) + 0.5)
    while sum(whole) != wanted:
        step = 1 if sum(whole) < wanted else -1
        limit = maximum if step == 1 else minimum
        movable = [place for place, value in enumerate(whole) if value != limit]
        place = max(movable, key=lambda place: (step * (aimed[place] - whole[place]), -place))
        whole[place] += step
    return whole
