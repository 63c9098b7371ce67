"""What may be shown of modules: of a whole programme, never of a practice.

A module asks few people a practice, some of them one: a mean of theirs would be an answer. So their answers
are put together over the programme, and a mean is shown where at least ten people from at least three
practices stand behind it, no practice with more than half of them. It is made coarse as if everybody had
answered one statement of the scale, since routing asks some people no more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.disclosure.coarsen import NOT_SHOWN, Basis, can_be_shown, coarse_mean
from app.disclosure.release import require_closed
from app.models import ModuleResult, Wave
from app.queries import module_results
from questionnaires import catalogue
from questionnaires.types import Scale, ScaleKind
from scoring.pooled import Pool, PooledScale, pooled_from_document

LEAST_PEOPLE = 10
LEAST_PRACTICES = 3
STATEMENTS = 1  # that everybody who has a score on a scale has answered at least
THEME_ENDS = "1 means “gets in the way a lot”, 5 means “helps a lot”."
OTHER_ENDS = "The higher a mean, the more people agree."
TOO_FEW = "Too few people, or people of too few practices, gave a score here, so nothing is shown."


@dataclass(frozen=True, slots=True)
class ReleasedPooledScale:
    """A scale over the whole programme: the mean in words, or why there is none."""

    title: str
    question: str
    mean_text: str
    hidden_reason: str | None


@dataclass(frozen=True, slots=True)
class ReleasedModule:
    """A module over the whole programme. ``behind`` says how many people of how many practices answered.

    ``ends`` says what the ends of its scales mean.
    """

    title: str
    instrument: str
    minimum: int
    maximum: int
    ends: str
    behind: str | None
    scales: tuple[ReleasedPooledScale, ...]


def enough_pooled(pool: Pool, minimum: int) -> bool:
    """Return whether a mean over a programme may be shown; ``minimum`` is that of the wave's groups."""
    return (
        pool.people >= max(LEAST_PEOPLE, minimum)
        and pool.practices >= LEAST_PRACTICES
        and 2 * pool.most_from_one <= pool.people
    )


def release_modules(wave: Wave) -> tuple[ReleasedModule, ...]:
    """Return what may be shown of the anonymous modules of a closed wave."""
    found = module_results.of_wave(require_closed(wave))
    return tuple(_released(row, wave) for row in found)


def _released(row: ModuleResult, wave: Wave) -> ReleasedModule:
    instrument = catalogue.get(row.instrument_id, row.version)
    results = pooled_from_document(json.loads(row.document))
    words = {**wave.programme.words, "practice": "the practice"}
    return ReleasedModule(
        title=instrument.title.render(words),
        instrument=f"{instrument.id} {instrument.version}",
        minimum=min(scale.minimum for scale in instrument.scales),
        maximum=max(scale.maximum for scale in instrument.scales),
        ends=THEME_ENDS if all(scale.kind is ScaleKind.THEME for scale in instrument.scales) else OTHER_ENDS,
        behind=_behind(results.pool) if enough_pooled(results.pool, wave.minimum_group) else None,
        scales=tuple(_scale(scale, results.scales[scale.id], wave) for scale in instrument.scales),
    )


def _behind(pool: Pool) -> str:
    return f"{pool.people} people of {pool.practices} practices answered."


def _scale(scale: Scale, result: PooledScale, wave: Wave) -> ReleasedPooledScale:
    words = {**wave.programme.words, "practice": "the practice"}
    title, question = scale.title.render(words), scale.question.render(words)
    basis = Basis(result.pool.people, STATEMENTS, scale.minimum, scale.maximum)
    enough = result.mean is not None and enough_pooled(result.pool, wave.minimum_group)
    if result.mean is None or not enough or not can_be_shown(basis):
        return ReleasedPooledScale(title, question, NOT_SHOWN, TOO_FEW)
    return ReleasedPooledScale(title, question, coarse_mean(result.mean, basis, None).text, None)
