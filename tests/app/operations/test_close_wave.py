"""Closing a wave: once, whole, and without a trace of who came when."""

from __future__ import annotations

import datetime
import json
import uuid

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app.db import db
from app.disclosure.release import release
from app.errors import WaveStateError
from app.models import (
    NO_ROLE,
    Answer,
    Choice,
    Comment,
    Draft,
    Invitation,
    OutboxRow,
    Participant,
    Response,
    Snapshot,
    Task,
    WaveInstrument,
    WaveState,
)
from app.operations.close_wave import close_wave
from tests.app import builder
from tests.app.responses import core_team, respond

DAY = datetime.date(2026, 3, 1)


def test_closing_publishes_one_snapshot_a_practice_and_orders_its_report(app: Flask) -> None:
    built = builder.open_wave()
    silent = builder.practice(built.programme, "silent")
    wave = builder.wave(built.programme, [built.practice, silent], "W2")
    for _ in range(6):
        respond(built.practice, wave, "gp", 4)
    core_team(built.practice, wave)
    close_wave(wave, DAY)
    db.session.commit()
    snapshots = db.session.scalars(select(Snapshot).order_by(Snapshot.others)).all()
    assert [(each.practice_id, each.others) for each in snapshots] == [(silent.id, 0), (built.practice.id, 6)]
    result = json.loads(snapshots[1].result)
    assert result["practices"][0]["class"] == "fully_integrated"
    orders = db.session.scalars(select(OutboxRow)).all()
    assert {(order.task, order.subject_id) for order in orders} == {
        (Task.RENDER_REPORT, each.id) for each in snapshots
    }


def test_a_wave_of_the_pulse_alone_closes_and_cannot_tell_a_class(app: Flask) -> None:
    """The pulse has no levels: its gates are unknown, its constructs are scored all the same."""
    built = builder.open_wave()
    for row in list(built.wave.instruments):
        db.session.delete(row)
    db.session.add(WaveInstrument(wave_id=built.wave.id, instrument_id="pulse", version="1.0.0", position=0))
    db.session.flush()
    db.session.expire(built.wave)
    for _ in range(6):
        respond(built.practice, built.wave, "gp", 4, instrument="pulse")
    close_wave(built.wave, DAY)
    db.session.commit()
    (result,) = release(built.wave)
    assert result.integration_class == "cannot_tell"
    assert result.constructs[0].mean == 4.0


def test_a_wave_is_closed_once(app: Flask) -> None:
    built = builder.open_wave()
    close_wave(built.wave, DAY)
    with pytest.raises(WaveStateError, match="closed"):
        close_wave(built.wave, DAY)
    assert built.wave.state is WaveState.CLOSED


def test_drafts_of_the_wave_are_thrown_away_and_no_others(app: Flask) -> None:
    built = builder.open_wave()
    other = builder.wave(built.programme, [built.practice], "W2")
    kept = builder.invitation(built.practice, other)
    for invitation in (built.invitations[0], kept):
        db.session.add(Draft(invitation_id=invitation.id, revision=1, ciphertext=b"x"))
    close_wave(built.wave, DAY)
    db.session.flush()
    assert db.session.scalars(select(Draft.invitation_id)).all() == [kept.id]


def test_the_managers_own_response_is_not_counted_among_the_others(app: Flask) -> None:
    built = builder.open_wave()
    for role in ("gp", "gp", "practice_manager", "receptionist", "receptionist", "practice_nurse"):
        respond(built.practice, built.wave, role)
    close_wave(built.wave, DAY)
    assert db.session.scalars(select(Snapshot.others)).all() == [5]


def test_closing_gives_responses_new_ids_and_keeps_their_contents(app: Flask) -> None:
    built = builder.open_wave()
    other = builder.wave(built.programme, [built.practice], "W2")
    given = (2, 3, 5, 5, 4)
    before = {respond(built.practice, built.wave, "gp", value, comment="Mine").id for value in given}
    untouched = respond(built.practice, other, "gp", 1).id
    core_team(built.practice, built.wave)
    contents = _contents(built.wave.id)
    close_wave(built.wave, DAY)
    db.session.commit()
    after = set(db.session.scalars(select(Response.id).where(Response.wave_id == built.wave.id)))
    assert len(after) == 8
    assert not after & before
    assert _contents(built.wave.id) == contents
    assert db.session.get(Response, untouched) is not None


def test_closing_leaves_no_order_of_arrival(app: Flask) -> None:
    """PostgreSQL remembers in xmin which transaction wrote a row; after closing it is the same for all."""
    built = builder.open_wave()
    for value in (1, 2, 3, 4, 5):
        respond(built.practice, built.wave, "gp", value)
        db.session.commit()
    if db.engine.dialect.name == "postgresql":
        assert _writers("responses") == 5
    close_wave(built.wave, DAY)
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        assert [_writers(table) for table in ("responses", "answers")] == [1, 1]
    else:
        schema = db.session.scalars(
            text("SELECT sql FROM sqlite_master WHERE name IN ('responses','answers')")
        )
        assert all("WITHOUT ROWID" in statement for statement in schema)


