"""Giving people access and taking it away."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import AccountError
from app.models import AccountLetter, Audience, AuditEntry, LetterKind, Membership, OutboxRow, Task, User
from app.operations.create_account import Grant, create_account
from app.operations.give_access import Access, give_access, take_access
from tests.app import builder
from tests.app.world import type_password, visitor

NOW = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


def acts() -> list[tuple[str, str]]:
    """Return what was entered into the audit log, and of whom."""
    return [(each.action, each.subject) for each in db.session.scalars(select(AuditEntry))]


def test_who_is_new_gets_an_account_without_a_password_and_a_mail(app: Flask) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    access = Access("new@example.org", Grant(Audience.EVALUATOR, programme))
    assert give_access([access], lead, NOW) == 1
    user = db.session.scalars(select(User).where(User.email == "new@example.org")).one()
    letter = db.session.scalars(select(AccountLetter)).one()
    job = db.session.scalars(select(OutboxRow)).one()
    assert user.password is None
    assert (letter.user_id, letter.kind) == (user.id, LetterKind.INVITATION)
    assert (job.task, job.subject_id) == (Task.SEND_ACCOUNT_LETTER, letter.id)
    assert [each for each in acts() if each[1] == "new@example.org"] == [
        ("account.created", "new@example.org"),
        ("membership.given", "new@example.org"),
        ("account.invited", "new@example.org"),
    ]


def test_nobody_signs_in_to_an_account_without_a_password(app: Flask) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)])
    give_access([Access("new@example.org", Grant(Audience.EVALUATOR, programme))], lead.user, NOW)
    db.session.commit()
    client = visitor(app)
    for password in ("", "None", "null"):
        type_password(client, "new@example.org", password)
        assert client.get("/programmes").status_code == 303


def test_who_has_an_account_gets_access_and_no_mail(app: Flask) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    known = create_account("known@example.org", []).user
    access = Access("known@example.org", Grant(Audience.EVALUATOR, programme))
    assert give_access([access, access], lead, NOW) == 0
    assert give_access([access], lead, NOW) == 0
    assert [row.user_id for row in db.session.scalars(select(Membership)) if row.user_id != lead.id] == [
        known.id
    ]
    assert db.session.scalars(select(AccountLetter)).all() == []


def test_closed_account_is_not_opened_by_giving_it_access(app: Flask) -> None:
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    create_account("closed@example.org", []).user.active = False
    db.session.flush()
    with pytest.raises(AccountError, match=r"closed@example\.org is closed"):
        give_access([Access("closed@example.org", Grant(Audience.EVALUATOR, programme))], lead, NOW)


def test_access_that_is_taken_away_is_gone_and_the_account_stays(app: Flask) -> None:
    programme = builder.programme()
    elm = builder.practice(programme)
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    grants = [Grant(Audience.MANAGER, practice=elm), Grant(Audience.EVALUATOR, programme)]
    manager = create_account("manager@example.org", grants).user
    take_access(next(row for row in manager.memberships if row.practice_id), lead)
    db.session.expire(manager)
    assert [row.audience for row in manager.memberships] == [Audience.EVALUATOR]
    assert ("membership.taken", "manager@example.org") in acts()
