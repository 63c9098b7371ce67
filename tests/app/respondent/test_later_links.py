"""A link that was made later shows whoever follows it the same, whether its person has answered or not."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.models import Answer, Draft, Invitation, Participation, Response
from tests.app import builder
from tests.app.respondent.person import PAGES, Form, Person, revision_on, statements, tables

PARTS = ("", *PAGES, "check", "receipt", "withdraw", "stop", "saved")
SAID = "If you have sent your answers before"
NOTHING: Form = {}


@pytest.fixture
def pair(app: Flask) -> tuple[Person, Person]:
    """Two managers with new links: one has answered both questionnaires with the old ones, one has not."""
    of = builder.programme()
    to = builder.practice(of)
    wave = builder.wave(of, [to])
    people = []
    for _ in range(2):
        survey = builder.invitation(to, wave, "practice_manager")
        core_team = builder.invitation(to, wave, "practice_manager", "core-team")
        core_team.participant_id = survey.participant_id
        db.session.commit()
        people.append((survey, core_team))
    answering, leading = (Person(app, each) for each in people[0])
    answering.answer({"coherence_differentiation": "4"})
    answering.send()
    leading.post("", {"consent": "yes"})
    leading.send()
    for invitation in db.session.scalars(select(Invitation)):
        invitation.generation = 2
    db.session.commit()
    return Person(app, people[0][0]), Person(app, people[1][0])


def seen(person: Person, method: str, page: str, form: Form = NOTHING) -> tuple[int, str | None, str, int]:
    """Return what a request gets: status, way on, text; and how many statements a page to read took."""
    with statements() as taken:
        answer = person.get(page) if method == "GET" else person.post(page, form)
    way = answer.location.split("/q/")[0] if answer.location else None  # a link to the next has a token
    return (
        answer.status_code,
        way,
        answer.text if answer.status_code != 303 else "",
        len(taken) * (method == "GET"),
    )


def assert_alike(pair: tuple[Person, Person], method: str, page: str, form: Form = NOTHING) -> None:
    """Both get the same for a request."""
    answered, new = (seen(each, method, page, form) for each in pair)
    assert answered == new, (method, page)


def everywhere(pair: tuple[Person, Person]) -> None:
    """Both see the same on every page."""
    for page in PARTS:
        assert_alike(pair, "GET", page)
        assert_alike(pair, "GET", f"cy/{page}")


def test_every_step_is_the_same_from_the_first_page_to_the_receipt(pair: tuple[Person, Person]) -> None:
    assert SAID in pair[0].get().text
    assert "Os ydych wedi anfon" in pair[0].get("cy/").text
    everywhere(pair)
    assert_alike(pair, "POST", "check", {"revision": "1"})
    assert_alike(pair, "POST", "")
    everywhere(pair)
    for page in PAGES:
        assert_alike(pair, "POST", page, {"revision": "0", "coherence_comment": "Mine."})
    everywhere(pair)
    revision = str(revision_on(pair[0].get("check")))
    assert_alike(pair, "POST", "check", {"revision": "0"})
    assert pair[0].post("check", {"revision": revision}).location == "receipt"
    assert pair[1].post("check", {"revision": revision}).location == "receipt"
    for person in pair:
        assert "Your answers were sent" in person.get("receipt").text
        assert person.get().location == "receipt"
        assert person.post("check", {"revision": revision}).location == "receipt"
    texts = {person.get("receipt").text.split("app-reference")[1][16:] for person in pair}
    assert len(texts) == 1
    assert_alike(pair, "POST", "receipt")


def test_an_answer_that_is_not_valid_is_refused_from_both(pair: tuple[Person, Person]) -> None:
    for person in pair:
        person.post()
        person.save(PAGES[0], {"coherence_comment": "long" * 5_000})
    revision = str(revision_on(pair[0].get("check")))
    assert_alike(pair, "POST", "check", {"revision": revision})
    assert {person.get("receipt").location for person in pair} == {"./"}


def test_what_is_sent_with_a_later_link_is_dropped_and_the_first_answers_stay(
    pair: tuple[Person, Person],
) -> None:
    before = tables()
    answered, _ = pair
    answered.answer({"coherence_differentiation": "1"})
    assert answered.send().location == "receipt"
    after = tables()
    of_answers = ("responses", "answers", "comments", "choices", "figures")
    assert [after[each] for each in of_answers] == [before[each] for each in of_answers]
    assert db.session.scalars(select(Answer.value)).all() == [4]
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0
    days = {(row[0], row[1]) for row in before["participations"]}
    assert {(row[0], row[1]) for row in after["participations"]} == days


def test_who_had_not_answered_is_counted_with_a_later_link(pair: tuple[Person, Person]) -> None:
    before = db.session.scalar(select(func.count()).select_from(Response)) or 0
    pair[1].answer({})
    pair[1].send()
    assert db.session.scalar(select(func.count()).select_from(Response)) == before + 1
    assert db.session.scalar(select(func.count()).select_from(Participation)) == before + 1


def test_a_first_link_says_nothing_of_answers_sent_before(person: Person) -> None:
    assert SAID not in person.get().text
