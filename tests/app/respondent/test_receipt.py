"""What follows a receipt."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Choice, Response, Wave, WaveState
from tests.app import builder
from tests.app.builder import Built
from tests.app.respondent.person import Person


def test_whoever_is_asked_twice_is_led_to_the_other_questionnaire(core_member: tuple[Person, Person]) -> None:
    survey, core_team = core_member
    survey.answer({})
    survey.send()
    receipt = survey.get("receipt").text
    assert "Leading social prescribing with a link practitioner together" in receipt
    assert core_team.token not in receipt
    assert survey.post("receipt").location == f"/q/{core_team.token}/"


def test_minutes_of_the_start_page_and_of_the_receipt_add_up(core_member: tuple[Person, Person]) -> None:
    survey, _ = core_member
    start = survey.get("").text
    assert "less than <strong>9 minutes</strong> in all: " in start
    assert "and afterwards a few more questions, which you may skip." in start
    assert "llai na <strong>9 munud</strong> i gyd: " in survey.get("cy/").text
    survey.answer({})
    survey.send()
    assert "It takes less than 2 minutes." in survey.get("receipt").text
    assert "n cymryd llai na 2 munud." in survey.get("cy/receipt").text


def test_the_core_team_may_answer_its_own_first(core_member: tuple[Person, Person]) -> None:
    survey, core_team = core_member
    core_team.post("", {"consent": "yes"})
    core_team.save("page-role_scope", {"role_scope": ["patient_level", "community_level"]})
    core_team.send()
    assert sorted(db.session.scalars(select(Choice.option_id))) == ["community_level", "patient_level"]
    assert db.session.scalars(select(Response.role)).all() == ["practice_manager"]
    assert core_team.post("receipt").location == f"/q/{survey.token}/"


def test_when_all_is_answered_nothing_more_is_asked(core_member: tuple[Person, Person]) -> None:
    survey, core_team = core_member
    survey.answer({})
    survey.send()
    core_team.post("", {"consent": "yes"})
    core_team.send()
    for person in core_member:
        assert "You can close this page" in person.get("receipt").text
        assert person.post("receipt").location == "receipt"


def test_nobody_is_led_to_a_colleagues_questionnaire(app: Flask, built: Built) -> None:
    builder.invitation(built.practice, built.wave)
    db.session.commit()
    person = Person(app, built.invitations[0])
    person.answer({})
    person.send()
    assert "You can close this page" in person.get("receipt").text


def test_a_closed_wave_asks_nothing_more_and_shows_no_receipt(core_member: tuple[Person, Person]) -> None:
    survey, _ = core_member
    survey.answer({})
    survey.send()
    db.session.scalars(select(Wave)).one().state = WaveState.CLOSED
    db.session.commit()
    assert survey.post("receipt").status_code == survey.get("receipt").status_code == 404
