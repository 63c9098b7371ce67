"""Beginning a questionnaire: the empty draft that every later page is saved into."""

from __future__ import annotations

from app.db import db
from app.drafts import DraftDocument, seal
from app.models import Draft
from app.pseudonyms import pseudonym
from app.queries.invitations import LinkedInvitation


def begin_draft(invitation: LinkedInvitation, token: str, link_key: str) -> DraftDocument:
    """Store and return an empty draft under ``token``, in place of one that another link has left behind.

    That somebody began an instrument which asks for consent says that they consented: the page that calls
    this has no other way on.
    """
    document = DraftDocument()
    if invitation.linked_waves:
        code = pseudonym(link_key, invitation.participant_id, invitation.instrument_id)
        document = DraftDocument(pseudonym=code)
    db.session.merge(
        Draft(invitation_id=invitation.id, revision=0, ciphertext=seal(document, token, invitation.id))
    )
    db.session.flush()
    return document
