"""From the moment at which a wave is asked to be closed no answer is taken, and none is half taken."""

from __future__ import annotations

import threading
from contextvars import Context

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import begin_writing, db
from app.errors import WaveStateError
from app.models import Draft, OutboxRow, Participation, Response, User, Wave, WaveState
from app.operations.ask_to_close import ask_to_close
from app.operations.create_account import create_account
from tests.app import builder
from tests.app.builder import Built
from tests.app.respondent.person import PAGES, Person, revision_on

ANSWERS = {"coherence_differentiation": "4"}
MOST = 5


@pytest.fixture
def built(app: Flask) -> Built:
    """An open wave with one invitation, and somebody with an account."""
    found = builder.open_wave()
    create_account("lead@example.org", [])
    db.session.commit()
    return found


def ask(wave: Wave) -> bool:
    """Ask for the wave to be closed, and commit."""
    asked = ask_to_close(wave, db.session.scalars(select(User)).one(), MOST)
    db.session.commit()
    return asked


def count(table: type[Draft] | type[Response] | type[Participation] | type[OutboxRow]) -> int:
    """Return how many rows there are now."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_answers_are_not_taken_any_more(app: Flask, built: Built) -> None:
    person = Person(app, built.invitations[0])
    person.answer(ANSWERS)
    form = {"revision": str(revision_on(person.get("check")))}
    assert ask(built.wave)
    assert person.get().status_code == 404
    assert person.get(PAGES[0]).status_code == 404
    assert person.save(PAGES[0], ANSWERS, revision=1).status_code == 404
    answer = person.post("check", form)
    assert answer.status_code == 404
    assert "the questionnaire may have closed" in answer.text
    assert (count(Response), count(Participation), count(Draft)) == (0, 0, 1)


def test_from_then_on_links_do_not_tell_who_has_answered(app: Flask, built: Built) -> None:
    person = Person(app, built.invitations[0])
    person.answer(ANSWERS)
    person.send()
    ask(built.wave)
    assert {person.get(page).status_code for page in ("", "receipt", "stop")} == {404}


def test_asking_again_orders_nothing_more(app: Flask, built: Built) -> None:
    assert ask(built.wave)
    assert not ask(built.wave)
    assert count(OutboxRow) == 1


def test_what_the_worker_gave_up_is_ordered_anew(app: Flask, built: Built) -> None:
    ask(built.wave)
    db.session.scalars(select(OutboxRow)).one().attempts = MOST
    db.session.commit()
    assert ask(built.wave)
    assert count(OutboxRow) == 1
    assert db.session.scalars(select(OutboxRow.attempts)).one() == 0


@pytest.mark.parametrize("state", [WaveState.DRAFT, WaveState.CLOSED])
def test_only_an_open_wave_is_stopped(app: Flask, built: Built, state: WaveState) -> None:
    built.wave.state = state
    db.session.commit()
    if state is WaveState.DRAFT:
        with pytest.raises(WaveStateError, match="draft"):
            ask(built.wave)
    else:
        assert not ask(built.wave)
    db.session.rollback()
    db.session.refresh(built.wave)
    assert built.wave.state is state
    assert count(OutboxRow) == 0


def test_an_answer_that_comes_in_while_the_wave_is_held_is_not_taken(app: Flask, built: Built) -> None:
    person = Person(app, built.invitations[0])
    person.answer(ANSWERS)
    form = {"revision": str(revision_on(person.get("check")))}
    statuses: list[int] = []
    sending = threading.Thread(target=lambda: statuses.append(person.post("check", form).status_code))
    db.session.rollback()
    begin_writing()
    wave = db.session.get_one(Wave, built.wave.id)
    ask_to_close(wave, db.session.scalars(select(User)).one(), MOST)
    sending.start()  # it waits for the wave, or comes after
    db.session.commit()
    sending.join()
    assert statuses == [404]
    assert (count(Response), count(Participation)) == (0, 0)


def test_an_answer_that_was_sent_before_counts(app: Flask, built: Built) -> None:
    person = Person(app, built.invitations[0])
    person.answer(ANSWERS)
    assert person.send().location == "receipt"
    ask(built.wave)
    assert (count(Response), count(Participation)) == (1, 1)


def test_answers_and_the_closing_at_the_same_time_leave_nothing_half_done(app: Flask) -> None:
    """Eight people press at once while the wave is closed: each is sent whole, or not at all."""
    built = builder.open_wave(("gp",) * 8)
    create_account("lead@example.org", [])
    db.session.commit()
    people = [Person(app, invitation) for invitation in built.invitations]
    forms = []
    for person in people:
        person.answer(ANSWERS)
        forms.append({"revision": str(revision_on(person.get("check")))})
    wave_id = built.wave.id
    db.session.rollback()
    barrier, found = threading.Barrier(len(people) + 1), list[str | None]()

    def send(number: int) -> None:
        barrier.wait()
        found.append(people[number].post("check", forms[number]).location)

    def close() -> None:
        barrier.wait()
        with app.app_context():
            begin_writing()
            ask(db.session.get_one(Wave, wave_id))

    threads = [threading.Thread(target=Context().run, args=(send, number)) for number in range(len(people))]
    threads.append(threading.Thread(target=Context().run, args=(close,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent = found.count("receipt")
    assert len(found) == len(people)
    assert (count(Response), count(Participation), count(Draft)) == (sent, sent, len(people) - sent)
