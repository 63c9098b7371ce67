"""Third check: whether each scale can be scored from its items."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from questionnaires.building import RANGES
from questionnaires.findings import Findings
from questionnaires.npt import SCALE_IDS
from questionnaires.table import Table
from questionnaires.themes import themes_among
from questionnaires.types import ItemType, ScaleKind

_TYPES: Mapping[ScaleKind, ItemType] = MappingProxyType(
    {ScaleKind.GLOBAL: ItemType.RATING, ScaleKind.THEME: ItemType.BIPOLAR}
)
"""What scales of a kind are made of; of any other kind, of agreement items."""


def check_scales(table: Table, findings: Findings) -> None:
    """Note scales without items, of a wrong name for their kind, or of items that do not go together."""
    for scale in table.tables("scales"):
        name = scale.get("id", str)
        kind = scale.get("kind", ScaleKind)
        if name is None:
            continue
        items = [item for item in table.tables("items") if item.get("scale", str) == name]
        if not items:
            findings.add(
                scale.place.key("id"),
                f"scale '{name}' has no item",
                f'Write scale = "{name}" in the items that count to it, or remove the scale',
            )
        _check_types(items, kind, findings)
        if kind is not None:
            _check_name(scale, name, kind, findings)
        if kind is ScaleKind.CONSTRUCT:
            _check_subconstructs(items, name, findings)
        if kind is ScaleKind.THEME:
            _check_themes(items, findings)


def _check_types(items: list[Table], kind: ScaleKind | None, findings: Findings) -> None:
    """A scale is a mean, so its items share one type."""
    if kind is None:
        return
    wanted = _TYPES.get(kind, ItemType.AGREEMENT)
    for item in items:
        found = item.get("type", ItemType)
        if found in RANGES and found is not wanted:
            findings.add(
                item.place.key("scale"),
                f"a scale of kind {kind} takes items of type {wanted}, this one is {found}",
                "Change the type of the item, or let it count to another scale",
            )


def _check_name(scale: Table, name: str, kind: ScaleKind, findings: Findings) -> None:
    allowed = SCALE_IDS.get(kind)
    if allowed is not None and name not in allowed:
        findings.unknown(scale.place.key("id"), f"scale of kind {kind}", name, allowed)


def _check_subconstructs(items: list[Table], construct: str, findings: Findings) -> None:
    for item in items:
        subconstruct = item.get("subconstruct", str)
        if subconstruct is not None and not subconstruct.startswith(f"{construct}."):
            findings.add(
                item.place.key("subconstruct"),
                f"'{subconstruct}' is not part of the construct '{construct}' that the item counts to",
                f"Name a sub-construct of {construct}, or let the item count to another scale",
            )


def _check_themes(items: list[Table], findings: Findings) -> None:
    for item in items:
        named = themes_among(tuple(name for _, name in item.entries("provenance", str)))
        if len(named) != 1:
            findings.add(
                item.place.key("provenance"),
                f"names {len(named)} themes of the papers, so its answers belong to none",
                "Name exactly one theme, such as S3.C1; evidence of another kind may stand beside it",
            )
