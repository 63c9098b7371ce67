"""Who has access to a programme: a lead invites managers and evaluators, and takes access away."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import AccountLetter, Audience, Membership, OutboxRow, User
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.programme.leading import PLACE, Led, fresh, led, said
from tests.app.world import visitor

PEOPLE = f"{PLACE}/people"


def access() -> set[tuple[str, str, str | None]]:
    """Return who has access now: address, what they are, and the practice's slug."""
    fresh()
    rows = db.session.scalars(select(Membership))
    return {(row.user.email, row.audience.value, row.practice.slug if row.practice else None) for row in rows}


LEAD = ("lead@example.org", "lead", None)


@pytest.mark.parametrize("practice", ["Elm", "elm", "a81001"])
def test_manager_is_invited_by_name_or_code_of_the_practice(app: Flask, practice: str) -> None:
    there = led(app)
    there.elm.ods_code = "A81001"
    db.session.commit()
    answer = there.send(PEOPLE, email="New@Example.org ", audience="manager", practice=practice)
    assert answer.status_code == 303
    assert access() == {LEAD, ("new@example.org", "manager", "elm")}
    assert len(db.session.scalars(select(AccountLetter)).all()) == 1
    page = there.page(PEOPLE)
    assert 'manages <span class="app-address">Elm (A81001)</span>' in page
    assert "They manage Elm (A81001)." in there.page(f"{PEOPLE}/{member('new@example.org')}/remove")
    assert "invited" in page


def namesakes(there: Led) -> None:
    """Give both practices the name Ash, and one of them a code."""
    there.elm.name = there.oak.name = "Ash"
    there.oak.ods_code = "A81002"
    db.session.commit()


@pytest.mark.parametrize(
    ("written", "slug"), [("Ash (elm)", "elm"), ("ash (a81002)", "oak"), ("A81002", "oak")]
)
def test_name_of_several_practices_is_asked_about_and_each_of_them_can_be_said(
    app: Flask, written: str, slug: str
) -> None:
    there = led(app)
    namesakes(there)
    asked = there.send(PEOPLE, email="new@example.org", audience="manager", practice="ash")
    assert asked.status_code == 422
    words = (
        "More than one practice may be meant: Ash (elm), Ash (A81002). Write one of them as it stands here"
    )
    assert said(asked).count(words) == 2
    assert access() == {LEAD}
    assert (
        there.send(PEOPLE, email="new@example.org", audience="manager", practice=written).status_code == 303
    )
    assert access() == {LEAD, ("new@example.org", "manager", slug)}


def test_of_a_practice_that_has_merged_it_is_said_into_which(app: Flask) -> None:
    there = led(app)
    there.elm.ods_code = "A81001"
    there.oak.merged_into_id, there.oak.merged_on = there.elm.id, datetime.date(2026, 3, 2)
    hill = builder.practice(there.programme, "oak-hill")
    hill.name = "Oak Hill"
    db.session.commit()
    asked = there.send(PEOPLE, email="new@example.org", audience="manager", practice="oak")
    assert asked.status_code == 422
    words = "Oak has merged into Elm (A81001). Write the name or the code of that one"
    assert said(asked).count(words) == 2
    assert access() == {LEAD}


def test_name_goes_to_the_practice_that_has_not_merged(app: Flask) -> None:
    there = led(app)
    namesakes(there)
    there.oak.merged_into_id, there.oak.merged_on = there.elm.id, datetime.date(2026, 3, 2)
    db.session.commit()
    assert there.send(PEOPLE, email="new@example.org", audience="manager", practice="Ash").status_code == 303
    assert access() == {LEAD, ("new@example.org", "manager", "elm")}


def test_evaluator_is_invited_for_the_programme(app: Flask) -> None:
    there = led(app)
    there.send(PEOPLE, email="new@example.org", audience="evaluator", practice="")
    assert access() == {LEAD, ("new@example.org", "evaluator", None)}


