"""Mail through the worker and a real server: once, to the right address, only while it is wanted."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask

from app.db import db
from app.jobs.send_mailing import send_mailing
from app.jobs.worker import Worker
from app.links import token
from app.mail_addresses import address_mac
from app.models import MailState, OutboxRow, StoppedAddress, WaveState
from app.operations.readdress import readdress
from app.queries import mailings as queries
from app.queries import roster
from tests.app.jobs.mailing_house import NOON, House
from tests.app.jobs.orders import HandClock, fake_pdf
from tests.app.staffing import STAFF, mailings, office


def test_everybody_with_an_address_is_invited_once(house: House) -> None:
    assert house.work() == ["ada@example.org", "ben@example.org"]
    assert house.work() == []
    assert [mail.state for mail in mailings()] == [MailState.SENT] * 2


def test_mail_carries_the_persons_own_link(house: House) -> None:
    house.work()
    mail = next(each for each in house.post.taken if each["To"] == "ben@example.org")
    link = token(house.settings.link_key, house.office.invitation("Ben").id, 1)
    body = mail.get_body(("plain",))
    assert body is not None
    assert f"http://localhost/q/{link}/" in body.get_content()


def told(house: House, name: str) -> str:
    """Return the plain text of the last mail to somebody."""
    mail = [each for each in house.post.taken if each["To"] == f"{name}@example.org"][-1]
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_mail_says_the_minutes_of_all_that_the_person_is_asked_as_their_start_page_does(house: House) -> None:
    house.work()
    more = "Afterwards you are asked a few more questions, which you may skip."
    for name, minutes, is_asked_more in (("ada", 9, True), ("ben", 7, False)):
        mail = told(house, name)
        assert f"It takes less than {minutes} minutes in all" in mail
        assert (more in mail) is is_asked_more
        link = token(house.settings.link_key, house.office.invitation(name.title()).id, 1)
        start = house.app.test_client().get(f"/q/{link}/").text
        assert f"less than <strong>{minutes} minutes</strong> in all" in start
    house.answer("Ada", "npt-core")
    house.days_later(7)
    reminder = told(house, "ada")
    assert "It takes less than 2 minutes in all" in reminder
    assert more not in reminder


def test_reminders_come_on_their_days_to_who_has_not_answered(house: House) -> None:
    house.work()
    assert house.days_later(6) == []
    house.answer("Ben")
    assert house.days_later(7) == ["ada@example.org"]
    assert house.days_later(8) == []
    assert house.days_later(14) == ["ada@example.org"]
    assert house.days_later(40) == []
    assert [mail.state for mail in mailings() if mail.number == 1].count(MailState.LEFT_OUT) == 1


def test_orders_of_reminders_do_not_tell_who_has_answered(house: House) -> None:
    house.work()
    house.answer("Ben")
    house.days_later(7)
    assert [mail.number for mail in mailings()] == [0, 0, 1, 1]


def test_who_answered_one_questionnaire_is_reminded_of_the_other(house: House) -> None:
    house.work()
    house.answer("Ada", "npt-core")
    house.days_later(7)
    reminder = next(each for each in house.post.taken[2:] if each["To"] == "ada@example.org")
    link = token(house.settings.link_key, house.office.invitation("Ada", "core-team").id, 1)
    assert link in reminder.as_string().replace("=\n", "")


def test_only_the_last_of_two_missed_reminders_is_sent(house: House) -> None:
    house.work()
    assert house.days_later(20) == ["ada@example.org", "ben@example.org"]
    assert {mail.number for mail in mailings()} == {0, 2}
    assert house.days_later(30) == []


def test_nobody_is_written_to_after_the_wave_is_closed(house: House) -> None:
    house.work()
    house.office.wave.state = WaveState.CLOSED
    db.session.commit()
    assert house.days_later(7) == []


def test_mail_that_was_ordered_is_looked_at_again_when_it_is_sent(house: House) -> None:
    with house.app.app_context():
        Worker(house.app, fake_pdf, house.clock).tick()
    house.office.people["Ben"].do_not_ask = True
    db.session.add(StoppedAddress(address_mac=address_mac(house.settings.link_key, "ada@example.org")))
    db.session.commit()
    Worker(house.app, fake_pdf, house.clock).drain()
    assert house.post.recipients == []
    assert {mail.state for mail in mailings()} == {MailState.LEFT_OUT}


def test_stopped_address_is_not_even_ordered(house: House) -> None:
    house.office.people["Ben"].do_not_ask = True
    db.session.add(StoppedAddress(address_mac=address_mac(house.settings.link_key, "ada@example.org")))
    db.session.commit()
    assert house.work() == []
    assert mailings() == []


def test_address_that_is_refused_is_noted_and_never_tried_again(house: House) -> None:
    house.post.answers["ben@example.org"] = "550 no such user"
    assert house.work() == ["ada@example.org"]
    assert sorted(mail.state for mail in mailings()) == [MailState.REFUSED, MailState.SENT]
    assert house.days_later(7) == ["ada@example.org"]


def test_server_that_is_busy_is_tried_later_and_the_mail_sent_once(house: House) -> None:
    house.post.answers["contents"] = "451 busy"
    assert house.work() == []
    assert {mail.state for mail in mailings()} == {MailState.ORDERED}
    house.post.answers.clear()
    assert house.work() == []  # not before the pause is over
    house.clock.pass_(datetime.timedelta(minutes=5))
    assert house.work() == ["ada@example.org", "ben@example.org"]


def test_mail_that_was_given_up_is_ordered_again_the_next_day(house: House) -> None:
    house.post.answers["contents"] = "451 busy"
    for _ in range(6):
        house.work()
        house.clock.pass_(datetime.timedelta(hours=1))
    house.post.answers.clear()
    assert house.work() == []
    assert house.days_later(1) == ["ada@example.org", "ben@example.org"]


def test_mail_that_may_have_been_sent_is_never_sent_again(house: House) -> None:
    house.post.answers["contents"] = "break"
    assert house.work() == []
    house.post.answers.clear()
    assert house.days_later(1) == []
    assert {mail.state for mail in mailings()} == {MailState.CLAIMED}


def test_worker_that_dies_after_the_claim_sends_nothing_twice(house: House) -> None:
    Worker(house.app, fake_pdf, house.clock).tick()
    for mail in mailings():
        assert queries.claim(mail.id)
    db.session.commit()
    assert house.work() == []


def test_two_workers_with_the_same_mail_send_it_once(house: House) -> None:
    Worker(house.app, fake_pdf, house.clock).tick()
    mail_id = mailings()[0].id
    for _ in range(2):
        db.session.rollback()
        send_mailing(mail_id, house.settings, NOON)
    assert len(house.post.taken) == 1


def test_person_with_a_new_address_is_invited_there(house: House) -> None:
    house.work()
    readdress(house.office.people["Ben"], "benjamin@example.org", house.office.manager)
    db.session.commit()
    assert house.work() == ["benjamin@example.org"]
    link = token(house.settings.link_key, house.office.invitation("Ben").id, 2)
    assert link in house.post.taken[-1].as_string().replace("=\n", "")
    assert house.days_later(7) == ["ada@example.org", "benjamin@example.org"]


@pytest.mark.parametrize("has_answered", [True, False])
def test_a_new_address_that_is_refused_does_not_tell_who_has_answered(
    house: House, has_answered: bool
) -> None:
    """Whether an invitation was refused stands on the list of staff: so everybody is sent one."""
    house.work()
    if has_answered:
        house.answer("Ben")
    house.post.answers["gone@example.org"] = "550 no such user"
    readdress(house.office.people["Ben"], "gone@example.org", house.office.manager)
    db.session.commit()
    house.work()
    assert house.office.people["Ben"].id in roster.undeliverable(house.office.practice)


def test_mail_ordered_for_the_old_address_is_left_out(house: House) -> None:
    Worker(house.app, fake_pdf, house.clock).tick()
    readdress(house.office.people["Ben"], "benjamin@example.org", house.office.manager)
    db.session.commit()
    assert house.work() == ["ada@example.org", "benjamin@example.org"]


def test_queue_holds_ids_only(house: House) -> None:
    Worker(house.app, fake_pdf, house.clock).tick()
    rows = db.session.query(OutboxRow).all()
    assert {row.subject_id for row in rows} == {mail.id for mail in mailings()}


def test_without_a_mail_server_nothing_is_ordered(app: Flask) -> None:
    office(STAFF)
    Worker(app, fake_pdf, HandClock(NOON)).tick()
    assert mailings() == []
