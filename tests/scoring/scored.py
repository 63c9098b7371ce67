"""Random practices scored: what the tests of properties have in common."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from scoring.core_team import CoreTeamAnswer
from scoring.result import PracticeResult, ResultSet
from scoring.rule import shipped_rule
from scoring.wave import score_wave
from tests.scoring import builders
from tests.scoring.builders import CONSTRUCTS, LEVELS, core_team, core_team_instrument
from tests.scoring.strategies import People, Wave, small_instrument

SURVEY = small_instrument()
SCORED = [item for item in SURVEY.items if item.is_scored]
GATED = (*CONSTRUCTS[:3], *LEVELS)  # written out: the rule itself is under test
GATED_PLACES = [place for place, item in enumerate(SCORED) if item.scale in GATED]
OTHER_PLACES = [place for place in range(len(SCORED)) if place not in GATED_PLACES]
REVERSED = {place for place, item in enumerate(SCORED) if item.reversed}


def score(wave: Wave, core: Sequence[CoreTeamAnswer] | None = None) -> ResultSet:
    """Score with core teams that agree unless said otherwise."""
    sheets = [s for practice in wave for s in core_team(practice)] if core is None else core
    table = builders.table(SURVEY, wave)
    return score_wave(SURVEY, table, shipped_rule(), sheets, core_team_instrument())


def practice(
    answering: People, headcount: int = 40, core: Sequence[CoreTeamAnswer] | None = None
) -> PracticeResult:
    return score({"A": (headcount, answering)}, core).practices[0]


def good(count: int = 6) -> People:
    """People who find everything in place (2 on the reversed item says 4)."""
    return [("gp", [2 if place in REVERSED else 4 for place in range(len(SCORED))]) for _ in range(count)]


@st.composite
def near_the_threshold(draw: st.DrawFn) -> People:
    """Five to seven people around 3.5, so that classes of all kinds turn up."""
    size = draw(st.integers(5, 7))
    means = {scale.id: draw(st.sampled_from([3, 4, 4])) for scale in SURVEY.scales}
    step = st.sampled_from([-1, 0, 0, 0, 1])
    answering = []
    for _ in range(size):
        given_answers = [means[item.scale or ""] + draw(step) for item in SCORED]
        flipped = [6 - v if place in REVERSED else v for place, v in enumerate(given_answers)]
        answering.append((draw(st.sampled_from(SURVEY.roles)), flipped))
    return answering
