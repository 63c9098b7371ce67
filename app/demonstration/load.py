"""Loads a plan: a programme with its practices, waves, people and answers, in one go. It flushes.

Answers go in as a respondent's would: under random ids, in random order, with nothing that leads back to
whoever gave them. Closed waves are closed by the same operation that closes real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.db import db
from app.demonstration.people import People, invite
from app.demonstration.plan import (
    CORE_TEAM_QUESTIONNAIRE,
    VERSION,
    ProgrammePlan,
    WavePlan,
)
from app.demonstration.response_rows import add_responses
from app.models import (
    SINCE_UNKNOWN,
    Affiliation,
    Practice,
    Programme,
    Wave,
    WaveInstrument,
    WavePractice,
    WaveState,
)
from app.operations.close_wave import close_wave
from app.operations.set_retention import LONGEST
from app.queries.affiliations import affiliation_on
from questionnaires import catalogue

Progress = Callable[[str], None]

KEPT_MONTHS = LONGEST  # its waves lie years back, and its lists of invented people are to be looked at


def load(plan: ProgrammePlan, progress: Progress) -> Programme:
    """Add everything of ``plan`` and return the programme. ``progress`` is told what comes next."""
    programme = Programme(
        slug=plan.slug,
        name=plan.name,
        words=dict(plan.words),
        data_label=plan.data_label,
        minimum_group=plan.minimum_group,
        linked_waves=False,
        retention_months=KEPT_MONTHS,
    )
    db.session.add(programme)
    db.session.flush()
    practices = _add_practices(plan, programme)
    people = People(practices)
    for wave_plan in plan.waves:
        progress(f"{plan.name}, wave {wave_plan.label}: {len(wave_plan.sheets)} replies")
        wave = _add_wave(wave_plan, programme, practices)
        invite(wave_plan, wave, people)
        for questionnaire, sheets in (
            (wave_plan.core, wave_plan.sheets),
            (CORE_TEAM_QUESTIONNAIRE, wave_plan.core_team),
        ):
            add_responses(wave.id, catalogue.get(questionnaire, VERSION), practices, sheets)
        if wave_plan.published_on is not None:
            close_wave(wave, wave_plan.published_on)
    return programme


def _add_practices(plan: ProgrammePlan, programme: Programme) -> dict[str, Practice]:
    rows = {
        practice.name: Practice(
            programme_id=programme.id,
            slug=practice.slug,
            name=practice.name,
            headcount=practice.headcount,
            link_practitioner_since=practice.since,
        )
        for practice in plan.practices
    }
    db.session.add_all(rows.values())
    db.session.flush()
    db.session.add_all(
        Affiliation(
            practice_id=rows[each.name].id, since=SINCE_UNKNOWN, network=each.network, region=each.region
        )
        for each in plan.practices
    )
    db.session.flush()
    return rows


def _add_wave(plan: WavePlan, programme: Programme, practices: Mapping[str, Practice]) -> Wave:
    wave = Wave(
        programme_id=programme.id,
        label=plan.label,
        title=plan.title,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        state=WaveState.OPEN,
        minimum_group=programme.minimum_group,
    )
    db.session.add(wave)
    db.session.flush()
    for position, questionnaire in enumerate(plan.questionnaires):
        db.session.add(
            WaveInstrument(wave_id=wave.id, instrument_id=questionnaire, version=VERSION, position=position)
        )
    belongs = affiliation_on(practices.values(), plan.opens_on)
    for name, headcount in plan.headcounts.items():
        row = practices[name]
        db.session.add(
            WavePractice(
                wave_id=wave.id,
                practice_id=row.id,
                headcount=headcount,
                link_practitioner_since=row.link_practitioner_since,
                network=belongs[row.id].network,
                region=belongs[row.id].region,
            )
        )
    db.session.flush()
    return wave
