"""Who may see and do what, and what every page of the evidence has."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import event

from app.db import db
from tests.app.world import Installation, World, visitor

READ = ("", "elm/", "file/matrix.csv", "file/cells.csv")
CODE = ("elm/clear", "file/upload")
PAGES = (
    "/evidence",
    "/evidence/harbour/W1/",
    "/evidence/harbour/W2/",
    "/evidence/harbour/W1/elm/",
    "/evidence/harbour/W1/elm/clear",
    "/evidence/harbour/W1/file/upload",
    "/what-if/harbour/W1",
    "/what-if/harbour/W1?threshold=4.5",
    "/what-if/harbour/W1?threshold=many&coherence=9&gate=none",
    "/what-if/harbour/W2",
)


def reading(programme: str = "harbour") -> list[str]:
    """Return the addresses of what may be read of a programme."""
    return [f"/what-if/{programme}/W1", *(f"/evidence/{programme}/W1/{page}" for page in READ)]


def coding(programme: str = "harbour") -> list[str]:
    """Return the addresses of what only evaluators of a programme may open."""
    return [f"/evidence/{programme}/W1/{page}" for page in CODE]


def sending(programme: str = "harbour") -> list[str]:
    """Return the addresses that change something."""
    return [f"/evidence/{programme}/W1/{page}" for page in ("elm/", "elm/clear", "file/upload")]


@pytest.mark.parametrize("role", ["evaluator", "lead"])
def test_evaluators_and_leads_read(installation: Installation, role: str) -> None:
    who = installation.visitor(role)
    assert {path: who.get(path).status_code for path in reading()} == dict.fromkeys(reading(), 200)
    assert who.get("/evidence").status_code == 200


def test_evaluators_code_and_leads_do_not(installation: Installation) -> None:
    evaluator, lead = installation.visitor("evaluator"), installation.visitor("lead")
    assert {evaluator.get(path).status_code for path in coding()} == {200}
    assert {lead.get(path).status_code for path in coding()} == {404}


def test_what_a_lead_sends_changes_nothing(world: World, app: Flask) -> None:
    lead = visitor(app, world.accounts["lead"])
    csrf = lead.get("/evidence").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": csrf, "coherence-mark": "+", "coherence-source": "Interview"}
    assert {lead.post(path, data=form).status_code for path in sending()} == {404}


@pytest.mark.parametrize("role", ["manager", "administrator"])
def test_for_other_audiences_there_is_no_evidence(installation: Installation, role: str) -> None:
    who = installation.visitor(role)
    paths = ["/evidence", *reading(), *coding()]
    assert {path: who.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


@pytest.mark.parametrize("role", ["evaluator", "lead"])
def test_a_foreign_programme_is_not_found(installation: Installation, role: str) -> None:
    who = installation.visitor(role)
    paths = [*reading("valley"), *coding("valley"), *reading("nowhere")]
    assert {path: who.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


def test_the_stranger_sees_only_their_own(installation: Installation) -> None:
    who = installation.visitor("stranger")
    assert {who.get(path).status_code for path in (*reading(), *coding())} == {404}
    listed = who.get("/evidence").get_data(as_text=True)
    assert "Valley" in listed
    assert "Harbour" not in listed


@pytest.mark.parametrize(
    "path", ["/evidence/harbour/W9/", "/evidence/harbour/W1/ash/", "/what-if/harbour/W9"]
)
def test_what_is_not_there_is_not_found(installation: Installation, path: str) -> None:
    assert installation.visitor("evaluator").get(path).status_code == 404


def test_signed_out_means_signing_in_first(installation: Installation) -> None:
    who = installation.visitor()
    for path in ("/evidence", *reading(), *coding()):
        answer = who.get(path)
        assert answer.status_code == 303, path
        assert answer.location.startswith("/sign-in")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_title_and_captions(installation: Installation, path: str) -> None:
    page = installation.visitor("evaluator").get(path).get_data(as_text=True)
    assert page.count("<h1") == 1
    title = re.search(r"<title>(.+) - NPT Readiness</title>", page)
    assert title
    assert title[1].strip()
    assert page.count("<table") == page.count("<caption")
    assert all("scope=" in head for head in re.findall(r"<th\b[^>]*>", page))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("role", ["evaluator", "lead"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_takes_more_than_twelve_statements(installation: Installation, path: str, role: str) -> None:
    who = installation.visitor(role)
    seen: list[str] = []
    with installation.app.app_context():
        engine = db.engine

    def count(*execution: object) -> None:
        seen.append(str(execution[2]))

    event.listen(engine, "before_cursor_execute", count)
    try:
        who.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert 0 < len(seen) <= 12, seen
