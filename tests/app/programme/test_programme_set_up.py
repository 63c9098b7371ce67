"""The pages on which a programme is set up: problems stand beside their fields, nothing typed is lost."""

from __future__ import annotations

import html

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Audience, Membership, Programme, User, WaveState
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.programme.leading import PLACE, Led, fresh, led, said
from tests.app.world import token, visitor

NEW = "/programmes/new"
SOUND = {
    "name": "Valley Prescribing",
    "slug": "",
    "the_programme": "the valley's way of prescribing",
    "link_practitioner": "coach",
    "minimum_group": "5",
    "linked_waves": "yes",
    "data_label": "Synthetic",
    "retention_months": "12",
}


def named(slug: str) -> Programme | None:
    """Return a programme as it is in the database now."""
    fresh()
    return db.session.scalar(select(Programme).where(Programme.slug == slug))


def test_lead_makes_a_programme_and_leads_it(app: Flask) -> None:
    there = led(app)
    answer = there.send(NEW, **SOUND)
    assert (answer.status_code, answer.location) == (303, "/programmes/valley-prescribing/practices")
    found = named("valley-prescribing")
    assert found is not None
    assert found.words == {"the_programme": "the valley's way of prescribing", "link_practitioner": "coach"}
    assert (found.minimum_group, found.linked_waves, found.data_label) == (5, True, "Synthetic")
    assert found.retention_months == 12
    assert "Valley Prescribing" in there.page("/programmes")


def test_administrator_names_who_leads_it(app: Flask) -> None:
    account = create_account("admin@example.org", [Grant(Audience.ADMINISTRATOR)])
    db.session.commit()
    client = visitor(app, account)
    page = client.get(NEW).get_data(as_text=True)
    assert "Email address of the lead" in page
    wrong = client.post(NEW, data={"csrf_token": token(page), **SOUND, "lead_email": "nobody"})
    assert wrong.status_code == 422
    assert "Enter the lead's email address" in said(wrong)
    answer = client.post(NEW, data={"csrf_token": token(page), **SOUND, "lead_email": "New@Example.org"})
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200
    fresh()
    row = db.session.scalars(select(Membership).join(User).where(User.email == "new@example.org")).one()
    assert row.audience is Audience.LEAD


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("name", "", "Enter the name of the programme"),
        ("name", "x" * 201, "has 201 characters"),
        ("name", "HARBOUR", "Another programme has this name"),
        ("slug", "Valley!", "Write the address with small letters"),
        ("slug", "x" * 61, "60 characters at most"),
        ("slug", "new", "that of another page"),
        ("slug", "harbour", "address harbour already"),
        ("the_programme", " ", "Enter what the new way of working is called"),
        ("link_practitioner", "x" * 81, "has 81 characters"),
        ("minimum_group", "", "Enter a whole number from 3 to 100"),
        ("minimum_group", "2", "Enter a whole number from 3 to 100"),
        ("minimum_group", "five", "Enter a whole number from 3 to 100"),
        ("minimum_group", "101", "Enter a whole number from 3 to 100"),
        ("minimum_group", "4", "Fewer than 5 is possible"),
        ("linked_waves", "", "Choose whether answers are linked"),
        ("linked_waves", "maybe", "Choose whether answers are linked"),
        ("data_label", "x" * 61, "has 61 characters"),
        ("retention_months", "0", "Enter a whole number of months from 1 to 240"),
        ("retention_months", "²", "Enter a whole number of months from 1 to 240"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    sqlite_app: Flask, field: str, value: str, problem: str
) -> None:
    there = led(sqlite_app)
    answer = there.send(NEW, **{**SOUND, field: value})
    page = said(answer)
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert page.count(problem) == 2
    assert f'href="#{field}"' in page
    kept = next(name for name in ("name", "link_practitioner") if name != field)
    assert f'value="{SOUND[kept]}"' in page
    assert len(db.session.scalars(select(Programme)).all()) == 1


def test_closed_account_of_a_lead_is_told_with_all_else_that_is_wrong(sqlite_app: Flask) -> None:
    account = create_account("admin@example.org", [Grant(Audience.ADMINISTRATOR)])
    create_account("closed@example.org", []).user.active = False
    db.session.commit()
    client = visitor(sqlite_app, account)
    sent = {**SOUND, "name": "", "lead_email": "closed@example.org"}
    page = said(client.post(NEW, data={"csrf_token": token(client.get(NEW).get_data(as_text=True)), **sent}))
    assert page.count("The account of closed@example.org is closed") == 2
    assert 'href="#name"' in page


def test_address_that_may_be_left_empty_is_no_error_where_there_is_no_name_to_make_it_from(
    sqlite_app: Flask,
) -> None:
    page = said(led(sqlite_app).send(NEW, **dict.fromkeys(SOUND, "")))
    assert 'href="#name"' in page
    assert 'href="#slug"' not in page


