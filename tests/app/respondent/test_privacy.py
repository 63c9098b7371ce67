"""What is kept, what is told, and what is not."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import Date, DateTime, Time, select

from app.db import db
from app.drafts import unseal
from app.links import token
from app.models import Answer, Base, Choice, Comment, Draft, Response
from tests.app import builder
from tests.app.builder import Built
from tests.app.respondent.person import PAGES, Person, tables

ANSWERS_STORE: tuple[type[Base], ...] = (Response, Answer, Choice, Comment)

OWN = r"#\w+|page-.*|check|receipt|withdraw|stop|accessibility|\./|cy/[^/]*"


def test_no_page_holds_the_token_or_sets_a_cookie(person: Person) -> None:
    person.answer({"coherence_comment": "x"})
    answers = [person.get(page) for page in ("", *PAGES, "check")]
    answers += [person.save(PAGES[0], {"coherence_comment": "x" * 1001}), person.post(PAGES[0], {})]
    answers += [person.save(PAGES[0], {}), person.send(), person.get("receipt"), person.get("check")]
    for answer in answers:
        assert person.token not in answer.text
        assert person.token not in str(answer.headers)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"


def test_no_page_links_away_from_the_questionnaire(person: Person) -> None:
    person.answer({})
    for page in ("", *PAGES, "check", "receipt"):
        links = re.findall(r'<a[^>]*href="([^"]*)"', person.get(page).text)
        assert all(re.fullmatch(OWN, link) for link in links)


def test_nothing_in_the_store_of_answers_leads_to_the_person(person: Person, built: Built) -> None:
    person.answer({"coherence_differentiation": "4", "coherence_comment": "They help."})
    person.send()
    invitation = built.invitations[0]
    theirs = {invitation.id, invitation.participant_id, person.token}
    kept = tables()
    stored = {value for table in ANSWERS_STORE for row in kept[table.__tablename__] for value in row}
    assert stored
    assert not theirs & stored


def test_the_store_of_answers_holds_no_time_and_no_key_of_a_person() -> None:
    for table in ANSWERS_STORE:
        for column in table.__table__.columns:
            assert not isinstance(column.type, (Date, DateTime, Time)), column
            targets = {key.column.table.name for key in column.foreign_keys}
            assert targets <= {"waves", "practices", "responses"}, column


def test_a_draft_is_readable_with_its_own_link_only(app: Flask, built: Built) -> None:
    colleague = builder.invitation(built.practice, built.wave)
    db.session.commit()
    invitation = built.invitations[0]
    person = Person(app, invitation)
    person.answer({"coherence_comment": "They help."})
    db.session.rollback()
    draft = db.session.scalars(select(Draft)).one()
    assert b"They help." not in draft.ciphertext
    key = app.extensions["settings"].link_key
    opened = unseal(draft.ciphertext, token(key, invitation.id, 1), invitation.id)
    assert opened is not None
    assert opened.answers["coherence_comment"] == "They help."
    for other in (
        token(key, invitation.id, 2),
        token(key, colleague.id, 1),
        token("y" * 40, invitation.id, 1),
    ):
        assert unseal(draft.ciphertext, other, invitation.id) is None
    assert unseal(draft.ciphertext, token(key, invitation.id, 1), colleague.id) is None


@pytest.mark.parametrize("answers", [{}, {"coherence_differentiation": "4"}, {"coherence_comment": "No."}])
def test_the_length_of_a_draft_hides_what_was_answered(person: Person, answers: dict[str, str]) -> None:
    person.post()
    person.save(PAGES[0], answers)
    db.session.rollback()
    assert len(db.session.scalars(select(Draft.ciphertext)).one()) == 12 + 1024 + 16
