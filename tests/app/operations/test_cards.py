"""Cards: one code a person, found by it alone, and never a way into what somebody has begun."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.card_codes import code, printed
from app.db import db
from app.models import Draft, Invitation, Mailing, MailState, Participation, WaveState
from app.operations import open_card as cards
from app.operations.issue_cards import issue_cards
from app.operations.open_card import open_card
from app.queries import printing
from tests.app.respondent.person import Person
from tests.app.staffing import OPENED, Office, office

NOON = datetime.datetime.combine(OPENED, datetime.time(12), datetime.UTC)


def key(app: Flask) -> str:
    """Return the installation's link key."""
    found: str = app.extensions["settings"].link_key
    return found


def issue(app: Flask, there: Office, *names: str) -> list[str]:
    """Issue cards to the people named (none: to those without mail); return whose cards are printed."""
    only = [there.people[name].id for name in names] if names else None
    order = issue_cards(there.practice, there.wave, there.manager, key(app), OPENED, only=only)
    db.session.commit()
    return [line.name for line in printing.card_lines(order.id)]


def card_of(app: Flask, invitation: Invitation) -> str:
    """Return what the invitation's card says."""
    return printed(code(key(app), invitation.id, invitation.generation))


def test_people_without_mail_get_a_card(app: Flask) -> None:
    assert issue(app, office()) == ["Cas"]


def test_code_leads_to_the_invitation_however_it_is_typed(app: Flask) -> None:
    there = office()
    issue(app, there)
    card = card_of(app, there.invitation("Cas"))
    for typed in (card, card.lower(), card.replace("-", " "), f" {card} "):
        assert open_card(typed, key(app), NOON) is there.invitation("Cas")


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA", "nonsense", "A" * 40, "\0"])
def test_wrong_code_leads_nowhere(app: Flask, typed: str) -> None:
    there = office()
    issue(app, there)
    assert open_card(typed, key(app), NOON) is None


def test_database_does_not_hold_the_code(app: Flask) -> None:
    there = office()
    issue(app, there)
    assert there.invitation("Cas").card_code_mac not in (None, card_of(app, there.invitation("Cas")))


def test_code_is_good_until_the_wave_closes(app: Flask) -> None:
    there = office()
    issue(app, there)
    there.wave.state = WaveState.CLOSED
    db.session.commit()
    assert open_card(card_of(app, there.invitation("Cas")), key(app), NOON) is None


def test_new_card_ends_the_old_one_and_what_was_begun_with_it(app: Flask) -> None:
    there = office()
    issue(app, there)
    old = card_of(app, there.invitation("Cas"))
    assert Person(app, there.invitation("Cas")).post().status_code == 303
    issue(app, there)
    assert open_card(old, key(app), NOON) is None
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0
    assert open_card(card_of(app, there.invitation("Cas")), key(app), NOON) is not None


@pytest.mark.parametrize("state", [None, *MailState])
def test_card_ends_every_link_that_was_there_before(app: Flask, state: MailState | None) -> None:
    there = office()
    invitation = there.invitation("Ben")
    if state:
        mail = Mailing(invitation_id=invitation.id, generation=1, number=0, state=state, ordered_on=OPENED)
        db.session.add(mail)
        db.session.commit()
    mailed = Person(app, invitation)
    mailed.answer({"coherence_comment": "Mine."})
    issue(app, there, "Ben")
    assert mailed.get().status_code == 404
    assert "Carry on" not in Person(app, there.invitation("Ben")).get().text


def test_cards_do_not_tell_who_has_answered(app: Flask) -> None:
    there = office()
    db.session.add(Participation(invitation_id=there.invitation("Cas").id, submitted_on=OPENED))
    db.session.commit()
    assert issue(app, there) == ["Cas"]


def test_cards_do_not_tell_who_wants_no_more_mail(app: Flask) -> None:
    there = office()
    there.people["Cas"].do_not_ask = True
    assert issue(app, there) == ["Cas"]


def test_guessing_is_stopped_for_a_while_for_everybody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "MOST_WRONG", 3)
    there = office()
    issue(app, there)
    right = card_of(app, there.invitation("Cas"))
    for _ in range(3):
        assert open_card("AAAA-AAAA", key(app), NOON) is None
    assert open_card(right, key(app), NOON) is None
    assert open_card(right, key(app), NOON + cards.STRETCH) is not None


def test_right_codes_do_not_count(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "MOST_WRONG", 1)
    there = office()
    issue(app, there)
    right = card_of(app, there.invitation("Cas"))
    assert all(open_card(right, key(app), NOON) is not None for _ in range(3))
