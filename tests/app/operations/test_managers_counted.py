"""Practice managers keep the list and read the results: whatever role they wrote down, they are managers."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.disclosure.release import release
from app.models import Audience, Participation, Practice, Reliability, SharedComment, Snapshot
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.builder import Built
from tests.app.operations.test_close_wave import DAY
from tests.app.responses import respond

MANAGER = "manager@example.org"


def account_of(practice: Practice, email: str = MANAGER) -> None:
    """Give somebody the account of a practice's manager."""
    create_account(email, [Grant(Audience.MANAGER, practice=practice)])
    db.session.flush()


def answered(roles: tuple[str, ...]) -> Built:
    """Add an open wave of one practice in which people of these roles have answered."""
    built = builder.open_wave(roles)
    for each, role in zip(built.invitations, roles, strict=True):
        db.session.add(Participation(invitation_id=each.id, submitted_on=DAY))
        respond(built.practice, built.wave, role, comment="Mine", may_share=True)
    db.session.flush()
    return built


def others(built: Built) -> int:
    """Close the wave and return how many others are said to have answered."""
    close_wave(built.wave, DAY)
    db.session.commit()
    return db.session.scalars(select(Snapshot.others)).one()


def test_a_manager_whose_line_says_gp_is_no_other(app: Flask) -> None:
    built = answered(("gp",) * 5)
    account_of(built.practice)
    assert others(built) == 0
    assert not release(built.wave)[0].enough
    assert db.session.scalars(select(SharedComment)).all() == []


def test_comments_need_ten_others_besides_every_account(app: Flask) -> None:
    built = answered(("gp",) * 10)
    built.wave.practices[0].headcount = 20
    for comment in ("a", "b"):
        respond(built.practice, built.wave, "gp", comment=comment)  # nobody agreed to share these two
    for email in (MANAGER, "second@example.org", "third@example.org"):
        account_of(built.practice, email)
    assert others(built) == 9
    assert {row.text for row in db.session.scalars(select(SharedComment))} == {"Mine"}


@pytest.mark.parametrize(
    ("roles", "accounts", "expected"),
    [
        (("practice_manager", *["gp"] * 5), 1, 5),  # the account is that of the one in the role
        (("practice_manager", *["gp"] * 7), 2, 6),
        (("practice_manager", "practice_manager", *["gp"] * 5), 1, 5),
        (("gp",) * 7, 2, 5),
    ],
)
def test_managers_are_those_by_role_or_by_account_whichever_are_more(
    app: Flask, roles: tuple[str, ...], accounts: int, expected: int
) -> None:
    built = answered(roles)
    for number in range(accounts):
        account_of(built.practice, f"manager{number}@example.org")
    assert others(built) == expected


@pytest.mark.parametrize(("has_answered", "expected"), [(True, 5), (False, 6)])
def test_an_account_whose_address_was_asked_counts_if_it_has_answered(
    app: Flask, has_answered: bool, expected: int
) -> None:
    built = answered(("gp",) * 6)
    asked = built.invitations[0] if has_answered else builder.invitation(built.practice, built.wave)
    asked.participant.email = MANAGER
    account_of(built.practice, MANAGER.title())
    assert others(built) == expected


def test_an_account_of_another_practice_counts_there(app: Flask) -> None:
    built = answered(("gp",) * 5)
    account_of(builder.practice(built.programme, "oak"))
    assert others(built) == 5


def test_reliability_rests_on_practices_with_enough_others(app: Flask) -> None:
    of = builder.programme()
    practices = [builder.practice(of, slug) for slug in ("ash", "elm", "oak")]
    wave = builder.wave(of, practices)
    for number, practice in enumerate(practices, 2):
        for value in (number, number, number, number, number + 1):
            respond(practice, wave, "gp", value)
    account_of(practices[2])
    close_wave(wave, DAY)
    db.session.commit()
    document = json.loads(db.session.scalars(select(Reliability.document)).one())
    assert {scale["practices"] for scale in document.values()} == {2}
