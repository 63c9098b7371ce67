"""The matrix of a wave: marks with words, both verdicts, and why they differ."""

from __future__ import annotations

import re

from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.evaluator.conftest import Hands
from tests.app.evaluator.test_coding import TWO_CELLS
from tests.app.respondent.person import statements
from tests.app.world import Installation, visitor


def row_of(page: str, practice: str) -> list[str]:
    """Return the words of a practice's row."""
    row = page[page.index(f">{practice}</a></th>") :]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row[: row.index("</tr>")], re.DOTALL)
    return [
        re.sub(r'<span class="app-mark" aria-hidden="true">.*?</span>|<[^>]+>', "", cell) for cell in cells
    ]


def test_each_mark_is_said_in_words(evaluator: Hands) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    words = row_of(evaluator.get(""), "Elm")
    assert words[2] == "supports"
    assert words[9] == "hinders, stated of a group or inferred"
    assert words[3:9] == ["not stated"] * 6


def test_both_verdicts_stand_beside_each_practice(evaluator: Hands) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    page = evaluator.get("")
    assert row_of(page, "Elm")[:2] == ["Cannot tell", "Partially integrated"]
    assert row_of(page, "Oak")[:2] == ["Nothing coded yet", "Not enough answers"]


def test_page_says_why_they_differ_and_where_there_are_not_enough_answers(evaluator: Hands) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    page = evaluator.get("")
    assert "the coded evidence cannot tell, because nothing is stated of cognitive participation" in page
    assert "Not enough answers to compare: results are shown when at least 5 people" in page


def test_before_a_wave_is_closed_only_the_evidence_stands_there(installation: Installation) -> None:
    page = installation.visitor("evaluator").get("/evidence/harbour/W2/").get_data(as_text=True)
    assert row_of(page, "Elm")[:2] == ["Nothing coded yet", "Not published"]
    assert "Where they differ" not in page


def test_leads_are_offered_nothing_to_change(installation: Installation) -> None:
    lead = installation.visitor("lead").get("/evidence/harbour/W1/").get_data(as_text=True)
    evaluator = installation.visitor("evaluator").get("/evidence/harbour/W1/").get_data(as_text=True)
    assert "/file/upload" not in lead
    assert "/file/upload" in evaluator


def test_hundreds_of_practices_come_in_pages_of_fifty_at_the_same_cost(app: Flask) -> None:
    of = builder.programme()
    places = [builder.practice(of, f"practice-{number:03}") for number in range(120)]
    builder.wave(of, places)
    account = create_account("evaluator@example.org", [Grant(Audience.EVALUATOR, of)])
    db.session.commit()
    who = visitor(app, account)
    with statements() as seen:
        page = who.get("/evidence/harbour/W1/?page=3").get_data(as_text=True)
    assert len(re.findall('<th scope="row"', page)) == 20
    assert "Page 3 of 3" in page
    assert len(seen) <= 12
    assert who.get("/evidence/harbour/W1/?page=4").status_code == 404


def test_matrix_says_that_it_scrolls(evaluator: Hands) -> None:
    assert (
        "scroll it sideways to see all of its columns" in evaluator.client.get("/evidence/harbour/W1/").text
    )


def test_practice_of_a_long_matrix_is_found_by_its_name_or_its_code(app: Flask) -> None:
    of = builder.programme()
    places = [builder.practice(of, f"practice-{number:03}") for number in range(120)]
    places[77].ods_code = "Y00077"
    builder.wave(of, places)
    account = create_account("evaluator@example.org", [Grant(Audience.EVALUATOR, of)])
    db.session.commit()
    who, matrix = visitor(app, account), "/evidence/harbour/W1/"
    for text in ("practice-077", "y00077"):
        page = who.get(matrix, query_string={"q": text}).text
        assert len(re.findall('<th scope="row"', page)) == 1
        assert "evidence/harbour/W1/practice-077/" in page
    assert f'href="{matrix}?page=2&amp;q=practice"' in who.get(f"{matrix}?q=practice").text


def test_search_of_the_matrix_that_finds_nothing_says_so_and_nothing_of_differences(evaluator: Hands) -> None:
    page = evaluator.client.get("/evidence/harbour/W1/?q=birch").text
    assert "No practice fits." in page
    assert '<a href="/evidence/harbour/W1/">Show all practices</a>' in page
    assert "takes part in this wave yet" not in page
    assert "They agree on every practice" not in page
