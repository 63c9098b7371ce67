"""An erased account: nobody signs in with it, nothing names whoever had it, and what they did stays done."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import ErasureError
from app.models import AuditEntry, Base, EvidenceCell, Mark, PlanStep, User
from app.operations.audit import record
from app.operations.code_evidence import Coding, code_evidence
from app.operations.erase_account import erase_account
from app.operations.erase_people import NO_NAME
from app.queries.audit_traces import ERASED_ACCOUNT
from tests.app.world import World, build_world, type_password, visitor

DAY = datetime.date(2026, 3, 3)


def erase(world: World, name: str) -> None:
    """Let the administrator erase one of the accounts and commit."""
    erase_account(world.accounts[name].user, world.accounts["administrator"].user)
    db.session.commit()


def text_of_everything() -> str:
    """Return every row of every table as text."""
    rows = [row for table in Base.metadata.sorted_tables for row in db.session.execute(table.select())]
    return "\n".join(str(tuple(row)) for row in rows)


def test_nothing_in_the_database_names_them(app: Flask) -> None:
    world = build_world()
    lead, manager = world.accounts["lead"].user, world.accounts["manager"].user
    world.harbour.step.owner = "Lead@example.org"
    record("wave.opened", lead, "wave W9", world.harbour.programme)
    record("account.invited", manager, "lead@example.org", by_whom="lead@example.org, at last")
    db.session.commit()
    assert "lead@example.org" in text_of_everything().lower()
    erase(world, "lead")
    assert "lead@example.org" not in text_of_everything().lower()
    assert db.session.get_one(PlanStep, world.harbour.step.id).owner == NO_NAME


def test_what_they_did_stays_done_by_nobody(app: Flask) -> None:
    world = build_world()
    record("wave.opened", world.accounts["lead"].user, "wave W9", world.harbour.programme)
    db.session.commit()
    erase(world, "lead")
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.subject == "wave W9"))
    assert (entry.by, entry.user_id, entry.action) == (ERASED_ACCOUNT, None, "wave.opened")


def test_addresses_of_others_that_look_alike_stay(app: Flask) -> None:
    world = build_world()
    alike = "mislead@example.org lead@example.org.uk the-lead@example.org lead@example.organisation"
    record("account.invited", None, alike)
    record("account.invited", None, "From lead@example.org. To (lead@example.org)")
    db.session.commit()
    erase(world, "lead")
    subjects = set(db.session.scalars(select(AuditEntry.subject)))
    assert alike in subjects
    assert f"From {ERASED_ACCOUNT}. To ({ERASED_ACCOUNT})" in subjects


def test_they_are_signed_out_and_cannot_sign_in(app: Flask) -> None:
    world = build_world()
    lead = world.accounts["lead"]
    email, client = lead.user.email, visitor(app)
    type_password(client, email, lead.password)
    assert client.get("/programmes").status_code == 200
    db.session.rollback()
    erase(world, "lead")
    assert client.get("/programmes").status_code == 303
    type_password(client, email, lead.password)
    assert client.get("/programmes").status_code == 303


def test_evidence_that_they_coded_stays_without_them(app: Flask) -> None:
    world, side = build_world(), "evaluator"
    coder = world.accounts[side].user
    coding = Coding(Mark.SUPPORTS, "interview 3", "said so")
    code_evidence(world.harbour.closed, {(world.harbour.elm.id, "coherence"): coding}, coder, DAY)
    db.session.commit()
    erase(world, side)
    (cell,) = db.session.scalars(select(EvidenceCell))
    assert (cell.coded_by, cell.note) == (None, "said so")


def test_audit_log_says_that_an_account_was_erased_and_not_whose(app: Flask) -> None:
    world = build_world()
    number = str(world.accounts["lead"].user.id)
    erase(world, "lead")
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "account.erased"))
    assert (entry.by, entry.subject) == ("administrator@example.org", ERASED_ACCOUNT)
    assert entry.detail == {"account": number}


def test_nobody_erases_their_own_account(app: Flask) -> None:
    world = build_world()
    with pytest.raises(ErasureError, match="your own"):
        erase(world, "administrator")
    assert db.session.get(User, world.accounts["administrator"].user.id) is not None
