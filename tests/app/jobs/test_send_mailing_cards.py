"""Mail and cards: whoever has a card gets no mail about the wave, whatever came first."""

from __future__ import annotations

from app.db import db
from app.jobs.send_mailing import send_mailing
from app.jobs.worker import Worker
from app.models import Mailing, MailState
from app.operations.issue_cards import issue_cards
from app.operations.readdress import readdress
from tests.app.jobs.mailing_house import NOON, House
from tests.app.jobs.orders import fake_pdf
from tests.app.staffing import OPENED, mailings


def give_card(house: House, name: str) -> None:
    """Order a card for somebody."""
    there = house.office
    only = [there.people[name].id]
    issue_cards(there.practice, there.wave, there.manager, house.settings.link_key, OPENED, only=only)
    db.session.commit()


def test_who_was_given_a_card_gets_no_more_mail(house: House) -> None:
    house.work()
    give_card(house, "Ben")
    assert house.work() == []
    assert house.days_later(7) == ["ada@example.org"]


def test_mail_that_waits_is_left_out_where_a_card_was_ordered_meanwhile(house: House) -> None:
    Worker(house.app, fake_pdf, house.clock).tick()
    give_card(house, "Ben")
    Worker(house.app, fake_pdf, house.clock).drain()
    assert house.post.recipients == ["ada@example.org"]


def test_mail_that_was_ordered_in_the_same_moment_as_a_card_is_left_out(house: House) -> None:
    """Ordering mail may have read the invitation just after the card was put on it."""
    give_card(house, "Ben")
    card = house.office.invitation("Ben")
    late = Mailing(invitation_id=card.id, generation=card.generation, number=0, ordered_on=OPENED)
    db.session.add(late)
    db.session.commit()
    send_mailing(late.id, house.settings, NOON)
    assert house.post.recipients == []
    assert [mail.state for mail in mailings()] == [MailState.LEFT_OUT]


def test_new_address_of_who_has_a_card_is_mailed_and_ends_the_card(house: House) -> None:
    give_card(house, "Ben")
    readdress(house.office.people["Ben"], "benjamin@example.org", house.office.manager)
    db.session.commit()
    assert house.office.invitation("Ben").card_code_mac is None
    assert "benjamin@example.org" in house.work()
