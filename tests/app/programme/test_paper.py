"""Typing in a paper form on the lead's pages."""

from __future__ import annotations

import datetime
import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.card_codes import code, printed
from app.db import db
from app.models import Audience, Practice, PrintOrder, Response, Transcription, User, Wave
from app.operations.create_account import Grant, create_account
from app.operations.issue_cards import issue_cards
from tests.app.staffing import DAY, OPENED, office
from tests.app.world import Visitor, token, visitor

PAPER = "/programmes/harbour/waves/W1/paper"
ITEM = "coherence_differentiation"


@pytest.fixture
def desk(app: Flask) -> tuple[Visitor, dict[str, str]]:
    """A lead's browser, and the fields of a form that every step sends: the code and the questionnaire."""
    there, key = office(), app.extensions["settings"].link_key
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, there.programme)])
    names = [person.id for person in there.people.values()]
    issue_cards(there.practice, there.wave, there.manager, key, OPENED, only=names)
    db.session.commit()
    client = visitor(app, lead)
    card = there.invitation("Ada")
    text = printed(code(key, card.id, card.generation))
    csrf = token(client.get(PAPER).get_data(as_text=True))
    return client, {"csrf_token": csrf, "code": text, "instrument": "npt-core"}


def shown_to(client: Visitor) -> str:
    """Return the page without the secret of its form."""
    page = client.get(PAPER).get_data(as_text=True)
    return page.replace(token(page), "")


def responses() -> int:
    """Return how many responses there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Response)) or 0


def test_form_is_typed_in_twice(desk: tuple[Visitor, dict[str, str]]) -> None:
    client, fields = desk
    assert "First entry" in client.post(PAPER, data=fields).get_data(as_text=True)
    first = client.post(f"{PAPER}/entry", data={**fields, ITEM: "4"}).get_data(as_text=True)
    assert "Second entry" in first
    assert "checked" not in first  # the second is made from the paper, not from the first
    assert responses() == 0
    assert client.post(f"{PAPER}/entry", data={**fields, ITEM: "4"}).status_code == 303
    assert responses() == 1
    assert "typed in." not in client.get(PAPER).get_data(as_text=True)


@pytest.mark.parametrize(("forms", "said"), [(4, False), (5, True)])
def test_forms_are_counted_over_all_practices_from_the_minimum_up_when_the_day_began(
    desk: tuple[Visitor, dict[str, str]], forms: int, *, said: bool
) -> None:
    client, _ = desk
    wave, practice = db.session.scalars(select(Wave)).one(), db.session.scalars(select(Practice)).one()
    today = datetime.datetime.now(datetime.UTC).date()
    before = shown_to(client)
    for day in (today, today - DAY):
        db.session.add_all(
            Transcription(wave_id=wave.id, practice_id=practice.id, instrument_id="npt-core", typed_on=day)
            for _ in range(forms)
        )
        db.session.commit()
        page = shown_to(client)
        shown = said and day < today
        assert (f"{forms} forms of this wave had been typed in" in page) is shown
        assert (page == before) is not shown


def test_who_printed_a_card_does_not_type_in_its_form(desk: tuple[Visitor, dict[str, str]]) -> None:
    client, fields = desk
    order, lead = (
        db.session.scalars(select(PrintOrder)).one(),
        db.session.scalars(select(User).where(User.email == "lead@example.org")).one(),
    )
    order.ordered_by = lead.id
    db.session.commit()
    for place in (PAPER, f"{PAPER}/entry"):
        answer = client.post(place, data={**fields, ITEM: "4"})
        assert (answer.status_code, "You printed the card" in answer.get_data(as_text=True)) == (422, True)


def test_difference_is_shown_and_nothing_sent(desk: tuple[Visitor, dict[str, str]]) -> None:
    client, fields = desk
    client.post(f"{PAPER}/entry", data={**fields, ITEM: "4"})
    answer = client.post(f"{PAPER}/entry", data={**fields, ITEM: "2"})
    assert answer.status_code == 409
    assert "The two entries differ" in answer.get_data(as_text=True)
    assert responses() == 0


def test_answer_that_is_none_is_refused(desk: tuple[Visitor, dict[str, str]]) -> None:
    client, fields = desk
    assert client.post(f"{PAPER}/entry", data={**fields, ITEM: "9"}).status_code == 422


def test_wrong_code_is_refused_on_every_step(desk: tuple[Visitor, dict[str, str]]) -> None:
    client, fields = desk
    for place in (PAPER, f"{PAPER}/entry"):
        assert client.post(place, data={**fields, "code": "AAAA-AAAA"}).status_code == 422


def test_what_was_typed_and_chosen_stands_beside_the_error(desk: tuple[Visitor, dict[str, str]]) -> None:
    client, fields = desk
    wrong = client.post(PAPER, data={**fields, "code": "AAAA-AAAA", "instrument": "core-team"}).text
    assert "This code is of no card of this wave" in wrong
    assert 'value="AAAA-AAAA"' in wrong
    assert re.search(r'<option value="core-team" selected', wrong)
    none = client.post(PAPER, data={**fields, "code": " ", "instrument": "core-team"}).text
    assert "Enter the code on the form" in none
    assert "of no card" not in none


def test_form_by_role_needs_the_tick_on_the_paper(desk: tuple[Visitor, dict[str, str]]) -> None:
    client, fields = desk
    fields = {**fields, "instrument": "core-team"}
    assert client.post(f"{PAPER}/entry", data=fields).status_code == 422
    assert client.post(f"{PAPER}/entry", data={**fields, "consent": "yes"}).status_code == 200
