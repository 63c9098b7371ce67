"""The list of somebody's practices."""

from __future__ import annotations

from flask import Flask

from app.db import db
from app.models import Audience, Practice
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.world import Installation, visitor


def test_manager_sees_their_practice_with_its_waves(installation: Installation) -> None:
    page = installation.visitor("manager").get("/practices").get_data(as_text=True)
    assert "/programmes/harbour/practices/elm/waves/W1" in page
    assert "/programmes/harbour/practices/elm/waves/W2" in page
    assert "Oak" not in page.split("<main")[1]  # the head has random tokens


def test_practice_without_a_wave_says_so(app: Flask) -> None:
    elm = builder.practice(builder.programme())
    account = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)])
    db.session.commit()
    assert "no wave yet" in visitor(app, account).get("/practices").get_data(as_text=True)


def test_long_list_comes_in_pages(app: Flask) -> None:
    of = builder.programme()
    names = [f"place-{number:02}" for number in range(60)]
    db.session.add_all(Practice(programme_id=of.id, slug=name, name=name, headcount=5) for name in names)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    client = visitor(app, account)
    first, second = (client.get(f"/practices?page={page}").get_data(as_text=True) for page in (1, 2))
    assert "place-49" in first
    assert "place-50" not in first
    assert "place-50" in second
    assert "Page 1 of 2" in first
    assert client.get("/practices?page=3").status_code == 404


def test_page_number_that_is_no_number_is_the_first(installation: Installation) -> None:
    assert installation.visitor("manager").get("/practices?page=x").status_code == 200
