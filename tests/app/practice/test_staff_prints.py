"""Cards and forms: ordered on a page, printed by the worker, fetched the same day by who ordered them."""

from __future__ import annotations

import datetime
import re

from flask import Flask

from app.db import db
from app.jobs.worker import Worker
from app.models import Audience, PrintOrder, Task
from app.operations.create_account import Grant, create_account
from app.operations.open_wave import open_wave
from app.reports.printed import PrintedReport
from tests.app.jobs.orders import HandClock, fake_pdf, give_up
from tests.app.practice.test_staff import STAFF, keeper
from tests.app.programme.desk import hidden
from tests.app.staffing import DAY, OPENED, Office, draft_wave, office, with_mail
from tests.app.staffing import STAFF as STAFF_OF_OFFICE
from tests.app.world import Visitor, token, visitor

STAFF_WITH_MAIL = STAFF_OF_OFFICE[:2]


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


def second_wave(there: Office) -> None:
    """Open a later wave P1, of the pulse only, beside W1."""
    open_wave(draft_wave(there.programme, label="P1", instruments=["pulse"]), OPENED + DAY)
    db.session.commit()


def everybody(app: Flask, there: Office) -> Visitor:
    """Return the manager's browser with cards for everybody on order."""
    client = keeper(app, there)
    order(client, whom="everybody")
    return client


def test_cards_are_printed_by_the_worker_and_fetched(app: Flask) -> None:
    with_mail(app)
    there = office()
    client = keeper(app, there)
    place = order(client, whom="without-mail")
    assert "Being printed" in client.get(place).get_data(as_text=True)
    assert client.get(f"{place}/pdf").headers["Location"] == place
    (html,) = print_all(app)
    assert "Cas" in html
    assert "Ben" not in html
    with client.get(f"{place}/pdf") as answer:
        assert answer.content_type == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"
    page = client.get(place).get_data(as_text=True)
    assert "Being printed" not in page
    assert f'href="{place}/pdf"' in page


def test_what_could_not_be_printed_says_so_and_how_to_ask_again(app: Flask) -> None:
    client = keeper(app, office())
    place = order(client, whom="everybody")
    assert "data-look-again" in client.get(place).text
    give_up(Task.PRINT_ORDER)
    page = client.get(place).text
    assert "This could not be printed" in page
    assert f'<a href="{STAFF}/cards">Ask for it again</a>' in page
    assert "data-look-again" not in page
    assert "Being printed" not in page


def test_cards_say_the_minutes_of_all_that_the_role_is_asked(app: Flask) -> None:
    everybody(app, office())
    (html,) = print_all(app)
    cards = {name: html.split(f">{name}</h2>", 1)[1].split("</section>", 1)[0] for name in ("Ada", "Ben")}
    assert "It takes less than 9 minutes in all." in cards["Ada"]
    assert "It takes less than 7 minutes in all." in cards["Ben"]


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


def test_links_that_would_end_are_said_before_they_do(app: Flask) -> None:
    with_mail(app)
    there = office()
    client = keeper(app, there)
    fields = {"csrf_token": token(client.get(f"{STAFF}/cards").text), "wave": "W1", "whom": "everybody"}
    before = there.invitation("Ben").generation
    asked = client.post(f"{STAFF}/cards", data=fields).text
    assert "Print 3 cards?" in asked
    assert "2 of these people have a link already" in asked
    db.session.rollback()
    assert db.session.query(PrintOrder).count() == 0
    assert there.invitation("Ben").generation == before
    assert hidden(asked, "whom") == "everybody"
    confirmed = {name: hidden(asked, name) for name in ("csrf_token", "wave", "whom", "person", "confirmed")}
    assert client.post(f"{STAFF}/cards", data=confirmed).status_code == 303
    db.session.rollback()
    assert there.invitation("Ben").generation == before + 1


