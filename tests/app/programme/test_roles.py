"""The page of results by role: what is released of roles, side by side, and where it may be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.disclosure.coarsen import NOT_SHOWN
from app.disclosure.roles import from_text
from app.models import Audience, Practice, RoleResult, Wave
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.responses import core_team, respond
from tests.app.world import PUBLISHED, visitor

PAGE = "/programmes/harbour/waves/W1/roles"
STAFF: Mapping[str, int] = {"gp": 6, "receptionist": 6, "practice_nurse": 2}


def answers(practice: Practice, wave: Wave, staff: Mapping[str, int], gp: int = 2) -> None:
    """Add the answers of a practice: GPs around ``gp``, receptionists around 4, nurses 3."""
    values = {"gp": gp, "receptionist": 4, "practice_nurse": 3}
    for role, people in staff.items():
        for person in range(people):
            respond(practice, wave, role, values[role] + person % 2 * (1 if values[role] < 4 else -1))
    core_team(practice, wave)


def closed_wave(staff: Mapping[str, int] = STAFF, practices: int = 3) -> Wave:
    """Return a closed wave in which every practice has the same people."""
    of = builder.programme()
    places = [builder.practice(of, slug, 30) for slug in ("elm", "oak", "yew", "ash")[:practices]]
    wave = builder.wave(of, places)
    for place in places:
        answers(place, wave, staff)
    close_wave(wave, PUBLISHED)
    db.session.commit()
    return wave


def page(app: Flask, address: str = PAGE) -> str:
    """Return the page as a lead sees it."""
    wave = db.session.scalars(select(Wave)).one()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, wave.programme)])
    db.session.commit()
    return visitor(app, lead).get(address).get_data(as_text=True)


def shown(wave: Wave) -> dict[tuple[str | None, str], str]:
    """Return the coherence that is shown, by practice and role."""
    rows = db.session.scalars(select(RoleResult).where(RoleResult.wave_id == wave.id)).all()
    return {
        (row.practice.slug if row.practice else None, row.role): from_text(row.document)
        .scales["coherence"]
        .mean_text
        for row in rows
    }


def test_roles_of_enough_people_in_enough_practices_are_shown_across_and_in_practices(app: Flask) -> None:
    found = shown(closed_wave())
    assert found[None, "gp"] == "2.5"
    assert found[None, "receptionist"] == "3.5"
    assert found["elm", "gp"] == "2.6"
    # With the receptionists too, two nurses would be what is left of each practice.
    assert {role for practice, role in found if practice} == {"gp"}


def test_of_two_roles_one_is_left_out_where_a_third_of_a_few_people_would_remain(app: Flask) -> None:
    found = shown(closed_wave({**STAFF, "practice_nurse": 1}))
    assert {role for practice, role in found if practice is None} == {"gp"}


@pytest.mark.parametrize(
    ("staff", "practices"),
    [
        ({"gp": 6, "receptionist": 6}, 2),  # of too few practices
        ({"gp": 1, "receptionist": 6}, 3),  # too few people
        ({"gp": 6, "receptionist": 1}, 3),  # too few others
    ],
)
def test_across_practices_a_role_needs_practices_people_and_others(
    app: Flask, staff: Mapping[str, int], practices: int
) -> None:
    assert (None, "gp") not in shown(closed_wave(staff, practices))


def test_across_practices_a_role_that_everybody_has_is_shown(app: Flask) -> None:
    assert shown(closed_wave({"gp": 8}))[None, "gp"] == "2.5"


def test_nothing_exact_is_stored_of_roles(app: Flask) -> None:
    wave = closed_wave()
    for row in db.session.scalars(select(RoleResult).where(RoleResult.wave_id == wave.id)):
        document = json.loads(row.document)
        assert document.keys() == {"people", "practices", "scales"}
        for mean, text, low, high, words in document["scales"].values():
            assert (text, words) == (NOT_SHOWN, NOT_SHOWN) or f"{mean:.1f}" in text
            assert all(end is None or end == round(end, 1) for end in (low, high))


def test_the_page_has_the_roles_side_by_side_and_the_practices_of_one(app: Flask) -> None:
    closed_wave()
    text = page(app)
    assert text.count('<section class="app-panel"') == 7
    assert "Receptionist" in text
    assert 'aria-current="page">GP (3' in text
    assert '/practices/elm/waves/W1">Elm</a>' in text


def test_roles_that_are_not_shown_have_the_same_words(app: Flask) -> None:
    closed_wave()
    panel = page(app).split('<section class="app-panel"')[1]
    rows = [row for row in panel.split("<tr")[1:] if 'scope="row"' in row]
    hidden = [row for row in rows if NOT_SHOWN in row]
    assert len(rows) == 9
    assert len(hidden) == 6
    assert len({row.split("</th>")[1].split("</tr>")[0] for row in hidden}) == 1


def test_with_too_few_people_the_page_says_why_it_is_empty(app: Flask) -> None:
    closed_wave({"gp": 3}, 1)
    text = page(app)
    assert "Nothing is shown of roles over all practices" in text
    assert "Nothing is shown of a role in a single practice" in text


def test_an_open_wave_has_no_results_by_role(app: Flask) -> None:
    of = builder.programme()
    builder.wave(of, [builder.practice(of)])
    db.session.commit()
    assert "There are no results yet" in page(app)


@pytest.mark.parametrize("address", [f"{PAGE}?role=wizard", f"{PAGE}?role=gp&page=9"])
def test_a_role_or_page_that_is_not_there_is_not_found(app: Flask, address: str) -> None:
    closed_wave()
    wave = db.session.scalars(select(Wave)).one()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, wave.programme)])
    db.session.commit()
    assert visitor(app, lead).get(address).status_code == 404


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("network=North", {"Elm"}),
        ("network=north&name=el", {"Elm"}),
        ("name=a", {"Oak"}),
        ("name=nobody", set()),
        ("verdict=not_enough", set()),
        ("enough=yes", {"Elm", "Oak", "Yew"}),
    ],
)
def test_practices_are_chosen_as_on_the_comparison(app: Flask, choice: str, left: set[str]) -> None:
    wave = closed_wave()
    next(place for place in wave.practices if place.practice.slug == "elm").network = "North"
    db.session.commit()
    text = page(app, f"{PAGE}?{choice}&role=gp")
    assert {name for name in ("Elm", "Oak", "Yew") if f">{name}</a></th>" in text} == left
    assert text.count('<section class="app-panel"') == 7  # over all practices nothing changes
    assert ("Nothing is shown of GP in any practice that was chosen" in text) is not bool(left)


def test_role_chosen_on_the_comparison_leads_here_with_the_same_practices(app: Flask) -> None:
    wave = closed_wave()
    account = create_account("lead@example.org", [Grant(Audience.LEAD, wave.programme)])
    db.session.commit()
    lead = visitor(app, account)
    comparison = PAGE.removesuffix("/roles")
    assert '<option value="gp"' in lead.get(comparison).get_data(as_text=True)
    answer = lead.get(f"{comparison}?role=gp&name=el")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}?name=el&role=gp")
    refused = lead.get(f"{comparison}?role=wizard")
    assert refused.status_code == 422
    assert "Choose a role of the list" in refused.get_data(as_text=True)


def test_wrong_choice_is_said_and_nothing_is_shown(app: Flask) -> None:
    wave = closed_wave()
    wave.practices[0].network = "North"
    db.session.commit()
    text = page(app, f"{PAGE}?network=South")
    assert "There is a problem" in text
    assert "app-panel" not in text
