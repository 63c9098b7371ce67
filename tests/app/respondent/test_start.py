"""What is said before the first question."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.db import db
from app.models import Draft
from tests.app.builder import Built
from tests.app.respondent.person import Person


def test_it_says_how_long_who_sees_what_and_the_minimum_group(person: Person, built: Built) -> None:
    built.wave.minimum_group = 7
    db.session.commit()
    page = person.get().text
    for said in (
        "social prescribing with a link practitioner",
        "less than <strong>7 minutes</strong> in all, on 6 short pages.",
        "<strong>at least 7 people besides the practice manager</strong> answer",
        "Nobody can see who gave which answer",
        "Receptionist",
        "Elm",
        "5 January 2036",
        "not linked to these",
    ):
        assert said in page


def test_it_counts_people_besides_the_manager_in_welsh_too(person: Person, built: Built) -> None:
    built.wave.minimum_group = 7
    db.session.commit()
    page = person.get("cy/").text
    assert "<strong>o leiaf 7 o bobl heblaw rheolwr y practis</strong>" in page
    assert "o leiaf 10 o bobl heblaw rheolwr y practis yn ateb" in page


def test_it_says_where_waves_are_linked(person: Person, built: Built) -> None:
    built.programme.linked_waves = True
    db.session.commit()
    page = person.get().text
    assert "linked to these by a code" in page
    assert "not linked" not in page


def test_the_core_team_is_told_that_answers_are_shown_by_role(core_member: tuple[Person, Person]) -> None:
    _, core_team = core_member
    page = core_team.get().text
    assert "These answers are not anonymous" in page
    assert "Practice manager" in page
    assert "Nobody can see who gave which answer" not in page


@pytest.mark.parametrize("form", [{}, {"consent": ""}])
def test_without_consent_the_core_team_does_not_begin(
    core_member: tuple[Person, Person], form: dict[str, str]
) -> None:
    _, core_team = core_member
    answer = core_team.post("", form)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert 'href="#consent"' in answer.text
    assert 'id="consent"' in answer.text
    assert db.session.scalars(select(Draft)).all() == []
    assert core_team.get("page-role_scope").location == "./"


def test_consent_is_asked_once(core_member: tuple[Person, Person]) -> None:
    _, core_team = core_member
    assert core_team.post("", {"consent": "yes"}).location == "page-role_scope"
    assert 'name="consent"' not in core_team.get().text
    assert core_team.post("", {}).location == "page-role_scope"


def test_the_survey_of_all_staff_asks_for_no_consent_box(person: Person) -> None:
    assert 'name="consent"' not in person.get().text
