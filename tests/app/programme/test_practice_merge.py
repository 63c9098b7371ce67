"""The pages of a merger: which practice, what happens, and then that it does."""

from __future__ import annotations

import datetime
import html
import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Audience, Membership, Participant, Practice, WaveState
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.programme.leading import PLACE, PRACTICES, Led, fresh, led, said
from tests.app.world import token, visitor

MERGE = f"{PRACTICES}/oak/merge"


def people(there: Led) -> None:
    """Put people on the lists of both practices."""
    for practice, name, email in (
        (there.oak, "Ada", "ada@example.org"),
        (there.oak, "Ben", None),
        (there.elm, "Ada", "ada@example.org"),
        (there.elm, "Ben", None),
    ):
        db.session.add(Participant(practice_id=practice.id, name=name, email=email, role="gp"))
    db.session.commit()


def form_of(page: str) -> dict[str, str]:
    """Return the fields of the preview as they are shown."""
    names = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
    shown = {name: html.unescape(value) for name, value in names}
    return {**shown, "csrf_token": token(page)}


def merged() -> Practice | None:
    """Return what Oak has merged into, as it is now."""
    fresh()
    return db.session.scalars(select(Practice).where(Practice.slug == "oak")).one().merged_into


def test_another_practice_is_found_by_its_name(app: Flask) -> None:
    there = led(app)
    page = there.page(f"{MERGE}?q=el")
    assert f'href="{MERGE}?into=elm"' in page
    assert "into=oak" not in there.page(f"{MERGE}?q=oak")
    assert "No other practice of the programme fits" in there.page(f"{MERGE}?q=oak")


def test_preview_says_what_happens_and_changes_nothing(app: Flask) -> None:
    there = led(app)
    people(there)
    page = there.page(f"{MERGE}?into=elm")
    assert "1 person comes to the list of staff of Elm; 1 more is on it already" in page
    assert "Ben: somebody of that name is on the list of Elm already" in page
    assert form_of(page)["headcount"] == "17"
    assert merged() is None


def test_practices_of_one_name_are_told_apart_on_every_page_of_a_merger(app: Flask) -> None:
    there = led(app)
    there.elm.name = there.oak.name = "Ash"
    there.elm.ods_code, there.oak.ods_code = "A81001", "A81002"
    people(there)
    old, successor = "Ash (A81002)", "Ash (A81001)"
    assert f">{old}</span> Which practice" in there.page(MERGE)
    assert f">{successor}</a>" in there.page(f"{MERGE}?q=ash")
    page = there.page(f"{MERGE}?into=elm")
    assert f"{old} merges into {successor}</h1>" in page
    assert f"to the list of staff of {successor}" in page
    assert f"{successor} has 10 now, {old} has 8." in page
    assert f"Merge {old} into {successor} for good" in page
    assert re.findall(r"\bAsh\b(?! \(A8100[12]\))", page) == []
    answer = there.client.post(MERGE, data={**form_of(page), "confirm": "y"})
    assert answer.status_code == 303
    assert f"{old} has merged into {successor}." in there.page(f"{PRACTICES}/elm/edit")
    assert f"It merged into {successor} on" in there.page(MERGE)


def test_what_was_shown_is_done(app: Flask) -> None:
    there = led(app)
    people(there)
    shown = form_of(there.page(f"{MERGE}?into=elm"))
    answer = there.client.post(MERGE, data={**shown, "headcount": "15"})
    assert (answer.status_code, answer.location) == (303, f"{PRACTICES}/elm/edit")
    assert merged() is not None
    elm = db.session.scalars(select(Practice).where(Practice.slug == "elm")).one()
    assert elm.headcount == 15
    assert "It merged into Elm" in there.page(MERGE) or "has merged" in there.page(MERGE)


def test_preview_that_is_out_of_date_is_shown_again(app: Flask) -> None:
    there = led(app)
    people(there)
    shown = form_of(there.page(f"{MERGE}?into=elm"))
    db.session.add(Participant(practice_id=there.oak.id, name="Cas", role="gp"))
    db.session.commit()
    answer = there.client.post(MERGE, data=shown)
    assert answer.status_code == 409
    assert "Nothing was merged" in said(answer)
    assert merged() is None
    again = form_of(answer.get_data(as_text=True))
    assert there.client.post(MERGE, data=again).status_code == 303


