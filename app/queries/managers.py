"""How many practice managers there are: by the role on the list of staff, and by the accounts that read.

A manager keeps the list, and may have written any role beside their own name. So whoever holds a manager's
account counts as a practice manager, whatever the list says. Only numbers leave this module.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from sqlalchemy import ScalarSelect, Subquery, and_, func, or_, select

from app.db import db
from app.models import Audience, Invitation, Membership, Participant, Participation, Practice, User


def accounts() -> Subquery:
    """Return how many accounts manage each practice, as a table to join: ``practice_id`` and ``number``."""
    return (
        select(Membership.practice_id, func.count().label("number"))
        .where(Membership.audience == Audience.MANAGER)
        .group_by(Membership.practice_id)
        .subquery("manager_accounts")
    )


def accounts_of(practice: Practice) -> ScalarSelect[int]:
    """Return how many accounts manage a practice, as a column to read beside others."""
    manages = (Membership.audience == Audience.MANAGER, Membership.practice_id == practice.id)
    return select(func.count()).where(*manages).scalar_subquery()


def accounts_in(programme_id: uuid.UUID) -> Mapping[uuid.UUID, int]:
    """Return how many accounts manage each practice of a programme; a practice without any is left out."""
    rows = db.session.execute(
        select(Membership.practice_id, func.count())
        .join(Practice, Practice.id == Membership.practice_id)
        .where(Membership.audience == Audience.MANAGER, Practice.programme_id == programme_id)
        .group_by(Membership.practice_id)
    )
    return {practice_id: number for practice_id, number in rows if practice_id is not None}


def may_have_answered(wave_id: uuid.UUID, instrument_id: str) -> Mapping[uuid.UUID, int]:
    """Return how many accounts that manage a practice may have answered an instrument, by practice.

    Whose address was asked is known to have answered or not. Of an account that no such address belongs to
    nobody knows which line of the list is its owner's: it counts as having answered.
    """
    asked = (
        select(Participant.practice_id, Participant.email, Participation.invitation_id)
        .join(Invitation, Invitation.participant_id == Participant.id)
        .outerjoin(Participation, Participation.invitation_id == Invitation.id)
        .where(Invitation.wave_id == wave_id, Invitation.instrument_id == instrument_id)
        .subquery("asked")
    )
    same = and_(
        asked.c.practice_id == Membership.practice_id, func.lower(asked.c.email) == func.lower(User.email)
    )
    rows = db.session.execute(
        select(Membership.practice_id, func.count(Membership.id.distinct()))
        .join(Membership.user)
        .outerjoin(asked, same)
        .where(Membership.audience == Audience.MANAGER, Membership.practice_id.is_not(None))
        .where(or_(asked.c.practice_id.is_(None), asked.c.invitation_id.is_not(None)))
        .group_by(Membership.practice_id)
    )
    return {practice_id: number for practice_id, number in rows if practice_id is not None}
