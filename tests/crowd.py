"""The small world with a crowd in it: many rows of every kind, so that a statement for each of them shows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from app.db import db
from app.disclosure.headings import headings
from app.disclosure.roles import ReleasedRole, to_text
from app.disclosure.summary import SummaryScale
from app.models import (
    Affiliation,
    Audience,
    Document,
    EvidenceCell,
    Invitation,
    Mark,
    Membership,
    OutboxRow,
    Participant,
    Participation,
    Passkey,
    Practice,
    PrintKind,
    PrintOrder,
    RoleResult,
    SharedComment,
    Snapshot,
    Task,
    User,
    Wave,
    WavePractice,
    WaveState,
)
from app.operations.audit import record
from app.operations.plan_steps import add_step
from app.queries import snapshots
from tests.app import builder, many_practices
from tests.app.staffing import draft_wave
from tests.app.world import COMMENT, PUBLISHED, Installation, Side, World

MANY = 14
SCALE = SummaryScale(None, "not shown", None, None, "too few people")
ASPECTS = ("coherence", "cognitive_participation", "collective_action", "reflexive_monitoring")


def crowd(installation: Installation) -> None:
    """Fill the first programme: waves in every state, and many of what each page can list."""
    world = installation.world
    side = _attached(world.harbour)
    places = [side.elm, *_practices(side)]
    people = [_user(number) for number in range(MANY)]
    _waves(side, places)
    for number, place in enumerate(places):
        _rows_of_practice(side, place, people[number % MANY])
    _rows_of_elm(side, people)
    _rows_of_people(side, places, people, world.accounts["manager"].user.id)
    results = snapshots.of_wave(side.closed.id)
    for number in range(MANY):
        _elsewhere(world, number, results)
    db.session.commit()


def _attached(side: Side) -> Side:
    """Return the rows to which others are added in this session."""
    merge = db.session.merge
    return replace(
        side,
        programme=merge(side.programme),
        elm=merge(side.elm),
        oak=merge(side.oak),
        closed=merge(side.closed),
        open=merge(side.open),
    )


def _practices(side: Side) -> Sequence[Practice]:
    """Add practices, as many that have merged into Elm, and one that has merged into each of the others."""
    ids = many_practices.practices(side.programme, 3 * MANY)
    found = db.session.scalars(select(Practice).where(Practice.id.in_(ids)).order_by(Practice.name)).all()
    for number, each in enumerate(found[MANY:]):
        into = side.elm if number < MANY else found[number - MANY]
        each.merged_into_id, each.merged_on = into.id, PUBLISHED
    return found[:MANY]


def _user(number: int) -> User:
    """Add somebody who works with results."""
    user = User(email=f"reader-{number}@example.org", fs_uniquifier=f"crowd-{number}")
    db.session.add(user)
    db.session.flush()
    return user


def _waves(side: Side, places: Sequence[Practice]) -> None:
    """Let all take part in the waves that are there, and add others: closed, open, being closed, a draft."""
    results = snapshots.of_wave(side.closed.id)
    ids = [each.id for each in places]
    for label in ("C4", "C5", "C6"):
        many_practices.closed_wave(side.programme, ids, results, label)
    for label, state in (("O7", WaveState.OPEN), ("O8", WaveState.OPEN), ("B9", WaveState.CLOSING)):
        many_practices.asked_wave(side.programme, ids, label).state = state
    draft_wave(side.programme, label="D1")
    for wave in (side.closed, side.open):
        db.session.add_all(
            WavePractice(wave_id=wave.id, practice_id=each, headcount=12, network="North") for each in ids[1:]
        )
    template = results[0]
    for each in ids[1:]:
        copied = {
            column.name: getattr(template, column.name)
            for column in Snapshot.__table__.columns
            if column.name not in many_practices.OWN
        }
        db.session.add(Snapshot(wave_id=side.closed.id, practice_id=each, **copied))
    db.session.flush()


def _rows_of_practice(side: Side, place: Practice, coder: User) -> None:
    """Add staff who have answered, evidence, a comment, numbers of a role, a report and networks."""
    for role in ("gp", "receptionist"):
        asked = builder.invitation(place, side.open, role)
        db.session.add(Participation(invitation_id=asked.id, submitted_on=PUBLISHED))
    for aspect in ASPECTS:
        cell = EvidenceCell(wave_id=side.closed.id, practice_id=place.id, aspect=aspect, mark=Mark.SUPPORTS)
        cell.source, cell.note, cell.coded_by, cell.coded_on = "Interview 1", "", coder.id, PUBLISHED
        db.session.add(cell)
    result = db.session.scalars(
        select(Snapshot).where(Snapshot.wave_id == side.closed.id, Snapshot.practice_id == place.id)
    ).one()
    db.session.add(SharedComment(snapshot_id=result.id, item_id="coherence_comment", text=COMMENT))
    db.session.add(Document(snapshot_id=result.id, file_name=f"{result.id.hex}.pdf", digest="d", pages=2))
    of_role = to_text(ReleasedRole(6, 1, {scale.id: SCALE for scale in headings(side.closed)}))
    db.session.add(RoleResult(wave_id=side.closed.id, practice_id=place.id, role="gp", document=of_role))
    for network in ("North", "South"):
        since = datetime.date(2020 if network == "North" else 2021, 1, 1)
        db.session.add(Affiliation(practice_id=place.id, since=since, network=network, region="Coast"))
    db.session.flush()


def _rows_of_elm(side: Side, people: Sequence[User]) -> None:
    """Add many people, steps, comments and orders to the practice whose pages are opened."""
    for number, by in enumerate(people):
        person = Participant(practice_id=side.elm.id, name=f"Person {number}", email=None, role="gp")
        db.session.add(person)
        db.session.flush()
        waves = select(Wave).where(Wave.programme_id == side.programme.id, Wave.state == WaveState.OPEN)
        for wave in db.session.scalars(waves).all():
            asked = Invitation(wave_id=wave.id, participant_id=person.id, instrument_id="npt-core")
            db.session.add(asked)
        earlier = builder.wave(side.programme, [], f"P{number}")
        earlier.state, earlier.opens_on = WaveState.CLOSED, datetime.date(2025, 1, 1 + number)
        for wave in (side.closed, earlier):
            add_step(side.elm, wave, builder.STEP, f"S3.I{number}", None)
        order = PrintOrder(kind=PrintKind.CARDS, wave_id=side.open.id, practice_id=side.elm.id)
        order.ordered_by, order.ordered_on = by.id, PUBLISHED
        db.session.add(order)
        db.session.add(OutboxRow(task=Task.PRINT_ORDER, subject_id=side.elm.id, last_error="OSError"))
    db.session.flush()


def _rows_of_people(side: Side, places: Sequence[Practice], people: Sequence[User], manager_id: int) -> None:
    """Let each manage two practices, evaluate or lead, and act; the manager of Elm manages all the others."""
    of = {"programme_id": side.programme.id}
    for number, (user, place) in enumerate(zip(people, places[1:], strict=True)):
        role = (Audience.EVALUATOR, Audience.LEAD)[number % 2]
        db.session.add_all(
            [
                Membership(user_id=user.id, audience=Audience.MANAGER, practice_id=place.id, **of),
                Membership(user_id=user.id, audience=Audience.MANAGER, practice_id=side.elm.id, **of),
                Membership(user_id=manager_id, audience=Audience.MANAGER, practice_id=place.id, **of),
                Membership(user_id=user.id, audience=role, **of),
            ]
        )
        record("membership.given", user, f"{user.email}, lead of Harbour", side.programme)


def _elsewhere(world: World, number: int, results: Sequence[Snapshot]) -> None:
    """Add one more programme with an open and a closed wave; let everybody see it, and have a passkey."""
    of = builder.programme(f"other-{number:02}")
    place = builder.practice(of)
    builder.wave(of, [place])
    many_practices.closed_wave(of, [place.id], results, "C2")
    for role, account in world.accounts.items():
        user_id = account.user.id
        if role in ("manager", "lead", "evaluator"):
            row = Membership(user_id=user_id, audience=Audience(role), programme_id=of.id)
            row.practice_id = place.id if role == "manager" else None
            db.session.add(row)
        key = Passkey(user_id=user_id, credential_id=f"{role}{number}".encode(), public_key=b"k")
        key.sign_count, key.transports, key.name, key.added_on = 0, [], f"Phone {number}", PUBLISHED
        db.session.add(key)
    db.session.flush()
