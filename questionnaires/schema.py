"""The keys of an instrument file, table by table."""

from __future__ import annotations

from questionnaires.condition_parser import parse_condition
from questionnaires.errors import ConditionError
from questionnaires.findings import Findings, Place
from questionnaires.structure import (
    Coverage,
    Field,
    Fields,
    choice,
    flag,
    form,
    list_of,
    number,
    read_table,
    table_of,
)
from questionnaires.table import Table
from questionnaires.texts import LANGUAGE, read_note, read_text
from questionnaires.types import Attribution, InstrumentKind, ItemType, ScaleKind

MAX_MINUTES = 9
"""A questionnaire is answered between patients: in under 10 minutes."""

# Ids become column names of answer files and of statistics packages, which allow 64 characters.
_NAME = form(
    r"[a-z][a-z0-9_]{0,59}", "Use small letters, digits and _, a letter first, at most 60 characters"
)
_INSTRUMENT = form(
    r"[a-z][a-z0-9-]{0,59}", "Use small letters, digits and -, a letter first, such as tea-break"
)
_VERSION = form(r"(0|[1-9]\d{0,3})(\.(0|[1-9]\d{0,3})){2}", 'Write three numbers: "1.0.0"')
_REFERENCE = form(r"\S(.{0,118}\S)?", "Write the id between quotes")

_LANGUAGE = form(LANGUAGE.pattern, "Use a code such as en or cy")


def _condition(value: object, place: Place, findings: Findings) -> object | None:
    """Read a condition of the routing language."""
    if not isinstance(value, str):
        findings.wrong_type(place, value, "a text", 'Write a condition: "role in (gp, lead_gp)"')
        return None
    try:
        return parse_condition(value)
    except ConditionError as error:
        findings.add(place, f"at character {error.at}, {error.message}", error.what_to_do)
        return None


def _notes(value: object, place: Place, findings: Findings) -> object | None:
    """Read a table of notes by language."""
    names = value if isinstance(value, dict) else {}
    known = {name: Field(read_note) for name in names if LANGUAGE.fullmatch(name)}
    return read_table(value, known, place, findings)


OPTION: Fields = {"id": Field(_NAME), "text": Field(read_text)}

SCALE: Fields = {
    "id": Field(_NAME),
    "kind": Field(choice(ScaleKind)),
    "title": Field(read_text),
    "question": Field(read_text),
    "min_answered": Field(number(0.01, 1, whole=False)),
}

SECTION: Fields = {
    "id": Field(_NAME),
    "title": Field(read_text),
    "intro": Field(read_text, required=False),
    "ask_if": Field(_condition, required=False),
}

ITEM: Fields = {
    "id": Field(_NAME),
    "section": Field(_REFERENCE),
    "type": Field(choice(ItemType)),
    "text": Field(read_text),
    "subconstruct": Field(_REFERENCE, required=False),
    "provenance": Field(list_of(_REFERENCE, "evidence ids"), required=False),
    "scale": Field(_REFERENCE, required=False),
    "reversed": Field(flag, required=False),
    "hint": Field(read_text, required=False),
    "low": Field(read_text, required=False),
    "high": Field(read_text, required=False),
    "options": Field(list_of(table_of(OPTION), "options"), required=False),
    "max_length": Field(number(1, 10_000, whole=True), required=False),
    "minimum": Field(number(-1_000_000, 1_000_000, whole=True), required=False),
    "maximum": Field(number(-1_000_000, 1_000_000, whole=True), required=False),
    "integer": Field(flag, required=False),
    "unit": Field(read_text, required=False),
    "ask_if": Field(_condition, required=False),
}


def _item(value: object, place: Place, findings: Findings) -> Table | None:
    """Read an item; every place inside it carries the item's id."""
    name = value.get("id") if isinstance(value, dict) else None
    known = Place(place.path, name[:60] if isinstance(name, str) and name.isprintable() else None)
    return read_table(value, ITEM, known, findings)


INSTRUMENT: Fields = {
    "id": Field(_INSTRUMENT),
    "version": Field(_VERSION),
    "title": Field(read_text),
    "purpose": Field(read_text),
    "minutes": Field(number(1, MAX_MINUTES, whole=True)),
    "attribution": Field(choice(Attribution)),
    "roles": Field(list_of(_REFERENCE, "roles")),
    "consent": Field(read_text, required=False),
    "kind": Field(choice(InstrumentKind), required=False),
    "coverage": Field(choice(Coverage), required=False),
    "languages": Field(list_of(_LANGUAGE, "languages"), required=False),
    "review": Field(_notes, required=False),
    "scales": Field(list_of(table_of(SCALE), "scales"), required=False),
    "sections": Field(list_of(table_of(SECTION), "sections")),
    "items": Field(list_of(_item, "items")),
}


def read_structure(document: dict[str, object], findings: Findings) -> Table:
    """Return the usable part of a parsed instrument file; problems go to ``findings``."""
    table = read_table(document, INSTRUMENT, Place(), findings)
    return table if table is not None else Table(Place(), {})
