"""Programmes are guarded by their query: not yours is not found."""

from __future__ import annotations

import pytest
from flask import Flask

from app.errors import NotFoundError
from app.models import Audience
from app.operations.create_account import Grant, create_account
from app.queries import programmes
from tests.app import builder


@pytest.mark.parametrize("audience", [Audience.LEAD, Audience.EVALUATOR])
def test_overseer_finds_their_programme_only(app: Flask, audience: Audience) -> None:
    harbour, _valley = builder.programme("harbour"), builder.programme("valley")
    overseer = create_account("somebody@example.org", [Grant(audience, harbour)]).user
    assert programmes.for_user(overseer, "harbour") is harbour
    assert programmes.all_for_user(overseer) == [harbour]
    with pytest.raises(NotFoundError):
        programmes.for_user(overseer, "valley")


def test_manager_of_a_practice_finds_no_programme(app: Flask) -> None:
    elm = builder.practice(builder.programme("harbour"))
    manager = create_account("somebody@example.org", [Grant(Audience.MANAGER, practice=elm)]).user
    with pytest.raises(NotFoundError):
        programmes.for_user(manager, "harbour")
    assert programmes.all_for_user(manager) == []
