"""The page of what to do next: actions, the plan, what became of earlier steps, and who sees what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from app.db import db
from app.models import Audience, Membership
from app.operations.close_wave import close_wave
from tests.app.practice.planning import LATER, PLAN, text_of
from tests.app.responses import core_team, respond
from tests.app.world import PUBLISHED, STAFF, Installation, build_world, installed, visitor


@pytest.fixture(scope="module")
def installation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The small world, for tests that only read."""
    with installed(sqlite_template, tmp_path_factory.mktemp("plan")) as found:
        yield found


def page(installation: Installation, path: str = PLAN, role: str = "manager") -> str:
    """Return a page as somebody sees it."""
    return installation.visitor(role).get(path).get_data(as_text=True)


def test_actions_say_why_and_where_they_come_from(installation: Installation) -> None:
    text = text_of(page(installation))
    assert "Make room for it in the building" in text
    assert "Helps with: community level" in text
    assert "Interviews with 17 GPs (S3), proposed intervention S3.I9: rooms in the practice; by that" in text
    assert "this project's own judgement" in text


def test_an_action_leads_to_a_form_with_it_in(installation: Installation) -> None:
    found = re.search(r'href="([^"]+action=S3\.I9)"', page(installation))
    assert found
    form = page(installation, found[1].replace("&amp;", "&"))
    assert re.search(r"<textarea[^>]*>Make room for it in the building</textarea>", form)
    assert 'name="action" value="S3.I9"' in form


def test_the_plan_shows_goal_owner_date_sign_and_state(installation: Installation) -> None:
    text = text_of(page(installation))
    assert (
        "Visit two groups nearby Planned Who sees to it Practice nurse By when 30 June 2035 How we shall "
        "know Both groups know who to ask for From the action Make room for it in the building" in text
    )


@pytest.mark.parametrize("role", ["lead", "evaluator"])
def test_who_does_not_manage_the_practice_only_reads(installation: Installation, role: str) -> None:
    seen = page(installation, role=role)
    assert "Visit two groups nearby" in seen
    assert "<button" not in seen[seen.index("<main") :]
    assert not re.search(r'href="[^"]*/plan/(add|steps)', seen)


def test_without_enough_answers_no_action_is_named_and_a_plan_can_still_be_made(
    installation: Installation,
) -> None:
    text = text_of(page(installation, PLAN.replace("elm", "oak"), "lead"))
    assert "nothing is known to be weak and no action is named" in text
    assert "Fewer did. How many is not said" in text
    assert "Helps with" not in text
    assert "Not known, so" not in text


def test_while_a_wave_is_open_there_are_no_actions_but_the_earlier_steps(installation: Installation) -> None:
    seen = page(installation, LATER)
    text = text_of(seen)
    assert "Actions follow from the result, which is shown when the wave is closed." in text
    assert "Steps of earlier waves" in text
    assert "Visit two groups nearby planned after wave W1" in text
    assert "Community level missed not known" in text
    assert "/plan/add" not in seen


def test_sheet_holds_the_steps_and_the_label_of_the_data(installation: Installation) -> None:
    text = text_of(page(installation, f"{PLAN}/sheet"))
    assert "Our plan: Elm" in text
    assert "Data: synthetic." in text
    assert "Visit two groups nearby Practice nurse 30 June 2035 Both groups know who to ask for" in text
    later = text_of(page(installation, f"{LATER}/sheet"))
    assert "Visit two groups nearby (since wave W1)" in later


def test_results_page_leads_to_the_plan(installation: Installation) -> None:
    for path in (PLAN, LATER, PLAN.replace("elm", "oak")):
        assert f'href="{path}"' in page(installation, path.removesuffix("/plan"), "lead")


def test_page_takes_at_most_twelve_statements(installation: Installation) -> None:
    client = installation.visitor("lead")
    seen: list[str] = []
    with installation.app.app_context():
        engine = db.engine

    def count(*execution: object) -> None:
        seen.append(str(execution[2]))

    event.listen(engine, "before_cursor_execute", count)
    try:
        client.get(LATER)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert 0 < len(seen) <= 12


def test_next_wave_shows_what_changed_since(app: Flask) -> None:
    world = build_world()
    side = world.harbour
    for role in STAFF:
        respond(side.elm, side.open, role, 4)
    core_team(side.elm, side.open)
    close_wave(side.open, PUBLISHED)
    db.session.commit()
    text = text_of(visitor(app, world.accounts["manager"]).get(LATER).get_data(as_text=True))
    assert (
        "What changed since , step: Visit two groups nearby Result (method) Wave W1 Wave W2 "
        "Community level missed met" in text
    )
    assert "Nothing in the result shown is weak, so no action is named." in text


@pytest.mark.parametrize(("audience", "shown"), [(Audience.LEAD, True), (Audience.EVALUATOR, False)])
def test_disincentives_are_shown_to_leads_only_and_cannot_be_planned(
    app: Flask, audience: Audience, shown: bool
) -> None:
    world = build_world()
    side = world.harbour
    for role in STAFF:
        respond(side.elm, side.open, role, 2)
    core_team(side.elm, side.open)
    close_wave(side.open, PUBLISHED)
    manager = world.accounts["manager"].user
    manager.memberships.append(Membership(audience=audience, programme_id=side.programme.id))
    db.session.commit()
    client = visitor(app, world.accounts["manager"])
    seen = client.get(LATER).get_data(as_text=True)
    assert ("Discourage medicine where a group would do" in seen) is shown
    assert ("Shown to programme leads only" in seen) is shown
    assert "action=S3.I7" not in seen
    assert "action=S3.I8" in seen
    assert client.get(f"{LATER}/add?action=S3.I7").status_code == 404


def test_manager_never_sees_disincentives(app: Flask) -> None:
    world = build_world()
    side = world.harbour
    for role in STAFF:
        respond(side.elm, side.open, role, 2)
    core_team(side.elm, side.open)
    close_wave(side.open, PUBLISHED)
    db.session.commit()
    seen = visitor(app, world.accounts["manager"]).get(LATER).get_data(as_text=True)
    assert "Helps with" in seen
    assert "Discourage" not in seen
