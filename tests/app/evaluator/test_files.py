"""The matrix as a file: everything that is wrong at once, what would change first, then all of it."""

from __future__ import annotations

import io
import re

import pytest
from werkzeug.test import TestResponse

from app.db import db
from app.models import Mark
from app.queries import evidence
from scoring.matrix import COLUMNS
from tests.app.evaluator.conftest import Hands, held
from tests.app.evaluator.test_coding import TWO_CELLS, stored
from tests.app.uploads.workbooks import workbook
from tests.app.world import World

HEADING = ",".join(("practice", *COLUMNS))
ELM = "Elm,+,,-,,(+),,,,,,(-)"
OAK = "Oak,,,,,,+,,,,,"


def lines(*rows: str, heading: str = HEADING) -> str:
    """Return a file."""
    return "\n".join((heading, *rows)) + "\n"


def upload(
    hands: Hands, content: str | bytes, source: str = "Interviews", empty: str = "keep"
) -> TestResponse:
    """Send a file and return the preview, or what is wrong."""
    body = content.encode() if isinstance(content, str) else content
    form = {"file": (io.BytesIO(body), "../../somewhere.csv"), "source": source, "empty": empty}
    return hands.send("file/upload", hands.get("file/upload"), form)


def problems(answer: TestResponse) -> list[tuple[str, str]]:
    """Return (line, column) of each problem in the page's list."""
    page = answer.get_data(as_text=True)
    listed = page[page.index('id="problems"') :]
    cells = r"</span>(\d+|whole file)</th>.*?app-table__value\">([^<]*)<"
    return re.findall(cells, listed, re.DOTALL)


def test_preview_shows_what_would_change_and_changes_nothing(evaluator: Hands, world: World) -> None:
    answer = upload(evaluator, lines(ELM, OAK))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "5 cells of 2 practices" in page
    assert "(−) hinders, stated of a group or inferred" in page
    assert stored(world) == {}


def test_applying_a_preview_does_all_of_it(evaluator: Hands, world: World) -> None:
    preview = upload(evaluator, lines(ELM, OAK)).get_data(as_text=True)
    answer = evaluator.send("file/apply", preview, {})
    assert answer.status_code == 303
    assert answer.location.endswith("/evidence/harbour/W1/")
    marks = {aspect: cell.mark for aspect, cell in stored(world).items()}
    assert marks == {
        "coherence": Mark.SUPPORTS,
        "collective_action": Mark.HINDERS,
        "patient_level": Mark.SUPPORTS_INFERRED,
        "other_innovations": Mark.HINDERS_INFERRED,
    }
    assert {cell.source for cell in stored(world).values()} == {"Interviews"}
    assert sum(map(len, evidence.cells(world.harbour.closed).values())) == 5


def test_a_line_may_name_its_own_source(evaluator: Hands, world: World) -> None:
    content = lines(f"{ELM},Focus group", f"{OAK},", heading=f"{HEADING},source")
    evaluator.send("file/apply", upload(evaluator, content).get_data(as_text=True), {})
    assert stored(world)["coherence"].source == "Focus group"
    found = evidence.cells(world.harbour.closed)
    assert found[world.harbour.oak.id]["practice_level"].source == "Interviews"


