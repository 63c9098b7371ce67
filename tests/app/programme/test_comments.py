"""Comments on pages: read by those who were named to whoever wrote them, withheld by leads only."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import AuditEntry, EvidenceCell, Mark, SharedComment
from tests.app.world import COMMENT, Visitor, World, build_world, token, visitor

PLACE = "/programmes/harbour/practices/elm/waves/W1"


@pytest.fixture
def world(app: Flask) -> World:
    """The small world on each database."""
    return build_world()


@pytest.fixture
def lead(app: Flask, world: World) -> Visitor:
    """A programme lead."""
    return visitor(app, world.accounts["lead"])


def section(page: str) -> str:
    """Return the part of a results page that shows comments."""
    return page.split('id="comments-heading"', 1)[1].split("</section>", 1)[0]


def decide(client: Visitor, address: str, go: str) -> None:
    """Open the page of a comment and press its button."""
    page = client.get(address).text
    assert f'value="{go}"' in page
    assert client.post(address, data={"csrf_token": token(page), "go": go}).status_code == 303


@pytest.mark.parametrize("role", ["manager", "lead", "evaluator"])
def test_practice_manager_lead_and_evaluator_read_what_was_agreed_to(
    app: Flask, world: World, role: str
) -> None:
    shown = section(visitor(app, world.accounts[role]).get(PLACE).text)
    assert shown.count(COMMENT) == 4
    assert "Do not pass these on" in shown
    assert "In your own words, what is the link practitioner here to do?" in shown
    assert ("Withhold a comment" in shown) is (role == "lead")


def test_page_names_no_writer_and_no_id(app: Flask, world: World) -> None:
    page = visitor(app, world.accounts["manager"]).get(PLACE).text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", section(page))
    assert not [role for role in ("GP", "receptionist", "nurse") if role in section(page)]


def test_page_with_comments_is_kept_by_no_cache(app: Flask, world: World) -> None:
    answer = visitor(app, world.accounts["manager"]).get(PLACE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_withheld_comment_is_out_of_sight_for_all_and_can_come_back(
    app: Flask, world: World, lead: Visitor
) -> None:
    manager = visitor(app, world.accounts["manager"])
    before = manager.get(PLACE).text
    address = f"{PLACE}/comments/{world.harbour.comment.id}"
    decide(lead, address, "withhold")
    after = section(manager.get(PLACE).text)
    assert after.count(COMMENT) == 3
    assert "1 comment is withheld by a programme lead" in after
    assert "Withheld" in lead.get(f"{PLACE}/comments").text
    decide(lead, address, "show")
    assert section(manager.get(PLACE).text) == section(before)


def test_what_is_in_a_withheld_comment_changes_no_byte_that_others_see(
    app: Flask, world: World, lead: Visitor
) -> None:
    seen = []
    clients = [visitor(app, world.accounts[role]) for role in ("manager", "evaluator")]
    decide(lead, f"{PLACE}/comments/{world.harbour.comment.id}", "withhold")
    comment_id = world.harbour.comment.id
    for text in ("Short.", "Sister Jones said so. " * 40):
        db.session.rollback()  # a reader of long ago may not write in SQLite
        db.session.get_one(SharedComment, comment_id).text = text
        db.session.commit()
        seen.append([section(client.get(PLACE).text) for client in clients])
    assert seen[0] == seen[1]


def test_withholding_twice_is_entered_once_and_without_the_text(
    app: Flask, world: World, lead: Visitor
) -> None:
    address = f"{PLACE}/comments/{world.harbour.comment.id}"
    page = lead.get(address).text
    for _ in range(2):
        lead.post(address, data={"csrf_token": token(page), "go": "withhold"})
    db.session.rollback()
    acts = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "comment.withheld")).all()
    assert [act.by for act in acts] == ["lead@example.org"]
    assert COMMENT not in f"{acts[0].subject}{acts[0].detail}"
    assert acts[0].subject == f"a comment on practice {world.harbour.elm.name}, wave W1"


def test_lead_is_told_where_a_comment_is_quoted(app: Flask, world: World, lead: Visitor) -> None:
    side = world.harbour
    address = f"{PLACE}/comments/{side.comment.id}"
    assert "quoted" not in lead.get(address).text
    cell = EvidenceCell(
        wave_id=side.closed.id,
        practice_id=side.elm.id,
        aspect="coherence",
        mark=Mark.SUPPORTS,
        source="Survey",
        note=f"“{COMMENT}”",
        coded_on=side.closed.opens_on,
    )
    db.session.rollback()
    db.session.add(cell)
    db.session.commit()
    assert "quoted in the coded evidence of this practice (coherence)" in lead.get(address).text


@pytest.mark.parametrize("role", ["manager", "evaluator", "administrator", "stranger"])
def test_nobody_but_a_lead_withholds(app: Flask, world: World, role: str) -> None:
    client = visitor(app, world.accounts[role])
    address = f"{PLACE}/comments/{world.harbour.comment.id}"
    form = {"csrf_token": token(client.get("/who-sees-what").text), "go": "withhold"}
    assert client.post(address, data=form).status_code == 404
    assert not db.session.scalars(select(SharedComment).where(SharedComment.withheld)).all()


def test_practice_with_too_few_answers_shows_no_comments(app: Flask, world: World, lead: Visitor) -> None:
    page = lead.get(PLACE.replace("elm", "oak"))
    assert page.status_code == 200
    assert "own words" not in page.text
