"""Small instruments built by hand, so that every set of answers can be searched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from unittest.mock import patch

from questionnaires import catalogue
from questionnaires.roles import ROLE_TITLES
from questionnaires.types import (
    Attribution,
    Instrument,
    Item,
    ItemType,
    Scale,
    ScaleKind,
    Section,
    Text,
)

KINDS = {
    "coherence": ScaleKind.CONSTRUCT,
    "cognitive_participation": ScaleKind.CONSTRUCT,
    "collective_action": ScaleKind.CONSTRUCT,
    "patient_level": ScaleKind.LEVEL,
    "practice_level": ScaleKind.LEVEL,
    "community_level": ScaleKind.LEVEL,
    "leadership": ScaleKind.FACTOR,
    "use_now": ScaleKind.GLOBAL,
}
ID, VERSION = "oracle", "1.0.0"


def instrument(items: Mapping[str, int], *, alone: bool = False) -> Instrument:
    """Return an instrument with ``items`` items a scale, one of each scale that is not named.

    ``alone``: without those that are not named. Its digest names its shape: two of different shape are never
    taken for one another.
    """
    sizes = {scale: items.get(scale, 1) for scale in KINDS if scale in items or not alone}
    asked = {scale: tuple(_items(scale, size)) for scale, size in sizes.items()}
    shape = "".join(str(sizes.get(scale, 0)) for scale in KINDS)
    return Instrument(
        id=ID,
        version=VERSION,
        title=_text("A questionnaire"),
        purpose=_text("To be searched"),
        minutes=1,
        attribution=Attribution.ANONYMOUS,
        roles=tuple(ROLE_TITLES),
        consent=None,
        sections=tuple(Section(scale, _text(scale), None, found) for scale, found in asked.items()),
        scales=tuple(_scale(scale, found) for scale, found in asked.items()),
        digest=shape.rjust(64, "0"),
    )


@contextmanager
def in_catalogue(made: Instrument) -> Iterator[None]:
    """Let the service know ``made`` besides the shipped instruments."""
    shipped = catalogue._by_id()
    known = MappingProxyType({**shipped, made.id: (made,)})
    with patch.object(catalogue, "_by_id", lambda: known):
        yield


def _items(scale: str, size: int) -> Iterator[Item]:
    rating = scale == "use_now"
    for place in range(size):
        yield Item(
            id=f"{scale}_{place}",
            section=scale,
            type=ItemType.RATING if rating else ItemType.AGREEMENT,
            text=_text(f"{scale} {place}"),
            subconstruct=None,
            provenance=(),
            scale=scale,
            minimum=0 if rating else 1,
            maximum=10 if rating else 5,
        )


def _scale(name: str, items: tuple[Item, ...]) -> Scale:
    return Scale(
        id=name,
        kind=KINDS[name],
        title=_text(name),
        question=_text(f"{name}?"),
        min_answered=0.5,
        items=tuple(item.id for item in items),
        minimum=items[0].minimum or 0,
        maximum=items[0].maximum or 0,
    )


def _text(words: str) -> Text:
    return Text({"en": words})
