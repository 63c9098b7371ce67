"""Sending a questionnaire: response, answers, participation and the end of the draft, all or nothing.

Exactly once: whoever deletes the draft has the right to send it. Of two at the same time PostgreSQL lets the
second wait and then find nothing; SQLite's writers are one at a time anyway. The response is written by an
INSERT that reads the invitation, so that nothing is sent by a dead link or into a closed wave; it shares a
lock on the wave, taken before the draft's, as closing does.

Nothing is logged here, on purpose: a line of log has a time, and a time is a person.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from sqlalchemy import Uuid, delete, insert, literal, select

from app.db import db
from app.drafts import DraftDocument, Stored, unseal
from app.links import LinkTarget
from app.models import (
    Base,
    Draft,
    Invitation,
    Participant,
    Participation,
    Response,
    Wave,
    WaveInstrument,
    WaveState,
)
from app.survey.forms import SectionForm
from questionnaires import catalogue
from questionnaires.routing import visible_sections
from questionnaires.texts import PLACEHOLDERS
from questionnaires.types import Instrument

_NO_WORDS = dict.fromkeys(PLACEHOLDERS, "")  # what is a valid answer does not depend on the words


class Outcome(Enum):
    """What became of it. Only after SENT is there anything to commit; all else must be rolled back."""

    SENT = auto()
    NOT_OPEN = auto()  # the link is dead or the wave is closed
    NO_DRAFT = auto()  # sent before, or never begun
    CHANGED = auto()  # the draft is not the one that was looked at
    INVALID = auto()  # an answer is not valid


def submit_response(target: LinkTarget, token: str, revision: int, today: datetime.date) -> Outcome:
    """Turn the draft of an invitation into a response.

    ``revision`` is that of the draft which the respondent looked at when they pressed the button.
    """
    response = _insert_response(target, today)
    if response is None:
        return Outcome.NOT_OPEN
    draft = _delete_draft(target.invitation_id)
    document = unseal(draft[1], token, target.invitation_id) if draft else None
    if draft is None or document is None:
        return Outcome.NO_DRAFT
    if draft[0] != revision:
        return Outcome.CHANGED
    response_id, instrument, role = response
    rows = _answer_rows(instrument, role, document, response_id)
    if rows is None:
        return Outcome.INVALID
    db.session.add_all(rows)
    db.session.add(Participation(invitation_id=target.invitation_id, submitted_on=today))
    db.session.flush()
    return Outcome.SENT


def _insert_response(target: LinkTarget, today: datetime.date) -> tuple[uuid.UUID, Instrument, str] | None:
    """Write the response of an open invitation; return its id, the instrument and the role, or None."""
    invited = (
        select(
            literal(uuid.uuid4(), Uuid),
            Invitation.wave_id,
            Participant.practice_id,
            Invitation.instrument_id,
            WaveInstrument.version,
            Participant.role,
        )
        .join(Invitation.participant)
        .join(Invitation.wave)
        .join(
            WaveInstrument,
            (WaveInstrument.wave_id == Invitation.wave_id)
            & (WaveInstrument.instrument_id == Invitation.instrument_id),
        )
        .where(
            Invitation.id == target.invitation_id,
            Invitation.generation == target.generation,
            Wave.state == WaveState.OPEN,
            Wave.closes_on >= today,
        )
        .with_for_update(read=True, of=Wave)
    )
    columns = ("id", "wave_id", "practice_id", "instrument_id", "instrument_version", "role")
    written = db.session.execute(
        insert(Response)
        .from_select(columns, invited)
        .returning(Response.id, Response.instrument_id, Response.instrument_version, Response.role)
    ).one_or_none()
    if written is None:
        return None
    return written.id, catalogue.get(written.instrument_id, written.instrument_version), written.role


def _delete_draft(invitation_id: uuid.UUID) -> tuple[int, bytes] | None:
    """Delete the draft and return its revision and what was in it."""
    deleted = db.session.execute(
        delete(Draft)
        .where(Draft.invitation_id == invitation_id)
        .returning(Draft.revision, Draft.ciphertext)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return (deleted.revision, deleted.ciphertext) if deleted is not None else None


def _answer_rows(
    instrument: Instrument, role: str, document: DraftDocument, response_id: uuid.UUID
) -> Sequence[Base] | None:
    """Return the rows of all answers, or None where one of them is not valid.

    Answers to what is not asked, since an earlier answer was changed, are left behind.
    """
    answers: Mapping[str, Stored] = document.answers
    asked = visible_sections(instrument, role, answers)
    forms = [SectionForm(section, _NO_WORDS, answers) for section in asked]
    if not all(form.validate() for form in forms):
        return None
    return [row for form in forms for field in form for row in field.rows(response_id)]
