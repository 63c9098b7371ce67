"""The steps of practices' plans. They start from a practice and a wave that a guarded query returned."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from app.db import db
from app.errors import NotFoundError
from app.models import Audience, Membership, PlanStep, Practice, Programme, User, Wave


def practice_to_plan(user: User, programme_slug: str, practice_slug: str) -> Practice:
    """Return a practice that the user manages. Raises NotFoundError, for those who only read it too."""
    practice = db.session.scalar(
        select(Practice)
        .join(Practice.programme)
        .join(Membership, Membership.practice_id == Practice.id)
        .options(contains_eager(Practice.programme))
        .where(
            Membership.user_id == user.id,
            Membership.audience == Audience.MANAGER,
            Programme.slug == programme_slug,
            Practice.slug == practice_slug,
        )
    )
    if practice is None:
        raise NotFoundError(f"user {user.id} does not manage a practice {practice_slug!r}")
    return practice


def hold(practice: Practice) -> None:
    """Let nobody else change the practice's plan until this transaction ends.

    SQLite's writers hold the whole file already. On PostgreSQL the practice's row is locked so that answers,
    which refer to it, can still be submitted.
    """
    db.session.execute(select(Practice.id).where(Practice.id == practice.id).with_for_update(key_share=True))


def up_to(practice: Practice, wave: Wave) -> Sequence[PlanStep]:
    """Return the practice's steps with their waves, the wave's own and those of earlier waves, in order."""
    return db.session.scalars(
        _up_to(practice, wave).order_by(Wave.opens_on, Wave.label, PlanStep.position, PlanStep.id)
    ).all()


def of_wave(practice: Practice, wave: Wave) -> Sequence[PlanStep]:
    """Return the steps that the practice planned after a wave, in their order."""
    return db.session.scalars(
        select(PlanStep)
        .where(PlanStep.practice_id == practice.id, PlanStep.wave_id == wave.id)
        .order_by(PlanStep.position, PlanStep.id)
    ).all()


def step(practice: Practice, wave: Wave, step_id: uuid.UUID) -> PlanStep:
    """Return a step of the practice that the page of ``wave`` shows. Raises NotFoundError."""
    found = db.session.scalar(_up_to(practice, wave).where(PlanStep.id == step_id))
    if found is None:
        raise NotFoundError(f"no step {step_id} of {practice.slug} up to wave {wave.label}")
    return found


def is_gone(step_id: uuid.UUID) -> bool:
    """Return whether there is no such step, of any practice: it was removed."""
    return db.session.get(PlanStep, step_id) is None


def _up_to(practice: Practice, wave: Wave) -> Select[PlanStep]:
    earlier = or_(
        Wave.opens_on < wave.opens_on, and_(Wave.opens_on == wave.opens_on, Wave.label <= wave.label)
    )
    return (
        select(PlanStep)
        .join(PlanStep.wave)
        .options(contains_eager(PlanStep.wave))
        .where(PlanStep.practice_id == practice.id, earlier)
    )
