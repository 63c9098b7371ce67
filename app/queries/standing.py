"""Where one practice stands: its waves with what became of them, its list, and who was asked.

They start from a practice that a guarded query returned.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.db import db
from app.models import (
    Affiliation,
    Document,
    Invitation,
    Mailing,
    MailState,
    Participant,
    Participation,
    Practice,
    PracticeChoice,
    Snapshot,
    Task,
    Wave,
    WaveInstrument,
    WavePractice,
    WaveState,
)
from app.queries import closing, managers
from app.queries.affiliations import history
from app.queries.outbox import in_hand
from app.queries.tracking import MANAGER


@dataclass(frozen=True, slots=True)
class InWave:
    """A wave of the practice: its headcount at the opening, the result's day and the report's file name.

    ``report_in_hand``: a worker will make the report. ``closing_given_up``: workers have given up closing it.
    ``shown_class`` is the class as shown; None where not enough have answered, and before it is published.
    """

    wave: Wave
    headcount: int | None
    published_on: datetime.date | None
    shown_class: str | None
    report: str | None
    report_in_hand: bool
    closing_given_up: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """How many are on the list of staff, and how many of them are not practice managers.

    Of these there are at least as many as accounts that manage the practice.
    """

    people: int
    others: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One questionnaire of a wave: how many people of the practice were asked, and how they can be reached.

    ``managers`` as in :class:`app.queries.tracking.Count`.
    ``answered`` before the day asked for; ``without_card``: of those who need one, none was printed for so
    many; ``undelivered``: invitations that the receiving server refused.
    """

    wave_id: uuid.UUID
    instrument_id: str
    version: str
    invited: int
    managers: int
    answered: int
    without_card: int
    undelivered: int


def waves(practice: Practice, most_attempts: int) -> Sequence[InWave]:
    """Return the waves that ask or asked the practice and those that will, the latest first.

    ``most_attempts``: after so many tries workers give up. One statement, and one more where a wave in
    preparation goes by network or region.
    """
    rows = db.session.execute(
        select(
            Wave,
            WavePractice.headcount,
            Snapshot.published_on,
            Snapshot.shown_class,
            Document.file_name,
            in_hand(Task.RENDER_REPORT, Snapshot.id, most_attempts),
            closing.given_up(Wave.id, most_attempts),
        )
        .outerjoin(
            WavePractice, and_(WavePractice.wave_id == Wave.id, WavePractice.practice_id == practice.id)
        )
        .outerjoin(Snapshot, and_(Snapshot.wave_id == Wave.id, Snapshot.practice_id == practice.id))
        .outerjoin(Document, Document.snapshot_id == Snapshot.id)
        .where(
            Wave.programme_id == practice.programme_id,
            or_(WavePractice.practice_id.is_not(None), Wave.state == WaveState.DRAFT),
        )
        .order_by(Wave.opens_on.desc(), Wave.label)
    )
    found = [InWave(*row) for row in rows]
    places = _places(practice, found)
    return [each for each in found if _asks(each, practice, places)]


def listed(practice: Practice) -> Listed:
    """Return how many people are on the practice's list."""
    of_role = func.count(case((Participant.role == MANAGER, 1)))
    people, listed_as, accounts = db.session.execute(
        select(func.count(), of_role, managers.accounts_of(practice)).where(
            Participant.practice_id == practice.id, Participant.active
        )
    ).one()
    return Listed(people, max(0, people - max(listed_as, accounts)))


def asked(
    practice: Practice, waves: Sequence[Wave], before: datetime.date, *, mail_is_on: bool
) -> Sequence[Asked]:
    """Return the counts of opened waves in any order, a row an instrument in the order of its wave.

    Answers of earlier days than ``before`` only, so that nobody who watches the counts sees somebody answer.
    Where mail is off everybody needs a card.
    """
    used = (WaveInstrument.wave_id, WaveInstrument.instrument_id, WaveInstrument.version)
    rows = db.session.execute(
        select(
            *used,
            func.count(),
            func.count(case((Participant.role == MANAGER, 1))),
            managers.accounts_of(practice),
            func.count(Participation.invitation_id),
            func.count(case((_needs_card(mail_is_on=mail_is_on), 1))),
            func.count(Mailing.id),
        )
        .select_from(Invitation)
        .join(Participant, Participant.id == Invitation.participant_id)
        .join(
            WaveInstrument,
            and_(
                WaveInstrument.wave_id == Invitation.wave_id,
                WaveInstrument.instrument_id == Invitation.instrument_id,
            ),
        )
        .outerjoin(
            Participation,
            and_(Participation.invitation_id == Invitation.id, Participation.submitted_on < before),
        )
        .outerjoin(Mailing, _came_back())
        .where(Invitation.wave_id.in_([wave.id for wave in waves]), Participant.practice_id == practice.id)
        .group_by(*used, WaveInstrument.position)
        .order_by(WaveInstrument.position)
    )
    return [
        Asked(wave_id, instrument_id, version, invited, max(of_role, accounts), *reached)
        for wave_id, instrument_id, version, invited, of_role, accounts, *reached in rows
    ]


def _came_back() -> ColumnElement[bool]:
    """Return which mail is an invitation that the receiving server refused."""
    return and_(
        Mailing.invitation_id == Invitation.id,
        Mailing.generation == Invitation.generation,
        Mailing.number == 0,
        Mailing.state == MailState.REFUSED,
    )


def _needs_card(*, mail_is_on: bool) -> ColumnElement[bool]:
    """Return who can be reached by nothing but a card, and has none yet."""
    without_mail = [Participant.email.is_(None)] if mail_is_on else []
    return and_(
        Participant.active,
        Invitation.print_order_id.is_(None),
        *without_mail,
    )


def _asks(each: InWave, practice: Practice, places: Sequence[Affiliation]) -> bool:
    """Return whether a wave asks the practice; one in preparation, whether it would on its day."""
    wave = each.wave
    if wave.state is not WaveState.DRAFT:
        return True
    if practice.merged_into_id is not None:
        return False
    if wave.practices_by is PracticeChoice.ALL:
        return True
    if wave.practices_by is PracticeChoice.LISTED:
        return each.headcount is not None
    place = next((place for place in places if place.since <= wave.opens_on), None)
    if place is None:
        return False
    name = place.network if wave.practices_by is PracticeChoice.NETWORK else place.region
    return name in wave.practices_in


def _places(practice: Practice, found: Sequence[InWave]) -> Sequence[Affiliation]:
    """Return where the practice belongs and belonged, the latest first, if any of the waves goes by that."""
    by_place = (PracticeChoice.NETWORK, PracticeChoice.REGION)
    drafts = [each.wave for each in found if each.wave.state is WaveState.DRAFT]
    return history(practice) if any(wave.practices_by in by_place for wave in drafts) else ()
