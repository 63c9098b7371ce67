"""Typing in a paper form: entered twice, compared, and sent the way that every questionnaire is sent.

The first entry is the invitation's draft, sealed under the key of its link, with a mark that it came from
paper: the draft of somebody who began on screen is never compared with, since differences would tell what is
in it. What stays on record is who typed in a form of which practice, on which day; not whose and not what.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from app.card_codes import lookup_mac, typed
from app.db import db
from app.drafts import DraftDocument, Stored, seal, unseal
from app.links import LinkTarget, token
from app.models import Draft, Invitation, Participant, Transcription, User, Wave
from app.operations.submit_response import Outcome, submit_response
from app.queries import invitations, printing
from questionnaires import catalogue
from questionnaires.types import Instrument

log = logging.getLogger(__name__)

PAPER = "(paper)"  # no id of a page has brackets


class Entered(Enum):
    """What became of an entry."""

    FIRST = auto()  # kept; to be entered again
    DIFFERENT = auto()  # kept in place of the one before, from which it differs
    SENT = auto()
    NOT_TAKEN = auto()  # answered before, or no longer open


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A paper form that somebody has in front of them: the invitation of its code, and what it asks."""

    invitation: Invitation
    participant: Participant
    instrument: Instrument


def find_sheet(wave: Wave, text: str, instrument_id: str, link_key: str) -> PaperSheet | None:
    """Return the sheet of a card's code in ``wave``; None where there is none for that questionnaire.

    Wrong codes are not limited here: whoever types forms in has an account, and each try is theirs.
    """
    mac = lookup_mac(link_key, typed(text) or "")
    first = printing.by_code(mac, datetime.datetime.now(datetime.UTC).date())
    if first is None or first.wave_id != wave.id:
        return None
    versions = {row.instrument_id: row.version for row in wave.instruments}
    for invitation in printing.all_of(first.participant_id, wave.id):
        if invitation.instrument_id == instrument_id:
            return PaperSheet(
                invitation=invitation,
                participant=first.participant,
                instrument=catalogue.get(instrument_id, versions[instrument_id]),
            )
    return None


def first_entry(sheet: PaperSheet, link_key: str) -> Mapping[str, Stored] | None:
    """Return the answers that were entered before from paper, None where nobody has yet."""
    draft = db.session.get(Draft, sheet.invitation.id)
    document = unseal(draft.ciphertext, _token(sheet, link_key), sheet.invitation.id) if draft else None
    return document.answers if document is not None and set(document.pages) == {PAPER} else None


def enter(
    sheet: PaperSheet, answers: Mapping[str, Stored], by: User, link_key: str, today: datetime.date
) -> Entered:
    """Take valid ``answers`` of a sheet. The second time in a row that they are the same, they are sent.

    Only after SENT, FIRST and DIFFERENT is there anything to commit; after NOT_TAKEN roll back.
    """
    invitation = sheet.invitation
    target = LinkTarget(invitation.id, invitation.generation)
    invitations.lock(target)
    if printing.was_answered(invitation.id):
        return Entered.NOT_TAKEN
    before = first_entry(sheet, link_key)
    draft = _keep(sheet, answers, link_key)
    if before is None or dict(before) != dict(answers):
        return Entered.FIRST if before is None else Entered.DIFFERENT
    outcome = submit_response(target, _token(sheet, link_key), draft.revision, today)
    if outcome is not Outcome.SENT:
        return Entered.NOT_TAKEN
    db.session.add(
        Transcription(
            wave_id=invitation.wave_id,
            practice_id=sheet.participant.practice_id,
            instrument_id=invitation.instrument_id,
            typed_by=by.id,
            typed_on=today,
        )
    )
    db.session.flush()
    log.info("paper form of wave %s typed in by user %s", invitation.wave_id, by.id)
    return Entered.SENT


def _keep(sheet: PaperSheet, answers: Mapping[str, Stored], link_key: str) -> Draft:
    document = DraftDocument(answers=dict(answers), pages={PAPER: 1})
    sealed = seal(document, _token(sheet, link_key), sheet.invitation.id)
    draft = db.session.get(Draft, sheet.invitation.id)
    if draft is None:
        draft = Draft(invitation_id=sheet.invitation.id, revision=0, ciphertext=sealed)
        db.session.add(draft)
    else:
        draft.revision, draft.ciphertext = draft.revision + 1, sealed
    db.session.flush()
    return draft


def _token(sheet: PaperSheet, link_key: str) -> str:
    return token(link_key, sheet.invitation.id, sheet.invitation.generation)
