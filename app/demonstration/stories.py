"""What the seven practices of S4 are like, as the means that invented answers are to have.

The paper has no scores. Each number here is invented, so that what the paper tells of a practice (ids of the
evidence in the comments) can be seen in its results; what it does not tell stays in the middle. Patient level
is reached and reflexive monitoring is weak everywhere, as in the paper. Scales run from 1 to 5, the last
three from 0 to 10.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.demonstration.core_team import LEVELS, Four, Voice, Voices
from questionnaires import npt
from questionnaires.roles import CORE_ROLES

SCALES = (*npt.CONSTRUCTS, *npt.LEVELS, *npt.FACTORS, *npt.GLOBALS)

Targets = Mapping[str, float]


def targets(*means: float) -> Targets:
    """Return the means by scale, in the order of ``SCALES``; ValueError where one is missing."""
    return dict(zip(SCALES, means, strict=True))


# Practice: coherence, participation, action, monitoring | patient, practice, community level |
# leadership, team, continuity, other innovations | familiarity, use now, use in future
P2: Mapping[str, Targets] = {
    # cases.magenta: the whole team joined in; protected time; leadership spread; impressions only
    "Magenta": targets(4.2, 4.6, 4.0, 2.3, 4.3, 4.5, 3.9, 4.6, 4.3, 4.0, 3.7, 8.2, 7.8, 8.8),
    # cases.ochre: everybody has ties with the community; team building
    "Ochre": targets(4.1, 4.1, 4.3, 2.6, 4.2, 4.1, 4.6, 4.0, 4.7, 4.0, 3.8, 8.0, 8.0, 8.5),
    # cases.cyan: says clearly why it works and for whom; handover with shadowing
    "Cyan": targets(4.6, 4.0, 3.9, 2.5, 4.4, 3.9, 3.8, 4.0, 4.2, 4.7, 3.7, 8.5, 7.5, 8.3),
    # cases.crimson: dropped in without structure; the group's finding on practice and community level
    "Crimson": targets(3.8, 3.7, 3.6, 2.3, 4.1, 3.2, 3.0, 2.0, 3.4, 3.4, 3.4, 6.8, 6.0, 6.6),
    # cases.cobalt: two views of the job; staff disconnected; networking when asked; another project
    "Cobalt": targets(3.7, 3.6, 3.6, 2.4, 4.0, 2.7, 2.4, 2.6, 2.4, 3.4, 1.8, 6.2, 5.6, 6.0),
    # cases.olive: a year to grasp the role; relationships broken down
    "Olive": targets(2.7, 2.4, 3.6, 2.2, 3.9, 3.2, 3.2, 2.8, 1.8, 3.4, 3.4, 5.4, 4.8, 4.6),
    # cases.amber: networking slow and time-consuming; cover one day a week
    "Amber": targets(3.9, 3.7, 2.8, 2.4, 3.9, 3.3, 2.2, 3.4, 3.8, 1.6, 3.6, 7.0, 5.6, 6.4),
}

# By the end the fully integrated practices had kept up what all had tried, the others had not.
P4: Mapping[str, Targets] = {
    **P2,
    "Magenta": targets(4.4, 4.6, 4.2, 2.5, 4.4, 4.6, 4.1, 4.8, 4.4, 4.2, 3.8, 8.8, 8.4, 9.0),
    "Ochre": targets(4.2, 4.2, 4.4, 2.6, 4.3, 4.2, 4.7, 4.2, 4.6, 4.2, 3.8, 8.6, 8.4, 8.8),
    "Cobalt": targets(3.7, 3.6, 3.6, 2.2, 4.0, 2.3, 2.3, 2.4, 2.2, 3.2, 1.6, 6.4, 5.4, 5.4),
}


def _agreed(*answers: tuple[Four, Four]) -> Voices:
    """All three name all levels; answers on coherence and leadership in the order of the core roles."""
    return {role: Voice(LEVELS, *pair) for role, pair in zip(CORE_ROLES, answers, strict=True)}


def _divided(*voices: Voice) -> Voices:
    return dict(zip(CORE_ROLES, voices, strict=True))


CORE_TEAM_P2: Mapping[str, Voices] = {
    "Magenta": _agreed(
        ((5, 4, 4, 5), (4, 5, 4, 5)), ((4, 5, 5, 5), (4, 5, 4, 4)), ((4, 4, 5, 5), (5, 5, 4, 4))
    ),
    "Ochre": _agreed(
        ((4, 4, 4, 5), (4, 4, 4, 4)), ((5, 4, 5, 5), (4, 4, 4, 5)), ((4, 4, 4, 4), (4, 3, 4, 4))
    ),
    "Cyan": _agreed(((5, 5, 4, 5), (4, 4, 4, 4)), ((5, 5, 5, 5), (4, 4, 5, 4)), ((5, 4, 5, 5), (4, 3, 4, 5))),
    # They mean the same job, but the link practitioner was left to invent it: a gap, and weak leadership.
    "Crimson": _agreed(
        ((4, 4, 5, 5), (3, 2, 2, 3)), ((4, 3, 3, 3), (2, 2, 1, 2)), ((3, 3, 4, 4), (2, 2, 2, 3))
    ),
    # Each is sure of the work, each of another one.
    "Cobalt": _divided(
        Voice(("patient_level", "benefit_claims"), (4, 4, 4, 4), (3, 2, 3, 3)),
        Voice(LEVELS, (5, 3, 4, 5), (2, 2, 2, 2)),
        Voice(("patient_level", "office_work"), (4, 3, 4, 3), (3, 2, 2, 3)),
    ),
    "Olive": _agreed(
        ((3, 2, 3, 2), (3, 2, 2, 3)), ((4, 2, 4, 4), (2, 1, 2, 3)), ((2, 2, 3, 3), (3, 1, 2, 2))
    ),
    "Amber": _agreed(
        ((4, 4, 4, 4), (4, 3, 3, 3)), ((4, 4, 4, 5), (3, 3, 3, 4)), ((4, 3, 4, 4), (3, 3, 3, 3))
    ),
}

CORE_TEAM_P4: Mapping[str, Voices] = {
    "Magenta": _agreed(
        ((5, 5, 4, 5), (4, 5, 5, 5)), ((5, 5, 5, 5), (5, 5, 4, 4)), ((4, 5, 5, 5), (5, 5, 4, 5))
    ),
    "Ochre": _agreed(
        ((4, 5, 4, 5), (4, 4, 4, 4)), ((5, 4, 5, 5), (4, 4, 5, 5)), ((4, 4, 5, 4), (4, 4, 4, 4))
    ),
    "Cobalt": _divided(
        Voice(("patient_level", "benefit_claims"), (4, 4, 4, 4), (3, 2, 2, 3)),
        Voice(LEVELS, (5, 2, 4, 5), (2, 2, 2, 1)),
        Voice(("patient_level", "practice_level"), (4, 3, 4, 4), (3, 2, 2, 2)),
    ),
}