def test_of_a_name_without_letters_it_is_said_what_address_to_write(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    page = said(there.send(NEW, **{**SOUND, "name": "\N{WATER WAVE}", "slug": ""}))
    assert page.count("No address can be made of this name. Write one yourself") == 2
    assert 'href="#slug"' in page
    assert there.send(NEW, **{**SOUND, "name": "\N{WATER WAVE}", "slug": "coast-2026"}).status_code == 303


def test_linking_waves_promises_the_count_that_results_give_and_no_surer_change(sqlite_app: Flask) -> None:
    page = led(sqlite_app).page(NEW)
    assert "more surely" not in page
    assert "how many people answered both times" in page
    assert "no surer" in page


def test_name_and_address_of_another_programme_are_told_with_all_else(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    page = said(there.send(NEW, **{**SOUND, "name": "harbour", "slug": "harbour", "minimum_group": "x"}))
    for problem in ("Another programme has this name", "the address harbour already", "Enter a whole number"):
        assert page.count(problem) == 2


def test_programme_keeps_its_name_and_takes_none_of_another(app: Flask) -> None:
    there = led(app)
    builder.programme("valley").name = "Straße"
    db.session.commit()
    status, page = edit(there, name="STRASSE")
    assert status == 422
    assert page.count("Another programme has this name") == 2
    assert edit(there, name="Harbour")[0] == 303
    there.programme.name = "Straße"  # of a time when nobody looked
    db.session.commit()
    assert edit(there, name="Straße", data_label="Real")[0] == 303


def test_few_people_are_accepted_with_eyes_open(app: Flask) -> None:
    there = led(app)
    assert "accept_small" in said(there.send(NEW, **{**SOUND, "minimum_group": "3"}))
    answer = there.send(NEW, **{**SOUND, "minimum_group": "3", "accept_small": "y"})
    assert answer.status_code == 303
    found = named("valley-prescribing")
    assert found is not None
    assert found.minimum_group == 3


def test_examples_are_read_with_the_words_of_the_form_and_nothing_is_saved(app: Flask) -> None:
    there = led(app)
    answer = there.send(NEW, **SOUND, show="examples")
    assert answer.status_code == 200
    page = said(answer)
    assert "the valley's way of prescribing</strong> has become part of daily work" in page
    assert '<strong data-word="link_practitioner">coach</strong>' in page
    assert 'value="Valley Prescribing"' in page
    assert named("valley-prescribing") is None


def test_words_are_text_and_never_markup_or_format(app: Flask) -> None:
    there = led(app)
    words = {"link_practitioner": "<b>coach</b>", "the_programme": "{practice} {0}"}
    there.send(NEW, **{**SOUND, **words})
    page = there.client.get("/programmes/valley-prescribing/edit").get_data(as_text=True)
    assert "<b>coach</b>" not in page
    assert html.escape("<b>coach</b>") in page
    assert "{practice} {0}" in page


def edit(there: Led, **fields: str) -> tuple[int, str]:
    """Send the form of the programme with some fields changed."""
    page = there.client.get(f"{PLACE}/edit").get_data(as_text=True)
    revision = page.split('name="revision" value="', 1)[1].split('"', 1)[0]
    shown = {**SOUND, "name": "Harbour", "revision": revision, "csrf_token": token(page)}
    answer = there.client.post(f"{PLACE}/edit", data={**shown, **fields})
    return answer.status_code, said(answer)


def test_lead_changes_what_may_be_changed_and_never_the_address(app: Flask) -> None:
    there = led(app)
    assert edit(there, name="Harbours", slug="elsewhere", retention_months="1")[0] == 303
    found = named("harbour")
    assert found is not None
    assert (found.name, found.linked_waves, found.retention_months) == ("Harbours", True, 24)


def test_after_the_first_opening_linking_is_shown_and_not_asked(app: Flask) -> None:
    there = led(app)
    builder.wave(there.programme, []).state = WaveState.CLOSED
    db.session.commit()
    page = there.page(f"{PLACE}/edit")
    assert 'type="radio"' not in page
    assert "so it stays" in page
    assert edit(there, linked_waves="yes")[0] == 303
    status, text = edit(there, minimum_group="4", accept_small="y")
    assert status == 422
    assert "minimum of 5. Enter 5 or more" in text
    found = named("harbour")
    assert found is not None
    assert (found.linked_waves, found.minimum_group) == (False, 5)


def test_words_are_not_asked_while_a_wave_is_open(app: Flask) -> None:
    there = led(app)
    builder.wave(there.programme, [])
    db.session.commit()
    assert 'name="link_practitioner"' not in there.page(f"{PLACE}/edit")
    assert edit(there, link_practitioner="coach", name="Harbours")[0] == 303
    found = named("harbour")
    assert found is not None
    assert (found.name, found.words["link_practitioner"]) == ("Harbours", "link practitioner")


def test_what_somebody_else_changed_meanwhile_is_not_replaced_unseen(app: Flask) -> None:
    there = led(app)
    status, text = edit(there, revision="older", name="Mine")
    assert status == 422
    assert "This programme was changed meanwhile" in text
    assert 'value="Mine"' in text
    found = named("harbour")
    assert found is not None
    assert found.name == "Harbour"
