"""Second check: whether the parts of an instrument refer to each other and to the evidence rightly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from questionnaires.evidence import all_evidence
from questionnaires.findings import Findings, Place, shorten
from questionnaires.minutes import estimate_minutes, estimate_seconds
from questionnaires.npt import SUBCONSTRUCT_IDS
from questionnaires.roles import ROLES
from questionnaires.table import Table
from questionnaires.types import Attribution, ItemType, Text

RESERVED_IDS = ("practice", "role", "respondent")
"""Columns of an answer file that are not items."""

_ANY_TYPE = frozenset({"id", "section", "type", "text", "subconstruct", "provenance", "hint"})
_OWN_KEYS: Mapping[ItemType, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        ItemType.AGREEMENT: (frozenset({"scale"}), frozenset({"reversed"})),
        ItemType.RATING: (frozenset({"scale", "low", "high"}), frozenset({"reversed"})),
        ItemType.MULTIPLE_CHOICE: (frozenset({"options"}), frozenset()),
        ItemType.LONG_TEXT: (frozenset(), frozenset({"max_length"})),
    }
)
"""Keys an item of that type must have, and those it may have, beside the keys of any item."""


def check_content(table: Table, findings: Findings) -> None:
    """Note every wrong reference, repeated id and contradiction of a structurally read file."""
    for parts in ("scales", "sections", "items"):
        _unique(_ids(table.tables(parts)), "id", findings)
    _unique(_wordings(table), "text", findings)
    _check_roles(table, findings)
    for item in table.tables("items"):
        _check_item_keys(item, findings)
        _check_references(item, table, findings)
        _check_options(item, findings)
    _check_sections(table, findings)
    if table.get("attribution", Attribution) is Attribution.ROLE and not table.get("consent", Text):
        findings.add(
            Place("consent"),
            "answers attributed by role need a consent text",
            "Add consent: say that answers are shown by role, and who sees them",
        )
    _check_minutes(table, findings)


def _ids(tables: Iterable[Table]) -> list[tuple[Place, str]]:
    return [(t.place.key("id"), name) for t in tables if (name := t.get("id", str)) is not None]


def _wordings(table: Table) -> list[tuple[Place, str]]:
    return [(i.place.key("text"), str(text)) for i in table.tables("items") if (text := i.get("text", Text))]


def _unique(names: Iterable[tuple[Place, str]], what: str, findings: Findings) -> None:
    first: dict[str, Place] = {}
    for place, name in names:
        if name in first:
            findings.add(
                place,
                f"{what} '{shorten(name)}' is already used at {first[name].path}",
                "Use each once: rename or remove one",
            )
        first.setdefault(name, place)


def _check_roles(table: Table, findings: Findings) -> None:
    roles = table.entries("roles", str)
    _unique(roles, "role", findings)
    for place, role in roles:
        if role not in ROLES:
            findings.unknown(place, "role", role, ROLES)


def _check_item_keys(item: Table, findings: Findings) -> None:
    if (name := item.get("id", str)) in RESERVED_IDS:
        findings.add(
            item.place.key("id"),
            f"'{name}' is the name of another column of answer files",
            "Choose another id",
        )
    kind = item.get("type", ItemType)
    if kind is None:
        return
    required, allowed = _OWN_KEYS[kind]
    for key in sorted(required - item.seen):
        findings.add(item.place.key(key), f"{key} is missing", f"An item of type {kind} needs {key}: add it")
    for key in sorted(set(item.values) - _ANY_TYPE - required - allowed):
        findings.add(
            item.place.key(key), f"an item of type {kind} has no {key}", f"Remove {key}, or change the type"
        )


def _check_references(item: Table, table: Table, findings: Findings) -> None:
    known = {
        "section": [name for _, name in _ids(table.tables("sections"))],
        "scale": [name for _, name in _ids(table.tables("scales"))],
        "subconstruct": SUBCONSTRUCT_IDS,
    }
    for key, names in known.items():
        if (name := item.get(key, str)) is not None and name not in names:
            findings.unknown(item.place.key(key), key, name, names)
    provenance = item.entries("provenance", str)
    _unique(provenance, "evidence id", findings)
    for place, name in provenance:
        if name not in all_evidence():
            findings.unknown(place, "evidence id", name, all_evidence())


def _check_options(item: Table, findings: Findings) -> None:
    options = item.tables("options")
    _unique(_ids(options), "id", findings)
    if len(item.get("options", tuple) or (1, 2)) < 2:
        findings.add(item.place.key("options"), "there is only one option", "Give at least two")


def _check_sections(table: Table, findings: Findings) -> None:
    used = {item.get("section", str) for item in table.tables("items")}
    for place, name in _ids(table.tables("sections")):
        if name not in used:
            findings.add(place, f"section '{name}' has no item", "Give it an item, or remove the section")


def _check_minutes(table: Table, findings: Findings) -> None:
    minutes = table.get("minutes", int)
    items = table.tables("items")
    kinds = [(kind, len(i.tables("options"))) for i in items if (kind := i.get("type", ItemType)) is not None]
    seconds = estimate_seconds(kinds)
    if minutes is not None and minutes < estimate_minutes(seconds):
        findings.add(
            Place("minutes"),
            f"{minutes} min is too short: {len(kinds)} items take about {seconds} s",
            f"Write {estimate_minutes(seconds)}, or ask less; it must stay under 10",
        )
