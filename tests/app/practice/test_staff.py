"""The list of staff on its pages: one person at a time."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Mailing, MailState, Participant, Participation
from tests.app.staffing import OPENED, Office, office
from tests.app.world import Visitor, token, visitor

STAFF = "/programmes/harbour/practices/elm/staff"


def keeper(app: Flask, there: Office) -> Visitor:
    """Return the manager's browser."""
    return visitor(app, there.account)


def send(client: Visitor, place: str, **fields: str) -> str:
    """Send the form of a page; return the status and the page as text."""
    page = client.get(place).get_data(as_text=True)
    answer = client.post(place, data={"csrf_token": token(page), **fields})
    return f"{answer.status_code} {answer.get_data(as_text=True)}"


def listed() -> dict[str, tuple[str | None, str, bool]]:
    """Return everybody with address, role and whether they are still there."""
    db.session.rollback()
    db.session.expire_all()
    people = db.session.scalars(select(Participant))
    return {person.name: (person.email, person.role, person.active) for person in people}


def test_somebody_is_added(app: Flask) -> None:
    there = office(opened=False)
    answer = send(keeper(app, there), STAFF, name=" Dee  Example ", email="DEE@example.org", role="gp")
    assert answer.startswith("303")
    assert listed()["Dee Example"] == ("dee@example.org", "gp", True)


def test_who_is_added_while_a_wave_is_open_is_told_when_they_are_asked(app: Flask) -> None:
    there = office()
    client = keeper(app, there)
    send(client, STAFF, name="Dee", email="dee@example.org", role="gp")
    page = client.get(STAFF).get_data(as_text=True)
    assert "asked from the next wave on" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Name is empty"),
        ({"name": "Dee", "role": "boss"}, "is no role"),
        ({"name": "Dee", "email": "dee@", "role": "gp"}, "is no email address"),
        ({"name": "Dee", "email": "ben@example.org", "role": "gp"}, "Ben is on the list already"),
        ({"name": "cas", "role": "receptionist"}, "Cas is on the list already"),
        ({"name": "=cmd()", "role": "gp"}, "begins like a formula"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_added(
    app: Flask, fields: dict[str, str], said: str
) -> None:
    there = office(opened=False)
    answer = send(keeper(app, there), STAFF, **fields)
    assert answer.startswith("422")
    assert said in answer
    assert len(listed()) == 3


def test_role_is_frozen_while_a_wave_is_open(app: Flask) -> None:
    there = office()
    place = f"{STAFF}/people/{there.people['Ben'].id}"
    answer = send(keeper(app, there), place, name="Ben", email="ben@example.org", role="receptionist")
    assert answer.startswith("422")
    assert "frozen while a wave is open" in answer


def test_address_is_changed_with_a_warning_that_came_before(app: Flask) -> None:
    there = office()
    client, place = keeper(app, there), f"{STAFF}/people/{there.people['Ben'].id}"
    assert "A new address is a new link" in client.get(place).get_data(as_text=True)
    assert send(client, place, name="Ben", email="new@example.org", role="gp").startswith("303")
    db.session.rollback()
    db.session.expire_all()
    assert there.invitation("Ben").generation == 2


@pytest.mark.parametrize(
    ("email", "said"),
    [("ada@example.org", "belongs to somebody else"), ("manager@example.org", "is your own address")],
)
def test_nobody_elses_address_and_not_ones_own(app: Flask, email: str, said: str) -> None:
    there = office()
    place = f"{STAFF}/people/{there.people['Ben'].id}"
    answer = send(keeper(app, there), place, name="Ben", email=email, role="gp")
    assert answer.startswith("422")
    assert said in answer
    assert listed()["Ben"][0] == "ben@example.org"


def test_somebody_is_taken_off_the_list(app: Flask) -> None:
    there = office()
    client, place = keeper(app, there), f"{STAFF}/people/{there.people['Ben'].id}"
    page = client.get(place).get_data(as_text=True)
    client.post(f"{place}/leave", data={"csrf_token": token(page)})
    assert listed()["Ben"][2] is False


def test_list_is_the_same_whoever_has_answered_or_was_reminded(app: Flask) -> None:
    there = office()
    client = keeper(app, there)
    before = client.get(STAFF).get_data(as_text=True)
    ben = there.invitation("Ben")
    db.session.add(Participation(invitation_id=ben.id, submitted_on=OPENED))
    for number, state in enumerate((MailState.SENT, MailState.REFUSED, MailState.LEFT_OUT)):
        mail = Mailing(invitation_id=ben.id, generation=1, number=number, state=state, ordered_on=OPENED)
        db.session.add(mail)
    there.people["Cas"].do_not_ask = True
    db.session.commit()
    after = client.get(STAFF).get_data(as_text=True)
    assert after.replace(token(after), "") == before.replace(token(before), "")


def test_invitation_that_was_refused_is_shown(app: Flask) -> None:
    there = office()
    ben = there.invitation("Ben")
    state = MailState.REFUSED
    db.session.add(Mailing(invitation_id=ben.id, generation=1, number=0, state=state, ordered_on=OPENED))
    db.session.commit()
    assert "could not be delivered" in keeper(app, there).get(STAFF).get_data(as_text=True)