@pytest.mark.parametrize(
    ("fields", "problem", "target"),
    [
        ({"email": ""}, "Enter an email address in the correct format", "email"),
        ({"email": "nobody"}, "Enter an email address in the correct format", "email"),
        ({"audience": "lead"}, "Choose what they are", "audience"),
        ({"audience": "administrator"}, "Choose what they are", "audience"),
        ({"practice": ""}, "Enter the practice's name or ODS code", "practice"),
        ({"practice": "Ash"}, "No practice of the programme is called “Ash”", "practice"),
        ({"practice": "foreign"}, "No practice of the programme is called “foreign”", "practice"),
        (
            {"practice": "k"},
            "More than one practice may be meant: Oak (oak), Oak Hill (A81009)",
            "practice",
        ),
        ({"email": "closed@example.org"}, "is closed", "email"),
        ({"audience": "evaluator"}, "Leave the practice empty: an evaluator reads all", "practice"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nobody_is_invited(
    sqlite_app: Flask, fields: dict[str, str], problem: str, target: str
) -> None:
    there = led(sqlite_app)
    builder.practice(builder.programme("valley"), "foreign")
    hill = builder.practice(there.programme, "oak-hill")
    hill.name, hill.ods_code = "Oak Hill", "A81009"
    create_account("closed@example.org", []).user.active = False
    db.session.commit()
    sound = {"email": "new@example.org", "audience": "manager", "practice": "Elm"}
    answer = there.send(PEOPLE, **{**sound, **fields})
    page = said(answer)
    assert answer.status_code == 422
    assert page.count(problem) == 2
    assert f'href="#{target}"' in page
    assert access() == {LEAD}


def test_closed_account_is_told_with_all_else_that_is_wrong(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    create_account("closed@example.org", []).user.active = False
    db.session.commit()
    page = said(there.send(PEOPLE, email="closed@example.org", audience="manager", practice="Yew"))
    assert page.count("The account of closed@example.org is closed") == 2
    assert page.count("No practice of the programme is called “Yew”") == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"audience": "evaluator"}, "evaluates the programme"),
        ({"audience": "manager", "practice": "Elm"}, "manages Elm"),
    ],
)
def test_who_has_that_access_already_is_not_given_it_again(
    app: Flask, fields: dict[str, str], words: str
) -> None:
    there = led(app)
    assert there.send(PEOPLE, email="new@example.org", **fields).status_code == 303
    before = access()
    answer = there.send(PEOPLE, email="NEW@example.org", **fields)
    assert answer.status_code == 422
    assert said(answer).count(f"new@example.org {words} already") == 2
    assert 'href="#email"' in said(answer)
    assert access() == before
    assert len(db.session.scalars(select(AccountLetter)).all()) == 1
    assert there.send(PEOPLE, email="new@example.org", audience="manager", practice="Oak").status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"audience": "evaluator"}, "leads the programme and can now code evidence too"),
        ({"audience": "manager", "practice": "Elm"}, "leads the programme and now manages Elm too"),
    ],
)
def test_lead_is_told_what_is_new_to_them(sqlite_app: Flask, fields: dict[str, str], words: str) -> None:
    there = led(sqlite_app)
    there.send(PEOPLE, email="lead@example.org", **fields)
    assert f"lead@example.org {words}" in there.page(PEOPLE)


def test_list_says_who_has_not_set_a_password_and_a_new_link_can_be_sent(app: Flask) -> None:
    there = led(app)
    there.send(PEOPLE, email="new@example.org", audience="evaluator")
    fresh()
    letter = db.session.scalars(select(AccountLetter)).one()
    letter.expires_at = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    first = letter.id
    db.session.scalars(select(OutboxRow)).one().done = True
    db.session.commit()
    assert "the link has expired" in there.page(PEOPLE)
    answer = there.send(f"{PEOPLE}/{member('new@example.org')}/invite", PEOPLE)
    assert answer.status_code == 303
    fresh()
    assert db.session.scalars(select(AccountLetter)).one().id != first
    assert "the link has expired" not in there.page(PEOPLE)


