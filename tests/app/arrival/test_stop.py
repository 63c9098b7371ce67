"""The way out of all mail: a button, not a visit; remembered by address; taken back by the same person."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.links import token
from app.models import Participant, StoppedAddress, WaveState
from app.operations.import_roster import import_roster
from app.operations.order_mailings import order_mailings
from app.operations.plan_roster import Change, Entry, Kind
from app.operations.readdress import readdress
from tests.app.staffing import OPENED, Office, office
from tests.app.world import visitor


def way_out(app: Flask, there: Office, name: str = "Ben") -> str:
    """Return the address in somebody's mail."""
    invitation = there.invitation(name)
    stop = token(app.extensions["settings"].link_key, invitation.id, invitation.generation, "stop")
    return f"/stop/{stop}"


def wants_mail(there: Office, name: str = "Ben") -> bool:
    """Return whether somebody may be asked again."""
    db.session.rollback()
    db.session.expire_all()
    return not there.people[name].do_not_ask


def stopped() -> int:
    """Return how many addresses are on the stop list."""
    return db.session.scalar(select(func.count()).select_from(StoppedAddress)) or 0


def test_visit_changes_nothing(app: Flask) -> None:
    there = office()
    assert visitor(app).get(way_out(app, there)).status_code == 200
    assert wants_mail(there)


def test_button_ends_all_mail_without_cookie_or_account(app: Flask) -> None:
    there = office()
    answer = visitor(app).post(way_out(app, there), data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not wants_mail(there)
    assert stopped() == 1


def test_address_that_is_uploaded_again_stays_stopped(app: Flask) -> None:
    there = office()
    visitor(app).post(way_out(app, there))
    db.session.rollback()
    there.people["Ben"].active = False
    entry = Entry(2, "Benjamin New", "ben@example.org", "gp")
    import_roster(there.practice, [Change(Kind.NEW, None, None, entry)], there.manager, absent_left=False)
    new = db.session.scalars(select(Participant).where(Participant.name == "Benjamin New")).one()
    there.invitation("Ben").participant_id = new.id
    db.session.flush()
    assert order_mailings(app.extensions["settings"].link_key, OPENED) == 1  # Ada's


def test_somebody_changes_their_mind(app: Flask) -> None:
    there = office()
    place = way_out(app, there)
    visitor(app).post(place)
    visitor(app).post(place, data={"again": "yes"})
    assert wants_mail(there)
    assert stopped() == 0


def test_way_out_works_after_the_wave(app: Flask) -> None:
    there = office()
    there.wave.state = WaveState.CLOSED
    db.session.commit()
    visitor(app).post(way_out(app, there))
    assert not wants_mail(there)


def test_questionnaires_link_is_no_way_out_and_the_way_out_no_questionnaire(app: Flask) -> None:
    there = office()
    invitation, key = there.invitation("Ben"), app.extensions["settings"].link_key
    assert visitor(app).post(f"/stop/{token(key, invitation.id, 1)}").status_code == 404
    stop = way_out(app, there).removeprefix("/stop/")
    assert visitor(app).get(f"/q/{stop}/").status_code == 404


def test_old_address_has_no_say_over_the_new_one(app: Flask) -> None:
    there = office()
    old = way_out(app, there)
    readdress(there.people["Ben"], "new@example.org", there.manager)
    db.session.commit()
    assert visitor(app).post(old).status_code == 404
    assert wants_mail(there)
