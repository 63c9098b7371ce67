"""People with accounts, and nothing to read."""

from __future__ import annotations

import pytest
from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.create_account import Grant, NewAccount, create_account
from tests.app import builder

People = dict[str, NewAccount]


@pytest.fixture
def people(app: Flask) -> People:
    """A manager and a lead, on each database."""
    of = builder.programme()
    elm = builder.practice(of)
    found = {
        "manager": create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)]),
        "lead": create_account("lead@example.org", [Grant(Audience.LEAD, of)]),
    }
    db.session.commit()
    return found
