"""Coding one practice's cells: all kept, nothing lost, nothing overwritten unseen."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask

from app.db import db
from app.models import Audience, Mark
from app.operations.create_account import Grant, create_account
from app.queries import evidence
from app.queries.evidence import Cells
from tests.app.evaluator.conftest import Hands, held
from tests.app.world import World, visitor

TWO_CELLS = {
    "coherence-mark": "+",
    "coherence-source": "Interview 3",
    "coherence-note": "Knows  what it is for.\r\nSays so.",
    "leadership-mark": "(-)",
    "leadership-source": "Minutes",
}


def stored(world: World) -> Cells:
    """Return what is coded of Elm, as others see it now."""
    db.session.rollback()
    return evidence.cells(world.harbour.closed, [world.harbour.elm.id]).get(world.harbour.elm.id, {})


@pytest.fixture
def colleague(app: Flask, world: World) -> Hands:
    """Another evaluator of harbour."""
    db.session.rollback()  # somebody signed in since this session began to read
    account = create_account("colleague@example.org", [Grant(Audience.EVALUATOR, world.harbour.programme)])
    db.session.commit()
    return Hands(visitor(app, account))


def test_saving_keeps_mark_source_and_note_with_who_and_when(evaluator: Hands, world: World) -> None:
    assert evaluator.send("elm/", evaluator.get(), TWO_CELLS).status_code == 303
    cells = stored(world)
    assert sorted(cells) == ["coherence", "leadership"]
    kept = cells["coherence"]
    assert (kept.mark, kept.source, kept.note) == (
        Mark.SUPPORTS,
        "Interview 3",
        "Knows  what it is for.\nSays so.",
    )
    assert kept.coder == "evaluator@example.org"
    assert kept.coded_on == datetime.datetime.now(datetime.UTC).date()
    page = evaluator.get()
    assert held(page)["leadership-mark"] == "(-)"
    assert "by evaluator@example.org" in page


def test_a_cell_that_is_sent_unchanged_keeps_whoever_coded_it(
    evaluator: Hands, colleague: Hands, world: World
) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    answer = colleague.send("elm/", colleague.get(), {"coherence-mark": "-"})
    assert answer.status_code == 303
    coders = {aspect: cell.coder for aspect, cell in stored(world).items()}
    assert coders == {"coherence": "colleague@example.org", "leadership": "evaluator@example.org"}


def test_a_mark_without_a_source_is_refused_and_nothing_is_lost(evaluator: Hands, world: World) -> None:
    sent = {**TWO_CELLS, "coherence-source": " ", "practice_level-mark": "(+)"}
    answer = evaluator.send("elm/", evaluator.get(), sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: " in page
    for field in ("coherence", "practice_level"):
        assert f'href="#{field}-source"' in page
        assert f'id="{field}-source-error"' in page
    assert {name: held(page)[name] for name in ("leadership-source", "practice_level-mark")} == {
        "leadership-source": "Minutes",
        "practice_level-mark": "(+)",
    }
    assert stored(world) == {}


def test_a_cell_is_cleared_on_purpose_only(evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    answer = evaluator.send("elm/", evaluator.get(), {"leadership-mark": ""})
    assert answer.status_code == 422
    assert "empty the source and the note too" in answer.get_data(as_text=True)
    assert "leadership" in stored(world)
    evaluator.send("elm/", evaluator.get(), {"leadership-mark": "", "leadership-source": ""})
    assert sorted(stored(world)) == ["coherence"]


@pytest.mark.parametrize(
    ("field", "value", "advice"),
    [
        ("source", "x" * 301, "shorten it to 300"),
        ("note", "x" * 2001, "shorten it to 2000"),
        ("mark", "++", "Choose a mark of the list"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    evaluator: Hands, world: World, field: str, value: str, advice: str
) -> None:
    answer = evaluator.send("elm/", evaluator.get(), {**TWO_CELLS, f"coherence-{field}": value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#coherence-{field}"' in page
    assert advice in page
    assert "Not a valid choice" not in page
    assert stored(world) == {}


def test_what_somebody_else_coded_meanwhile_is_shown_and_not_overwritten(
    evaluator: Hands, colleague: Hands, world: World
) -> None:
    mine, theirs = evaluator.get(), colleague.get()
    their_cells = {**TWO_CELLS, "coherence-mark": "-", "coherence-source": "Interview 9"}
    assert colleague.send("elm/", theirs, their_cells).status_code == 303
    my_cells = {"coherence-mark": "+", "coherence-source": "Interview 3"}
    answer = evaluator.send("elm/", mine, my_cells)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "colleague@example.org changed this to “− hinders” (source: “Interview 9”)" in page
    assert stored(world)["coherence"].mark is Mark.HINDERS
    # Mine is kept where I had entered something, theirs is shown where I had not.
    assert (held(page)["coherence-mark"], held(page)["leadership-mark"]) == ("+", "(-)")
    assert evaluator.send("elm/", page, {}).status_code == 303
    cells = stored(world)
    assert (cells["coherence"].mark, cells["coherence"].coder) == (Mark.SUPPORTS, "evaluator@example.org")
    assert (cells["leadership"].source, cells["leadership"].coder) == ("Minutes", "colleague@example.org")


def test_what_somebody_else_cleared_meanwhile_is_shown_too(
    evaluator: Hands, colleague: Hands, world: World
) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    mine = evaluator.get()
    page = colleague.get("elm/clear")
    assert colleague.send("elm/clear", page, {}).status_code == 303
    answer = evaluator.send("elm/", mine, {"practice_level-mark": "+", "practice_level-source": "Visit"})
    assert answer.status_code == 409
    assert "changed this to “not stated”" in answer.get_data(as_text=True)
    assert stored(world) == {}


def test_two_who_entered_the_same_are_not_in_conflict(
    evaluator: Hands, colleague: Hands, world: World
) -> None:
    mine, theirs = evaluator.get(), colleague.get()
    colleague.send("elm/", theirs, TWO_CELLS)
    assert evaluator.send("elm/", mine, TWO_CELLS).status_code == 303
    assert {cell.coder for cell in stored(world).values()} == {"colleague@example.org"}


def test_clearing_asks_first_and_shows_what_goes(evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    page = evaluator.get("elm/clear")
    assert "Interview 3" in page
    assert "cannot be undone" in page
    assert len(stored(world)) == 2  # opening the page cleared nothing
    assert evaluator.send("elm/clear", page, {}).status_code == 303
    assert stored(world) == {}


def test_clearing_does_not_take_what_was_not_shown(evaluator: Hands, colleague: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    page = evaluator.get("elm/clear")
    colleague.send("elm/", colleague.get(), {"coherence-note": "More."})
    answer = evaluator.send("elm/clear", page, {})
    assert answer.status_code == 409
    assert "Nothing was cleared" in answer.get_data(as_text=True)
    assert len(stored(world)) == 2


def test_a_lead_reads_sources_and_notes_and_has_no_form(app: Flask, evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    page = Hands(visitor(app, world.accounts["lead"])).get()
    main = page[page.index("<main") :]
    assert "Interview 3" in main
    assert "(−) hinders, stated of a group or inferred" in main
    assert "<form" not in main


def test_what_was_written_is_shown_as_text(evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), {**TWO_CELLS, "coherence-source": "<script>x</script>"})
    for page in ("elm/", "elm/clear", ""):
        assert "<script>x" not in evaluator.get(page)
    assert held(evaluator.get())["coherence-source"] == "<script>x</script>"


def test_only_the_practice_and_the_wave_are_coded(evaluator: Hands, world: World) -> None:
    evaluator.send("elm/", evaluator.get(), TWO_CELLS)
    db.session.rollback()
    assert set(evidence.cells(world.harbour.closed)) == {world.harbour.elm.id}
    assert evidence.cells(world.harbour.open) == {}
    assert evidence.cells(world.valley.closed) == {}
