"""From the link to the receipt."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Answer, Comment, Draft, Participation, Response
from questionnaires.types import NotRelevant
from tests.app.builder import Built
from tests.app.respondent.person import CORE, PAGES, Person, tables

ANSWERS = {
    "coherence_differentiation": "4",
    "coherence_internalisation": "NR-stage",
    "coherence_comment": "They help.",
    "community_level_ties": "no-answer",
    "use_now": "0",
}


def test_what_was_answered_is_what_is_stored(person: Person, built: Built) -> None:
    person.answer(ANSWERS)
    assert person.send().location == "receipt"
    (response,) = db.session.scalars(select(Response)).all()
    assert (response.wave_id, response.practice_id) == (built.wave.id, built.practice.id)
    assert (response.role, response.instrument_id, response.instrument_version) == (
        "receptionist",
        "npt-core",
        "1.0.0",
    )
    answers = {row.item_id: (row.value, row.not_relevant) for row in db.session.scalars(select(Answer))}
    assert answers == {
        "coherence_differentiation": (4, None),
        "coherence_internalisation": (None, NotRelevant.STAGE),
        "use_now": (0, None),
    }
    assert db.session.scalars(select(Comment.text)).all() == ["They help."]
    assert db.session.scalars(select(Participation.invitation_id)).all() == [built.invitations[0].id]
    assert db.session.scalars(select(Draft)).all() == []


def test_the_pages_follow_each_other_and_end_on_the_check_page(person: Person) -> None:
    assert person.post().location == PAGES[0]
    for page, following in zip(PAGES, (*PAGES[1:], "check"), strict=True):
        assert person.save(page, {}).location == following


def test_back_keeps_the_answers_too(person: Person) -> None:
    person.post()
    assert (
        person.save(PAGES[1], {"cognitive_participation_initiation": "2", "go": "back"}).location == PAGES[0]
    )
    assert 'value="2" checked' in person.get(PAGES[1]).text
    assert person.save(PAGES[0], {"go": "back"}).location == "./"


def test_whoever_comes_back_goes_on_at_the_first_page_not_answered(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {})
    assert "Carry on" in person.get().text
    assert person.post().location == PAGES[1]
    for page in PAGES[1:]:
        person.save(page, {})
    assert person.post().location == "check"


def test_pages_lead_to_the_start_before_it_was_pressed(person: Person) -> None:
    for page in (*PAGES, "check"):
        assert person.get(page).location == "./"
    assert person.post(PAGES[0], {"revision": "0"}).location == "./"
    assert person.get("receipt").location == "./"


def test_a_change_from_the_check_page_leads_back_to_it(person: Person) -> None:
    person.answer(ANSWERS)
    assert f'href="{PAGES[0]}?then=check#coherence_differentiation"' in person.get("check").text
    assert person.save(f"{PAGES[0]}?then=check", {"coherence_differentiation": "1"}).location == "check"
    assert "Strongly disagree" in person.get("check").text


def test_the_check_page_shows_answers_and_counts_what_was_left_blank(person: Person) -> None:
    person.answer(ANSWERS)
    page = person.get("check").text
    questions = [item for item in CORE.items if item.is_scored]
    assert f"Questions you left blank: {len(questions) - 4}." in page
    for said in ("Agree", "Too early to say", "They help.", "Rather not say", "Left blank"):
        assert f">{said}<" in page


def test_a_page_that_there_is_not_is_not_found(person: Person) -> None:
    person.post()
    assert person.get("page-nothing").status_code == 404
    assert person.post("page-nothing").status_code == 404


def test_the_receipt_is_the_same_each_time_and_says_nothing_of_the_answers(person: Person) -> None:
    person.answer(ANSWERS)
    person.send()
    receipt = person.get("receipt").text
    assert person.get("receipt").text == receipt
    assert "They help." not in receipt
    for page in ("", *PAGES, "check"):
        assert person.get(page).location == "receipt"


def test_two_people_have_different_receipts(app: Flask, core_member: tuple[Person, Person]) -> None:
    survey, core_team = core_member
    survey.answer({})
    survey.send()
    core_team.post("", {"consent": "yes"})
    core_team.send()
    assert survey.get("receipt").text != core_team.get("receipt").text


def test_opening_pages_changes_nothing(person: Person) -> None:
    def walk() -> None:
        before = tables()
        for page in ("", *PAGES, f"{PAGES[0]}?then=check", "check", "receipt"):
            assert person.get(page).status_code in (200, 303)
        assert tables() == before

    walk()
    person.answer(ANSWERS)
    walk()
    person.send()
    walk()