@pytest.mark.parametrize(
    ("fields", "problem", "target"),
    [
        ({"headcount": ""}, "Enter a whole number from 1 to 2,000", "headcount"),
        ({"headcount": "0"}, "Enter a whole number from 1 to 2,000", "headcount"),
        ({"headcount": "99999"}, "Enter a whole number from 1 to 2,000", "headcount"),
        ({"on-day": "", "on-month": "", "on-year": ""}, "Enter the day of the merger", "on-day"),
        ({"on-day": "31", "on-month": "2"}, "must be a real date", "on-day"),
        ({"on-year": "2099"}, "is in the future", "on-day"),
        ({"on-year": "1901"}, "Check the year", "on-year"),
        ({"confirm": ""}, "Tick the box to merge: it cannot be taken back", "confirm"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_merged(
    sqlite_app: Flask, fields: dict[str, str], problem: str, target: str
) -> None:
    there = led(sqlite_app)
    shown = form_of(there.page(f"{MERGE}?into=elm"))
    answer = there.client.post(MERGE, data={**shown, **fields})
    page = said(answer)
    assert answer.status_code == 422
    assert page.count(problem) == 2
    assert f'href="#{target}"' in page
    assert merged() is None


def test_day_before_the_last_wave_is_refused(app: Flask) -> None:
    there = led(app)
    wave = builder.wave(there.programme, [there.oak])
    wave.state, wave.opens_on = WaveState.CLOSED, datetime.date(2026, 3, 2)
    db.session.commit()
    shown = form_of(there.page(f"{MERGE}?into=elm"))
    day = {"on-day": "2", "on-month": "3", "on-year": "2026"}
    answer = there.client.post(MERGE, data={**shown, **day})
    assert answer.status_code == 422
    assert "choose 3 March 2026 or later" in said(answer)


def test_while_a_wave_is_open_the_page_says_so_and_has_no_button(app: Flask) -> None:
    there = led(app)
    shown = form_of(there.page(f"{MERGE}?into=elm"))
    builder.wave(there.programme, [there.elm])
    db.session.commit()
    page = there.page(f"{MERGE}?into=elm")
    assert "Wave W1 asks Elm now. Merge when it is closed." in page
    assert "Merge the practices" not in page
    assert there.client.post(MERGE, data=shown).status_code == 409
    assert merged() is None


@pytest.mark.parametrize("into", ["oak", "nowhere", "foreign"])
def test_practice_merges_into_another_of_its_own_programme_only(app: Flask, into: str) -> None:
    there = led(app)
    builder.practice(builder.programme("valley"), "foreign")
    db.session.commit()
    assert there.client.get(f"{MERGE}?into={into}").status_code == 404
    shown = form_of(there.page(f"{MERGE}?into=elm"))
    assert there.client.post(MERGE, data={**shown, "into": into}).status_code == 404
    assert merged() is None


def test_manager_reads_the_old_results_and_keeps_the_list_of_the_successor(app: Flask) -> None:
    there = led(app)
    account = create_account("oak@example.org", [Grant(Audience.MANAGER, practice=there.oak)])
    wave = builder.wave(there.programme, [there.oak])
    wave.state = WaveState.CLOSED
    db.session.commit()
    manager = visitor(app, account)
    assert manager.get(f"{PRACTICES}/oak/staff").status_code == 200
    there.client.post(MERGE, data=form_of(there.page(f"{MERGE}?into=elm")))
    assert manager.get(f"{PRACTICES}/oak/staff").status_code == 404
    assert manager.get(f"{PRACTICES}/elm/staff").status_code == 200
    page = manager.get("/practices").get_data(as_text=True)
    assert f"{PRACTICES}/oak/waves/W1" in page
    assert "with Elm, into which it merged" in page


def test_page_of_a_practice_that_has_merged_says_into_which_and_when(app: Flask) -> None:
    there = led(app)
    account = create_account("oak@example.org", [Grant(Audience.MANAGER, practice=there.oak)])
    db.session.commit()
    manager = visitor(app, account)
    there.client.post(MERGE, data=form_of(there.page(f"{MERGE}?into=elm")))
    today = f"{datetime.datetime.now(datetime.UTC):%-d %B %Y}"
    said_of_it = f'Oak merged into <a href="{PRACTICES}/elm">Elm</a> on {today}.'
    page = there.page(f"{PRACTICES}/oak")
    assert said_of_it in page
    assert "Nobody is on the list of staff" not in page
    assert said_of_it in manager.get(f"{PRACTICES}/oak").get_data(as_text=True)
    there.send(f"{PLACE}/people/{_manager_of('elm')}/remove")
    page = manager.get(f"{PRACTICES}/oak").get_data(as_text=True)
    assert f"Oak merged into Elm on {today}." in page


def _manager_of(slug: str) -> uuid.UUID:
    """Return the membership of the only manager of a practice."""
    fresh()
    of = select(Membership.id).join(Practice, Practice.id == Membership.practice_id)
    return db.session.scalars(of.where(Practice.slug == slug)).one()


def test_practice_that_has_merged_neither_merges_again_nor_takes_in_another(app: Flask) -> None:
    there = led(app)
    builder.practice(there.programme, "ash")
    db.session.commit()
    shown = form_of(there.page(f"{MERGE}?into=elm"))
    there.client.post(MERGE, data=shown)
    assert there.client.post(MERGE, data={**shown, "into": "ash"}).status_code == 404
    assert there.client.get(f"{PRACTICES}/ash/merge?into=oak").status_code == 404
