"""Who was lately let into a programme, and whose way in was changed by somebody else: for its leads.

An administrator sees no results, but could make an address of their own a lead, or open a lead's account with
a link for a new password. Nobody can prevent that who cannot do without administrators; so it is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import and_, or_, select

from app.db import db
from app.models import Audience, AuditEntry, Membership, Programme, User

MOST = 50
SEEING_ALL = (Audience.LEAD, Audience.EVALUATOR)
GIVEN, TAKEN = "membership.given", "membership.taken"
WAYS_IN: Mapping[str, str] = MappingProxyType(
    {
        "account.new_password_asked_for": "a link for a new password was made",
        "account.second_factor_removed": "the second step was taken away",
        "account.opened": "the account was opened again",
    }
)


def lately(programme: Programme, since: datetime.datetime, not_by: str) -> Sequence[AuditEntry]:
    """Return what changed since then in who sees results of all practices, the newest first, at most MOST.

    ``not_by``: whoever is not signed in, as which people ask for their own new password. Of managers nothing:
    they see one practice, and a list of thousands would hide the rest.
    """
    seeing = (
        select(User.email)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.programme_id == programme.id, Membership.audience.in_(SEEING_ALL))
    )
    of_programme = and_(
        AuditEntry.programme_id == programme.id,
        AuditEntry.action.in_((GIVEN, TAKEN)),
        AuditEntry.detail["audience"].as_string().in_([each.value for each in SEEING_ALL]),
    )
    by_another = and_(
        AuditEntry.action.in_(WAYS_IN),
        AuditEntry.by.not_in((AuditEntry.subject, not_by)),
        AuditEntry.subject.in_(seeing),
    )
    found = select(AuditEntry).where(AuditEntry.at >= since, or_(of_programme, by_another))
    return db.session.scalars(found.order_by(AuditEntry.at.desc(), AuditEntry.id).limit(MOST)).all()
