"""Who was lately let into a programme, and whose way in was changed by somebody else: for its leads.

An administrator sees no results, but could make an address of their own a lead, or open a lead's account with
a link for a new password. Nobody can prevent that who cannot do without administrators; so it is told, and
nothing that is done afterwards takes it back: no number of other changes, not taking access away again, not
erasing the account.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.models import Audience, AuditEntry, Membership, Programme, User
from app.queries.audit_traces import ERASED_ACCOUNT
from app.queries.paging import Page, page

SEEING_ALL = (Audience.LEAD, Audience.EVALUATOR)
GIVEN, TAKEN = "membership.given", "membership.taken"
INVITED, HANDED_OVER = "account.invited", "link handed over"
WAYS_IN: Mapping[str, str] = MappingProxyType(
    {
        INVITED: "a link for a first password was handed over",
        "account.new_password_asked_for": "a link for a new password was made",
        "account.second_factor_removed": "the second step was taken away",
        "account.opened": "the account was opened again",
    }
)
SAW = "programmes"  # the detail of a way into an erased account: the programmes whose results it let see


def lately(programme: Programme, since: datetime.datetime, not_by: str, number: int) -> Page[AuditEntry]:
    """Return page ``number`` of what changed since then in who sees results of all practices, newest first.

    ``not_by``: whoever is not signed in, as which people ask for their own new password. Of managers nothing:
    they see one practice, and a list of thousands would hide the rest. Raises NotFoundError for a page
    that is not there.
    """
    let_in = and_(
        AuditEntry.programme_id == programme.id,
        AuditEntry.action.in_((GIVEN, TAKEN)),
        AuditEntry.detail["audience"].as_string().in_(SEEING_ALL),
    )
    way_in = or_(
        and_(_way_in_by_another(not_by), or_(_sees(programme), _lost_later(programme))),
        AuditEntry.detail[SAW].as_string().contains(str(programme.id)),
    )
    found = select(AuditEntry).where(AuditEntry.at >= since, or_(let_in, way_in))
    return page(found.order_by(AuditEntry.at.desc(), AuditEntry.id), number)


def ways_in_by_others(email: str, not_by: str) -> Sequence[AuditEntry]:
    """Return what others did, ever, to the way into an account."""
    found = select(AuditEntry).where(AuditEntry.subject == email, _way_in_by_another(not_by))
    return db.session.scalars(found).all()


def programmes_lost(email: str, since: datetime.datetime) -> set[uuid.UUID]:
    """Return the programmes whose results an account saw until that was taken away, since then."""
    found = select(AuditEntry.programme_id).where(
        AuditEntry.subject == email,
        AuditEntry.action == TAKEN,
        AuditEntry.detail["audience"].as_string().in_(SEEING_ALL),
        AuditEntry.at >= since,
    )
    return {each for each in db.session.scalars(found) if each is not None}


def _way_in_by_another(not_by: str) -> ColumnElement[bool]:
    """A mailed invitation opens an account to its owner; one that was handed over, to two."""
    handed_over = AuditEntry.detail["way"].as_string() == HANDED_OVER
    return and_(
        AuditEntry.action.in_(WAYS_IN),
        or_(AuditEntry.action != INVITED, handed_over),
        AuditEntry.by.not_in((AuditEntry.subject, not_by)),
    )


def _sees(programme: Programme) -> ColumnElement[bool]:
    seeing = (
        select(User.email)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.programme_id == programme.id, Membership.audience.in_(SEEING_ALL))
    )
    return AuditEntry.subject.in_(seeing)


def _lost_later(programme: Programme) -> ColumnElement[bool]:
    """Whose access was taken away afterwards: until then the changed way in led to results."""
    lost = aliased(AuditEntry)
    return (
        select(lost.id)
        .where(
            lost.programme_id == programme.id,
            lost.action == TAKEN,
            lost.detail["audience"].as_string().in_(SEEING_ALL),
            lost.subject == AuditEntry.subject,
            lost.subject != ERASED_ACCOUNT,  # that is many: each of their entries has SAW
            lost.at >= AuditEntry.at,
        )
        .exists()
    )
