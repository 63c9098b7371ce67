"""What each practice of Harbour Towns is like besides its story: how it differs from others, scale by scale.

Real practices differ on every scale, and a little from wave to wave; so do roles. Here both are drawn from a
seed. A gate that a story does not miss stays met, since the stories are told by the class of each wave.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.demonstration.draws import Draws
from app.demonstration.stories import SCALES, Targets
from questionnaires import npt
from questionnaires.roles import STAFF_ROLES

SEED = "harbour-towns nature 4"
PRACTICE_SPREAD = 0.15  # standard deviations in points of a scale of 1 to 5: of a practice on all scales,
SCALE_SPREAD = 0.35  # of a practice on one scale,
WAVE_SPREAD = 0.1  # and of the same scale from wave to wave
ROLE_SPREAD = 0.25
FURTHEST = 0.6
LOWEST, HIGHEST = 2.0, 4.5  # beyond these a coarse mean is "or less" or "or more"
LEAST_MET = 3.7  # the threshold and two tenths
GATES = frozenset({*npt.CONSTRUCTS, *npt.LEVELS}) - {"reflexive_monitoring"}


def varied(usual: Targets, practice: str, wave: int) -> Targets:
    """Return the means of a practice in a wave (0 the first) around the ``usual`` ones, before its story."""
    lasting = Draws(f"{SEED} {practice}")
    passing = Draws(f"{SEED} {practice} {wave}")
    overall = PRACTICE_SPREAD * lasting.normal()
    return {
        scale: _placed(
            scale,
            usual[scale],
            overall + SCALE_SPREAD * lasting.normal() + WAVE_SPREAD * passing.normal(),
        )
        for scale in SCALES
    }


@cache
def role_leanings() -> Mapping[str, Mapping[str, float]]:
    """Return by role and scale by how much people of a role answer higher or lower than others."""
    leanings = {}
    for role in STAFF_ROLES:
        draws = Draws(f"{SEED} role {role}")
        leanings[role] = {scale: ROLE_SPREAD * draws.normal() for scale in SCALES}
    return leanings


def _placed(scale: str, usual: float, deviation: float) -> float:
    """Return where a deviation leads: no further than can be shown, and over the line where it is a gate."""
    held = min(max(deviation, -FURTHEST), FURTHEST)
    if scale in npt.GLOBALS:
        return round(usual + 2.0 * held, 2)
    mean = min(max(usual + held, LOWEST), HIGHEST)
    if scale in GATES and mean < LEAST_MET:
        mean = min(2 * LEAST_MET - mean, HIGHEST)
    return round(mean, 2)
