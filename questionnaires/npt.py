"""The vocabulary of Normalization Process Theory as the instruments use it.

Constructs and sub-constructs are the theory's; levels and contextual factors are the findings of
evidence S4 (tables ``levels`` and ``contextual_factors``); the three global ratings are the project's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from questionnaires.types import ScaleKind

SUBCONSTRUCTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "coherence": (
            "differentiation",
            "communal_specification",
            "individual_specification",
            "internalisation",
        ),
        "cognitive_participation": ("initiation", "enrolment", "legitimation", "activation"),
        "collective_action": (
            "interactional_workability",
            "relational_integration",
            "skill_set_workability",
            "contextual_integration",
        ),
        "reflexive_monitoring": (
            "systematisation",
            "communal_appraisal",
            "individual_appraisal",
            "reconfiguration",
        ),
    }
)

CONSTRUCTS = tuple(SUBCONSTRUCTS)
LEVELS = ("patient_level", "practice_level", "community_level")
FACTORS = ("leadership", "team_relationships", "continuity_of_support", "other_innovations")
GLOBALS = ("familiarity", "use_now", "use_future")

SUBCONSTRUCT_IDS = tuple(
    f"{construct}.{name}" for construct in CONSTRUCTS for name in SUBCONSTRUCTS[construct]
)

SCALE_IDS: Mapping[ScaleKind, tuple[str, ...]] = MappingProxyType(
    {
        ScaleKind.CONSTRUCT: CONSTRUCTS,
        ScaleKind.LEVEL: LEVELS,
        ScaleKind.FACTOR: FACTORS,
        ScaleKind.GLOBAL: GLOBALS,
    }
)
"""The ids a scale of that kind may have; a kind that is not listed is free to name its scales."""
