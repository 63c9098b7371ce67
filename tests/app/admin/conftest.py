"""An installation with a programme and its administrator, on each database."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from app.db import db
from app.models import Audience, Practice, Programme, User
from app.operations.create_account import Grant, NewAccount, create_account
from tests.app import builder
from tests.app.world import Visitor, visitor


@dataclass(frozen=True, slots=True)
class Office:
    """Who and what there is: one programme with one practice, its manager, and an administrator."""

    app: Flask
    programme: Programme
    practice: Practice
    administrator: NewAccount
    manager: NewAccount

    def visitor(self, account: NewAccount | None = None) -> Visitor:
        """Return a client signed in as the administrator, or as ``account``."""
        return visitor(self.app, account or self.administrator)

    def user(self, email: str) -> User:
        """Return an account as it is now."""
        db.session.rollback()
        db.session.expire_all()
        return db.session.query(User).where(User.email == email).one()


@pytest.fixture
def office(app: Flask) -> Office:
    """The installation."""
    of = builder.programme()
    elm = builder.practice(of)
    administrator = create_account("administrator@example.org", [Grant(Audience.ADMINISTRATOR)])
    manager = create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)])
    db.session.commit()
    return Office(app, of, elm, administrator, manager)
