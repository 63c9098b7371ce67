"""docs/instruments.md names everything that a file may hold, and its example is a valid file."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires import catalogue, reader, schema
from questionnaires.structure import Coverage
from questionnaires.texts import PLACEHOLDERS
from questionnaires.types import Attribution, ItemType, ScaleKind

PAGE = (Path(__file__).parents[2] / "docs" / "instruments.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.partition("```toml\n")[2].partition("```")[0]

WORDS = sorted(
    {f"`{instrument.id}`" for instrument in catalogue.all()}
    | {f"`{{{name}}}`" for name in PLACEHOLDERS}
    | {*schema.INSTRUMENT, *schema.SCALE, *schema.SECTION, *schema.ITEM, *schema.OPTION}
    | {*ItemType, *ScaleKind, *Attribution, *Coverage}
)


@pytest.mark.parametrize("word", WORDS)
def test_the_page_names_every_key_type_placeholder_and_instrument(word: str) -> None:
    assert word in PAGE


def test_the_example_of_the_page_is_a_valid_file() -> None:
    assert reader.check_bytes(EXAMPLE.encode()) == []


def test_the_counts_and_minutes_of_the_page_are_those_of_the_files() -> None:
    for instrument in catalogue.all():
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{instrument.id}`")]
        assert f"{len(instrument.items)} items, {instrument.minutes} minutes" in row
