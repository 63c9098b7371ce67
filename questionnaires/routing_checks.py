"""Check of ``ask_if``: whether conditions refer to roles, items and options that are known by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from questionnaires.building import RANGES
from questionnaires.conditions import ChosenIn, Clause, Compared, Condition, IsAnswered, RoleIn, parts_of
from questionnaires.findings import Findings, Place
from questionnaires.routing import may_be_asked
from questionnaires.table import Table
from questionnaires.types import SCORED_TYPES, ItemType

_NUMBERS = (*SCORED_TYPES, ItemType.NUMBER)
_WORDS: Mapping[ItemType, str] = MappingProxyType(
    dict.fromkeys(_NUMBERS, "Compare it with a number, or write: is answered")
    | {
        ItemType.SINGLE_CHOICE: "Write in (OPTION, ...), or: is answered",
        ItemType.MULTIPLE_CHOICE: "Write has OPTION, or: is answered",
        ItemType.SHORT_TEXT: "Write: is answered",
        ItemType.LONG_TEXT: "Write: is answered",
    }
)
"""What can be asked about an answer of each type."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a condition may refer to: the roles asked, the items of earlier pages, and all items by id."""

    roles: tuple[str, ...]
    earlier: Mapping[str, Table]
    every: Mapping[str, Table]
    place: Place
    findings: Findings


def check_routing(table: Table, findings: Findings) -> None:
    """Note every condition that refers to what is not there, not yet asked, or of another type."""
    roles = tuple(role for _, role in table.entries("roles", str))
    every = {name: item for item in table.tables("items") if (name := item.get("id", str)) is not None}
    earlier: dict[str, Table] = {}
    for section in table.tables("sections"):
        own = {name: i for name, i in every.items() if i.get("section", str) == section.get("id", str)}
        for place in (section, *own.values()):
            condition = place.get("ask_if", Condition)
            if condition is not None:
                scope = _Scope(roles, earlier, every, place.place.key("ask_if"), findings)
                for clause in parts_of(condition.clause):
                    _check_clause(clause, scope)
        earlier = earlier | own
    _check_everybody_is_asked(table, roles, findings)


def _check_everybody_is_asked(table: Table, roles: tuple[str, ...], findings: Findings) -> None:
    routes = routes_of(table)
    for role in roles:
        if routes and not any(may_be_asked(role, *conditions) for _, conditions in routes):
            findings.add(
                Place("roles"), f"the role '{role}' is asked nothing", "Remove the role, or change an ask_if"
            )


def routes_of(table: Table) -> list[tuple[Table, list[Condition]]]:
    """Return each item with the conditions under which it is asked: its page's and its own."""
    pages = {section.get("id", str): section.get("ask_if", Condition) for section in table.tables("sections")}
    return [
        (item, [c for c in (pages.get(item.get("section", str)), item.get("ask_if", Condition)) if c])
        for item in table.tables("items")
    ]


def _check_clause(clause: Clause, scope: _Scope) -> None:
    match clause:
        case RoleIn(roles):
            for role in roles:
                if role not in scope.roles:
                    scope.findings.unknown(scope.place, "role of this instrument", role, scope.roles)
        case IsAnswered():
            _check_answered(clause, scope)
        case Compared():
            _check_compared(clause, scope)
        case ChosenIn():
            _check_chosen(clause, scope)


def _check_answered(clause: IsAnswered, scope: _Scope) -> None:
    item = _referred(clause.item, scope)
    if item is not None and item.get("type", ItemType) is ItemType.INFORMATION:
        _mismatch(item, scope, "is a text to read and has no answer", "Refer to another item")


def _check_compared(compared: Compared, scope: _Scope) -> None:
    item = _referred(compared.item, scope, _NUMBERS)
    if item is None:
        return
    low, high = RANGES.get(item.need("type", ItemType)) or (
        item.get("minimum", int),
        item.get("maximum", int),
    )
    if low is not None and high is not None and not low <= compared.number <= high:
        scope.findings.add(
            scope.place,
            f"{compared.number:g} is no answer of '{compared.item}'",
            f"Compare it with a number from {low} to {high}",
        )


def _check_chosen(chosen: ChosenIn, scope: _Scope) -> None:
    wanted = ItemType.SINGLE_CHOICE if chosen.word == "in" else ItemType.MULTIPLE_CHOICE
    item = _referred(chosen.item, scope, (wanted,))
    if item is None:
        return
    known = [name for option in item.tables("options") if (name := option.get("id", str)) is not None]
    for option in chosen.options:
        if option not in known:
            scope.findings.unknown(scope.place, f"option of '{chosen.item}'", option, known)


def _referred(name: str, scope: _Scope, types: tuple[ItemType, ...] | None = None) -> Table | None:
    """Return the item of that id where it is asked on an earlier page and of one of the types."""
    item = scope.every.get(name)
    if item is None:
        scope.findings.unknown(scope.place, "item", name, scope.earlier)
    elif name not in scope.earlier:
        _mismatch(item, scope, "is not on an earlier page", "Refer to an item of an earlier page")
    else:
        kind = item.get("type", ItemType)
        if types is None or kind in types:
            return item
        if kind is not None:
            _mismatch(item, scope, f"is of type {kind}", _WORDS.get(kind, "Refer to another item"))
    return None


def _mismatch(item: Table, scope: _Scope, message: str, what_to_do: str) -> None:
    scope.findings.add(scope.place, f"'{item.get('id', str)}' {message}", what_to_do)
