"""What the bench of comparisons asks: the service with two programmes of many practices, all synthetic.

The practices of the smaller one are answered for and scored by closing a wave; all other waves have copies of
its results, by turns. So everything that a page reads is what publishing wrote.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import insert

from app import create_app
from app.db import begin_writing, db
from app.models import Audience, Participant, Programme
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.queries import snapshots, waves
from app.schema import upgrade
from app.settings import Settings
from bench.synthetic_answers import answer
from tests.app import builder, many_practices
from tests.app.staffing import draft_wave
from tests.app.world import PUBLISHED

SMALL, LARGE, WAVES = 1_000, 6_500, ("W1", "W2", "W3")
IN_PREPARATION = "W4"
ROLES = ("practice_manager", "lead_gp", "link_practitioner", "gp", "practice_nurse", "receptionist")
SLUGS = {SMALL: "thousand", LARGE: "everybody"}


@dataclass(frozen=True, slots=True)
class Filled:
    """The sign-in of the lead of both programmes, and what it took to close a wave of SMALL practices."""

    email: str
    password: str
    people: int
    closing_seconds: float


def service(folder: Path) -> Flask:
    """Return the application on an SQLite database of its own."""
    settings = Settings(
        secret_key="s" * 40,
        link_key="k" * 40,
        public_url="http://localhost",
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'readiness.db'}",
        secure_cookies=False,
        second_factor="off",
    )
    return create_app(settings)


def filled(folder: Path) -> Filled:
    """Fill a new database, in a process of its own: what it leaves in memory would slow the pages."""
    command = [sys.executable, "-m", "bench.comparison_site", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])  # noqa: S603
    return Filled(**json.loads(done.stdout))


def fill(app: Flask) -> Filled:
    """Add both programmes with their waves, and their lead."""
    with app.app_context():
        upgrade(db.engine)
        begin_writing()
        few, many = (builder.programme(slug) for slug in SLUGS.values())
        people, seconds = _answered(few)
        _copy(few, many)
        account = create_account("lead@example.org", [Grant(Audience.LEAD, each) for each in (few, many)])
        db.session.commit()
        return Filled(account.user.email, account.password, people, seconds)


def _answered(few: Programme) -> tuple[int, float]:
    """Let people of SMALL practices answer and close their wave; return how many, and the seconds it took."""
    ids = many_practices.practices(few, SMALL)
    wave = many_practices.asked_wave(few, ids, WAVES[0])
    people = answer(wave, ids)
    db.session.flush()
    start = time.perf_counter()
    close_wave(wave, PUBLISHED)
    return people, time.perf_counter() - start


def _copy(few: Programme, many: Programme) -> None:
    """Give the other waves of both programmes copies of the results."""
    scored = snapshots.of_wave(waves.of_programme(few, WAVES[0]).id)
    of_few = [snapshot.practice_id for snapshot in scored]
    of_many = many_practices.practices(many, LARGE)
    for label in WAVES[1:]:
        many_practices.closed_wave(few, of_few, scored, label)
    for label in WAVES:
        many_practices.closed_wave(many, of_many, scored, label)
    _prepare(many, of_many)


def _prepare(many: Programme, ids: Sequence[uuid.UUID]) -> None:
    """Give every practice staff, and set up a wave that would ask them all."""
    rows = [
        {"id": uuid.uuid4(), "practice_id": each, "name": f"Synthetic person {place}", "role": role}
        for each in ids
        for place, role in enumerate(ROLES)
    ]
    db.session.execute(insert(Participant), rows)
    draft_wave(many, label=IN_PREPARATION)


if __name__ == "__main__":
    print(json.dumps(asdict(fill(service(Path(sys.argv[1]))))))
