"""Beginning a questionnaire: the empty draft that every later page is saved into."""

from __future__ import annotations

from app.db import db
from app.drafts import DraftDocument, seal
from app.models import Draft
from app.queries.invitations import LinkedInvitation


def begin_draft(invitation: LinkedInvitation, token: str) -> DraftDocument:
    """Store and return an empty draft under ``token``, in place of one that another link has left behind.

    That somebody began an instrument which asks for consent says that they consented: the page that calls
    this has no other way on.
    """
    document = DraftDocument()
    db.session.merge(
        Draft(invitation_id=invitation.id, revision=0, ciphertext=seal(document, token, invitation.id))
    )
    db.session.flush()
    return document
