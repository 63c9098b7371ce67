"""Pages and questions that depend on earlier answers, on a small questionnaire with an item of many types."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import db
from app.models import Answer, Choice, Comment, Figure, Invitation, WaveInstrument
from questionnaires import catalogue
from tests.app.builder import Built
from tests.app.respondent.person import Form, Person

SMALL = Path(__file__).parents[2] / "data" / "questionnaires" / "good" / "routing_by_answer.toml"
LIKES: Form = {"knows_it": "5", "drink": "tea", "cups": "2"}


@pytest.fixture
def tea(app: Flask, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody who was asked about tea."""
    folder = tmp_path / "instruments"
    shutil.copytree(catalogue.FOLDER, folder)
    shutil.copy(SMALL, folder)
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    catalogue._by_id.cache_clear()
    db.session.execute(
        update(WaveInstrument)
        .where(WaveInstrument.instrument_id == "npt-core")
        .values(instrument_id="tea-break")
    )
    db.session.execute(update(Invitation).values(instrument_id="tea-break"))
    db.session.commit()
    person = Person(app, built.invitations[0])
    person.post()
    yield person
    catalogue._by_id.cache_clear()


def test_a_page_is_shown_to_those_whose_answers_ask_for_it(tea: Person) -> None:
    assert "Page 1 of 2" in tea.get("page-page").text
    assert tea.save("page-page", LIKES).location == "page-likes_it"
    assert "Page 2 of 3" in tea.get("page-likes_it").text


def test_a_page_that_is_not_asked_is_passed_by_and_cannot_be_opened(tea: Person) -> None:
    assert tea.get("page-likes_it").location == "page-page"
    assert tea.save("page-page", {"knows_it": "2"}).location == "page-second"
    assert tea.get("page-likes_it").location == "page-second"
    assert tea.post("page-likes_it", {"revision": "0", "biscuit": "Hobnob"}).location == "page-second"
    assert tea.save("page-second", {"go": "back"}).location == "page-page"


def test_answers_to_a_page_that_a_change_hides_are_not_stored(tea: Person) -> None:
    tea.save("page-page", LIKES)
    tea.save("page-likes_it", {"biscuit": "Hobnob"})
    tea.save("page-second", {"cake": "Lemon"})
    assert "Hobnob" in tea.get("check").text
    assert tea.save("page-page?then=check", {**LIKES, "drink": "cake"}).location == "check"
    assert "Hobnob" not in tea.get("check").text
    assert tea.send().location == "receipt"
    assert db.session.scalars(select(Comment.text)).all() == ["Lemon"]


def test_answers_come_back_with_the_page(tea: Person) -> None:
    tea.save("page-page", LIKES)
    tea.save("page-likes_it", {"biscuit": "Hobnob"})
    tea.save("page-page", {**LIKES, "drink": "cake"})
    assert tea.save("page-page", LIKES).location == "page-likes_it"
    assert 'value="Hobnob"' in tea.get("page-likes_it").text


def test_a_change_on_the_way_to_the_check_page_leads_to_what_is_new(tea: Person) -> None:
    tea.save("page-page", {"knows_it": "2"})
    tea.save("page-second", {})
    assert tea.save("page-page?then=check", LIKES).location == "page-likes_it"
    assert tea.post().location == "page-likes_it"


def test_a_text_to_read_is_asked_by_earlier_answers_and_never_counted(tea: Person) -> None:
    tea.save("page-page", {"cups": "2"})
    assert "Tea is served at ten" not in tea.get("page-second").text
    tea.save("page-page", {"cups": "4"})
    page = tea.get("page-second").text
    assert "Tea is served at ten" in page
    assert tea.save("page-second", {"many": "x"}).location == "check"
    assert "Tea is served" not in tea.get("check").text


def test_an_item_hidden_on_a_shown_page_is_not_stored(tea: Person) -> None:
    assert tea.save("page-page", {"cups": "2"}).location == "page-second"
    tea.save("page-second", {"many": "x", "cake": "Lemon"})
    assert tea.send().location == "receipt"
    assert db.session.scalars(select(Comment.item_id)).all() == ["cake"]


def test_every_type_is_stored_where_it_belongs(tea: Person) -> None:
    tea.save("page-page", {**LIKES, "tasks": ["tea", "cake"], "cups": "3"})
    tea.save("page-likes_it", {"biscuit": "  Hob \n nob "})
    tea.save("page-second", {})
    assert tea.send().location == "receipt"
    assert db.session.execute(select(Answer.item_id, Answer.value)).all() == [("knows_it", 5)]
    assert db.session.execute(select(Figure.item_id, Figure.figure)).all() == [("cups", 3.0)]
    assert db.session.execute(select(Comment.item_id, Comment.text)).all() == [("biscuit", "Hob nob")]
    chosen = db.session.execute(select(Choice.item_id, Choice.option_id)).all()
    assert sorted(chosen) == [("drink", "tea"), ("tasks", "cake"), ("tasks", "tea")]


@pytest.mark.parametrize("cups", ["21", "-1", "1.5", "many", "1,000", "1e3", "٣"])
def test_a_number_that_cannot_be_is_refused_kept_and_not_sent(tea: Person, cups: str) -> None:
    answer = tea.save("page-page", {"cups": cups, "knows_it": "4"})
    assert answer.status_code == 422
    assert 'href="#cups"' in answer.text
    assert f'value="{cups}"' in answer.text
    tea.save("page-second", {})
    assert tea.send().location == "check"
