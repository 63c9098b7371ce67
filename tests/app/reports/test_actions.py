"""The report's page of what to do next: five actions, why, and from where."""

from __future__ import annotations

import re
from dataclasses import replace

from app.disclosure.actions import MAP_IS_OURS
from tests.app.reports import sample
from tests.app.reports.composed import page


def actions_page(html: str) -> str:
    """Return the section of what to do next."""
    return next(each for each in html.split("<section") if "<h2>What to do next</h2>" in each)


def test_page_names_the_first_five_with_why_and_source() -> None:
    section = actions_page(page())
    titles = re.findall(r"<h3>(.*?)</h3>", section)
    assert len(titles) == 5
    assert titles[0] == "Make it the whole practice&#39;s work"
    assert section.count("<strong>Helps with:</strong>") == section.count('<p class="source">Interviews') == 5
    assert "collective action, practice level" in section
    assert re.search(r"\d+ more actions are on the practice's page", section)


def test_page_says_that_the_map_is_the_projects_own() -> None:
    assert "this project&#39;s own judgement" in actions_page(page())
    assert "own judgement" in MAP_IS_OURS


def test_disincentives_are_never_in_a_report() -> None:
    """Patient level alone is weak: for leads they would stand fourth."""
    result = sample.result()
    gates = [
        replace(gate, verdict="missed" if gate.id == "patient_level" else "met") for gate in result.gates
    ]
    strong = tuple(replace(scale, mean=4.0) for scale in result.constructs)
    section = actions_page(page(replace(result, gates=tuple(gates), constructs=strong)))
    assert len(re.findall("<h3>", section)) == 5
    assert "S3.I8" in section
    assert "S3.I7" not in section


def test_practice_without_anything_weak_is_told_so() -> None:
    result = sample.result()
    strong = replace(
        result,
        gates=tuple(replace(gate, verdict="met") for gate in result.gates),
        constructs=tuple(replace(scale, mean=4.0) for scale in result.constructs),
        factors=tuple(replace(scale, mean=4.0) for scale in result.factors),
    )
    section = actions_page(page(strong))
    assert "Nothing in the result shown is weak" in section
    assert "<h3>" not in section


def test_report_without_enough_answers_names_no_action() -> None:
    assert "What to do next" not in page(sample.not_enough())
