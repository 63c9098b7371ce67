"""What is shown of role groups. The queries start from a wave that a guarded query returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from app.db import db
from app.models import Practice, RoleResult, Snapshot, Wave, WavePractice
from app.queries.paging import Page, page
from app.queries.summaries import Chosen, meets, same_place


def across(wave: Wave) -> Sequence[RoleResult]:
    """Return the roles of which something is shown across the practices of a wave."""
    return db.session.scalars(
        select(RoleResult).where(RoleResult.wave_id == wave.id, RoleResult.practice_id.is_(None))
    ).all()


def practices_by_role(wave: Wave) -> Mapping[str, int]:
    """Return in how many practices something is shown of each role; roles with none are left out."""
    rows = db.session.execute(
        select(RoleResult.role, func.count())
        .where(RoleResult.wave_id == wave.id, RoleResult.practice_id.is_not(None))
        .group_by(RoleResult.role)
    )
    return {row[0]: row[1] for row in rows}


def in_practices(wave: Wave, role: str, chosen: Chosen, number: int) -> Page[RoleResult]:
    """Return one page of the chosen practices in which something is shown of a role. Raises NotFoundError."""
    statement = (
        select(RoleResult)
        .join(RoleResult.practice)
        .join(Snapshot, and_(Snapshot.wave_id == wave.id, Snapshot.practice_id == RoleResult.practice_id))
        .join(WavePractice, same_place())
        .options(joinedload(RoleResult.practice))
        .where(RoleResult.wave_id == wave.id, RoleResult.role == role, meets(chosen))
        .order_by(Practice.name, Practice.slug)
    )
    return page(statement, number)