ROLES = ("practice_manager", "gp", "practice_nurse", "link_practitioner", "receptionist", "receptionist")


def test_no_role_leads_from_a_name_to_answers_once_a_wave_is_closed(app: Flask) -> None:
    """Practice manager, nurse and link practitioner are alone in their roles, as they mostly are."""
    built = builder.open_wave(ROLES)
    for role in ROLES:
        respond(built.practice, built.wave, role, comment=f"Said by the {role}")
    alone = {"practice_manager", "gp", "practice_nurse", "link_practitioner"}
    assert {role for role, people in _candidates(built.wave.id) if people == 1} == alone
    close_wave(built.wave, DAY)
    db.session.commit()
    assert _candidates(built.wave.id) == []
    assert _roles(built.wave.id) == {("npt-core", NO_ROLE): 6}


@pytest.mark.parametrize(("answering", "kept"), [(1, 0), (4, 0), (5, 5)])
def test_answers_of_so_few_that_the_practice_names_them_go_when_the_wave_is_closed(
    app: Flask, answering: int, kept: int
) -> None:
    built = builder.open_wave()
    for _ in range(answering):
        respond(built.practice, built.wave, "gp", comment="Mine")
    close_wave(built.wave, DAY)
    db.session.commit()
    assert sum(_roles(built.wave.id).values()) == kept
    assert len(set(db.session.scalars(select(Comment.response_id)))) == kept
    assert len(set(db.session.scalars(select(Answer.response_id)))) == kept


def test_answers_to_a_module_for_one_role_go_with_its_few_people(app: Flask) -> None:
    """Whoever is the only link practitioner is named by the questionnaire, whatever the role says."""
    built = builder.open_wave()
    for position, module in enumerate(("gp", "provider"), 2):
        row = WaveInstrument(wave_id=built.wave.id, instrument_id=module, version="1.0.0", position=position)
        db.session.add(row)
    db.session.flush()
    db.session.expire(built.wave)
    for role, module in (*[("gp", "gp")] * 4, ("lead_gp", "gp"), ("link_practitioner", "provider")):
        respond(built.practice, built.wave, role, instrument=module)
        respond(built.practice, built.wave, role)
    close_wave(built.wave, DAY)
    db.session.commit()
    assert _roles(built.wave.id) == {("npt-core", NO_ROLE): 6, ("gp", NO_ROLE): 5}


def test_the_core_team_keeps_its_roles_to_which_it_agreed(app: Flask) -> None:
    built = builder.open_wave()
    core_team(built.practice, built.wave)
    close_wave(built.wave, DAY)
    db.session.commit()
    core = ("lead_gp", "link_practitioner", "practice_manager")
    assert _roles(built.wave.id) == {("core-team", role): 1 for role in core}


def _candidates(wave_id: uuid.UUID) -> list[tuple[str, int]]:
    """Return the role of each anonymous response that names have, with how many people it could be of."""
    rows = db.session.execute(
        select(Response.role, func.count())
        .join(
            Participant,
            (Participant.practice_id == Response.practice_id) & (Participant.role == Response.role),
        )
        .join(Invitation, Invitation.participant_id == Participant.id)
        .where(Response.wave_id == wave_id, Invitation.instrument_id == Response.instrument_id)
        .group_by(Response.id, Response.role)
    )
    return [(role, people) for role, people in rows]


def _roles(wave_id: uuid.UUID) -> dict[tuple[str, str], int]:
    rows = db.session.execute(
        select(Response.instrument_id, Response.role, func.count())
        .where(Response.wave_id == wave_id)
        .group_by(Response.instrument_id, Response.role)
    )
    return {(instrument, role): people for instrument, role, people in rows}


def _writers(table: str) -> int:
    return int(db.session.scalar(text(f"SELECT count(DISTINCT xmin::text) FROM {table}")) or 0)


def _contents(wave_id: uuid.UUID) -> list[tuple[object, ...]]:
    """Everything that the wave's responses say, without their ids and roles."""
    of_wave, by = Response.wave_id == wave_id, Response.instrument_id
    answers = select(by, Answer.item_id, Answer.value, func.count()).join(
        Answer, Answer.response_id == Response.id
    )
    choices = select(by, Choice.item_id, Choice.option_id, func.count()).join(
        Choice, Choice.response_id == Response.id
    )
    comments = select(by, Comment.item_id, Comment.text, func.count()).join(
        Comment, Comment.response_id == Response.id
    )
    found: list[tuple[object, ...]] = []
    for query, columns in (
        (answers, (by, Answer.item_id, Answer.value)),
        (choices, (by, Choice.item_id, Choice.option_id)),
        (comments, (by, Comment.item_id, Comment.text)),
    ):
        found += [tuple(row) for row in db.session.execute(query.where(of_wave).group_by(*columns))]
    return sorted(found, key=str)
