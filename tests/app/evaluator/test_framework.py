"""The framework matrix: what is shown elsewhere side by side, filtered, paged, as files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from flask import Flask

from app.db import db
from app.disclosure.release import release_snapshot
from app.disclosure.released import ReleasedResult
from app.evaluator import framework_page
from app.models import EvidenceCell, Mark, SharedComment, Snapshot
from app.operations.close_wave import close_wave
from tests.app import builder
from tests.app.evaluator.conftest import Hands
from tests.app.markup import parse
from tests.app.responses import respond
from tests.app.world import COMMENT, PUBLISHED, World, visitor

PLACE = "/framework/harbour/W1/"


def code(world: World, note: str, aspect: str = "coherence") -> None:
    """Code one cell of Elm."""
    side = world.harbour
    cell = EvidenceCell(
        wave_id=side.closed.id,
        practice_id=side.elm.id,
        aspect=aspect,
        mark=Mark.HINDERS,
        source="=Interview 3",
        note=note,
        coded_on=PUBLISHED,
    )
    db.session.rollback()
    db.session.add(cell)
    db.session.commit()


def rows(hands: Hands, file: str) -> list[list[str]]:
    """Return the lines of a file."""
    answer = hands.client.get(f"/evidence/harbour/W1/file/{file}.csv")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\N{BYTE ORDER MARK}"))))


def test_constructs_stand_side_by_side_with_score_comment_and_evidence(
    world: World, evaluator: Hands
) -> None:
    code(world, "Two people speak of two jobs.")
    page = evaluator.client.get(PLACE).text
    assert page.count(COMMENT) >= 4  # an open question a construct
    assert "Two people speak of two jobs." in page
    assert '<p class="app-framework__survey">4.0<' in page
    assert "Not enough answers" in page  # Oak
    for title in ("Coherence", "Cognitive participation", "Collective action", "Reflexive monitoring"):
        assert f'scope="col" class="nhsuk-table__header">{title}' in page


@pytest.mark.parametrize(
    ("columns", "there", "not_there"),
    [
        ("levels", "Community level", ">Leadership</th>"),
        ("context", "Other innovations", ">Community level</th>"),
        ("coherence", "Coded evidence", ">Collective action</th>"),
        ("patient_level", "Do patients get one-to-one support?", ">Leadership</th>"),
    ],
)
def test_columns_are_chosen(evaluator: Hands, columns: str, there: str, not_there: str) -> None:
    page = evaluator.client.get(PLACE, query_string={"columns": columns}).text
    assert there in page
    assert not_there not in page


def test_columns_that_there_are_not_are_an_error_beside_the_field(evaluator: Hands) -> None:
    answer = evaluator.client.get(PLACE, query_string={"columns": "mood", "practice": "Elm"})
    assert answer.status_code == 422
    assert parse(answer.text).title.startswith("Error:")
    assert 'href="#columns"' in answer.text
    assert 'value="Elm"' in answer.text


def test_practices_are_found_by_part_of_their_names(evaluator: Hands) -> None:
    page = evaluator.client.get(PLACE, query_string={"practice": "LM"}).text
    assert ">Elm</a>" in page
    assert ">Oak</a>" not in page
    none = evaluator.client.get(PLACE, query_string={"practice": "100%\0"}).text
    assert "No practice of this wave has “100%” in its name" in none


def test_long_lists_come_in_pages_that_keep_the_filter(app: Flask, world: World, evaluator: Hands) -> None:
    db.session.rollback()
    of = world.harbour.programme
    places = [builder.practice(of, f"place-{number:02}") for number in range(21)]
    wave = builder.wave(of, places, "W3")
    close_wave(wave, PUBLISHED)
    db.session.commit()
    asked = {"columns": "levels", "practice": "place"}
    page = evaluator.client.get("/framework/harbour/W3/", query_string=asked).text
    assert "Page 1 of 3" in page
    assert "columns=levels" in page.split('rel="next"')[1].split(">")[0]
    assert evaluator.client.get("/framework/harbour/W3/", query_string={"page": "4"}).status_code == 404


def test_one_practice_has_all_columns_with_texts_in_full(world: World, evaluator: Hands) -> None:
    code(world, "Long. " * 200)
    grid = evaluator.client.get(PLACE).text
    page = evaluator.client.get(f"{PLACE}elm/").text
    assert ("Long. " * 200).strip() not in grid
    assert ("Long. " * 200).strip() in page
    assert page.count('scope="row"') == 11


def test_an_open_wave_has_evidence_and_nothing_of_its_survey(evaluator: Hands) -> None:
    page = evaluator.client.get("/framework/harbour/W2/").text
    assert "Not published" in page
    assert ">4.0<" not in page
    assert evaluator.client.get("/evidence/harbour/W2/file/comments.csv").status_code == 409


def test_leads_read_and_do_not_code(app: Flask, world: World, evaluator: Hands) -> None:
    lead = visitor(app, world.accounts["lead"])
    assert "this comment: They walk" in evaluator.client.get(PLACE).text
    page = lead.get(PLACE).text
    assert COMMENT in page
    assert "this comment: They walk" not in page


def test_withheld_comments_are_in_no_cell_and_no_file(world: World, evaluator: Hands) -> None:
    db.session.rollback()
    for row in db.session.query(SharedComment):
        row.withheld = True
    db.session.commit()
    assert COMMENT not in evaluator.client.get(PLACE).text
    page = evaluator.client.get(f"{PLACE}elm/").text
    assert COMMENT not in page
    assert "4 comments are withheld by a programme lead" in page
    assert COMMENT not in str(rows(evaluator, "framework"))
    assert rows(evaluator, "comments")[1:] == [["rows", "0"]]


def test_matrix_as_a_file_has_a_line_for_each_cell_and_their_number_at_its_end(
    world: World, evaluator: Hands
) -> None:
    code(world, "+SUM(A1)")
    world.harbour.elm.ods_code = "A81001"
    db.session.commit()
    heading, *lines, end = rows(evaluator, "framework")
    assert heading == [
        "practice",
        "aspect",
        "survey",
        "agreement",
        "mark",
        "source",
        "note",
        "comments",
        "ods_code",
    ]
    assert end == ["rows", str(len(lines))] == ["rows", "22"]
    first = dict(zip(heading, lines[0], strict=True))
    assert (first["practice"], first["aspect"], first["mark"]) == ("Elm", "coherence", "-")
    assert (first["source"], first["note"]) == ("'=Interview 3", "'+SUM(A1)")
    assert first["comments"] == COMMENT
    assert first["survey"] == "4.0"
    assert {(line[0], line[-1]) for line in lines} == {("Elm", "A81001"), ("Oak", "")}


def test_comments_as_a_file_are_guarded_and_counted(world: World, evaluator: Hands) -> None:
    db.session.rollback()
    db.session.get_one(SharedComment, world.harbour.comment.id).text = '=HYPERLINK("x")'
    db.session.commit()
    heading, *lines, end = rows(evaluator, "comments")
    assert heading == ["practice", "question_id", "aspect", "question", "comment", "ods_code"]
    assert end == ["rows", "4"]
    assert sorted(line[4] for line in lines) == ['\'=HYPERLINK("x")', COMMENT, COMMENT, COMMENT]
    assert {line[2] for line in lines} == {
        "coherence",
        "cognitive_participation",
        "collective_action",
        "reflexive_monitoring",
    }


def test_comments_of_a_practice_with_fewer_than_ten_are_those_agreed_to(app: Flask, evaluator: Hands) -> None:
    db.session.rollback()
    of = builder.programme("moor")
    place = builder.practice(of, headcount=20)
    wave = builder.wave(of, [place])
    for number in range(6):
        respond(place, wave, "gp", comment=f"Text {number}", may_share=number == 3)
    close_wave(wave, PUBLISHED)
    assert {row.text for row in db.session.query(SharedComment) if row.text != COMMENT} == {"Text 3"}
    db.session.rollback()


def test_spread_that_is_not_shown_is_not_taken_for_the_mean(
    world: World, evaluator: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:

    def without_spread(snapshot: Snapshot) -> ReleasedResult:
        result = release_snapshot(snapshot)
        scales = [replace(each, interval=(3.0, 5.0), strength="not shown") for each in result.constructs]
        return replace(result, constructs=tuple(scales))

    monkeypatch.setattr(framework_page, "release_snapshot", without_spread)
    assert 'app-framework__more">agreement not shown<' in evaluator.client.get(PLACE).text
    assert 'app-framework__more">agreement not shown<' in evaluator.client.get(f"{PLACE}elm/").text
    assert rows(evaluator, "framework")[1][2:4] == ["4.0", "agreement not shown"]
