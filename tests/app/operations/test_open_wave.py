"""Opening a wave freezes it and invites everybody who is asked."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import WaveStateError
from app.models import Affiliation, Invitation, Participant, WaveInstrument, WavePractice, WaveState
from app.operations.import_roster import import_roster
from app.operations.open_wave import open_wave
from app.operations.plan_opening import plan_opening
from app.operations.plan_roster import Change, Entry, Kind
from tests.app.staffing import DAY, OPENED, office


def invited() -> dict[str, list[str]]:
    """Return the instruments that each person is invited to."""
    rows = db.session.execute(
        select(Participant.name, Invitation.instrument_id)
        .join(Invitation, Invitation.participant_id == Participant.id)
        .order_by(Participant.name, Invitation.instrument_id)
    )
    found: dict[str, list[str]] = {}
    for name, instrument in rows:
        found.setdefault(name, []).append(instrument)
    return found


def test_everybody_is_invited_to_what_is_for_their_role(app: Flask) -> None:
    there = office()
    assert invited() == {"Ada": ["core-team", "npt-core"], "Ben": ["npt-core"], "Cas": ["npt-core"]}
    assert there.wave.state is WaveState.OPEN


def test_nobody_is_invited_to_more_than_one_module(app: Flask) -> None:
    there = office(opened=False)
    for position, module in enumerate(("context", "gp", "stakeholder"), start=2):
        row = WaveInstrument(wave_id=there.wave.id, instrument_id=module, version="1.0.0", position=position)
        db.session.add(row)
    db.session.flush()
    db.session.expire(there.wave)
    open_wave(there.wave, OPENED)
    assert invited()["Ada"] == ["core-team", "npt-core"]
    assert {len(instruments) for instruments in invited().values()} == {2}


def test_headcount_and_hierarchy_are_those_of_the_day(app: Flask) -> None:
    there = office(opened=False)
    for since, network in ((OPENED - DAY, "North"), (OPENED + DAY, "South")):
        db.session.add(
            Affiliation(practice_id=there.practice.id, since=since, network=network, region="Coast")
        )
    db.session.flush()
    open_wave(there.wave, OPENED)
    there.practice.headcount = 99
    row = db.session.scalars(select(WavePractice)).one()
    assert (row.headcount, row.network, row.region) == (10, "North", "Coast")


def test_wave_opens_on_the_day_on_which_it_is_opened(app: Flask) -> None:
    there = office(opened=False)
    open_wave(there.wave, OPENED + 3 * DAY)
    assert there.wave.opens_on == OPENED + 3 * DAY


def test_who_has_left_is_not_asked(app: Flask) -> None:
    there = office(opened=False)
    there.people["Ben"].active = False
    open_wave(there.wave, OPENED)
    assert "Ben" not in invited()


def test_who_is_added_after_the_opening_is_asked_from_the_next_wave_on(app: Flask) -> None:
    there = office()
    added = Change(Kind.NEW, None, None, Entry(1, "Dee", "dee@example.org", "gp"))
    import_roster(there.practice, [added], there.manager, absent_left=False)
    assert "Dee" not in invited()


@pytest.mark.parametrize("state", [WaveState.OPEN, WaveState.CLOSED])
def test_wave_opens_once(app: Flask, state: WaveState) -> None:
    there = office(opened=False)
    there.wave.state = state
    db.session.flush()
    with pytest.raises(WaveStateError, match="in preparation"):
        open_wave(there.wave, OPENED)


def test_wave_that_would_be_over_does_not_open(app: Flask) -> None:
    there = office(opened=False)
    with pytest.raises(WaveStateError, match="later day"):
        open_wave(there.wave, datetime.date(2040, 1, 1))


def test_wave_that_asks_nobody_does_not_open(app: Flask) -> None:
    there = office((), opened=False)
    with pytest.raises(WaveStateError, match="would ask nobody"):
        open_wave(there.wave, OPENED)


def test_plan_says_what_to_look_at_before(app: Flask) -> None:
    there = office(opened=False)
    (plan,) = plan_opening(there.wave, OPENED)
    assert len(plan.invited) == 3
    assert plan.without_mail(mail_is_on=True) == 1
    assert plan.without_mail(mail_is_on=False) == 3
    assert any("Lead GP, Link practitioner" in warning for warning in plan.warnings)
    assert any("2 besides the practice manager" in warning for warning in plan.warnings)
