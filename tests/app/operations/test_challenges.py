"""Challenges: good once, for what and for whom they were issued, and not for long."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask

from app.models import Ceremony
from app.operations.challenges import GOOD_FOR, issue_challenge, take_challenge
from tests.app.accounts.conftest import People, people

__all__ = ["people"]

NOW = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
MOMENT = datetime.timedelta(seconds=1)


def test_challenge_is_taken_once_by_whom_it_was_issued_to(app: Flask, people: People) -> None:
    user = people["lead"].user
    issued = issue_challenge(Ceremony.SECOND_STEP, user, NOW)
    assert take_challenge(issued.token, Ceremony.SECOND_STEP, user, NOW) == issued.challenge
    assert take_challenge(issued.token, Ceremony.SECOND_STEP, user, NOW) is None


@pytest.mark.parametrize(
    ("ceremony", "whose", "after"),
    [
        (Ceremony.ADDING, "lead", MOMENT),
        (Ceremony.SIGN_IN, "lead", MOMENT),
        (Ceremony.SECOND_STEP, "manager", MOMENT),
        (Ceremony.SECOND_STEP, None, MOMENT),
        (Ceremony.SECOND_STEP, "lead", GOOD_FOR),
    ],
)
def test_it_is_taken_for_nothing_else(
    app: Flask, people: People, ceremony: Ceremony, whose: str | None, after: datetime.timedelta
) -> None:
    issued = issue_challenge(Ceremony.SECOND_STEP, people["lead"].user, NOW)
    user = people[whose].user if whose else None
    assert take_challenge(issued.token, ceremony, user, NOW + after) is None


def test_it_is_good_until_its_time_is_over(app: Flask) -> None:
    issued = issue_challenge(Ceremony.SIGN_IN, None, NOW)
    assert take_challenge(issued.token, Ceremony.SIGN_IN, None, NOW + GOOD_FOR - MOMENT) == issued.challenge


def test_no_two_are_alike(app: Flask) -> None:
    first, second = (issue_challenge(Ceremony.SIGN_IN, None, NOW) for _ in range(2))
    assert first.challenge != second.challenge
    assert first.token != second.token
    assert len(first.challenge) == 32
