"""Sending a questionnaire: response, answers, participation and the end of the draft, all or nothing.

Exactly once: an invitation is answered once, and what is sent with a later link is dropped. Whoever deletes
the draft has the right to send it. Of two at the same time PostgreSQL lets the second wait and then find
nothing; SQLite's writers are one at a time anyway. The draft is deleted by a statement that reads the
invitation, so that nothing is sent by a dead link or into a closed wave; it shares a lock on the invitation,
for which whoever types in a paper form waits, and on the wave, taken before the draft's, as closing does. The
response is written by an INSERT that reads the invitation too: of whom it is never passes through here, but
for a pseudonym that the draft may hold.

Nothing is logged here, on purpose: a line of log has a time, and a time is a person.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from sqlalchemy import Select, Uuid, delete, insert, literal, select, update

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


NO_LINK = 0  # every link's generation is higher


class Outcome(Enum):
    """What became of it. Only after SENT is there anything to commit; all else must be rolled back."""

    SENT = auto()  # or dropped, since other answers were sent with an earlier link: nobody is told which
    NOTHING = auto()  # sent before, never begun, the link is dead, or the wave is not open
    CHANGED = auto()  # the draft is not the one that was looked at
    INVALID = auto()  # an answer is not valid


def submit_response(target: LinkTarget, token: str, revision: int, today: datetime.date) -> Outcome:
    """Turn the draft of an invitation into a response.

    ``revision`` is that of the draft which the respondent looked at when they pressed the button.
    """
    draft = _delete_draft(target, today)
    document = unseal(draft[1], token, target.invitation_id) if draft else None
    if draft is None or document is None:
        return Outcome.NOTHING
    if draft[0] != revision:
        return Outcome.CHANGED
    return send(target, document, today, target.generation)


def send(target: LinkTarget, document: DraftDocument, today: datetime.date, generation: int) -> Outcome:
    """Write ``document`` as the response of an invitation; the caller holds the right to it.

    That is who has deleted its draft, or, for a form on paper, who has locked it and found it open.
    ``generation`` is that of the link which shows a receipt from now on, NO_LINK for none.
    """
    written = _insert_response(target, document.pseudonym)
    if written is None:
        return _drop(target, document, generation)
    response_id, instrument, role = written
    rows = _answer_rows(instrument, role, document, response_id)
    if rows is None:
        return Outcome.INVALID
    db.session.add_all(rows)
    row = Participation(invitation_id=target.invitation_id, submitted_on=today, generation=generation)
    db.session.add(row)
    db.session.flush()
    return Outcome.SENT


def _drop(target: LinkTarget, document: DraftDocument, generation: int) -> Outcome:
    """Write nothing for an invitation that was answered before, and let nobody see that.

    The outcome is the one of who has not answered, and from now on the link shows a receipt as theirs does.
    """
    asked = db.session.execute(_asked(target)).one()
    instrument = catalogue.get(asked.instrument_id, asked.version)
    if _answer_rows(instrument, asked.role, document, uuid.uuid4()) is None:
        return Outcome.INVALID
    db.session.execute(
        update(Participation)
        .where(Participation.invitation_id == target.invitation_id, Participation.generation < generation)
        .values(generation=generation)
        .execution_options(synchronize_session=False)
    )
    return Outcome.SENT


def hold_open(target: LinkTarget, today: datetime.date) -> bool:
    """Return whether an invitation takes answers, and keep it so until the transaction ends."""
    return db.session.scalar(_open(target, today)) is not None


def _open(target: LinkTarget, today: datetime.date) -> Select[uuid.UUID]:
    """Return the statement for the id of an open invitation, which locks it and its wave."""
    return (
        select(Invitation.id)
        .join(Invitation.wave)
        .where(
            Invitation.id == target.invitation_id,
            Invitation.generation == target.generation,
            Wave.state == WaveState.OPEN,
            Wave.closes_on >= today,
        )
        .with_for_update(read=True, of=(Invitation, Wave))
    )


def _delete_draft(target: LinkTarget, today: datetime.date) -> tuple[int, bytes] | None:
    """Delete the draft of an open invitation and return its revision and what was in it, None for no such."""
    deleted = db.session.execute(
        delete(Draft)
        .where(Draft.invitation_id.in_(_open(target, today)))
        .returning(Draft.revision, Draft.ciphertext)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return (deleted.revision, deleted.ciphertext) if deleted is not None else None


def _insert_response(
    target: LinkTarget, pseudonym: uuid.UUID | None
) -> tuple[uuid.UUID, Instrument, str] | None:
    """Write the response of an invitation; return its id, the instrument and the role.

    None, and nothing is written, where the invitation was answered before.
    """
    answered = select(Participation.invitation_id).where(Participation.invitation_id == Invitation.id)
    invited = (
        _asked(target)
        .add_columns(literal(uuid.uuid4(), Uuid), literal(pseudonym, Uuid))
        .where(~answered.exists())
    )
    columns = ("wave_id", "practice_id", "instrument_id", "instrument_version", "role", "id", "pseudonym")
    written = db.session.execute(
        insert(Response)
        .from_select(columns, invited)
        .returning(Response.id, Response.instrument_id, Response.instrument_version, Response.role)
    ).one_or_none()
    if written is None:
        return None
    return written.id, catalogue.get(written.instrument_id, written.instrument_version), written.role


def _asked(target: LinkTarget) -> Select[uuid.UUID, uuid.UUID, str, str, str]:
    """Return the statement for what an invitation asks of whom: wave, practice, instrument, version, role."""
    return (
        select(
            Invitation.wave_id,
            Participant.practice_id,
            Invitation.instrument_id,
            WaveInstrument.version,
            Participant.role,
        )
        .join(Invitation.participant)
        .join(
            WaveInstrument,
            (WaveInstrument.wave_id == Invitation.wave_id)
            & (WaveInstrument.instrument_id == Invitation.instrument_id),
        )
        .where(Invitation.id == target.invitation_id)
    )


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
