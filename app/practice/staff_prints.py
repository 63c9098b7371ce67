"""Cards and paper forms: ordered on a page, printed by the worker, fetched by who ordered them."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from flask import current_app, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import WaveStateError
from app.models import Practice, PrintKind, Wave
from app.operations.issue_cards import issue_cards, order_paper_form
from app.practice.routes import blueprint
from app.practice.staff import STAFF, address, place_to_staff, today
from app.queries import printing, roster
from app.settings import Settings
from questionnaires import catalogue

WITHOUT_MAIL, ONE, EVERYBODY = "without-mail", "one", "everybody"


@blueprint.get(f"{STAFF}/cards")
def cards(programme: str, practice: str) -> str:
    """Ask for whom cards are to be printed, and offer paper forms."""
    return _ask(place_to_staff(programme, practice))


@blueprint.post(f"{STAFF}/cards")
def cards_order(programme: str, practice: str) -> ResponseReturnValue:
    """Order cards."""
    place = place_to_staff(programme, practice)
    wave = _open_wave(place)
    people = {
        str(each.participant_id): each.participant_id for each in printing.first_invitations(place, wave)
    }
    whom = request.form.get("whom", "")
    one = people.get(request.form.get("person", ""))
    if whom not in (WITHOUT_MAIL, EVERYBODY) and (whom != ONE or one is None):
        return _ask(place, "Choose for whom cards are to be printed"), HTTPStatus.UNPROCESSABLE_ENTITY
    only = None if whom == WITHOUT_MAIL else [one] if whom == ONE and one else list(people.values())
    key = _settings().link_key
    order = issue_cards(place, wave, signed_in(), key, today(), only=only)
    db.session.commit()
    return redirect(address(place, "practice.print_order", order=order.id), 303)


@blueprint.post(f"{STAFF}/paper")
def paper_order(programme: str, practice: str) -> ResponseReturnValue:
    """Order a paper form of one of the wave's instruments."""
    place = place_to_staff(programme, practice)
    wave = _open_wave(place)
    chosen = request.form.get("instrument", "")
    if chosen not in {row.instrument_id for row in wave.instruments}:
        return _ask(place, "Choose one of the questionnaires", "instrument"), HTTPStatus.UNPROCESSABLE_ENTITY
    order = order_paper_form(place, wave, chosen, signed_in(), today())
    db.session.commit()
    return redirect(address(place, "practice.print_order", order=order.id), 303)


@blueprint.get(f"{STAFF}/prints/<uuid:order>")
def print_order(programme: str, practice: str, order: uuid.UUID) -> ResponseReturnValue:
    """Hand out what was ordered, or say that it is being made, or that it was thrown away."""
    place = place_to_staff(programme, practice)
    found = printing.order_of(signed_in(), place, order)
    path = _settings().prints_dir / f"{found.id.hex}.pdf"
    if not path.is_file():
        return render_template(
            "practice/print_order.html", practice=place, order=found, is_over=found.ordered_on < today()
        )
    kind = "cards" if found.kind is PrintKind.CARDS else f"form-{found.instrument_id}"
    name = f"{kind}-{place.slug}.pdf"
    answer = send_file(path, mimetype="application/pdf", as_attachment=True, download_name=name, etag=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _open_wave(practice: Practice) -> Wave:
    wave = roster.open_wave(practice)
    if wave is None:
        raise WaveStateError("Cards and forms are printed while a wave is open.")
    return wave


def _ask(practice: Practice, error: str | None = None, field: str = "whom") -> str:
    wave = roster.open_wave(practice)
    people = [each.participant for each in printing.first_invitations(practice, wave)] if wave else []
    forms = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments] if wave else []
    words = {**practice.programme.words, "practice": practice.name}
    return render_template(
        "practice/cards.html",
        practice=practice,
        wave=wave,
        people=sorted(people, key=lambda person: (person.name, str(person.id))),
        forms=[(each.id, each.title.render(words)) for each in forms],
        error=error,
        field=field,
    )