def test_who_is_here_already_gets_no_second_link(app: Flask) -> None:
    there = led(app)
    create_account("known@example.org", [Grant(Audience.EVALUATOR, there.programme)])
    db.session.commit()
    there.send(f"{PEOPLE}/{member('known@example.org')}/invite", PEOPLE)
    fresh()
    assert db.session.scalars(select(AccountLetter)).all() == []


def test_access_is_taken_away_at_once_after_a_question(app: Flask) -> None:
    there = led(app)
    account = create_account("known@example.org", [Grant(Audience.MANAGER, practice=there.elm)])
    db.session.commit()
    manager = visitor(app, account)
    assert manager.get("/practices").status_code == 200
    remove = f"{PEOPLE}/{member('known@example.org')}/remove"
    assert "They manage Elm" in there.page(remove)
    assert len(access()) == 2
    assert there.send(remove).status_code == 303
    assert access() == {LEAD}
    assert manager.get("/practices").status_code == 404


def test_leads_are_seen_and_left_to_administrators(app: Flask) -> None:
    there = led(app)
    assert "leads the programme" in there.page(PEOPLE)
    remove = f"{PEOPLE}/{member('lead@example.org')}/remove"
    assert there.client.get(remove).status_code == 404
    assert there.send(remove, PEOPLE).status_code == 404
    assert access() == {LEAD}


def test_people_of_another_programme_are_nobody(app: Flask) -> None:
    there = led(app)
    create_account("far@example.org", [Grant(Audience.EVALUATOR, builder.programme("valley"))])
    db.session.commit()
    assert "far@example.org" not in there.page(PEOPLE)
    for way in ("remove", "invite"):
        answer = there.send(f"{PEOPLE}/{member('far@example.org')}/{way}", PEOPLE)
        assert answer.status_code == 404


def test_practice_leads_to_its_invitation(app: Flask) -> None:
    there = led(app)
    assert f"{PEOPLE}?practice=elm#invite" in there.page(f"{PLACE}/practices/elm/edit")
    assert 'value="Elm"' in there.page(f"{PEOPLE}?practice=elm")
    assert there.client.get(f"{PEOPLE}?practice=nowhere").status_code == 404


def test_long_list_is_searched_by_address_and_practice(app: Flask) -> None:
    there = led(app)
    users = [User(email=f"m{n:02}@example.org", fs_uniquifier=str(n)) for n in range(60)]
    db.session.add_all(users)
    db.session.flush()
    for n, user in enumerate(users):
        place = there.elm if n % 2 else there.oak
        row = Membership(
            user_id=user.id,
            audience=Audience.MANAGER,
            programme_id=there.programme.id,
            practice_id=place.id,
        )
        db.session.add(row)
    db.session.commit()
    assert "61 entries" in there.page(PEOPLE)
    assert "30 entries" in there.page(f"{PEOPLE}?q=elm")
    assert "1 entry" in there.page(f"{PEOPLE}?q=M07")
    assert "Nobody fits" in there.page(f"{PEOPLE}?q=%25")


def member(email: str) -> str:
    """Return the id of what somebody is."""
    fresh()
    rows = db.session.scalars(select(Membership).join(User).where(User.email == email))
    return str(rows.one().id)


def test_without_a_mail_server_the_page_says_that_the_invitation_waits(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    there.send(PEOPLE, email="new@example.org", audience="evaluator")
    page = there.page(PEOPLE)
    assert "Mail is off, so it waits until this installation has a mail server." in page
    letter = db.session.scalars(select(AccountLetter)).one()
    letter.expires_at -= datetime.timedelta(days=30)
    db.session.commit()
    page = there.page(PEOPLE)
    assert "the link has expired" not in page
    there.send(f"{PEOPLE}/{member('new@example.org')}/invite", PEOPLE)
    assert "It is good for 7 days" not in there.page(PEOPLE)
