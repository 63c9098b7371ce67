"""Answers in people's own words: who may read them is asked, shown before sending, and stored."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Comment, Wave
from app.survey.words import MAY_SHARE
from tests.app import builder
from tests.app.builder import Built
from tests.app.respondent.person import PAGES, Person

TEXT, BOX = "coherence_comment", "coherence_comment-share"


def stored() -> list[tuple[str, bool]]:
    """Return each comment of the store of answers, and whether its writer lets others read it."""
    db.session.rollback()
    return [(text, shared) for text, shared in db.session.execute(select(Comment.text, Comment.may_share))]


@pytest.mark.parametrize(("ticked", "shared"), [({BOX: MAY_SHARE}, True), ({}, False)])
def test_consent_is_stored_with_the_text(person: Person, ticked: dict[str, str], shared: bool) -> None:
    person.post()
    person.save(PAGES[0], {TEXT: "They help.", **ticked})
    assert ("checked" in person.get(PAGES[0]).text) is shared
    check = person.get("check").text
    assert ("You ticked the box" in check) is shared
    assert ("You did not tick the box" in check) is not shared
    assert person.send().location == "receipt"
    assert stored() == [("They help.", shared)]


def test_consent_is_taken_back_by_emptying_the_box(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {TEXT: "They help.", BOX: MAY_SHARE})
    person.save(PAGES[0], {TEXT: "They help."})
    person.send()
    assert stored() == [("They help.", False)]


def test_tick_in_one_tab_is_not_overwritten_by_another(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {TEXT: "They help."}, revision=0)
    answer = person.save(PAGES[0], {TEXT: "They help.", BOX: MAY_SHARE}, revision=0)
    assert answer.status_code == 409
    assert "You did not tick the box" in answer.text


def test_start_page_and_box_name_the_number_of_the_wave(app: Flask, built: Built) -> None:
    db.session.get_one(Wave, built.wave.id).minimum_group = 12
    db.session.commit()
    person = Person(app, built.invitations[0])
    others = "at least 12 people besides the practice manager answer"
    assert f"if {others}. If fewer answer, it can be read only if you tick" in person.get().text
    person.post()
    assert f"{others}." in person.get(PAGES[0]).text


def test_questionnaire_without_open_questions_says_nothing_of_them(app: Flask) -> None:
    of = builder.programme()
    to = builder.practice(of)
    wave = builder.wave(of, [to])
    asked = builder.invitation(to, wave, "gp", "core-team")
    db.session.commit()
    assert "in your own words" not in Person(app, asked).get().text


def test_pages_are_light(person: Person) -> None:
    for page in ("", *PAGES, "check"):
        assert len(person.get(page).data) < 30_000, page
        person.post() if not page else person.save(page, {TEXT: "x" * 900, BOX: MAY_SHARE})
