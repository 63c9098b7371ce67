"""Double clicks, retries, crashes: one response and the same receipt."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.db import db
from app.models import Answer, Base, Draft, Participation, Response
from tests.app.respondent.person import PAGES, Person, revision_on, tables

ROOT = Path(__file__).parents[3]
ANSWERS = {"coherence_differentiation": "4", "coherence_comment": "They help."}


def count(table: type[Base]) -> int:
    """Return the number of rows."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_sending_again_leads_to_the_same_receipt_and_stores_nothing_more(person: Person) -> None:
    person.answer(ANSWERS)
    revision = str(revision_on(person.get("check")))
    assert person.post("check", {"revision": revision}).location == "receipt"
    after = tables()
    receipt = person.get("receipt").text
    for _ in range(2):
        assert person.post("check", {"revision": revision}).location == "receipt"
        assert person.get("receipt").text == receipt
    assert tables() == after


def test_pressing_twice_at_the_same_time_sends_once(person: Person) -> None:
    person.answer(ANSWERS)
    form = {"revision": str(revision_on(person.get("check")))}
    results = at_once(person, "check", [form] * 4)
    assert results == ["receipt"] * 4
    assert (count(Response), count(Answer), count(Participation), count(Draft)) == (1, 1, 1, 0)


def test_starting_twice_at_the_same_time_begins_once(person: Person) -> None:
    assert at_once(person, "", [{}] * 4) == [PAGES[0]] * 4
    assert count(Draft) == 1


def test_starting_again_keeps_the_answers(person: Person) -> None:
    person.post()
    person.save(PAGES[0], ANSWERS)
    assert person.post().location == PAGES[1]
    assert "They help." in person.get(PAGES[0]).text


def test_saving_pages_at_the_same_time_loses_none(person: Person) -> None:
    person.post()
    threads = [
        threading.Thread(target=person.save, args=(page, {}, 0)) for page in PAGES
    ]  # each in a context of its own
    run(threads)
    assert person.post().location == "check"


def test_sending_a_page_after_the_end_leads_to_the_receipt(person: Person) -> None:
    person.answer(ANSWERS)
    person.send()
    after = tables()
    assert person.save(PAGES[0], {"coherence_differentiation": "1"}, revision=1).location == "receipt"
    assert person.post().location == "receipt"
    assert tables() == after


def test_a_crash_before_the_commit_leaves_the_draft_and_nothing_else(person: Person) -> None:
    person.answer(ANSWERS)
    before = tables()

    def crash(_session: Session) -> None:
        raise OSError("the power went")

    event.listen(Session, "before_commit", crash)
    try:
        assert person.send().status_code == 500
    finally:
        event.remove(Session, "before_commit", crash)
    assert tables() == before
    assert person.send().location == "receipt"
    assert count(Response) == 1


def test_a_process_killed_between_commit_and_receipt_has_sent_once(app: Flask, person: Person) -> None:
    person.answer(ANSWERS)
    revision = str(revision_on(person.get("check")))
    url = app.extensions["settings"].database_url
    command = [sys.executable, "-m", "tests.app.respondent.dying_server", url, person.token, revision]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    assert (count(Response), count(Participation), count(Draft)) == (1, 1, 0)
    after = tables()
    assert person.post("check", {"revision": revision}).location == "receipt"
    assert "Your answers were sent" in person.get("receipt").text
    assert tables() == after


def test_answers_changed_after_the_check_page_was_opened_are_not_sent_unseen(person: Person) -> None:
    person.answer(ANSWERS)
    seen = revision_on(person.get("check"))
    person.save(PAGES[0], {"coherence_differentiation": "1"})
    answer = person.post("check", {"revision": str(seen)})
    assert answer.status_code == 409
    assert "Your answers have changed" in answer.text
    assert "Strongly disagree" in answer.text
    assert count(Response) == 0
    assert person.post("check", {"revision": str(revision_on(answer))}).location == "receipt"


@pytest.mark.parametrize("form", [{}, {"revision": "x"}])
def test_sending_without_having_seen_the_answers_is_not_sending(person: Person, form: dict[str, str]) -> None:
    person.answer(ANSWERS)
    assert person.post("check", form).status_code == 409
    assert count(Response) == 0


def at_once(person: Person, page: str, forms: list[dict[str, str]]) -> list[str | None]:
    """Send the forms at the same time; return where each led."""
    results: list[str | None] = []
    barrier = threading.Barrier(len(forms))

    def send(form: dict[str, str]) -> None:
        barrier.wait()
        results.append(person.post(page, form).location)

    run([threading.Thread(target=send, args=(form,)) for form in forms])
    return results


def run(threads: list[threading.Thread]) -> None:
    """Run the threads to their end."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_nothing_began_means_nothing_to_send(app: Flask, person: Person) -> None:
    assert person.post("check", {"revision": "0"}).location == "receipt"
    assert person.get("receipt").location == "./"
    assert count(Response) == 0
