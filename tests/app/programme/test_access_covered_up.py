"""An administrator covers their tracks with whatever the pages allow, and leads are told all the same."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Audience, User
from app.operations.create_account import Grant, NewAccount, create_account
from app.queries.paging import PAGE_SIZE
from tests.app.programme.leading import PLACE, Led, fresh, led
from tests.app.world import Visitor, token, visitor

OFFICE, FRIEND, THEIRS = "office@example.org", "friend@example.org", "theirs@example.org"
LINK, OPENED = "a link for a new password was made", "the account was opened again"
MADE, NO_LONGER = "made an evaluator", "no longer an evaluator"
ERASED = "erased account"


@dataclass(frozen=True, slots=True)
class Curious:
    """An administrator at their pages, and the lead of a programme who is told what they did."""

    there: Led
    client: Visitor

    def do(self, email: str, act: str, **fields: str) -> None:
        """Send a form of an account's pages."""
        csrf = token(self.client.get("/").get_data(as_text=True))
        place = f"/admin/users/{account(email).id}/{act}"
        answer = self.client.post(place, data={"csrf_token": csrf, **fields})
        assert answer.status_code in {200, 303}, answer.get_data(as_text=True)
        fresh()

    def give(self, email: str) -> None:
        """Let an account see the results of all practices."""
        self.do(email, "grants", audience="evaluator", programme="harbour")

    def take(self, email: str) -> None:
        """Take away the last thing that an account sees."""
        self.do(email, f"grants/{account(email).memberships[-1].id}/remove")

    def told(self) -> list[tuple[str, str, str]]:
        """Return (address, what, by) of the list that leads read, over all of its pages."""
        found, place = [], f"{PLACE}/people"
        while place:
            page = self.there.page(place)
            found += rows(page.partition('id="lately"')[2].partition("</table>")[0])
            place = next(iter(re.findall(r'rel="next" href="([^"]+)"', page)), "")
        return found


def rows(table: str) -> list[tuple[str, str, str]]:
    """Return the cells of each row after its day, without markup and without their headings."""
    lines = [re.findall(r"<td.*?</span>(.*?)</td>", row, re.DOTALL) for row in table.split("</tr>")]
    texts = [[html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in line] for line in lines]
    return [(email, what, by) for email, what, by in (line for line in texts if line)]


def account(email: str) -> User:
    """Return an account as it is now."""
    fresh()
    return db.session.scalars(select(User).where(User.email == email)).one()


@pytest.fixture
def curious(app: Flask) -> Curious:
    """An administrator, a second one in league with them, and an evaluator whose account they open."""
    there = led(app)
    office = create_account(OFFICE, [Grant(Audience.ADMINISTRATOR)])
    create_account(FRIEND, [Grant(Audience.ADMINISTRATOR)])
    create_account(THEIRS, [Grant(Audience.EVALUATOR, there.programme)])
    db.session.commit()
    return Curious(there, visitor(app, office))


def test_many_harmless_changes_push_nothing_out(curious: Curious) -> None:
    curious.do(THEIRS, "letter")
    for _ in range(PAGE_SIZE // 2 + 1):
        curious.give(FRIEND)
        curious.take(FRIEND)
    assert (THEIRS, LINK, OFFICE) in curious.told()
    assert curious.told().count((FRIEND, MADE, OFFICE)) == PAGE_SIZE // 2 + 1


def test_taking_access_away_afterwards_hides_nothing(curious: Curious) -> None:
    curious.do(THEIRS, "letter")
    curious.do(THEIRS, "close")
    curious.do(THEIRS, "open")
    curious.take(THEIRS)
    assert {(THEIRS, LINK, OFFICE), (THEIRS, OPENED, OFFICE), (THEIRS, NO_LONGER, OFFICE)} <= set(
        curious.told()
    )


def test_account_that_is_opened_first_and_let_in_then_is_told(curious: Curious) -> None:
    curious.do(FRIEND, "letter")
    curious.give(FRIEND)
    curious.take(FRIEND)
    assert {(FRIEND, LINK, OFFICE), (FRIEND, MADE, OFFICE), (FRIEND, NO_LONGER, OFFICE)} <= set(
        curious.told()
    )


@pytest.mark.parametrize("taken_first", [False, True])
def test_erasing_the_account_afterwards_hides_nothing(curious: Curious, taken_first: bool) -> None:
    curious.do(THEIRS, "letter")
    if taken_first:
        curious.take(THEIRS)
    curious.do(THEIRS, "erasing", confirm="yes")
    assert {
        (ERASED, LINK, OFFICE),
        (ERASED, MADE, "a command on the server"),
        (ERASED, NO_LONGER, OFFICE),
    } <= set(curious.told())


def test_erasing_who_did_it_and_whose_account_it_was_hides_nothing(curious: Curious) -> None:
    curious.do(THEIRS, "letter")
    friend = Curious(curious.there, visitor(curious.client.application, NewAccount(account(FRIEND), "")))
    friend.do(OFFICE, "erasing", confirm="yes")
    friend.do(THEIRS, "erasing", confirm="yes")
    assert (ERASED, LINK, ERASED) in curious.told()


def test_erased_account_that_saw_nothing_here_is_not_told_here(curious: Curious) -> None:
    curious.do(FRIEND, "letter")
    for each in (FRIEND, THEIRS):
        curious.do(each, "erasing", confirm="yes")
    assert (ERASED, NO_LONGER, OFFICE) in curious.told()
    assert LINK not in {what for _, what, _ in curious.told()}
