"""From a checked table to the frozen types."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from questionnaires.conditions import Condition
from questionnaires.table import Table
from questionnaires.types import (
    DEFAULT_LANGUAGE,
    TEXT_TYPES,
    Attribution,
    Instrument,
    InstrumentKind,
    Item,
    ItemType,
    Option,
    Scale,
    ScaleKind,
    Section,
    Text,
)

RANGES: Mapping[ItemType, tuple[int, int]] = MappingProxyType(
    {ItemType.AGREEMENT: (1, 5), ItemType.RATING: (0, 10), ItemType.BIPOLAR: (1, 5)}
)
"""The smallest and largest answer of the types that are scored."""


def build(table: Table, digest: str) -> Instrument:
    """Return the instrument of a table in which no check found a problem."""
    kind = table.get("kind", InstrumentKind) or InstrumentKind.CORE
    attribution = table.need("attribution", Attribution)
    for_all = kind is not InstrumentKind.MODULE and attribution is Attribution.ANONYMOUS
    items = [_item(entry, for_all) for entry in table.tables("items")]
    return Instrument(
        id=table.need("id", str),
        version=table.need("version", str),
        title=table.need("title", Text),
        purpose=table.need("purpose", Text),
        minutes=table.need("minutes", int),
        attribution=attribution,
        roles=tuple(role for _, role in table.entries("roles", str)),
        consent=table.get("consent", Text),
        sections=tuple(_section(entry, items) for entry in table.tables("sections")),
        scales=tuple(_scale(entry, items) for entry in table.tables("scales")),
        digest=digest,
        kind=kind,
        languages=tuple(name for _, name in table.entries("languages", str)) or (DEFAULT_LANGUAGE,),
        review=MappingProxyType(_review(table)),
    )


def _review(table: Table) -> dict[str, str]:
    notes = table.get("review", Table)
    return {} if notes is None else {language: str(notes.need(language, str)) for language in notes.values}


def _item(table: Table, for_all: bool) -> Item:
    kind = table.need("type", ItemType)
    minimum, maximum = RANGES.get(kind, (table.get("minimum", int), table.get("maximum", int)))
    return Item(
        id=table.need("id", str),
        section=table.need("section", str),
        type=kind,
        text=table.need("text", Text),
        subconstruct=table.get("subconstruct", str),
        provenance=tuple(name for _, name in table.entries("provenance", str)),
        scale=table.get("scale", str),
        reversed=table.get("reversed", bool) or False,
        hint=table.get("hint", Text),
        low=table.get("low", Text),
        high=table.get("high", Text),
        options=tuple(Option(o.need("id", str), o.need("text", Text)) for o in table.tables("options")),
        max_length=table.get("max_length", int),
        minimum=minimum,
        maximum=maximum,
        integer=table.get("integer", bool) is not False,
        unit=table.get("unit", Text),
        ask_if=table.get("ask_if", Condition),
        shareable=for_all and kind in TEXT_TYPES,
    )


def _section(table: Table, items: list[Item]) -> Section:
    name = table.need("id", str)
    return Section(
        id=name,
        title=table.need("title", Text),
        intro=table.get("intro", Text),
        items=tuple(item for item in items if item.section == name),
        ask_if=table.get("ask_if", Condition),
    )


def _scale(table: Table, items: list[Item]) -> Scale:
    name = table.need("id", str)
    members = [item for item in items if item.scale == name]
    minimum, maximum = RANGES[members[0].type]
    return Scale(
        id=name,
        kind=table.need("kind", ScaleKind),
        title=table.need("title", Text),
        question=table.need("question", Text),
        min_answered=table.need("min_answered", float),
        items=tuple(item.id for item in members),
        minimum=minimum,
        maximum=maximum,
    )
