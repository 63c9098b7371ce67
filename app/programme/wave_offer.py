"""What a wave of a programme may be made of: instruments, rules, and the practices to ask."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Programme
from app.programme.wave_fields import Known
from app.queries import affiliations, opening
from app.queries.opening import Choosable
from questionnaires import catalogue
from questionnaires.minutes import seconds_of, under_minutes
from questionnaires.roles import ROLE_TITLES, STAFF_ROLES
from questionnaires.types import Attribution, Instrument, InstrumentKind
from scoring.rule import Rule, shipped_rules


@dataclass(frozen=True, slots=True)
class Offered:
    """An instrument in one version: its value in the form, its title, and whom it asks for how long."""

    value: str
    instrument: Instrument
    title: str
    whom: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices of the form of a wave. ``surveys`` are for all staff, of which a wave has one.

    ``ids`` are the practices' ids by their values in the form.
    """

    surveys: tuple[Offered, ...]
    modules: tuple[Offered, ...]
    rules: tuple[Rule, ...]
    practices: tuple[Known, ...]
    networks: tuple[Known, ...]
    regions: tuple[Known, ...]
    ids: Mapping[str, uuid.UUID]


def offer(programme: Programme, day: datetime.date) -> Offer:
    """Return what a wave of ``programme`` may be made of on ``day``."""
    names = affiliations.names_on(programme, day)
    practices = opening.choosable(programme)
    instruments = [each for newest in catalogue.all() for each in _versions(newest)]
    offered = [offered_instrument(each, programme.words) for each in instruments]
    return Offer(
        surveys=tuple(each for each in offered if each.instrument.kind is not InstrumentKind.MODULE),
        modules=tuple(each for each in offered if each.instrument.kind is InstrumentKind.MODULE),
        rules=shipped_rules(),
        practices=_practices(practices),
        networks=tuple(Known(name, name, (name,)) for name in names.networks),
        regions=tuple(Known(name, name, (name,)) for name in names.regions),
        ids={each.slug: each.id for each in practices},
    )


def offered_instrument(instrument: Instrument, words: Mapping[str, str]) -> Offered:
    """Return an instrument as it is offered and described to a lead."""
    title = instrument.title.render({**words, "practice": "the practice"})
    value = f"{instrument.id} {instrument.version}"
    return Offered(value, instrument, title, _whom(instrument))


def _versions(newest: Instrument) -> Sequence[Instrument]:
    """Return all versions of an instrument, the newest first."""
    return [catalogue.get(newest.id, version) for version in reversed(catalogue.versions(newest.id))]


def _whom(instrument: Instrument) -> str:
    """Say whom an instrument asks, how long it takes and whether answers are shown by role."""
    if set(instrument.roles) >= set(STAFF_ROLES):
        others = ", ".join(title for role, title in ROLE_TITLES.items() if role not in instrument.roles)
        people = "everybody on the lists of staff" + (f", except who is listed as {others}" if others else "")
    else:
        people = ", ".join(ROLE_TITLES[role] for role in instrument.roles)
    by_role = instrument.attribution is Attribution.ROLE
    shown = "answers are shown by role, after consent" if by_role else "anonymous"
    return f"Asks {people}. Takes less than {under_minutes(seconds_of(instrument))} minutes; {shown}."


def _practices(rows: Sequence[Choosable]) -> tuple[Known, ...]:
    """Return the practices; where two have the same name, each is shown with what tells it apart."""
    count = Counter(row.name.casefold() for row in rows)
    found = []
    for row in rows:
        in_full = f"{row.name} ({row.ods_code or row.slug})"
        shown = in_full if count[row.name.casefold()] > 1 else row.name
        names = tuple(filter(None, (row.name, row.ods_code, in_full)))
        found.append(Known(row.slug, shown, names))
    return tuple(found)
