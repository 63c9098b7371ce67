"""docs/methods.md has a place for every score, and each place says what must be said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEXT = (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))
NOT_SCORES = frozenset({"Can practices be ranked?", "Comments", "References"})
SCORES = [name for name in SECTIONS if name not in NOT_SCORES]
FIELDS = ("Formula", "Range", "Missing answers", "Source", "Limits")


def anchor(heading: str) -> str:
    """Return the address of a heading, as the usual viewers of Markdown make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("score", SCORES)
def test_each_score_has_formula_range_missing_rule_source_and_limits(score: str) -> None:
    fields = re.findall(r"^- \*\*(.+?):\*\*", SECTIONS[score], re.MULTILINE)
    assert tuple(fields) == FIELDS


def test_every_link_on_the_page_leads_to_a_heading() -> None:
    anchors = {anchor(heading) for heading in SECTIONS}
    links = set(re.findall(r"\]\(#([^)]+)\)", TEXT))
    assert links <= anchors
    assert {anchor(score) for score in SCORES} <= links


def test_every_paper_that_is_cited_is_in_the_references() -> None:
    references = SECTIONS["References"]
    for score in SCORES:
        source = re.search(r"\*\*Source:\*\*(.*?)\n- ", SECTIONS[score], re.DOTALL)
        assert source is not None
        for year in re.findall(r"\b(?:19|20)\d\d\b", source.group(1)):
            assert year in references
