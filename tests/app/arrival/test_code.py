"""The page on which a card's code is typed."""

from __future__ import annotations

import pytest
from flask import Flask

from app.card_codes import code
from app.db import db
from app.operations.issue_cards import issue_cards
from tests.app.staffing import OPENED, office
from tests.app.world import visitor


@pytest.fixture
def card(app: Flask) -> str:
    """The code of Cas's card."""
    there, key = office(), app.extensions["settings"].link_key
    issue_cards(there.practice, there.wave, there.manager, key, OPENED)
    db.session.commit()
    invitation = there.invitation("Cas")
    return code(key, invitation.id, invitation.generation)


def test_code_leads_to_the_start_page(app: Flask, card: str) -> None:
    client = visitor(app)
    answer = client.post("/c", data={"code": card.lower()})
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"]).status_code == 200


def test_every_wrong_code_gets_the_same_page_and_stands_in_it(app: Flask, card: str) -> None:
    client = visitor(app)
    pages = {
        client.post("/c", data={"code": wrong}).text.replace(f'value="{wrong}"', "")
        for wrong in ("AAAA-AAAA", card[:-1], "x" * 40)
    }
    assert len(pages) == 1
    assert "This code does not open a questionnaire" in pages.pop()


@pytest.mark.parametrize("typed", ["", "  "])
def test_no_code_is_not_called_a_wrong_one(app: Flask, typed: str) -> None:
    answer = visitor(app).post("/c", data={"code": typed})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert "Type the code that is on your card" in answer.text
    assert "does not open" not in answer.text


def test_opening_the_page_changes_nothing_and_leaves_no_cookie(app: Flask) -> None:
    answer = visitor(app).get("/c")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
