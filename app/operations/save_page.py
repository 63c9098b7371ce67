"""Saving one page of a questionnaire into its draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sqlalchemy import CursorResult, update

from app.db import db
from app.drafts import DraftDocument, Stored, seal
from app.errors import LinkError
from app.models import Draft
from app.queries.invitations import LinkedInvitation
from questionnaires.types import Section


def save_page(
    invitation: LinkedInvitation,
    token: str,
    document: DraftDocument,
    section: Section,
    answers: Mapping[str, Stored],
) -> DraftDocument:
    """Store ``answers`` as all the answers of ``section`` and return the new document.

    ``document`` is what ``invitation`` held when it was read. Raises LinkError where that draft is gone,
    which happens when the wave is closed in the same moment.
    """
    items = frozenset(item.id for item in section.items)
    saved = document.with_page(section.id, items, answers)
    found = db.session.execute(
        update(Draft)
        .where(Draft.invitation_id == invitation.id, Draft.revision == invitation.draft_revision)
        .values(revision=Draft.revision + 1, ciphertext=seal(saved, token, invitation.id))
        .execution_options(synchronize_session=False)
    )
    if cast("CursorResult[object]", found).rowcount != 1:
        raise LinkError("the draft is no longer there")
    return saved
