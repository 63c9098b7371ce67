"""The manager's one page with a result: read, planned from, in short; and who sees how much of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.db import db
from app.models import (
    Document,
    PlanState,
    PracticeChoice,
    Snapshot,
    Task,
)
from tests.app.jobs.orders import give_up
from tests.app.practice.place import (
    DAY,
    NOW,
    TODAY,
    Place,
    ask,
    close,
    draft,
    list_staff,
    place,
    plan,
)
from tests.app.respondent.person import statements
from tests.app.world import Installation

__all__ = ["place"]


def test_result_is_read_first(place: Place) -> None:
    close(place, "W1", TODAY)
    page = place.page()
    assert "Read your result" in page
    assert "Partially integrated" in page
    assert "The report is being made." in page


def test_result_is_planned_from_later(place: Place) -> None:
    close(place, "W1", TODAY - 30 * DAY)
    page = place.page()
    assert "Make a plan" in page
    assert "Read your result" not in page


def test_report_that_is_there_is_offered_without_a_word(place: Place) -> None:
    close(place, "W1", TODAY)
    snapshot = db.session.scalars(select(Snapshot)).one()
    db.session.add(Document(snapshot_id=snapshot.id, file_name="a.pdf", digest="0" * 64, pages=5))
    folder = place.app.extensions["settings"].reports_dir
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 synthetic")
    page = place.page()
    assert "Download the report (PDF)" in page
    assert "The report is being made." not in page


@pytest.mark.parametrize(
    ("was_made", "said"), [(False, "The report could not be made."), (True, "The report’s file is lost.")]
)
def test_report_that_nobody_makes_is_not_waited_for(place: Place, was_made: bool, said: str) -> None:
    close(place, "W1", TODAY)
    give_up(Task.RENDER_REPORT)
    if was_made:
        snapshot = db.session.scalars(select(Snapshot)).one()
        db.session.add(Document(snapshot_id=snapshot.id, file_name="a.pdf", digest="0" * 64, pages=5))
    page = place.page()
    assert f"{said} What to do about it" in page
    assert "The report is being made." not in page
    assert "Download the report" not in page


def test_plan_is_shown_in_short_and_steps_past_their_day_come_first(place: Place) -> None:
    wave = close(place, "W1", TODAY - 40 * DAY)
    late, done = plan(place, wave, TODAY - DAY), plan(place, wave, TODAY + DAY)
    done.state, done.goal = PlanState.DONE, "Something else"
    page = place.page()
    assert "1 step of the plan should have been done by now" in page
    assert "Visit the walking group" in page
    assert "Overdue" in page
    assert "Something else" not in page
    late.state = PlanState.DROPPED
    list_staff(place)
    assert "Keep it up" in place.page()


def test_action_that_is_in_the_plan_is_not_proposed_again(place: Place) -> None:
    wave = close(place, "W1", TODAY)
    page = place.client.get(NOW).get_data(as_text=True)
    first = page.split("/plan/add?action=", 1)[1].split('"', 1)[0]
    plan(place, wave, TODAY + DAY, first)
    db.session.commit()
    assert f"action={first}" not in place.client.get(NOW).get_data(as_text=True)


def test_change_since_the_wave_before_is_said(place: Place) -> None:
    close(place, "W1", TODAY - 200 * DAY, value=2)
    close(place, "W2", TODAY)
    page = place.page()
    assert "Since wave W1" in page
    assert "gained" in page
    assert "Earlier waves" in page


def test_too_few_answers_say_what_it_takes_next_time(place: Place) -> None:
    close(place, "W1", TODAY, answering=3)
    assert "Add your staff" in place.page()
    list_staff(place)
    page = place.page()
    assert "Get more answers next time" in page
    assert "Fewer did. How many is not said" in page
    assert "Download" not in page
    assert "What people wrote" not in page


def test_wave_without_enough_answers_does_not_hide_the_result_before(place: Place) -> None:
    close(place, "W1", TODAY - 100 * DAY)
    close(place, "W2", TODAY, answering=3)
    page = place.page()
    assert "This is the latest wave with a result. In wave W2" in page
    assert "not enough people answered." in page
    whole = place.client.get(NOW).get_data(as_text=True)
    assert "/practices/elm/waves/W1/report" in whole
    assert "/practices/elm/waves/W2/report" not in whole
    assert "constructs-radar" in whole
    assert "Earlier waves" not in page


def test_step_planned_after_a_wave_without_a_result_is_after_the_result(place: Place) -> None:
    close(place, "W1", TODAY - 100 * DAY)
    empty = close(place, "W2", TODAY, answering=3)
    assert "Make a plan" in place.page()
    plan(place, empty, TODAY + DAY)
    assert "Carry out your plan" in place.page()


@pytest.mark.parametrize("role", ["lead", "evaluator"])
def test_those_who_only_read_get_no_step_that_is_not_theirs(installation: Installation, role: str) -> None:
    page = installation.visitor(role).get(NOW).get_data(as_text=True)
    assert "Where it stands" in page
    assert "app-next" not in page.split("<main", 1)[1]
    assert "Put into the plan" not in page
    assert ("List of staff" in page) is (role == "lead")


def test_manager_does_not_see_the_practice_next_door(installation: Installation) -> None:
    assert installation.visitor("manager").get(NOW.replace("elm", "oak")).status_code == 404


@pytest.mark.parametrize("is_open", [True, False])
def test_the_page_costs_twelve_statements_at_most(place: Place, *, is_open: bool) -> None:
    people = list_staff(place)
    close(place, "W0", TODAY - 300 * DAY)
    wave = close(place, "W1", TODAY - 100 * DAY)
    plan(place, wave, TODAY + DAY)
    close(place, "W2", TODAY - 10 * DAY, answering=3)
    if is_open:
        ask(place, people, "W4")
        ask(place, people, "W5")
    later = draft(place, TODAY + 60 * DAY, "W3")
    later.practices_by, later.practices_in = PracticeChoice.NETWORK, ["North"]
    db.session.commit()
    place.client.get(NOW)
    db.session.rollback()
    with statements() as seen:
        assert place.client.get(NOW).status_code == 200
    assert 0 < len(seen) <= 12
