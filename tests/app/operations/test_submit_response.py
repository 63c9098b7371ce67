"""Sending and closing do not miss each other."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.db import db
from app.links import LinkTarget, token
from app.operations.begin_draft import begin_draft
from app.operations.submit_response import Outcome, submit_response
from app.queries import invitations
from tests.app import builder
from tests.app.builder import CLOSES


def test_while_answers_are_being_sent_the_wave_cannot_be_closed(app: Flask) -> None:
    built = builder.open_wave()
    target = LinkTarget(built.invitations[0].id, 1)
    link = token(app.extensions["settings"].link_key, target.invitation_id, target.generation)
    invitation = invitations.linked(target)
    assert invitation is not None
    begin_draft(invitation, link, app.extensions["settings"].link_key)
    db.session.commit()
    assert submit_response(target, link, 0, CLOSES) is Outcome.SENT
    with db.engine.connect() as closing:
        patience = "SET LOCAL lock_timeout='50ms'" if app_uses_postgres() else "PRAGMA busy_timeout=50"
        closing.execute(text(patience))
        with pytest.raises(OperationalError, match="lock"):
            closing.execute(text("UPDATE waves SET state = 'closed'"))
        closing.rollback()
    db.session.commit()


def app_uses_postgres() -> bool:
    """Return which of the two databases the test runs on."""
    return db.engine.dialect.name == "postgresql"