def test_a_mark_that_is_there_already_keeps_its_source_and_note(evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    preview = upload(evaluator, lines("elm,+,-,,,,,,,,,")).get_data(as_text=True)
    assert "1 cell of 1 practice" in preview
    evaluator.send("file/apply", preview, {})
    cells = stored(world)
    assert cells["coherence"].source == "Interview 3"
    assert sorted(cells) == ["cognitive_participation", "coherence", "leadership"]


def test_empty_cells_clear_only_where_that_was_chosen(evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    content = lines("Elm,+,,,,,,,,,,")
    assert "change nothing" in upload(evaluator, content).get_data(as_text=True)
    preview = upload(evaluator, content, empty="clear").get_data(as_text=True)
    assert "1 cell that is empty in the file would be cleared" in preview
    evaluator.send("file/apply", preview, {})
    assert sorted(stored(world)) == ["coherence"]


def test_everything_wrong_is_said_at_once_and_nothing_is_imported(evaluator: Hands, world: World) -> None:
    content = lines("Elm,+,yes,,,,,,,,,", "Ash,?,,,,,,,,,,", "elm,,,,,,,,,,,", ",,,,,,,,,,,-", "Oak,+")
    answer = upload(evaluator, content, source="")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert problems(answer) == [
        ("2", "coherence"),
        ("2", "cognitive_participation"),
        ("3", "practice"),
        ("3", "coherence"),
        ("4", "practice"),
        ("5", "practice"),
        ("5", "other_innovations"),
        ("6", "coherence"),
    ]
    assert 'id="file-error"' in page
    assert page.index('class="nhsuk-error-summary"') < page.index("<h1")
    assert stored(world) == {}


def test_what_empty_cells_mean_is_asked_again_in_our_own_words(evaluator: Hands) -> None:
    page = upload(evaluator, lines("Elm,+,,,,,,,,,,"), empty="zz").get_data(as_text=True)
    assert page.count("Choose what empty cells mean") == 2
    assert "Not a valid choice" not in page


def test_what_was_entered_beside_a_wrong_file_is_kept(evaluator: Hands) -> None:
    page = upload(evaluator, "nonsense", source="Visits in May", empty="clear").get_data(as_text=True)
    assert held(page)["source"] == "Visits in May"
    assert re.search(r'value="clear"[^>]* checked', page)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (bytes(range(256)), "is not text"),
        (HEADING.encode(), "has no practice"),
        (lines(f"{ELM},x", heading=f"{HEADING},comment").encode(), "is not a column of this list"),
        (b'practice\n"Elm', "cannot be read as CSV"),
        (b"%PDF-1.7", "is a PDF file"),
        (b"PK\x03\x04broken", "is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(evaluator: Hands, content: bytes, said: str) -> None:
    answer = upload(evaluator, content)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_a_missing_file_and_a_long_source_are_said_beside_their_fields(evaluator: Hands) -> None:
    answer = evaluator.send("file/upload", evaluator.get("file/upload"), {"source": "x" * 301})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert all(f'href="#{name}"' in page and f'id="{name}-error"' in page for name in ("file", "source"))


def test_a_preview_that_is_out_of_date_is_shown_again(evaluator: Hands, world: World) -> None:
    preview = upload(evaluator, lines(ELM)).get_data(as_text=True)
    evaluator.send("elm/", evaluator.get(), {"coherence-mark": "-", "coherence-source": "Meanwhile"})
    answer = evaluator.send("file/apply", preview, {})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Nothing was imported" in page
    assert stored(world)["coherence"].source == "Meanwhile"
    assert evaluator.send("file/apply", page, {}).status_code == 303
    assert stored(world)["coherence"].mark is Mark.SUPPORTS


@pytest.mark.parametrize("damaged", ["", "nonsense", "x"])
def test_a_damaged_preview_imports_nothing(evaluator: Hands, world: World, damaged: str) -> None:
    page = upload(evaluator, lines(ELM)).get_data(as_text=True)
    preview = str(held(page)["preview"]) + damaged if damaged == "x" else damaged
    answer = evaluator.send("file/apply", page, {"preview": preview})
    assert answer.status_code == 303
    assert stored(world) == {}
    assert "came back damaged" in evaluator.get("file/upload")


def test_a_preview_whose_practice_is_renamed_meanwhile_is_checked_like_any_file(
    evaluator: Hands, world: World
) -> None:
    preview = upload(evaluator, lines(OAK)).get_data(as_text=True)
    db.session.rollback()
    world.harbour.oak.name = "Elm"
    db.session.commit()
    answer = evaluator.send("file/apply", preview, {})
    assert answer.status_code == 422
    assert stored(world) == {}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_any_usual_separator_is_read(evaluator: Hands, separator: str) -> None:
    answer = upload(evaluator, lines(ELM).replace(",", separator))
    assert "4 cells of 1 practice" in answer.get_data(as_text=True)


def test_a_workbook_is_read_as_well(evaluator: Hands, world: World) -> None:
    rows = [line.split(",") for line in lines(ELM, OAK).splitlines()]
    preview = upload(evaluator, workbook(rows)).get_data(as_text=True)
    assert "5 cells of 2 practices" in preview
    assert evaluator.send("file/apply", preview, {}).status_code == 303
    assert stored(world)["collective_action"].mark is Mark.HINDERS


@pytest.mark.parametrize(
    ("code", "problem"),
    [("a81001", None), ("", None), ("A81002", "is not the code of Elm, which has A81001")],
)
def test_code_of_another_practice_is_a_problem(
    evaluator: Hands, world: World, code: str, problem: str | None
) -> None:
    db.session.rollback()
    world.harbour.elm.ods_code = "A81001"
    db.session.commit()
    answer = upload(evaluator, lines(f"{ELM},{code}", heading=f"{HEADING},ods_code"))
    assert answer.status_code == (422 if problem else 200)
    assert problem is None or problem in answer.get_data(as_text=True)
