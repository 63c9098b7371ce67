"""English and Welsh: on every page, nothing lost on the way, answers the same."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Answer, Comment
from tests.app.respondent.person import PAGES, Person, revision_on

ITEM = "coherence_differentiation"


class Welsh(Person):
    """Somebody who reads Welsh: the language is part of the address."""

    def _request(self, method, page, form):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return super()._request(method, f"cy/{page}", form)


@pytest.fixture
def welsh(app: Flask, person: Person) -> Person:
    """The same person in Welsh."""
    reader = Welsh.__new__(Welsh)
    reader.__dict__.update(person.__dict__)
    return reader


def test_a_whole_journey_in_welsh_stores_what_one_in_english_does(welsh: Person) -> None:
    welsh.answer({ITEM: "4", "coherence_comment": "Diolch."})
    assert welsh.send().location == "receipt"
    assert "Eich derbynneb" in welsh.get("receipt").text
    assert db.session.execute(select(Answer.item_id, Answer.value)).all() == [(ITEM, 4)]
    assert db.session.scalars(select(Comment.text)).all() == ["Diolch."]


def test_every_page_in_welsh_says_so_and_leads_to_the_same_page_in_english(
    welsh: Person, person: Person
) -> None:
    welsh.answer({})
    for page in ("", *PAGES, "check", "saved", "withdraw", "stop", "accessibility"):
        there, here = welsh.get(page), person.get(page)
        assert there.status_code == here.status_code == 200
        assert '<html lang="cy">' in there.text
        assert '<html lang="en">' in here.text
        assert "Nid yw siaradwr brodorol wedi'i adolygu eto" in there.text
        if page not in PAGES:
            assert f'href="../{page}" lang="en"' in there.text
            assert f'href="cy/{page}" lang="cy"' in here.text


def test_dates_roles_and_answers_are_in_welsh(welsh: Person) -> None:
    start = welsh.get().text
    assert "5 Ionawr 2036" in start
    assert "Derbynnydd" in start
    welsh.answer({ITEM: "5"})
    page = welsh.get(PAGES[0]).text
    for said in (
        "Cytuno&#39;n gryf",
        "Rhy gynnar i ddweud",
        "Gwell gen i beidio",
        "Gallwch ysgrifennu hyd at",
    ):
        assert said in page


def test_the_button_for_the_other_language_keeps_what_is_on_the_page(person: Person, welsh: Person) -> None:
    person.post()
    answer = person.save(PAGES[0], {ITEM: "4", "coherence_comment": "Half a", "go": "language-cy"})
    assert answer.location == f"cy/{PAGES[0]}"
    page = welsh.get(PAGES[0])
    assert 'value="4" checked' in page.text
    assert "Half a" in page.text
    back = welsh.save(PAGES[0], {ITEM: "4", "coherence_comment": "Half a sentence", "go": "language-en"})
    assert back.location == f"../{PAGES[0]}"
    assert "Half a sentence" in person.get(PAGES[0]).text


def test_the_button_keeps_answers_that_are_not_valid_and_the_way_to_the_check_page(
    person: Person, welsh: Person
) -> None:
    person.answer({})
    long = "x" * 1001
    page = f"{PAGES[0]}?then=check"
    answer = person.save(page, {"coherence_comment": long, "go": "language-cy"})
    assert answer.location == f"cy/{page}"
    shown = welsh.get(page).text
    assert long in shown
    assert "Defnyddiwch 1000 o nodau neu lai" in shown
    assert "Gwall" in shown


def test_in_two_tabs_the_button_overwrites_nothing_unseen(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4"}, revision=0)
    answer = person.save(PAGES[0], {ITEM: "1", "go": "language-cy"}, revision=0)
    assert answer.status_code == 409


@pytest.mark.parametrize("code", ["language-xx", "language-", "language-en", "cy"])
def test_a_language_that_there_is_not_is_no_language(person: Person, code: str) -> None:
    person.post()
    assert person.save(PAGES[0], {"go": code}).location == PAGES[1]


def test_whoever_begins_in_english_carries_on_in_welsh(person: Person, welsh: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4"})
    assert welsh.post().location == PAGES[1]
    revision = revision_on(welsh.get("check"))
    assert welsh.post("check", {"revision": str(revision)}).location == "receipt"
    digits = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}")
    assert digits.findall(welsh.get("receipt").text) == digits.findall(person.get("receipt").text)


def test_the_next_questionnaire_is_in_the_same_language(core_member: tuple[Person, Person]) -> None:
    survey, core_team = core_member
    survey.answer({})
    survey.send()
    assert survey.post("cy/receipt").location == f"/q/{core_team.token}/cy/"


def test_the_calm_page_is_in_the_language_of_the_address(app: Flask) -> None:
    page = app.test_client().get("/q/AAAA/cy/").text
    assert '<html lang="cy">' in page
    assert "yn agor holiadur" in page
