"""The list of staff on its pages: one person at a time."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Mailing, MailState, Participant, Participation
from tests.app import builder
from tests.app.practice.planning import summary, text_of
from tests.app.staffing import OPENED, Office, office
from tests.app.staffing import STAFF as PEOPLE
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


def seen(page: str) -> str:
    """Return what a person's form says that it was shown."""
    return page.split('name="revision"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def errors(answer: str) -> list[str]:
    """Return the entries of the error summary of a page that came back with errors."""
    assert answer.startswith("422")
    return [text for _, text in summary(answer)]


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


@pytest.mark.parametrize(("role", "is_asked"), [("gp", True), ("service_user", False)])
def test_two_open_waves_are_two_and_ask_later_whom_they_have_questions_for(
    app: Flask, role: str, *, is_asked: bool
) -> None:
    there = office()
    builder.wave(there.programme, [there.practice], "P1")
    db.session.commit()
    client = keeper(app, there)
    send(client, STAFF, name="Dee", email="dee@example.org", role=role)
    page = text_of(client.get(STAFF).get_data(as_text=True))
    later = "2 waves are open, and their lists were frozen at opening: Dee is asked from the next wave on."
    assert ("Dee is on the list. " + later in page) is is_asked


@pytest.mark.parametrize(("headcount", "is_long"), [(2, True), (3, False), (4, False)])
def test_list_that_is_longer_than_the_headcount_is_to_be_checked(
    app: Flask, headcount: int, *, is_long: bool
) -> None:
    there = office(opened=False)
    there.practice.headcount = headcount
    db.session.commit()
    page = text_of(keeper(app, there).get(STAFF).get_data(as_text=True))
    said = "3 people are on the list, and the headcount is 2: check both."
    assert (said in page) is is_long
    assert ("check both" in page) is is_long


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Name is empty"),
        ({"name": "Dee"}, ">Role is empty. Choose one of these: Lead GP, "),
        ({"name": "Dee", "role": "boss"}, ">&#34;boss&#34; is not a role. Choose one of these: Lead GP, "),
        (
            {"name": "Dee", "email": "dee@", "role": "gp"},
            ">&#34;dee@&#34; is not an email address; write one such as name@practice.nhs.uk",
        ),
        ({"name": "Dee", "email": "ben@example.org", "role": "gp"}, "Ben is on the list already"),
        ({"name": "cas", "role": "receptionist"}, "Cas is on the list already"),
        ({"name": "=cmd()", "role": "gp"}, "begins like a formula"),
        (
            {"name": "Dee", "email": "=cmd@example.org", "role": "gp"},
            ">&#34;=cmd@example.org&#34; begins like a formula; write the address that mail goes to",
        ),
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


def test_somebody_whose_role_a_wave_asks_nothing_is_not_said_to_be_asked(app: Flask) -> None:
    user = ("Uma", "uma@example.org", "service_user")
    client = keeper(app, office([*PEOPLE, user]))
    send(client, STAFF, name="Dee", email="dee@example.org", role="gp")
    page = text_of(client.get(STAFF).get_data(as_text=True))
    assert "Everybody on this list is asked" not in page
    assert "A wave asks everybody on this list whose role it has questions for." in page
    assert "uma@example.org Asked now no, this role is asked nothing" in page
    assert "dee@example.org Asked now from the next wave on" in page


TAKEN = "Ben is on the list already"
ALL_AT_ONCE = [
    ({}, ["Name is empty", "Role is empty"]),
    ({"email": "ben@example.org"}, ["Name is empty", TAKEN, "Role is empty"]),
    ({"name": "Cas", "email": "ben@example.org"}, ["Cas is on the list already", TAKEN, "Role is empty"]),
    ({"name": "Ben", "email": "ben@"}, [TAKEN, "is not an email address", "Role is empty"]),
    ({"name": "Ben", "email": "ben@example.org", "role": "gp"}, [TAKEN]),
]


@pytest.mark.parametrize(("fields", "said"), ALL_AT_ONCE)
def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_fields(
    app: Flask, fields: dict[str, str], said: list[str]
) -> None:
    there = office(opened=False)
    shown = errors(send(keeper(app, there), STAFF, **fields))
    assert len(shown) == len(said)
    assert all(words in error for words, error in zip(said, shown, strict=True))
    assert len(listed()) == 3


def test_everything_that_is_wrong_with_a_change_is_told_at_once(app: Flask) -> None:
    there = office()
    place = f"{STAFF}/people/{there.people['Ben'].id}"
    client = keeper(app, there)
    shown = errors(send(client, place, name="", email="ada@example.org", role="receptionist"))
    assert [error.split(".")[0].split(";")[0] for error in shown] == [
        "Name is empty",
        "Email address belongs to somebody else on the list",
        "Role is frozen while a wave is open",
    ]
    shown = errors(send(client, place, name="", email="manager@example.org", role=""))
    assert [error.split(".")[0].split(";")[0] for error in shown] == [
        "Name is empty",
        "manager@example",
        "Role is empty",
    ]


def test_who_comes_back_is_not_written_to_at_ones_own_address(app: Flask) -> None:
    there = office(opened=False)
    there.people["Ben"].active = False
    db.session.commit()
    answer = send(keeper(app, there), STAFF, name="Ben", email="manager@example.org", role="gp")
    assert answer.startswith("422")
    assert "is your own address" in answer


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


def test_what_somebody_else_changed_meanwhile_is_not_undone_unseen(app: Flask) -> None:
    there = office(opened=False)
    client, place = keeper(app, there), f"{STAFF}/people/{there.people['Ben'].id}"
    shown = client.get(place).get_data(as_text=True)
    theirs = {"name": "Ben B", "email": "new@example.org", "role": "gp"}
    assert send(client, place, **theirs, revision=seen(shown)).startswith("303")
    mine = {"name": "Benjamin", "email": "ben@example.org", "role": "receptionist"}
    answer = send(client, place, **mine, revision=seen(shown))
    assert answer.startswith("409")
    assert [text for _, text in summary(answer)] == [
        "Name was changed meanwhile to “Ben B”. Save again to use yours instead",
        "Email address was changed meanwhile and stands here as it is now. Save again",
    ]
    assert 'value="Benjamin"' in answer
    assert 'value="new@example.org"' in answer
    assert listed()["Ben B"] == ("new@example.org", "gp", True)
    again = {**mine, "email": "new@example.org", "revision": seen(answer)}
    assert send(client, place, **again).startswith("303")
    assert listed()["Benjamin"] == ("new@example.org", "receptionist", True)


@pytest.mark.parametrize("broken", ["", ".", "..", "a.b.c", "null"])
def test_a_form_that_does_not_say_what_it_was_shown_overwrites_nothing(app: Flask, broken: str) -> None:
    there = office(opened=False)
    place = f"{STAFF}/people/{there.people['Ben'].id}"
    fields = {"name": "Ben", "email": "other@example.org", "role": "gp", "revision": broken}
    assert send(keeper(app, there), place, **fields).startswith("409")
    assert listed()["Ben"][0] == "ben@example.org"


def test_who_was_taken_off_meanwhile_can_be_put_back_with_what_was_entered(app: Flask) -> None:
    there = office(opened=False)
    client, place = keeper(app, there), f"{STAFF}/people/{there.people['Ben'].id}"
    form = {"csrf_token": token(client.get(place).get_data(as_text=True))}
    for _ in range(2):
        assert client.post(f"{place}/leave", data=form).status_code == 303
    fields = {"name": "Ben", "email": "new@example.org", "role": "gp"}
    answer = client.post(place, data={**form, **fields})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert summary(page)[0][1].startswith("Ben was taken off the list meanwhile. What you entered is kept")
    assert listed()["Ben"] == ("ben@example.org", "gp", False)
    assert client.post(STAFF, data={**form, **fields}).status_code == 303
    assert listed()["Ben"] == ("new@example.org", "gp", True)


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
