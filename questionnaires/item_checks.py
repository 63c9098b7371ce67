"""Check of single items: the keys that their type needs and allows, and whether their values go together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from questionnaires.findings import Findings
from questionnaires.table import Table
from questionnaires.types import ItemType

RESERVED_IDS = ("practice", "role", "respondent")
"""Columns of an answer file that are not items."""

LONGEST_SHORT_TEXT = 200
"""Characters that fit a field of one line, also where no limit is given."""

_ANY_TYPE = frozenset({"id", "section", "type", "text", "ask_if"})
_SOURCE = frozenset({"subconstruct", "provenance"})
_HINT = frozenset({"hint"})
_NONE: frozenset[str] = frozenset()
_OWN_KEYS: Mapping[ItemType, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        ItemType.AGREEMENT: (_SOURCE | {"scale"}, _HINT | {"reversed"}),
        ItemType.RATING: (_SOURCE | {"scale", "low", "high"}, _HINT | {"reversed"}),
        ItemType.BIPOLAR: (_SOURCE | {"scale"}, _HINT),
        ItemType.SINGLE_CHOICE: (frozenset({"options"}), _SOURCE | _HINT),
        ItemType.MULTIPLE_CHOICE: (_SOURCE | {"options"}, _HINT),
        ItemType.NUMBER: (frozenset({"minimum", "maximum"}), _SOURCE | _HINT | {"integer", "unit"}),
        ItemType.SHORT_TEXT: (_NONE, _SOURCE | _HINT | {"max_length"}),
        ItemType.LONG_TEXT: (_SOURCE, _HINT | {"max_length"}),
        ItemType.INFORMATION: (_NONE, _NONE),
    }
)
"""Keys an item of that type must have, and those it may have, beside the keys of any item."""


def check_item(item: Table, findings: Findings) -> None:
    """Note a reserved id, keys that are missing or belong to another type, and limits that cannot be."""
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
    _check_options(item, findings)
    _check_limits(item, kind, findings)


def _check_options(item: Table, findings: Findings) -> None:
    if len(item.get("options", tuple) or (1, 2)) < 2:
        findings.add(item.place.key("options"), "there is only one option", "Give at least two")


def _check_limits(item: Table, kind: ItemType, findings: Findings) -> None:
    low, high = item.get("minimum", int), item.get("maximum", int)
    if low is not None and high is not None and low >= high:
        findings.add(
            item.place.key("maximum"),
            f"{high} is not above the minimum, {low}",
            "Raise it, or lower the minimum",
        )
    length = item.get("max_length", int)
    if kind is ItemType.SHORT_TEXT and length is not None and length > LONGEST_SHORT_TEXT:
        findings.add(
            item.place.key("max_length"),
            f"{length} characters do not fit one line",
            f"Allow {LONGEST_SHORT_TEXT} or fewer, or use the type long_text",
        )
