"""Withdrawing before anything was sent: the draft is deleted, and with it every answer given so far."""

from __future__ import annotations

from sqlalchemy import delete

from app.db import db
from app.models import Draft
from app.queries.invitations import LinkedInvitation

# Nothing is logged: whether somebody began is between them and the service.


def withdraw_draft(invitation: LinkedInvitation) -> None:
    """Delete the draft of ``invitation``; where there is none, nothing happens. The link stays good."""
    db.session.execute(
        delete(Draft).where(Draft.invitation_id == invitation.id).execution_options(synchronize_session=False)
    )
    db.session.flush()
