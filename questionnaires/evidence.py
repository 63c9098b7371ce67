"""The findings of the papers that items, rules and actions may name as where they come from.

The ids and labels are data, in ``evidence.toml`` beside this module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("evidence.toml")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: its id, a short label in the project's own words and the paper (S0 to S4)."""

    id: str
    label: str
    source: str


@cache
def all_evidence() -> Mapping[str, Evidence]:
    """Return every finding by its id, in the order of the file."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({name: Evidence(name, e["label"], e["source"]) for name, e in entries.items()})
