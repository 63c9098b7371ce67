"""Typing in a paper form: entered twice, compared, and sent the way that every questionnaire is sent.

The first entry is kept apart from drafts and under a key of its own, which the card's link does not give: who
typed the form in has read it, and nobody else does, whatever cards they hold. What somebody began on screen
is not compared with, since differences would tell what is in it. What stays on record is who typed in a form
of which practice, on which day; not whose and not what.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from app.card_codes import lookup_mac, typed
from app.db import db
from app.drafts import DraftDocument, Stored, seal, unseal
from app.links import LinkTarget, token
from app.models import Invitation, PaperEntry, Participant, Transcription, User, Wave
from app.operations.audit import record
from app.operations.submit_response import NO_LINK, Outcome, hold_open, send
from app.operations.withdraw_draft import forget_begun
from app.pseudonyms import pseudonym
from app.queries import invitations, printing
from questionnaires import catalogue
from questionnaires.types import Instrument


class Entered(Enum):
    """What became of an entry."""

    FIRST = auto()  # kept; to be entered again
    DIFFERENT = auto()  # kept in place of the one before, from which it differs
    SENT = auto()  # or dropped, since its person has answered before: whoever types is not told which
    NOT_TAKEN = auto()  # no longer open, or the card was replaced


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A paper form that somebody has in front of them: the invitation of its code, and what it asks.

    ``printed_by`` is the account that ordered the card with the code, None where it is gone.
    """

    invitation: Invitation
    printed_by: int | None
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
                printed_by=printing.ordered_by(first),
                participant=first.participant,
                instrument=catalogue.get(instrument_id, versions[instrument_id]),
            )
    return None


def may_type_in(sheet: PaperSheet, user: User) -> bool:
    """Return whether an account may type the form in: not who printed the card, where the name is, too."""
    return sheet.printed_by != user.id


def first_entry(sheet: PaperSheet, link_key: str) -> Mapping[str, Stored] | None:
    """Return the answers that were entered before from paper, None where nobody has yet."""
    entry = db.session.get(PaperEntry, sheet.invitation.id, populate_existing=True)
    key = _key(sheet, link_key)
    document = unseal(entry.ciphertext, key, sheet.invitation.id) if entry else None
    return document.answers if document is not None else None


def enter(
    sheet: PaperSheet, answers: Mapping[str, Stored], by: User, link_key: str, today: datetime.date
) -> Entered:
    """Take valid ``answers`` of a sheet. The second time in a row that they are the same, they are sent.

    Only after SENT, FIRST and DIFFERENT is there anything to commit; after NOT_TAKEN roll back. The caller
    has asked :func:`may_type_in`.
    """
    invitation = sheet.invitation
    target = LinkTarget(invitation.id, invitation.generation)
    invitations.lock(target)
    if not hold_open(target, today):
        return Entered.NOT_TAKEN
    before = first_entry(sheet, link_key)
    document = DraftDocument(dict(answers), pseudonym=_pseudonym(sheet, link_key))
    if before is None or dict(before) != dict(answers):
        _keep(sheet, document, link_key)
        return Entered.FIRST if before is None else Entered.DIFFERENT
    forget_begun(invitation.id)
    if send(target, document, today, NO_LINK) is not Outcome.SENT:
        return Entered.NOT_TAKEN
    _note(sheet, by, today)
    return Entered.SENT


def _keep(sheet: PaperSheet, document: DraftDocument, link_key: str) -> None:
    sealed = seal(document, _key(sheet, link_key), sheet.invitation.id)
    db.session.merge(PaperEntry(invitation_id=sheet.invitation.id, ciphertext=sealed))
    db.session.flush()


def _note(sheet: PaperSheet, by: User, today: datetime.date) -> None:
    """Write down who typed in a form of which practice."""
    invitation = sheet.invitation
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
    wave = invitation.wave
    record("paper_form.typed_in", by, f"wave {wave.label}", wave.programme_id)


def _pseudonym(sheet: PaperSheet, link_key: str) -> uuid.UUID | None:
    if not sheet.invitation.wave.programme.linked_waves:
        return None
    return pseudonym(link_key, sheet.participant.id, sheet.invitation.instrument_id)


def _key(sheet: PaperSheet, link_key: str) -> str:
    """Return a token that opens nothing: what is entered from paper is sealed under it, not under a link."""
    return token(link_key, sheet.invitation.id, sheet.invitation.generation, "paper")
