"""Small instruments and answer tables for the tests of scoring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from questionnaires.types import (
    Attribution,
    Instrument,
    Item,
    ItemType,
    Option,
    Scale,
    ScaleKind,
    Section,
    Text,
)
from scoring.answers import AnswerTable
from scoring.core_team import CoreTeamAnswer

CONSTRUCTS = ("coherence", "cognitive_participation", "collective_action", "reflexive_monitoring")
LEVELS = ("patient_level", "practice_level", "community_level")
FACTORS = ("leadership", "team_relationships", "continuity_of_support", "other_innovations")
GLOBALS = ("familiarity", "use_now", "use_future")
CORE_ROLES = ("lead_gp", "link_practitioner", "practice_manager")
ROLES = (*CORE_ROLES, "gp", "receptionist")

SIZES = (
    *((scale, ScaleKind.CONSTRUCT, 4) for scale in CONSTRUCTS),
    *((scale, ScaleKind.LEVEL, 3) for scale in LEVELS),
    *((scale, ScaleKind.FACTOR, 1) for scale in FACTORS),
    *((scale, ScaleKind.GLOBAL, 1) for scale in GLOBALS),
)


def text(words: str) -> Text:
    """A text in English only."""
    return Text({"en": words})


def item(item_id: str, scale: str, kind: ScaleKind, *, flipped: bool = False) -> Item:
    """A scored item."""
    low, high = (0, 10) if kind is ScaleKind.GLOBAL else (1, 5)
    item_type = ItemType.RATING if kind is ScaleKind.GLOBAL else ItemType.AGREEMENT
    return Item(
        item_id, "page", item_type, text(item_id), "c.s", ("S4",), scale, flipped, minimum=low, maximum=high
    )


def instrument(
    sizes: Sequence[tuple[str, ScaleKind, int]] = SIZES,
    *,
    flipped: Sequence[str] = (),
    extra: Sequence[Item] = (),
    attribution: Attribution = Attribution.ANONYMOUS,
    roles: Sequence[str] = ROLES,
    min_answered: float = 0.5,
) -> Instrument:
    """An instrument with items ``<scale>_1`` and so on."""
    items: list[Item] = []
    scales = []
    for scale, kind, size in sizes:
        own = [
            item(f"{scale}_{i}", scale, kind, flipped=f"{scale}_{i}" in flipped) for i in range(1, size + 1)
        ]
        items += own
        low, high = (0, 10) if kind is ScaleKind.GLOBAL else (1, 5)
        ids = tuple(i.id for i in own)
        scales.append(Scale(scale, kind, text(scale), text(scale), min_answered, ids, low, high))
    section = Section("page", text("Page"), None, (*items, *extra))
    return Instrument(
        "small",
        "1.0.0",
        text("Small"),
        text("For tests"),
        1,
        attribution,
        tuple(roles),
        None,
        (section,),
        tuple(scales),
        "0" * 64,
    )


def comment(item_id: str = "comment") -> Item:
    """An open question."""
    return Item(item_id, "page", ItemType.LONG_TEXT, text("Anything else?"), "c.s", ("S4",))


def core_team_instrument() -> Instrument:
    """The core team's questionnaire in small."""
    options = tuple(Option(option, text(option)) for option in (*LEVELS, "crisis_care"))
    scope = Item(
        "role_scope", "page", ItemType.MULTIPLE_CHOICE, text("Scope"), "c.s", ("S4",), options=options
    )
    sizes = (("coherence", ScaleKind.CONSTRUCT, 4), ("shared_leadership", ScaleKind.LEADERSHIP, 4))
    return instrument(sizes, extra=[scope], attribution=Attribution.ROLE, roles=CORE_ROLES)


def sheet(
    practice: str,
    role: str,
    *,
    scope: Sequence[str] | None = LEVELS,
    coherence: Sequence[int] = (4, 4, 4, 4),
    leadership: Sequence[int] = (4, 4, 4, 4),
) -> CoreTeamAnswer:
    """One core-team answer sheet; by default one that meets the gate."""
    values = {f"coherence_{i}": value for i, value in enumerate(coherence, 1)}
    values |= {f"shared_leadership_{i}": value for i, value in enumerate(leadership, 1)}
    return CoreTeamAnswer(practice, role, {"role_scope": None if scope is None else frozenset(scope)}, values)


def core_team(practice: str) -> list[CoreTeamAnswer]:
    """Three core roles in agreement."""
    return [sheet(practice, role) for role in CORE_ROLES]


def table(
    of: Instrument,
    practices: Mapping[str, tuple[int, Sequence[tuple[str, Sequence[int]]]]],
) -> AnswerTable:
    """A table from ``{practice: (headcount, [(role, answers to all scored items), ...])}``."""
    items = tuple(i.id for i in of.items if i.is_scored)
    names = tuple(practices)
    rows = [
        (names.index(name), of.roles.index(role), cells)
        for name, (_, people) in practices.items()
        for role, cells in people
    ]
    return AnswerTable(
        practices=names,
        headcount=np.array([headcount for headcount, _ in practices.values()], np.intp),
        roles=of.roles,
        items=items,
        practice=np.array([row[0] for row in rows], np.intp),
        role=np.array([row[1] for row in rows], np.intp),
        answers=np.array([row[2] for row in rows], np.int8).reshape(len(rows), len(items)),
    )


def cells(of: Instrument, default: int = 4, **by_scale: int) -> list[int]:
    """One person's answers: ``default`` everywhere (7 on ratings), another value on the scales named."""
    answers = []
    for scored in (i for i in of.items if i.is_scored):
        usual = 7 if scored.type is ItemType.RATING else default
        answers.append(by_scale.get(scored.scale or "", usual))
    return answers
