"""Fourth check: whether an instrument asks everything that it says it covers.

An instrument that declares ``coverage = "npt"`` has at least one agreement item for each of the 16
sub-constructs that counts to the construct, two for each of the three levels, one for each contextual
factor, the three global ratings and one open question for each construct. One that declares a paper, such
as ``coverage = "S3"``, asks about each theme of that paper in an item of a theme scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from questionnaires.evidence import all_evidence
from questionnaires.findings import Findings, Place
from questionnaires.npt import CONSTRUCTS, FACTORS, GLOBALS, LEVELS, SUBCONSTRUCT_IDS
from questionnaires.structure import Coverage
from questionnaires.table import Table
from questionnaires.themes import all_themes
from questionnaires.types import ItemType

ITEMS_PER_LEVEL = 2
_PLACE = Place("coverage")


def check_coverage(table: Table, findings: Findings) -> None:
    """Note what is missing for the coverage that the file declares; nothing where it declares none."""
    declared = table.get("coverage", Coverage)
    if declared is not None:
        _CHECKS.get(declared, _check_themes)(table, findings)


def _check_npt(table: Table, findings: Findings) -> None:
    items = table.tables("items")
    for name in SUBCONSTRUCT_IDS:
        construct = name.partition(".")[0]
        if not any(_counts(i, construct, ItemType.AGREEMENT) and _about(i, name) for i in items):
            findings.add(
                _PLACE,
                f"no item covers the sub-construct {name}",
                f'Add an agreement item with scale = "{construct}" and subconstruct = "{name}"',
            )
    _require_items(items, LEVELS, ItemType.AGREEMENT, ITEMS_PER_LEVEL, findings)
    _require_items(items, FACTORS, ItemType.AGREEMENT, 1, findings)
    _require_items(items, GLOBALS, ItemType.RATING, 1, findings)
    for construct in CONSTRUCTS:
        if not any(
            i.get("type", ItemType) is ItemType.LONG_TEXT and _about(i, f"{construct}.") for i in items
        ):
            findings.add(
                _PLACE,
                f"no open question about the construct {construct}",
                f"Add an item of type long_text with a sub-construct of {construct}",
            )


def _check_themes(table: Table, findings: Findings) -> None:
    paper = table.need("coverage", Coverage)
    asked = {
        name
        for item in table.tables("items")
        if item.get("type", ItemType) is ItemType.BIPOLAR
        for _, name in item.entries("provenance", str)
    }
    for theme in all_themes():
        if theme.startswith(f"{paper}.") and theme not in asked:
            findings.add(
                _PLACE,
                f"no item asks about the theme {theme} ({all_evidence()[theme].label})",
                f'Add a bipolar item with provenance = ["{theme}"]',
            )


def _require_items(
    items: list[Table], scales: tuple[str, ...], kind: ItemType, wanted: int, findings: Findings
) -> None:
    for scale in scales:
        found = sum(_counts(item, scale, kind) for item in items)
        if found < wanted:
            findings.add(
                _PLACE,
                f"the scale {scale} has {found} of at least {wanted} {kind} items",
                f'Add an item of type {kind} with scale = "{scale}"',
            )


def _counts(item: Table, scale: str, kind: ItemType) -> bool:
    return item.get("scale", str) == scale and item.get("type", ItemType) is kind


def _about(item: Table, start: str) -> bool:
    return (item.get("subconstruct", str) or "").startswith(start)


_CHECKS: Mapping[Coverage, Callable[[Table, Findings], None]] = MappingProxyType({Coverage.NPT: _check_npt})
