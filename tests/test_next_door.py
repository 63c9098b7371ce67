"""Another practice of one's own programme, and rows of others under one's own address: they are not there."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db import db
from app.models import Audience, Passkey, PrintKind, PrintOrder, SharedComment, Snapshot
from app.operations.create_account import Grant, create_account
from app.operations.plan_steps import add_step
from tests.app import builder
from tests.app.world import COMMENT, Installation, installed
from tests.app.world import token as csrf_of
from tests.audiences import ANYBODY, AUDIENCES, KEEPERS
from tests.site_map import FORMS, PAGES, address
from tests.test_site_wide import rows_of

TODAY = datetime.date(2026, 3, 2)
ROUTES = {**PAGES, **FORMS}
OF_PRACTICES = sorted(
    name for name in AUDIENCES if "practice" in ROUTES[name].arguments and not name.startswith("admin.")
)
# What stands in an address for one row below a programme, a practice or an account.
ROWS = ("step", "person", "comment", "order", "member", "grant", "passkey")
WHOSE = {
    "practice.print_order": KEEPERS,
    "practice.download_print": KEEPERS,
    "account.passkey_remove": ANYBODY,
    "account.remove_passkey": ANYBODY,
}
# All rows of people are an administrator's to look at.
OF_ROWS = sorted(
    (name, role)
    for name, audience in AUDIENCES.items()
    for role in WHOSE.get(name, audience)
    if ROUTES[name].arguments & set(ROWS) and not ROUTES[name].arguments <= {"person"}
)
Neighbours = tuple[Installation, dict[str, str]]
Sent = tuple[int, str]


@pytest.fixture(scope="module")
def next_door(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbours]:
    """The small world, and the ids of rows of Oak, of Valley and of somebody else by what they are."""
    with installed(sqlite_template, tmp_path_factory.mktemp("next-door")) as found:
        with found.app.app_context():
            foreign = rows_next_door(found)
        yield found, foreign


def rows_next_door(installation: Installation) -> dict[str, str]:
    """Give Oak a manager and rows of every kind, and somebody else a passkey; return the ids."""
    world = installation.world
    oak, closed = db.session.merge(world.harbour.oak), db.session.merge(world.harbour.closed)
    asked = db.session.merge(world.harbour.open)
    of = select(Snapshot.id).where(Snapshot.wave_id == closed.id, Snapshot.practice_id == oak.id)
    said = SharedComment(snapshot_id=db.session.scalars(of).one(), item_id="S1.C1", text=COMMENT)
    order = PrintOrder(
        kind=PrintKind.CARDS,
        wave_id=asked.id,
        practice_id=oak.id,
        ordered_by=world.accounts["lead"].user.id,
        ordered_on=TODAY,
    )
    reader = world.valley.member.user_id
    passkey = Passkey(
        user_id=reader, credential_id=b"c", public_key=b"k", sign_count=0, transports=[], name="Phone"
    )
    passkey.added_on = TODAY
    db.session.add_all([said, order, passkey])
    create_account("next.door@example.org", [Grant(Audience.MANAGER, practice=oak)])
    step = add_step(oak, closed, builder.STEP, "S3.I9", None)
    person = builder.invitation(oak, asked).participant_id
    db.session.commit()
    ids = {"step": step.id, "person": person, "comment": said.id, "order": order.id, "passkey": passkey.id}
    member = world.valley.member.id
    return {name: str(each) for name, each in {**ids, "member": member, "grant": member}.items()}


def answers(installation: Installation, role: str, endpoint: str, place: str) -> dict[str, Sent]:
    """Return (status, page) by each method that the route takes, its form sent with its token."""
    client = installation.visitor(role)
    form = {"csrf_token": csrf_of(client.get("/account").text), "confirm": "yes"}
    found = {}
    if endpoint in PAGES:
        found["GET"] = client.get(place)
    if endpoint in FORMS:
        found["POST"] = client.post(place, data=form)
    return {method: (answer.status_code, answer.text) for method, answer in found.items()}


@pytest.mark.parametrize("endpoint", OF_PRACTICES)
def test_to_a_manager_the_practice_next_door_is_not_there(next_door: Neighbours, endpoint: str) -> None:
    installation, _ = next_door
    before = rows_of(installation)
    for wave in ("W1", "W2"):
        oak, absent = (
            address(installation, endpoint, programme="harbour", practice=practice, wave=wave)
            for practice in ("oak", "nowhere")
        )
        found = answers(installation, "manager", endpoint, oak)
        assert {method: status for method, (status, _) in found.items() if status != 404} == {}
        assert found == answers(installation, "manager", endpoint, absent)
    assert rows_of(installation) == before


@pytest.mark.parametrize(("endpoint", "role"), OF_ROWS)
def test_row_of_somebody_else_is_not_there_under_ones_own_address(
    next_door: Neighbours, endpoint: str, role: str
) -> None:
    installation, foreign = next_door
    before = rows_of(installation)
    own = {"programme": "harbour", "practice": "elm", "wave": "W1"}
    theirs = address(installation, endpoint, **own, **foreign)
    found = answers(installation, role, endpoint, theirs)
    assert {method: status for method, (status, _) in found.items() if status != 404} == {}
    assert rows_of(installation) == before
    if not ROUTES[endpoint].arguments & {"step"}:  # of a step that is gone it is said that it is
        absent = address(installation, endpoint, **own, **dict.fromkeys(ROWS, str(uuid.uuid4())))
        assert found == answers(installation, role, endpoint, absent)


def test_no_card_is_printed_of_somebody_next_door(next_door: Neighbours) -> None:
    installation, foreign = next_door
    client, place = installation.visitor("manager"), "/programmes/harbour/practices/elm/staff/cards"
    asked = {"csrf_token": csrf_of(client.get(place).text), "wave": "W2", "whom": "one"}
    before = rows_of(installation)
    theirs, nobodys = (client.post(place, data={**asked, "person": each}) for each in (foreign["person"], ""))
    assert (theirs.status_code, theirs.text) == (422, nobodys.text)
    assert rows_of(installation) == before


def ends_its_row(endpoint: str) -> bool:
    """Return whether the row is not there any more after the form."""
    return endpoint == "practice.staff_leave" or "remove" in endpoint


@pytest.mark.parametrize("role", ["manager", "lead"])
def test_own_rows_are_there_under_the_same_addresses(
    sqlite_template: Path, tmp_path: Path, role: str
) -> None:
    of_role = [name for name, whose in OF_ROWS if whose == role and name not in WHOSE]
    with installed(sqlite_template, tmp_path) as installation:
        for endpoint in sorted(of_role, key=ends_its_row):
            place = address(installation, endpoint, programme="harbour", practice="elm", wave="W1")
            found = answers(installation, role, endpoint, place)
            assert 404 not in {status for status, _ in found.values()}, endpoint


def test_walk_goes_to_every_kind_of_row() -> None:
    walked = {row for name, _ in OF_ROWS for row in ROUTES[name].arguments}
    assert walked >= set(ROWS)
    assert len(OF_PRACTICES) >= 30