def test_more_links_that_would_end_meanwhile_are_asked_about_again(app: Flask) -> None:
    with_mail(app)
    there = office()
    client = keeper(app, there)
    fields = {"csrf_token": token(client.get(f"{STAFF}/cards").text), "wave": "W1", "whom": "everybody"}
    confirmed = hidden(client.post(f"{STAFF}/cards", data=fields).text, "confirmed")
    order(client, whom="without-mail")  # in another tab: now Cas has a card too
    asked = client.post(f"{STAFF}/cards", data={**fields, "confirmed": confirmed}).text
    assert "All of these people have a link already" in asked


def test_nobody_without_an_address_is_said_and_the_choice_stays(app: Flask) -> None:
    with_mail(app)
    client = keeper(app, office(STAFF_WITH_MAIL))
    fields = {"csrf_token": token(client.get(f"{STAFF}/cards").text), "whom": "without-mail"}
    assert "Everybody who is asked has an address" in client.post(f"{STAFF}/cards", data=fields).text
    page = client.post(f"{STAFF}/cards", data={**fields, "whom": "one"}).text
    assert 'href="#person"' in page
    assert re.search(r'value="one" checked', page)


def test_nobody_fetches_what_somebody_else_ordered(app: Flask) -> None:
    there = office()
    place = order(keeper(app, there), whom="without-mail")
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, there.programme)])
    db.session.commit()
    print_all(app)
    assert visitor(app, lead).get(place).status_code == 404
    assert visitor(app, lead).get(f"{place}/pdf").status_code == 404


def test_paper_form_is_of_an_instrument_of_the_wave(app: Flask) -> None:
    there = office()
    client = keeper(app, there)
    place = order(client, "paper", instrument="npt-core")
    (html,) = print_all(app)
    assert "Please copy the code from your card" in html
    with client.get(f"{place}/pdf") as answer:
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


def test_with_mail_off_everybody_is_without_mail(app: Flask) -> None:
    client = keeper(app, office())
    page = client.get(f"{STAFF}/cards").get_data(as_text=True)
    assert "Mail is off" in page
    assert "Everybody without an address" not in page
    order(client, whom="without-mail")  # of a page that was shown while mail was on
    (html,) = print_all(app)
    assert "Nobody needs a card" not in html
    assert all(name in html for name in ("Ada", "Ben", "Cas"))


def test_the_only_open_wave_is_named_and_not_asked_for(app: Flask) -> None:
    page = keeper(app, office()).get(f"{STAFF}/cards").get_data(as_text=True)
    assert "They are for wave W1: Wave W1." in page
    assert "Show this wave" not in page


def test_of_several_open_waves_one_is_chosen_and_the_latest_is_shown_first(app: Flask) -> None:
    there = office()
    second_wave(there)
    client = keeper(app, there)
    latest = client.get(f"{STAFF}/cards").get_data(as_text=True)
    assert "Waves P1 and W1 are open" in latest
    assert "this page is about wave P1" in latest
    earlier = client.get(f"{STAFF}/cards?wave=W1").get_data(as_text=True)
    assert "this page is about wave W1" in earlier
    assert 'value="npt-core"' in earlier
    assert 'value="npt-core"' not in latest
    assert client.get(f"{STAFF}/cards?wave=W9").status_code == 404


def test_cards_and_forms_are_of_the_wave_that_was_chosen(app: Flask) -> None:
    there = office()
    second_wave(there)
    client = keeper(app, there)
    order(client, whom="everybody", wave="W1")
    order(client, "paper", instrument="npt-core", wave="W1")
    order(client, whom="everybody")
    assert order(client, "paper", instrument="npt-core") == "422"
    assert order(client, whom="everybody", wave="W9") == "409"
    rows = [(row.wave_id == there.wave.id, row.kind.value) for row in db.session.query(PrintOrder)]
    assert sorted(rows) == [(False, "cards"), (True, "cards"), (True, "paper_form")]


def test_list_names_every_open_wave(app: Flask) -> None:
    there = office()
    second_wave(there)
    page = keeper(app, there).get(STAFF).get_data(as_text=True)
    assert "Waves P1 and W1 are open. Their lists were frozen" in page
