"""Leads are told who was let in to see the results, and whose account was opened by somebody else."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask

from app.db import db
from app.models import Audience, LetterKind, User
from app.operations.audit import Unnamed
from app.operations.create_account import Grant, create_account
from app.operations.erase_account import erase_account
from app.operations.give_access import take_access
from app.operations.order_account_letter import order_account_letter
from app.operations.second_factor import remove_second_factor
from app.programme.access_lately import DAYS, lately
from tests.app import builder
from tests.app.programme.leading import PLACE, Led, led

NOW = datetime.datetime.now(datetime.UTC)
SOON = NOW + datetime.timedelta(hours=1)


def office() -> User:
    """Return an administrator."""
    return create_account("office@example.org", [Grant(Audience.ADMINISTRATOR)]).user


def told(there: Led, now: datetime.datetime = SOON) -> set[tuple[str, str, str]]:
    """Return who, what and by whom."""
    db.session.commit()
    pages = range(1, lately(there.programme, now, 1).pages + 1)
    found = [each for number in pages for each in lately(there.programme, now, number).rows]
    return {(each.email, each.what, each.by) for each in found}


def test_page_tells_who_was_made_a_lead_and_by_whom(app: Flask) -> None:
    there = led(app)
    create_account("second@example.org", [Grant(Audience.LEAD, there.programme)], office())
    assert ("second@example.org", "made a lead", "office@example.org") in told(there)
    page = there.page(f"{PLACE}/people")
    assert "Changed in the last 90 days" in page
    assert "office@example.org" in page


def test_what_was_taken_again_is_told_too(app: Flask) -> None:
    there, by = led(app), office()
    second = create_account("second@example.org", [Grant(Audience.EVALUATOR, there.programme)], by).user
    take_access(second.memberships[0], by)
    assert {
        ("second@example.org", "made an evaluator", "office@example.org"),
        ("second@example.org", "no longer an evaluator", "office@example.org"),
    } <= told(there)


def test_account_that_somebody_else_opened_is_told(app: Flask) -> None:
    there, by = led(app), office()
    lead = there.account.user
    order_account_letter(lead, LetterKind.NEW_PASSWORD, NOW, by)
    remove_second_factor(lead, by)
    assert {
        ("lead@example.org", "a link for a new password was made", "office@example.org"),
        ("lead@example.org", "the second step was taken away", "office@example.org"),
    } <= told(there)


@pytest.mark.parametrize("audience", [Audience.LEAD, Audience.EVALUATOR])
def test_another_programme_a_practice_and_long_ago_are_left_out(
    sqlite_app: Flask, audience: Audience
) -> None:
    there, by = led(sqlite_app), office()
    before = told(there)
    valley = builder.programme("valley")
    other = create_account("other@example.org", [Grant(audience, valley)], by).user
    order_account_letter(other, LetterKind.NEW_PASSWORD, NOW, by)
    take_access(other.memberships[0], by)
    create_account("elm@example.org", [Grant(Audience.MANAGER, practice=there.elm)], by)
    assert told(there) == before
    assert told(there, SOON + DAYS) == set()


def test_what_people_do_with_their_own_account_is_left_out(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    before = told(there)
    order_account_letter(there.account.user, LetterKind.NEW_PASSWORD, NOW, Unnamed.VISITOR)
    remove_second_factor(there.account.user, there.account.user)
    assert told(there) == before


def test_erased_account_of_another_programme_is_left_out(sqlite_app: Flask) -> None:
    there, by = led(sqlite_app), office()
    before = told(there)
    grant = Grant(Audience.EVALUATOR, builder.programme("valley"))
    other = create_account("other@example.org", [grant], by).user
    order_account_letter(other, LetterKind.NEW_PASSWORD, NOW, by)
    erase_account(other, by)
    assert told(there) == before


def test_whose_access_was_gone_before_is_left_out(sqlite_app: Flask) -> None:
    there, by = led(sqlite_app), office()
    second = create_account("second@example.org", [Grant(Audience.EVALUATOR, there.programme)], by).user
    take_access(second.memberships[0], by)
    before = told(there)
    order_account_letter(second, LetterKind.NEW_PASSWORD, NOW, by)
    assert told(there) == before


def test_link_of_an_invitation_is_told_where_somebody_handed_it_over(app: Flask) -> None:
    there, by = led(app), office()
    lead = there.account.user
    before = told(there)
    order_account_letter(lead, LetterKind.INVITATION, NOW, by)
    assert told(there) == before
    order_account_letter(lead, LetterKind.INVITATION, NOW, by, by_mail=False)
    handed_over = ("lead@example.org", "a link for a first password was handed over", "office@example.org")
    assert told(there) == {*before, handed_over}
