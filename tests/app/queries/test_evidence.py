"""Coded evidence is read and held by whoever may code it, wave by wave."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app import create_app
from app.db import db
from app.errors import NotFoundError
from app.models import Audience, Mark, Wave
from app.operations.code_evidence import Coding, code_evidence
from app.operations.create_account import Grant, create_account
from app.queries import evidence
from tests.app import builder
from tests.conftest import make_settings

DAY = datetime.date(2026, 3, 2)


def test_only_an_evaluator_of_the_programme_codes(app: Flask) -> None:
    here, there = builder.programme("here"), builder.programme("there")
    evaluator = create_account(
        "e@example.org", [Grant(Audience.EVALUATOR, here), Grant(Audience.LEAD, there)]
    )
    assert evidence.may_code(evaluator.user, here)
    assert not evidence.may_code(evaluator.user, there)
    assert evidence.programme_to_code(evaluator.user, "here") is here
    with pytest.raises(NotFoundError):
        evidence.programme_to_code(evaluator.user, "there")


def test_a_practice_is_found_in_its_waves_only(app: Flask) -> None:
    of = builder.programme()
    elm, oak = builder.practice(of), builder.practice(of, "oak")
    wave = builder.wave(of, [elm])
    assert evidence.practice_of_wave(wave, "elm") is elm
    assert evidence.practices_of_wave(wave) == [elm]
    with pytest.raises(NotFoundError):
        evidence.practice_of_wave(wave, oak.slug)


def test_an_account_that_is_gone_leaves_its_coding(app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    wave = builder.wave(of, [elm])
    coder = create_account("e@example.org", [Grant(Audience.EVALUATOR, of)]).user
    code_evidence(wave, {(elm.id, "coherence"): Coding(Mark.SUPPORTS, "Interview", "")}, coder, DAY)
    assert evidence.cells(wave)[elm.id]["coherence"].coder == "e@example.org"
    db.session.delete(coder)
    db.session.flush()
    db.session.expire_all()
    kept = evidence.cells(wave)[elm.id]["coherence"]
    assert (kept.coder, kept.source, kept.coded_on) == (None, "Interview", DAY)


@pytest.fixture
def postgres_wave(postgres_url: str, tmp_path: Path) -> Iterator[Wave]:
    """A wave on PostgreSQL."""
    app = create_app(make_settings(tmp_path, postgres_url))
    with app.app_context():
        of = builder.programme()
        wave = builder.wave(of, [builder.practice(of)])
        db.session.commit()
        yield wave
        db.session.rollback()
        db.engine.dispose()


@pytest.mark.postgres
def test_two_never_code_one_wave_at_once_and_answers_still_come_in(postgres_wave: Wave) -> None:
    evidence.hold(postgres_wave)
    row = select(Wave.id).where(Wave.id == postgres_wave.id)
    with db.engine.connect() as answering:
        # What a new row that refers to the wave asks for.
        assert answering.execute(row.with_for_update(read=True, key_share=True, nowait=True)).one()
    with db.engine.connect() as other, pytest.raises(OperationalError, match="could not obtain lock"):
        other.execute(row.with_for_update(key_share=True, nowait=True))
