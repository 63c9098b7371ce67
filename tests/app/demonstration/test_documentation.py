"""docs/demonstration.md says what the demonstration holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.commands.demo import command
from app.demonstration import links_worker
from app.demonstration.harbour_places import PLACES, Place
from scoring.published import published_cases
from scoring.rule import shipped_rule

PAGE = (Path(__file__).parents[3] / "docs" / "demonstration.md").read_text(encoding="utf-8")
WORDS = {
    "fully_integrated": "fully",
    "partially_integrated": "partially",
    "not_yet": "not yet",
    "cannot_tell": "cannot tell",
    None: "not enough",
}


def lines_of(practice: str) -> list[list[str]]:
    """Return the cells of the table rows that begin with the practice."""
    rows = [line for line in PAGE.splitlines() if line.startswith(f"| {practice} |")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.slug)
def test_the_made_up_practices_are_as_documented(place: Place) -> None:
    documented = lines_of(place.name)[0]
    classes = [WORDS[situation.expected] for situation in place.situations]
    assert documented[:5] == [place.name, str(place.headcount), *classes]


@pytest.mark.parametrize("practice", links_worker.PRACTICES)
def test_the_seven_practices_are_as_documented(practice: str) -> None:
    documented = lines_of(practice)[0]
    title = shipped_rule().classes[published_cases()[practice].integration_class].title.lower()
    assert documented[1] == title
    for cell, wave in zip(documented[2:4], ("P2", "P4"), strict=True):
        replied, invited = (
            len(links_worker.replied(wave, practice)),
            len(links_worker.INVITED[wave][practice]),
        )
        assert cell == f"{replied} of {invited}, {title if replied >= 5 else 'not enough answers'}"


@pytest.mark.parametrize("option", [name for each in command.params for name in each.opts])
def test_every_option_is_documented(option: str) -> None:
    assert f"[{option}" in PAGE
