"""What a lead sets up of a wave before it opens: one value, read from a wave and written to it."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, fields

from sqlalchemy import delete, insert

from app.db import db
from app.models import PracticeChoice, Programme, Wave, WaveInstrument, WavePractice
from app.queries import opening
from app.revisions import fingerprint
from scoring.rule import shipped_rule


@dataclass(frozen=True, slots=True)
class WavePlan:
    """Everything that can be set up. ``instruments`` are (id, version) in the order in which they are asked.

    ``practices_in`` are names of networks or regions, ``listed`` ids of practices: only what belongs to
    ``practices_by`` counts. ``rule`` is (id, version).
    """

    label: str
    title: str
    opens_on: datetime.date
    closes_on: datetime.date
    instruments: tuple[tuple[str, str], ...]
    practices_by: PracticeChoice
    practices_in: tuple[str, ...]
    listed: frozenset[uuid.UUID]
    reminder_days: tuple[int, ...]
    minimum_group: int
    rule: tuple[str, str]


def plan_of(wave: Wave) -> WavePlan:
    """Return what is set up of a wave in preparation."""
    return WavePlan(
        label=wave.label,
        title=wave.title,
        opens_on=wave.opens_on,
        closes_on=wave.closes_on,
        instruments=tuple((row.instrument_id, row.version) for row in wave.instruments),
        practices_by=wave.practices_by,
        practices_in=tuple(wave.practices_in),
        listed=opening.listed(wave),
        reminder_days=tuple(wave.reminder_days),
        minimum_group=wave.minimum_group,
        rule=(wave.rule_id, wave.rule_version),
    )


def revision(plan: WavePlan) -> str:
    """Return what tells a plan from one that somebody else has changed meanwhile."""
    said = [getattr(plan, each.name) for each in fields(plan)]
    said = [sorted(value) if isinstance(value, frozenset) else value for value in said]
    return fingerprint(said)


def changed(before: WavePlan, after: WavePlan) -> str:
    """Return the names of what differs, for the audit log; empty where nothing does."""
    names = [each.name for each in fields(before)]
    return ", ".join(name for name in names if getattr(before, name) != getattr(after, name))


def write_plan(wave: Wave, plan: WavePlan, programme: Programme) -> None:
    """Make ``wave`` what ``plan`` says. Flushes.

    The minimum is never under the programme's. Raises FileNotFoundError for a rule that is not shipped.
    """
    rule = shipped_rule(*plan.rule)
    wave.label, wave.title = plan.label, plan.title
    wave.opens_on, wave.closes_on = plan.opens_on, plan.closes_on
    wave.practices_by = plan.practices_by
    wave.practices_in = list(plan.practices_in)
    wave.reminder_days = list(plan.reminder_days)
    wave.minimum_group = max(plan.minimum_group, programme.minimum_group)
    wave.rule_id, wave.rule_version = rule.id, rule.version
    db.session.add(wave)
    db.session.flush()
    _write_instruments(wave, plan)
    _write_practices(wave, plan)


def clear_plan(wave: Wave) -> None:
    """Take instruments and chosen practices away from a wave in preparation."""
    for part in (WaveInstrument, WavePractice):
        db.session.execute(delete(part).where(part.wave_id == wave.id))
    db.session.expire(wave, ["instruments", "practices"])


def _write_instruments(wave: Wave, plan: WavePlan) -> None:
    clear_plan(wave)
    for position, (instrument_id, version) in enumerate(plan.instruments):
        db.session.add(
            WaveInstrument(wave_id=wave.id, instrument_id=instrument_id, version=version, position=position)
        )
    db.session.flush()


def _write_practices(wave: Wave, plan: WavePlan) -> None:
    """Write down the chosen practices; their headcounts are frozen again when the wave opens."""
    if plan.practices_by is PracticeChoice.LISTED:
        rows = [
            {"wave_id": wave.id, "practice_id": practice_id, "headcount": headcount}
            for practice_id, headcount in opening.headcounts(wave).items()
            if practice_id in plan.listed
        ]
        if rows:
            db.session.execute(insert(WavePractice), rows)
