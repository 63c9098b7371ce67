"""Withdrawing before anything was sent: the draft is deleted, and with it every answer given so far."""

from __future__ import annotations

import uuid

from sqlalchemy import delete

from app.db import db
from app.models import Draft, PaperEntry
from app.queries.invitations import LinkedInvitation

# Nothing is logged: whether somebody began is between them and the service.


def withdraw_draft(invitation: LinkedInvitation) -> None:
    """Delete the draft of ``invitation``; where there is none, nothing happens. The link stays good."""
    _delete(Draft, invitation.id)


def forget_begun(invitation_id: uuid.UUID) -> None:
    """Delete whatever was begun and not sent: on screen, and typed in from paper once."""
    for kind in (Draft, PaperEntry):
        _delete(kind, invitation_id)


def _delete(kind: type[Draft] | type[PaperEntry], invitation_id: uuid.UUID) -> None:
    of_invitation = kind.invitation_id == invitation_id
    db.session.execute(delete(kind).where(of_invitation).execution_options(synchronize_session=False))
    db.session.flush()
