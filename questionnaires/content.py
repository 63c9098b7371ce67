"""Second check: whether the parts of an instrument refer to each other and to the evidence rightly."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.evidence import all_evidence
from questionnaires.findings import Findings, Place, shorten
from questionnaires.item_checks import check_item
from questionnaires.minutes import estimate_minutes, estimate_seconds
from questionnaires.npt import SUBCONSTRUCT_IDS
from questionnaires.roles import ROLES
from questionnaires.routing import may_be_asked
from questionnaires.routing_checks import check_routing, routes_of
from questionnaires.table import Table
from questionnaires.types import DEFAULT_LANGUAGE, Attribution, ItemType, Text


def check_content(table: Table, findings: Findings) -> None:
    """Note every wrong reference, repeated id and contradiction of a structurally read file."""
    for parts in ("scales", "sections", "items"):
        _unique(_ids(table.tables(parts)), "id", findings)
    _unique(_wordings(table), "text", findings)
    _check_roles(table, findings)
    for item in table.tables("items"):
        check_item(item, findings)
        _check_references(item, table, findings)
        _unique(_ids(item.tables("options")), "id", findings)
    _check_sections(table, findings)
    if table.get("attribution", Attribution) is Attribution.ROLE and not table.get("consent", Text):
        findings.add(
            Place("consent"),
            "answers attributed by role need a consent text",
            "Add consent: say that answers are shown by role, and who sees them",
        )
    check_routing(table, findings)
    _check_minutes(table, findings)
    _check_languages(table, findings)


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


def _check_sections(table: Table, findings: Findings) -> None:
    used = {item.get("section", str) for item in table.tables("items")}
    for place, name in _ids(table.tables("sections")):
        if name not in used:
            findings.add(place, f"section '{name}' has no item", "Give it an item, or remove the section")


def _check_minutes(table: Table, findings: Findings) -> None:
    minutes = table.get("minutes", int)
    items, seconds = _longest_way(table)
    if minutes is not None and minutes < estimate_minutes(seconds):
        findings.add(
            Place("minutes"),
            f"{minutes} min is too short: {items} items take about {seconds} s",
            f"Write {estimate_minutes(seconds)}, or ask less; it must stay under 10",
        )


def _longest_way(table: Table) -> tuple[int, int]:
    """Return the items and seconds of the role that is asked most; of all items where no role is usable."""
    routes = routes_of(table)
    ways = [
        [item for item, conditions in routes if may_be_asked(role, *conditions)]
        for _, role in table.entries("roles", str)
    ] or [table.tables("items")]
    sizes = [
        [(kind, len(i.tables("options"))) for i in way if (kind := i.get("type", ItemType))] for way in ways
    ]
    return max(((len(size), estimate_seconds(size)) for size in sizes), key=lambda each: each[1])


def _check_languages(table: Table, findings: Findings) -> None:
    languages = table.entries("languages", str)
    _unique(languages, "language", findings)
    names = [language for _, language in languages] or [DEFAULT_LANGUAGE]
    if DEFAULT_LANGUAGE not in names:
        findings.add(Place("languages"), "English is not among them", 'Add "en"')
    notes = table.get("review", Table)
    for language in notes.values if notes else ():
        if language not in names:
            findings.unknown(Place("review"), "language", language, names)
