"""Cards and forms: ordered on a page, printed by the worker, fetched the same day by who ordered them."""

from __future__ import annotations

import datetime

from flask import Flask

from app.db import db
from app.jobs.worker import Worker
from app.models import Audience, PrintOrder
from app.operations.create_account import Grant, create_account
from app.reports.printed import PrintedReport
from tests.app.jobs.orders import HandClock, fake_pdf
from tests.app.practice.test_staff import STAFF, keeper
from tests.app.staffing import DAY, Office, office
from tests.app.world import Visitor, token, visitor


def order(client: Visitor, kind: str = "cards", **fields: str) -> str:
    """Order something; return where it will be."""
    page = client.get(f"{STAFF}/cards").get_data(as_text=True)
    answer = client.post(f"{STAFF}/{kind}", data={"csrf_token": token(page), **fields})
    return str(answer.headers.get("Location", answer.status_code))


def print_all(app: Flask) -> list[str]:
    """Let the worker print; return what it printed."""
    db.session.rollback()
    printed: list[str] = []

    def printer(html: str) -> PrintedReport:
        printed.append(html)
        return fake_pdf(html)

    Worker(app, printer).drain()
    return printed


def everybody(app: Flask, there: Office) -> Visitor:
    """Return the manager's browser with cards for everybody on order."""
    client = keeper(app, there)
    order(client, whom="everybody")
    return client


def test_cards_are_printed_by_the_worker_and_fetched(app: Flask) -> None:
    there = office()
    client = keeper(app, there)
    place = order(client, whom="without-mail")
    assert "Being printed" in client.get(place).get_data(as_text=True)
    (html,) = print_all(app)
    assert "Cas" in html
    assert "Ben" not in html
    with client.get(place) as answer:
        assert answer.content_type == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"


def test_card_of_one_person(app: Flask) -> None:
    there = office()
    order(keeper(app, there), whom="one", person=str(there.people["Ben"].id))
    (html,) = print_all(app)
    assert "Ben" in html
    assert "Cas" not in html


def test_cards_need_somebody_to_be_chosen(app: Flask) -> None:
    there = office()
    client = keeper(app, there)
    assert order(client, whom="one") == "422"
    assert order(client, whom="one", person="not-an-id") == "422"
    assert order(client) == "422"


def test_nobody_fetches_what_somebody_else_ordered(app: Flask) -> None:
    there = office()
    place = order(keeper(app, there), whom="without-mail")
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, there.programme)])
    db.session.commit()
    print_all(app)
    assert visitor(app, lead).get(place).status_code == 404


def test_paper_form_is_of_an_instrument_of_the_wave(app: Flask) -> None:
    there = office()
    client = keeper(app, there)
    place = order(client, "paper", instrument="npt-core")
    (html,) = print_all(app)
    assert "Please copy the code from your card" in html
    with client.get(place) as answer:
        assert answer.content_type == "application/pdf"
    assert order(client, "paper", instrument="pulse") == "422"


def test_what_was_printed_is_thrown_away_the_day_after(app: Flask) -> None:
    there = office()
    client = everybody(app, there)
    print_all(app)
    folder = app.extensions["settings"].prints_dir
    assert len(list(folder.iterdir())) == 1
    tomorrow = datetime.datetime.now(datetime.UTC) + DAY
    Worker(app, fake_pdf, HandClock(tomorrow)).tick()
    assert list(folder.iterdir()) == []
    row = db.session.query(PrintOrder).one()
    row.ordered_on -= DAY
    db.session.commit()
    page = client.get(f"{STAFF}/prints/{row.id}").get_data(as_text=True)
    assert "This was thrown away" in page


def test_without_an_open_wave_there_is_nothing_to_print(app: Flask) -> None:
    there = office(opened=False)
    page = keeper(app, there).get(f"{STAFF}/cards").get_data(as_text=True)
    assert "No wave is open now" in page
