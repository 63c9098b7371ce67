"""The list of somebody's practices."""

from __future__ import annotations

from flask import Flask

from app.db import db
from app.models import Audience, Practice
from app.operations.create_account import Grant, create_account
from tests.app import builder
from tests.app.world import Installation, Visitor, visitor
from tests.test_get_forms import forms_of


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


def long_list(app: Flask) -> Visitor:
    """Return the browser of somebody with 70 practices, 60 of them named alike."""
    of = builder.programme()
    alike = [(f"north-{number:02}", f"North {number:02}", None) for number in range(60)]
    other = [(f"south-{number}", f"South {number}", f"Y0000{number}") for number in range(10)]
    db.session.add_all(
        Practice(programme_id=of.id, slug=slug, name=name, headcount=5, ods_code=code)
        for slug, name, code in (*alike, *other)
    )
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    return visitor(app, account)


def test_practice_of_a_long_list_is_found_by_its_name_or_its_code(app: Flask) -> None:
    client = long_list(app)
    assert forms_of(client.get("/practices").text)[0][0][1]["maxlength"] == "200"
    for text in ("south 7", " Y00007 ", "y00007"):
        page = client.get("/practices", query_string={"q": text}).text
        assert "South 7" in page
        assert "South 6" not in page
    assert 'value="y00007"' in page


def test_pages_of_what_was_found_keep_the_search(app: Flask) -> None:
    client = long_list(app)
    first = client.get("/practices?q=north").text
    assert "Page 1 of 2" in first
    assert 'href="/practices?page=2&amp;q=north"' in first
    second = client.get("/practices?page=2&q=north").text
    assert "North 59" in second
    assert "South" not in second


def test_search_that_finds_nothing_says_so_and_leads_back(app: Flask) -> None:
    page = long_list(app).get("/practices?q=100%25").text
    assert "No practice fits." in page
    assert '<a href="/practices">Show all practices</a>' in page
    assert 'value="100%"' in page
    assert "No practice has been added" not in page


def test_search_finds_nobody_elses_practice(installation: Installation) -> None:
    assert "No practice fits." in installation.visitor("manager").get("/practices?q=oak").text


def test_short_list_is_not_searched(installation: Installation) -> None:
    assert not forms_of(installation.visitor("manager").get("/practices").text)
