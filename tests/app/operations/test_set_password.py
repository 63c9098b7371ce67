"""Which passwords may be chosen."""

from __future__ import annotations

import pytest

from app.operations.create_account import generate_password
from app.operations.set_password import GUESSED, LONGEST, LOOKED_AT, problem_of

WHO = "rosalind.okafor@example.org"


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password1234!",
        "qwertyuiop12",
        "iloveyou2026!",
        "NPTreadiness",
        "Okafor123456",
        "9876543210123",
    ],
)
def test_password_that_is_soon_guessed_is_refused(password: str) -> None:
    assert problem_of(password, WHO) == GUESSED


@pytest.mark.parametrize("password", ["three random words", "Gorau arf, arf dysg", "xkq7vbn2wpz4"])
def test_password_that_is_not_soon_guessed_may_be_chosen(password: str) -> None:
    assert problem_of(password, WHO) is None


def test_passwords_of_our_own_making_are_good_enough() -> None:
    assert [problem_of(generate_password(), WHO) for _ in range(20)] == [None] * 20


def test_long_password_is_judged_by_its_beginning() -> None:
    sentence = "every morning the link worker walks past the harbour and counts the gulls, loudly; "
    longest = (sentence * 3)[:LONGEST]
    assert len(sentence) > LOOKED_AT
    assert problem_of(longest, WHO) is None
    assert problem_of("password1234" * 16, WHO) == GUESSED


@pytest.mark.parametrize("email", ["q@example.org", "jo@practice.nhs.uk", "Ann@Example.org", WHO])
def test_own_address_is_no_password_however_short_its_name_and_whatever_the_case(email: str) -> None:
    for password in (email, email.lower(), email.upper(), f"{email} 2026"):
        assert problem_of(password, email) == "The password must not contain your email address"


def test_short_name_alone_may_stand_in_a_password() -> None:
    assert problem_of("three random words", "ran@example.org") is None
