"""The columns of the evidence matrix and its marks, in the words of pages."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from app.models import Mark
from scoring.matrix import COLUMNS


@dataclass(frozen=True, slots=True)
class Aspect:
    """One column: its id, its title, and what evidence for it would speak of."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class AspectGroup:
    """Columns that belong together."""

    title: str
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class MarkWords:
    """A mark as it is shown, and as it is said."""

    sign: str
    words: str


_TITLES = {
    "coherence": ("Coherence", "Do people understand it and see why it matters?"),
    "cognitive_participation": ("Cognitive participation", "Do people join in and keep at it?"),
    "collective_action": ("Collective action", "Can people do the work, and do they have what it takes?"),
    "reflexive_monitoring": ("Reflexive monitoring", "Do people find out how well it works and change it?"),
    "patient_level": ("Patient level", "Do patients get one-to-one support?"),
    "practice_level": ("Practice level", "Does the practice team learn and grow with it?"),
    "community_level": ("Community level", "Are there ties with local groups?"),
    "leadership": ("Leadership", "Is the lead shared?"),
    "team_relationships": ("Team relationships", "Do people work well together?"),
    "continuity_of_support": (
        "Continuity of support",
        "Does the support carry on through absence and change?",
    ),
    "other_innovations": ("Other innovations", "Do other new projects leave room for it?"),
}
ASPECTS = tuple(Aspect(each, *_TITLES[each]) for each in COLUMNS)
GROUPS = (
    AspectGroup("Constructs", ASPECTS[:4]),
    AspectGroup("Levels", ASPECTS[4:7]),
    AspectGroup("Context", ASPECTS[7:]),
)
TITLES = MappingProxyType({aspect.id: aspect.title for aspect in ASPECTS})

# The sign is a true minus: a hyphen is easily overlooked, on paper above all.
MARKS = MappingProxyType(
    {
        Mark.SUPPORTS: MarkWords("+", "supports"),
        Mark.HINDERS: MarkWords("\N{MINUS SIGN}", "hinders"),
        Mark.SUPPORTS_INFERRED: MarkWords("(+)", "supports, stated of a group or inferred"),
        Mark.HINDERS_INFERRED: MarkWords("(\N{MINUS SIGN})", "hinders, stated of a group or inferred"),
    }
)
NOT_STATED = "not stated"


def said(mark: Mark | None) -> str:
    """Return a mark in words, its sign in front; "not stated" for none."""
    return f"{MARKS[mark].sign} {MARKS[mark].words}" if mark else NOT_STATED
