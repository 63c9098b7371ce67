"""Erasing somebody changes nothing that is counted or published: nobody learns whether they had answered."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.models import Membership, Participant, Participation, Snapshot
from app.operations.erase_people import erase_person
from app.queries import tracking
from tests.app.staffing import DAY, OPENED, office
from tests.app.world import Installation, build_world, installed

TODAY = OPENED + DAY


def test_counts_and_published_results_stay(app: Flask) -> None:
    world = build_world()
    asked = world.harbour.asked[0]
    snapshots = {row.id: (row.result, row.digest, row.others) for row in db.session.scalars(select(Snapshot))}
    answered = select(Participation.invitation_id).order_by(Participation.invitation_id)
    before = db.session.scalars(answered).all()
    assert asked.id in before
    erase_person(asked.participant, world.accounts["administrator"].user, TODAY)
    db.session.commit()
    assert db.session.scalars(answered).all() == before
    after = {row.id: (row.result, row.digest, row.others) for row in db.session.scalars(select(Snapshot))}
    assert after == snapshots


MANAGERS_PAGES = ("waves/W2", "waves/W1", "staff", "staff/cards")


def pages_after_erasing(installation: Installation, place: int) -> list[str]:
    """Erase one of the two GPs, who look the same; return what a manager reads, without what is random."""
    world = installation.world
    with installation.app.app_context():
        person = db.session.get_one(Participant, world.harbour.asked[place].participant_id)
        erase_person(person, world.accounts["administrator"].user, TODAY)
        db.session.commit()
    client = installation.visitor("manager")
    random = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|name="csrf_token" [^>]*')
    found = [client.get(f"/programmes/harbour/practices/elm/{page}") for page in MANAGERS_PAGES]
    assert {page.status_code for page in found} == {200}
    return [random.sub("", page.get_data(as_text=True)) for page in found]


def test_counts_stay_when_the_manager_is_erased(app: Flask) -> None:
    """Five people, one of them the manager: no count of four others is shown, before nor after."""
    there = office([("Mel", None, "practice_manager"), *((f"P{n}", None, "gp") for n in range(4))])
    db.session.delete(db.session.scalars(select(Membership)).one())  # nobody reads the results yet
    db.session.commit()
    counted = tracking.counts(there.wave, before=TODAY + DAY)
    erase_person(there.people["Mel"], there.manager, TODAY)
    db.session.commit()
    assert tracking.counts(there.wave, before=TODAY + DAY) == counted


def test_manager_cannot_tell_whether_who_was_erased_had_answered(
    sqlite_template: Path, tmp_path: Path
) -> None:
    pages = []
    for place, folder in enumerate(("had-answered", "had-not")):
        (tmp_path / folder).mkdir()
        with installed(sqlite_template, tmp_path / folder) as installation:
            pages.append(pages_after_erasing(installation, place))
    assert pages[0] == pages[1]
