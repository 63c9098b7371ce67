"""Harbour Towns Social Prescribing: twelve practices and three closed waves, all of it made up.

It shows what seven practices cannot: larger staffs, all four classes, change from wave to wave. Two more
waves are open, so that visitors can answer every questionnaire. Nothing in it is shaped after a study.
"""

from __future__ import annotations

import datetime

from app.demonstration.comments import with_comments
from app.demonstration.core_team import core_sheets
from app.demonstration.draws import Draws
from app.demonstration.filling import Profile, fill_in
from app.demonstration.harbour_nature import role_leanings
from app.demonstration.harbour_places import PLACES, Place, Situation, voices
from app.demonstration.plan import CORE_QUESTIONNAIRE, VERSION, PracticePlan, ProgrammePlan, Sheet, WavePlan
from questionnaires import catalogue
from questionnaires.roles import CORE_ROLES

SLUG = "harbour-towns"
DATA_LABEL = "Synthetic"
SEED = "harbour-towns 1"
WORDS = {
    "link_practitioner": "social prescribing link worker",
    "the_programme": "social prescribing with a link worker",
}
WAVES = (
    ("W1", "First wave (February 2025)", datetime.date(2025, 2, 3), datetime.date(2025, 2, 28)),
    ("W2", "Second wave (June 2025)", datetime.date(2025, 6, 2), datetime.date(2025, 6, 27)),
    ("W3", "Third wave (October 2025)", datetime.date(2025, 10, 6), datetime.date(2025, 10, 31)),
)
PERSON_SCALE_SPREAD = 0.25  # how differently one person sees two scales
TRY_IT = "Try it"
TRY_PULSE = "Try a pulse"
TRY_IT_PLACE = "Gullhaven"
_OTHERS = (
    "gp",
    "receptionist",
    "practice_nurse",
    "receptionist",
    "administrator",
    "gp",
    "receptionist",
    "administrator",
    "district_nurse",
    "community_organisation_worker",
)


def plan(today: datetime.date) -> ProgrammePlan:
    """Return the programme; ``today`` is when the wave to try opens. All else is the same on every day."""
    return ProgrammePlan(
        slug=SLUG,
        name="Harbour Towns Social Prescribing",
        words=WORDS,
        data_label=DATA_LABEL,
        practices=tuple(
            PracticePlan(
                place.name, place.slug, place.headcount, place.network, "Harbour (fictional)", place.since
            )
            for place in PLACES
        ),
        waves=(*(_closed(number) for number in range(len(WAVES))), _try_it(today), _try_pulse(today)),
    )


def staff(place: Place) -> tuple[str, ...]:
    """Return the roles of a practice's staff, one a person: the core roles, then the others in turn."""
    others = [_OTHERS[index % len(_OTHERS)] for index in range(place.headcount - len(CORE_ROLES))]
    return (*CORE_ROLES, *others)


def _closed(number: int) -> WavePlan:
    label, title, opens_on, closes_on = WAVES[number]
    teams = {place.name: voices(place.situations[number]) for place in PLACES}
    return WavePlan(
        label=label,
        title=title,
        opens_on=opens_on,
        closes_on=closes_on,
        published_on=closes_on + datetime.timedelta(days=7),
        headcounts={place.name: place.headcount for place in PLACES},
        invited={place.name: staff(place) for place in PLACES},
        core_team_invited={place.name: CORE_ROLES for place in PLACES},
        sheets=tuple(sheet for place in PLACES for sheet in _sheets(place, number)),
        core_team=core_sheets(teams),
    )


def _sheets(place: Place, number: int) -> tuple[Sheet, ...]:
    situation: Situation = place.situations[number]
    draws = Draws(f"{SEED} {WAVES[number][0]} {place.name}")
    present = [role for role in staff(place) if role != situation.vacant]
    replied = draws.some(present, situation.replies)
    profile = Profile(
        place.targets(number),
        scale_spread=PERSON_SCALE_SPREAD,
        leanings=situation.leanings,
        scale_leanings=role_leanings(),
        not_relevant_at_stage=situation.not_at_this_stage,
    )
    sheets = fill_in(catalogue.get(CORE_QUESTIONNAIRE, VERSION), place.name, replied, profile, draws)
    return with_comments(sheets, WAVES[number][0], place.name)


def _try_it(today: datetime.date) -> WavePlan:
    """A wave of one practice that stays open for a year, with nobody's answers in it yet.

    Each of its people is asked the core and one module of their role.
    """
    place = next(place for place in PLACES if place.name == TRY_IT_PLACE)
    return WavePlan(
        label=TRY_IT,
        title="Answer a questionnaire yourself",
        opens_on=today,
        closes_on=today + datetime.timedelta(days=365),
        published_on=None,
        headcounts={place.name: place.headcount},
        invited={place.name: ("gp", "receptionist", "community_organisation_worker", "lead_gp")},
        core_team_invited={place.name: ("lead_gp",)},
        modules=("context", "gp", "stakeholder"),
    )


def _try_pulse(today: datetime.date) -> WavePlan:
    """A short wave between two others; without a core team, link practitioners get a module of their own."""
    place = next(place for place in PLACES if place.name == TRY_IT_PLACE)
    return WavePlan(
        label=TRY_PULSE,
        title="Eight statements between two waves",
        opens_on=today,
        closes_on=today + datetime.timedelta(days=365),
        published_on=None,
        headcounts={place.name: place.headcount},
        invited={place.name: ("receptionist", "link_practitioner")},
        core_team_invited={},
        core="pulse",
        modules=("provider",),
    )
