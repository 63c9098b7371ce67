"""Practices are guarded by their query: not yours is not found."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from app.errors import NotFoundError
from app.models import Audience, Practice, Programme, User
from app.operations.create_account import Grant, create_account
from app.queries import practices
from tests.app import builder


@dataclass(frozen=True, slots=True)
class Two:
    """Two programmes, each with practices of the same names."""

    harbour: Programme
    valley: Programme
    elm: Practice
    oak: Practice
    foreign: Practice


@pytest.fixture
def two(app: Flask) -> Two:
    """Elm and Oak in Harbour, another Elm in Valley."""
    harbour, valley = builder.programme("harbour"), builder.programme("valley")
    return Two(
        harbour,
        valley,
        elm=builder.practice(harbour, "elm"),
        oak=builder.practice(harbour, "oak"),
        foreign=builder.practice(valley, "elm"),
    )


def user(*grants: Grant) -> User:
    """Return a new user."""
    return create_account("somebody@example.org", grants).user


def test_manager_finds_their_own_practice(two: Two) -> None:
    manager = user(Grant(Audience.MANAGER, practice=two.elm))
    assert practices.for_user(manager, "harbour", "elm") is two.elm


@pytest.mark.parametrize(("programme", "practice"), [("harbour", "oak"), ("valley", "elm"), ("no", "elm")])
def test_manager_finds_no_other_practice(two: Two, programme: str, practice: str) -> None:
    manager = user(Grant(Audience.MANAGER, practice=two.elm))
    with pytest.raises(NotFoundError):
        practices.for_user(manager, programme, practice)


@pytest.mark.parametrize("audience", [Audience.LEAD, Audience.EVALUATOR])
def test_lead_and_evaluator_find_every_practice_of_their_programme(two: Two, audience: Audience) -> None:
    overseer = user(Grant(audience, two.harbour))
    assert practices.for_user(overseer, "harbour", "oak") is two.oak
    with pytest.raises(NotFoundError):
        practices.for_user(overseer, "valley", "elm")


def test_administrator_finds_no_practice(two: Two) -> None:
    administrator = user(Grant(Audience.ADMINISTRATOR))
    with pytest.raises(NotFoundError):
        practices.for_user(administrator, "harbour", "elm")
    assert practices.all_for_user(administrator).rows == []


def test_list_holds_own_practices_once_by_programme_and_name(two: Two) -> None:
    both = user(
        Grant(Audience.LEAD, two.harbour),
        Grant(Audience.MANAGER, practice=two.elm),
        Grant(Audience.MANAGER, practice=two.foreign),
    )
    assert practices.all_for_user(both).rows == [two.elm, two.oak, two.foreign]


def test_practices_of_a_wave_are_those_that_take_part(two: Two) -> None:
    wave = builder.wave(two.harbour, [two.oak])
    assert practices.of_wave(wave).rows == [two.oak]
