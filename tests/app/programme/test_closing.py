"""Closing a wave on the lead's pages: what is said before, who may, and how far it has come."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Audience, Invitation, OutboxRow, Participation, Task, WaveState
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from tests.app.jobs.orders import give_up
from tests.app.programme.desk import DAY, PROGRAMME, TODAY, Desk, audited, desk, wave_form, without_tokens
from tests.app.world import installed, visitor
from tests.site_map import PAGES, address

CLOSE = {"early": "yes"}


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and an open wave."""
    found = desk(app)
    found.opened()
    return found


def orders() -> list[OutboxRow]:
    """Return what the worker was asked to close."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(OutboxRow).where(OutboxRow.task == Task.CLOSE_WAVE)))


def overdue(there: Desk) -> None:
    """Let the last day pass."""
    wave = there.wave()
    wave.opens_on, wave.closes_on = TODAY - 30 * DAY, TODAY - DAY
    db.session.commit()


def test_page_says_what_closing_means_and_changes_nothing(there: Desk) -> None:
    page = there.page("/waves/W1/closing")
    for words in (
        "0 of 12",
        "Practices that will have results",
        "0 of 2",
        "When the day began no practice had enough answers",
        "begun and not sent are thrown away",
        "at least 5 people besides the practice manager",
        "Closing cannot be undone",
        f"until {TODAY + 30 * DAY:%-d %B %Y}",
    ):
        assert words in page, words
    assert there.wave().state is WaveState.OPEN


def test_asking_stops_the_wave_and_orders_its_closing(there: Desk) -> None:
    answer = there.send("/waves/W1/closing", CLOSE)
    assert (answer.status_code, answer.location) == (303, f"{PROGRAMME}/waves/W1/closing")
    assert there.wave().state is WaveState.CLOSING
    assert [order.subject_id for order in orders()] == [there.wave().id]
    (entry,) = audited("wave.closing_asked")
    assert (entry.by, entry.subject) == ("lead@example.org", "wave W1")
    assert "No more answers are taken" in there.page("/waves/W1/closing")
    assert "Being closed" in there.page("/waves/W1")


def test_closing_before_the_last_day_is_confirmed(there: Desk) -> None:
    answer = there.send("/waves/W1/closing", {})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count("Tick the box if the wave is to be closed before its last day") == 2
    assert 'href="#early"' in page
    assert there.wave().state is WaveState.OPEN
    assert not orders()


def test_on_the_last_day_it_is_still_early(there: Desk) -> None:
    wave = there.wave()
    wave.closes_on = TODAY
    db.session.commit()
    assert there.send("/waves/W1/closing", {}).status_code == 422


def test_after_the_last_day_nothing_more_is_confirmed(there: Desk) -> None:
    overdue(there)
    assert 'name="early"' not in there.page("/waves/W1/closing")
    assert there.send("/waves/W1/closing", {}).status_code == 303
    assert there.wave().state is WaveState.CLOSING


def test_asking_twice_orders_once_and_says_so(there: Desk) -> None:
    seen = there.page("/waves/W1/closing")
    assert there.send("/waves/W1/closing", CLOSE, seen=seen).status_code == 303
    assert there.send("/waves/W1/closing", CLOSE, seen=seen).status_code == 303
    assert "Closing was asked for already." in there.page("/waves/W1/closing")
    assert len(orders()) == len(audited("wave.closing_asked")) == 1


def test_two_leads_who_press_at_once_order_it_once(there: Desk) -> None:
    browsers = [visitor(there.app, there.account) for _ in range(4)]
    pages = [browser.get(f"{PROGRAMME}/waves/W1/closing").get_data(as_text=True) for browser in browsers]
    barrier, statuses = threading.Barrier(len(browsers)), list[int]()
    db.session.rollback()

    def press(number: int) -> None:
        desk_of = Desk(there.app, there.programme, there.elm, there.oak, there.account, browsers[number])
        barrier.wait()
        statuses.append(desk_of.send("/waves/W1/closing", CLOSE, seen=pages[number]).status_code)

    threads = [threading.Thread(target=press, args=(number,)) for number in range(len(browsers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * len(browsers)
    assert len(orders()) == len(audited("wave.closing_asked")) == 1


def test_a_wave_in_preparation_cannot_be_closed(app: Flask) -> None:
    there = desk(app)
    there.send("/new-wave", wave_form())
    assert "This wave is not open" in there.page("/waves/W1/closing")
    assert there.send("/waves/W1/closing", CLOSE).status_code == 409
    assert there.wave().state is WaveState.DRAFT


@pytest.mark.parametrize(
    ("attempts", "error", "words"),
    [
        (0, None, "as soon as the worker is free"),
        (1, None, "The results are being worked out"),
        (2, "MemoryError", "failed (2 tries). It is tried again by itself"),
        (MOST_ATTEMPTS, "MemoryError", f"failed {MOST_ATTEMPTS} times. Nothing is lost"),
        (MOST_ATTEMPTS, None, f"failed {MOST_ATTEMPTS} times. Nothing is lost"),  # its workers were killed
    ],
)
def test_page_says_how_far_the_worker_is(there: Desk, attempts: int, error: str | None, words: str) -> None:
    there.send("/waves/W1/closing", CLOSE)
    (order,) = orders()
    order.attempts, order.last_error = attempts, error
    db.session.commit()
    page = there.page("/waves/W1/closing")
    assert words in page
    assert ("data-look-again" in page) == (attempts < MOST_ATTEMPTS)
    assert ("Try again" in page) == (attempts == MOST_ATTEMPTS)


@pytest.mark.parametrize("role", ["lead", "evaluator", "manager"])
def test_everybody_is_told_that_closing_was_given_up_and_who_can_try_again(there: Desk, role: str) -> None:
    grants = {"evaluator": Grant(Audience.EVALUATOR, there.programme)}
    grants["manager"] = Grant(Audience.MANAGER, practice=there.elm)
    db.session.rollback()
    account = there.account if role == "lead" else create_account("x@example.org", [grants[role]])
    db.session.commit()
    there.send("/waves/W1/closing", CLOSE)
    give_up(Task.CLOSE_WAVE)
    places = [f"{PROGRAMME}/practices/elm/waves/W1", "/"]
    places += [f"{PROGRAMME}/waves/W1"] if role != "manager" else []
    reader = visitor(there.app, account)
    for place in places:
        page = reader.get(place, follow_redirects=True).text
        assert "could not be worked out yet" in page, place
        assert "being worked out" not in page, place
        if place != "/":
            assert "Nothing is lost" in page
            assert (f'href="{PROGRAMME}/waves/W1/closing">Try again' in page) == (role == "lead")
            assert ("Whoever leads the programme can try again" in page) == (role != "lead")


def test_what_was_given_up_is_ordered_anew(there: Desk) -> None:
    there.send("/waves/W1/closing", CLOSE)
    (order,) = orders()
    order.attempts, order.last_error, given_up = MOST_ATTEMPTS, "MemoryError", order.id
    db.session.commit()
    assert there.send("/waves/W1/closing", {}).status_code == 303
    (anew,) = orders()
    assert (anew.attempts, anew.done) == (0, False)
    assert anew.id != given_up


def test_reports_are_counted_when_the_wave_is_closed(there: Desk) -> None:
    close_wave(there.wave(), TODAY)
    db.session.commit()
    page = there.page("/waves/W1/closing")
    assert "Reports: 0 of 2 ready" in page
    assert "data-look-again" in page
    for row in db.session.scalars(select(OutboxRow).where(OutboxRow.task == Task.RENDER_REPORT)):
        row.attempts = MOST_ATTEMPTS
    db.session.commit()
    page = there.page("/waves/W1/closing")
    assert "2 could not be written" in page
    assert "data-look-again" not in page
    for wanted in (True, False):  # the second press finds none
        assert there.send("/waves/W1/reports", {}, seen=page).status_code == 303
        db.session.rollback()
        assert db.session.scalars(select(OutboxRow.attempts)).all() == [0, 0]
        assert ("No report waits" in there.page("/waves/W1/closing")) is not wanted
    assert [entry.detail for entry in audited("reports.ordered_again")] == [{"reports": "2"}]


def test_closing_a_closed_wave_again_changes_nothing(there: Desk) -> None:
    seen = there.page("/waves/W1/closing")
    close_wave(there.wave(), TODAY)
    db.session.commit()
    assert there.send("/waves/W1/closing", CLOSE, seen=seen).status_code == 303
    assert there.wave().state is WaveState.CLOSED
    assert not orders()


def test_what_was_sent_today_is_in_no_number_of_the_page(there: Desk) -> None:
    before = without_tokens(there.page("/waves/W1/closing"))
    for invitation in db.session.scalars(select(Invitation)):
        db.session.add(Participation(invitation_id=invitation.id, submitted_on=TODAY))
    db.session.commit()
    assert without_tokens(there.page("/waves/W1/closing")) == before


@pytest.mark.parametrize("role", ["manager", "lead", "evaluator", "administrator"])
def test_no_page_breaks_and_none_shows_a_result_while_a_wave_is_being_closed(
    sqlite_template: Path, tmp_path: Path, role: str
) -> None:
    with installed(sqlite_template, tmp_path) as installation:
        with installation.app.app_context():
            db.session.merge(installation.world.harbour.open).state = WaveState.CLOSING
            db.session.commit()
        client = installation.visitor(role)
        place = {"programme": "harbour", "practice": "elm", "wave": "W2"}
        of_programmes = [name for name, rule in PAGES.items() if "programme" in rule.arguments]
        asked = {address(installation, name, **place) for name in of_programmes} | {"/", "/practices"}
        found = {each: client.get(each, follow_redirects=True) for each in asked}
        assert {each: answer.status for each, answer in found.items() if answer.status_code >= 500} == {}
        if role != "administrator":
            practice = found["/programmes/harbour/practices/elm/waves/W2"].get_data(as_text=True)
            assert "Being closed" in practice
            assert "being closed" in found["/practices"].get_data(as_text=True)
        if role == "manager":
            assert "being closed" in found["/"].get_data(as_text=True)
