"""The plain words beside scales, from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from app.disclosure.released import ReleasedScale
from app.reports.context import Explained

WORDS = Path(__file__).with_name("words.toml")


def explain(scales: Iterable[ReleasedScale]) -> tuple[Explained, ...]:
    """Return each scale with its words; a scale that has none keeps its own question."""
    words = _words()
    return tuple(
        Explained(scale, words.get(scale.id, {}).get("meaning"), words.get(scale.id, {}).get("talk"))
        for scale in scales
    )


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
