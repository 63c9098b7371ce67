"""Programmes: made, and changed only where nobody was promised something else."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import ProgrammeError
from app.models import Audience, AuditEntry, Membership, Programme, User, WaveState
from app.operations.create_account import Grant, create_account
from app.operations.set_up_programme import (
    DEFAULT_WORDS,
    ProgrammeContent,
    change_programme,
    content_of,
    create_programme,
)
from questionnaires.texts import PLACEHOLDERS
from tests.app import builder

NOW = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
CONTENT = ProgrammeContent("Valley", DEFAULT_WORDS, None, 5, linked_waves=True)


def create(by: User, lead_email: str, slug: str = "valley") -> Programme:
    """Make a programme."""
    return create_programme(slug, CONTENT, retention_months=12, lead_email=lead_email, by=by, now=NOW)


def test_the_words_of_a_programme_are_the_placeholders_of_instruments() -> None:
    assert DEFAULT_WORDS.keys() | {"practice"} == PLACEHOLDERS.keys()


def test_who_makes_a_programme_leads_it(app: Flask) -> None:
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, builder.programme())]).user
    programme = create(lead, lead.email)
    row = db.session.scalars(select(Membership).where(Membership.programme_id == programme.id)).one()
    assert (row.user_id, row.audience) == (lead.id, Audience.LEAD)
    assert (programme.retention_months, programme.linked_waves) == (12, True)


def test_administrator_names_a_lead_who_is_invited(app: Flask) -> None:
    administrator = create_account("admin@example.org", [Grant(Audience.ADMINISTRATOR)]).user
    programme = create(administrator, "new@example.org")
    row = db.session.scalars(select(Membership).where(Membership.programme_id == programme.id)).one()
    assert row.user.email == "new@example.org"
    created = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "programme.created")).one()
    assert (created.by, created.subject) == ("admin@example.org", "Valley")


def test_address_is_used_once(app: Flask) -> None:
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, builder.programme("valley"))]).user
    with pytest.raises(ProgrammeError, match="address valley already"):
        create(lead, lead.email)


def test_everything_can_be_changed_before_the_first_wave_opens(app: Flask) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    builder.wave(programme, []).state = WaveState.DRAFT
    db.session.flush()
    content = ProgrammeContent("Harbours", {**DEFAULT_WORDS, "link_practitioner": "coach"}, None, 3, True)
    change_programme(programme, content, lead)
    assert content_of(programme) == content
    assert programme.slug == "harbour"
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "programme.changed")).one()
    assert entry.detail == {"changed": "name, words, data_label, minimum_group, linked_waves"}


@pytest.mark.parametrize("state", [WaveState.OPEN, WaveState.CLOSING, WaveState.CLOSED])
def test_linking_stays_and_the_minimum_is_only_raised_once_a_wave_was_opened(
    app: Flask, state: WaveState
) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    builder.wave(programme, []).state = state
    db.session.flush()
    before = content_of(programme)
    with pytest.raises(ProgrammeError, match="It stays"):
        change_programme(programme, replace(before, linked_waves=True), lead)
    with pytest.raises(ProgrammeError, match="only be raised"):
        change_programme(programme, replace(before, minimum_group=4), lead)
    change_programme(programme, replace(before, minimum_group=8), lead)
    assert programme.minimum_group == 8


@pytest.mark.parametrize("state", [WaveState.OPEN, WaveState.CLOSING])
def test_words_stay_while_people_read_them(app: Flask, state: WaveState) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    wave = builder.wave(programme, [])
    wave.state = state
    db.session.flush()
    other = replace(content_of(programme), words={**DEFAULT_WORDS, "link_practitioner": "coach"})
    with pytest.raises(ProgrammeError, match="words stay"):
        change_programme(programme, other, lead)
    wave.state = WaveState.CLOSED
    db.session.flush()
    change_programme(programme, other, lead)
    assert programme.words["link_practitioner"] == "coach"


def test_what_is_not_changed_is_not_entered_into_the_audit_log(app: Flask) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    change_programme(programme, content_of(programme), lead)
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action == "programme.changed")).all() == []
