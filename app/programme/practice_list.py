"""The practices of a programme: found by name, ODS code, network and region."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from flask import render_template, request

from app.admission import signed_in
from app.models import Affiliation, Practice
from app.programme.routes import blueprint
from app.queries import affiliations, opening, programme_practices
from app.queries.programme_practices import Counts, Wanted
from app.typed_text import one_line

PRACTICES = "/programmes/<programme>/practices"
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One practice of the list."""

    practice: Practice
    network: str | None  # today
    region: str | None
    staff: int
    managers: int


@blueprint.get(PRACTICES)
def practices(programme: str) -> str:
    """List the practices of a programme; a search and two filters narrow the list."""
    of, today = opening.programme_to_lead(signed_in(), programme), _today()
    wanted = _wanted()
    page = programme_practices.listed(of, wanted, today, request.args.get("page", 1, type=int))
    places = affiliations.affiliation_on(page.rows, today)
    counted = programme_practices.counts(page.rows)
    rows = [_row(each, places.get(each.id), counted[each.id]) for each in page.rows]
    names = affiliations.names_on(of, today)
    return render_template(
        "programme/practices.html",
        programme=of,
        page=page,
        rows=rows,
        wanted=wanted,
        regions=names.regions,
        networks=names.within.get(wanted.region, names.networks),
        merged=programme_practices.merged(of),
    )


def _wanted() -> Wanted:
    said = {name: one_line(request.args.get(name))[:200] for name in ("q", "network", "region")}
    merged = bool(request.args.get("merged"))
    return Wanted(said["q"][:LONGEST_SEARCH], said["network"], said["region"], merged)


def _row(practice: Practice, place: Affiliation | None, counts: Counts) -> Row:
    network, region = (place.network, place.region) if place else (None, None)
    return Row(practice, network, region, counts.staff, counts.managers)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
