"""Coding from a comment: the quotation is filled in, and nothing is saved before somebody saves it."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.models import EvidenceCell, SharedComment
from tests.app.evaluator.conftest import Hands, held
from tests.app.world import COMMENT, World, visitor


def address(world: World, aspect: str = "coherence", comment: object = None) -> str:
    """Return the address that quotes Elm's comment in a column."""
    return f"elm/?comment={comment or world.harbour.comment.id}&aspect={aspect}"


def cells() -> int:
    """Return how many cells are coded."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(EvidenceCell)) or 0


def test_quotation_stands_in_the_note_and_names_its_source(world: World, evaluator: Hands) -> None:
    page = evaluator.get(address(world))
    form = held(page)
    assert form["coherence-note"] == f"“{COMMENT}”"
    assert form["coherence-source"] == "Comment in the survey, wave W1"
    assert form["coherence-mark"] == ""
    assert "Nothing is saved yet" in page
    assert cells() == 0


def test_mark_and_quotation_are_saved_together(world: World, evaluator: Hands) -> None:
    page = evaluator.get(address(world))
    answer = evaluator.send("elm/", page, {"coherence-mark": "+"})
    assert answer.status_code == 303
    db.session.rollback()
    (cell,) = db.session.scalars(select(EvidenceCell))
    assert (cell.aspect, cell.mark.value, cell.note) == ("coherence", "+", f"“{COMMENT}”")


def test_quotation_without_a_mark_is_not_lost(world: World, evaluator: Hands) -> None:
    answer = evaluator.send("elm/", evaluator.get(address(world)), {})
    assert answer.status_code == 422
    assert held(answer.text)["coherence-note"] == f"“{COMMENT}”"
    assert cells() == 0


def test_note_that_is_there_stays_and_is_quoted_into_once(world: World, evaluator: Hands) -> None:
    first = evaluator.get()
    coded = {"coherence-mark": "-", "coherence-source": "Interview", "coherence-note": "Two jobs."}
    assert evaluator.send("elm/", first, coded).status_code == 303
    page = evaluator.get(address(world))
    form = held(page)
    assert form["coherence-note"] == f"Two jobs.\n“{COMMENT}”"
    assert form["coherence-source"] == "Interview"
    assert evaluator.send("elm/", page, {}).status_code == 303
    assert str(held(evaluator.get(address(world)))["coherence-note"]).count(COMMENT) == 1


def test_it_can_be_put_into_any_other_column(world: World, evaluator: Hands) -> None:
    page = evaluator.get(address(world))
    assert "aspect=leadership#leadership-mark" in page
    form = held(evaluator.get(address(world, "leadership")))
    assert form["leadership-note"] == f"“{COMMENT}”"
    assert form["coherence-note"] == ""


@pytest.mark.parametrize(
    ("aspect", "comment"), [("mood", None), ("coherence", "x"), ("coherence", uuid.UUID(int=7))]
)
def test_what_is_not_there_is_not_found(world: World, evaluator: Hands, aspect: str, comment: object) -> None:
    place = f"/evidence/harbour/W1/{address(world, aspect, comment)}"
    assert evaluator.client.get(place).status_code == 404


def test_comment_of_another_practice_or_one_that_is_withheld_is_not_found(
    world: World, evaluator: Hands
) -> None:
    quoting = address(world)
    assert evaluator.client.get(f"/evidence/harbour/W1/{quoting.replace('elm', 'oak')}").status_code == 404
    assert evaluator.client.get(f"/evidence/harbour/W2/{quoting}").status_code == 404
    db.session.rollback()
    db.session.get_one(SharedComment, world.harbour.comment.id).withheld = True
    db.session.commit()
    assert evaluator.client.get(f"/evidence/harbour/W1/{quoting}").status_code == 404


def test_leads_read_the_cells_and_quote_nothing(app: Flask, world: World) -> None:
    page = visitor(app, world.accounts["lead"]).get(f"/evidence/harbour/W1/{address(world)}")
    assert page.status_code == 200
    assert COMMENT not in page.text
