"""A report that could not be made, or whose file is lost: it says so, and a lead has it made again."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.jobs.worker import Worker
from app.models import AuditEntry, OutboxRow, Task
from tests.app.jobs.orders import fake_pdf, give_up
from tests.app.practice.planning import text_of
from tests.app.world import Visitor, World, build_world, token, visitor

REPORT = "/programmes/harbour/practices/elm/waves/W1/report"
ASK_THEM = "Whoever leads the programme can have it made again here. Please tell them."


@pytest.fixture
def world(app: Flask) -> World:
    """The small world, in which no report could be made."""
    built = build_world()
    give_up(Task.RENDER_REPORT)
    return built


def print_all(app: Flask) -> None:
    """Let the worker do what there is to do."""
    db.session.rollback()
    Worker(app, fake_pdf).drain()


def lose(app: Flask) -> None:
    """Take all reports out of their folder."""
    for path in app.extensions["settings"].reports_dir.iterdir():
        path.unlink()


def press(lead: Visitor, page: str) -> None:
    """Press the button of a page that was shown."""
    answer = lead.post(REPORT, data={"csrf_token": token(page)})
    assert (answer.status_code, answer.location) == (303, REPORT)


def orders() -> int:
    """Return how many reports workers would make."""
    db.session.rollback()
    free = select(OutboxRow.id).where(
        OutboxRow.task == Task.RENDER_REPORT, OutboxRow.done.is_(False), OutboxRow.attempts == 0
    )
    return len(db.session.scalars(free).all())


def test_report_in_the_making_is_waited_for(app: Flask) -> None:
    answer = visitor(app, build_world().accounts["manager"]).get(REPORT)
    assert "data-await-report" in answer.text
    assert answer.headers["Retry-After"] == "3"


@pytest.mark.parametrize(("role", "may"), [("manager", False), ("evaluator", False), ("lead", True)])
def test_report_that_was_given_up_is_not_waited_for_and_says_who_can_help(
    app: Flask, world: World, role: str, may: bool
) -> None:
    answer = visitor(app, world.accounts[role]).get(REPORT)
    page = text_of(answer.text)
    assert "The report could not be made" in page
    assert "The result itself is not touched" in page
    assert "data-await-report" not in answer.text
    assert "Retry-After" not in answer.headers
    assert ("Make it again" in page, ASK_THEM in page) == (may, not may)


def test_lead_has_it_made_again_once(app: Flask, world: World) -> None:
    lead = visitor(app, world.accounts["lead"])
    page = lead.get(REPORT).text
    press(lead, page)
    press(lead, page)
    assert orders() == 1
    assert "The report is being made" in lead.get(REPORT).text
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "report.ordered_again"))
    assert [(each.by, each.subject) for each in entries] == [("lead@example.org", "Elm, wave W1")]
    print_all(app)
    assert lead.get(REPORT).content_type == "application/pdf"


def test_report_whose_file_is_lost_says_so_and_is_made_again(app: Flask) -> None:
    lead = visitor(app, build_world().accounts["lead"])
    print_all(app)
    first = lead.get(REPORT).data
    lose(app)
    page = lead.get(REPORT).text
    assert "The report’s file is lost" in page
    press(lead, page)
    print_all(app)
    assert lead.get(REPORT).data == first


def test_report_that_is_there_is_not_made_again(app: Flask) -> None:
    lead = visitor(app, build_world().accounts["lead"])
    print_all(app)
    press(lead, lead.get("/account").text)
    assert orders() == 0


def test_page_of_a_report_that_failed_is_the_same_whatever_is_hidden(app: Flask, world: World) -> None:
    manager = visitor(app, world.accounts["lead"])
    elm, oak = (manager.get(REPORT.replace("elm", name)).text for name in ("elm", "oak"))
    assert text_of(elm) == text_of(oak).replace("Oak", "Elm")
