"""The methods page: the document with anchors, and every link to it leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.site.methods_page import methods_page, render
from tests.app.markup import parse
from tests.app.world import Installation
from tests.scoring.test_methods_document import SECTIONS, anchor

TEMPLATES = Path(__file__).parents[3] / "app" / "templates"
# In a template an anchor stands in a call: method("Mean", "practice-mean") or {"Mean": "practice-mean"}.
CALLS = re.compile(r'method\([^()]*?"([\w-]+)"\)')
TABLES = re.compile(r'(?:methods=|"numbers", |"words", )(\{[^{}]*\})')


def linked() -> dict[str, set[str]]:
    """Return the anchors that each template leads to."""
    found: dict[str, set[str]] = {}
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        anchors = set(CALLS.findall(text)) | set(re.findall(r'_anchor="([\w-]+)"', text))
        for table in TABLES.findall(text):
            anchors |= set(re.findall(r': "([\w-]+)"', table))
        if anchors:
            found[str(path.relative_to(TEMPLATES))] = anchors
    return found


def dead(links: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the links that lead to no heading, by template."""
    lost = {name: anchors - methods_page().anchors for name, anchors in links.items()}
    return {name: anchors for name, anchors in lost.items() if anchors}


def test_every_link_of_a_template_leads_to_a_heading() -> None:
    assert dead(linked()) == {}


def test_results_comparison_plan_and_evidence_lead_to_the_methods() -> None:
    pages = {name.split("/")[0] for name in linked()}
    assert {"parts", "practice", "programme", "evaluator"} <= pages
    assert "interval" in linked()["practice/_gates.html"]


def test_a_link_to_nowhere_is_seen() -> None:
    assert dead({"planted.html": {"interval", "no-such-heading"}}) == {"planted.html": {"no-such-heading"}}


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_heading_of_the_document_has_its_anchor(heading: str) -> None:
    assert f'id="{anchor(heading)}"' in methods_page().body


def test_every_link_on_served_pages_leads_to_a_heading(installation: Installation) -> None:
    client = installation.visitor("lead")
    places = (
        "/programmes/harbour",
        "/programmes/harbour/waves/W1",
        "/programmes/harbour/practices/elm/waves/W1",
        "/programmes/harbour/practices/elm/waves/W1/plan",
        "/methods",
    )
    links = set()
    for place in places:
        links |= set(re.findall(r'href="/methods#([^"]+)"', client.get(place).get_data(as_text=True)))
    assert len(links) >= 10
    assert links <= methods_page().anchors


def test_anybody_may_read_it(installation: Installation) -> None:
    page = installation.visitor().get("/methods").get_data(as_text=True)
    markup = parse(page)
    assert [heading.strip() for heading in markup.headings] == ["Methods: what each number means"]
    assert len(markup.ids) == len(set(markup.ids))


def test_html_in_the_document_is_shown_as_text() -> None:
    page = render("# Title\n\nA <script>alert(1)</script> and *this*.\n")
    assert "&lt;script&gt;" in page.body
    assert "<em>this</em>" in page.body


def test_a_link_to_a_file_becomes_words_and_one_on_the_page_stays() -> None:
    page = render("# Title\n\nSee [calibration](calibration.md) and [here](#there).\n\n## There\n")
    assert "calibration" in page.body
    assert "calibration.md" not in page.body
    assert '<a href="#there">here</a>' in page.body
