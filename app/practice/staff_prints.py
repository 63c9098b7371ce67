"""Cards and paper forms: ordered on a page, printed by the worker, fetched by who ordered them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Literal

from flask import current_app, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import NotFoundError, WaveStateError
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Practice, PrintKind, PrintOrder, Task, Wave
from app.operations.issue_cards import issue_cards, order_paper_form
from app.practice.card_choice import EVERYBODY, WITHOUT_MAIL, Chosen, Refused, choose_cards
from app.practice.routes import blueprint
from app.practice.staff import STAFF, address, place_to_staff, today
from app.queries import outbox, printing, roster
from app.settings import Settings
from questionnaires import catalogue


@blueprint.get(f"{STAFF}/cards")
def cards(programme: str, practice: str) -> str:
    """Ask for whom cards are to be printed, and offer paper forms; of which wave where several are open."""
    place = place_to_staff(programme, practice)
    waves = roster.open_waves(place)
    label = request.args.get("wave")
    wave = _labelled(waves, label)
    if label is not None and wave is None:
        raise NotFoundError(f"no open wave {label!r} with practice {place.slug}")
    return _ask(place, waves, wave)


@blueprint.post(f"{STAFF}/cards")
def cards_order(programme: str, practice: str) -> ResponseReturnValue:
    """Order cards."""
    place = place_to_staff(programme, practice)
    waves, wave = _to_print(place)
    chosen = choose_cards(place, wave, request.form, mail_is_on=_settings().mail_is_on)
    if isinstance(chosen, Refused):
        return _ask(place, waves, wave, chosen), HTTPStatus.UNPROCESSABLE_ENTITY
    if chosen.ends and request.form.get("confirmed") != str(chosen.ends):
        return _confirm(place, wave, chosen)
    order = issue_cards(place, wave, signed_in(), _settings().link_key, today(), only=chosen.people)
    db.session.commit()
    return redirect(address(place, "practice.print_order", order=order.id), 303)


@blueprint.post(f"{STAFF}/paper")
def paper_order(programme: str, practice: str) -> ResponseReturnValue:
    """Order a paper form of one of the wave's instruments."""
    place = place_to_staff(programme, practice)
    waves, wave = _to_print(place)
    chosen = request.form.get("instrument", "")
    if chosen not in {row.instrument_id for row in wave.instruments}:
        refused = Refused("instrument", "Choose one of the questionnaires")
        return _ask(place, waves, wave, refused), HTTPStatus.UNPROCESSABLE_ENTITY
    order = order_paper_form(place, wave, chosen, signed_in(), today())
    db.session.commit()
    return redirect(address(place, "practice.print_order", order=order.id), 303)


@blueprint.get(f"{STAFF}/prints/<uuid:order>")
def print_order(programme: str, practice: str, order: uuid.UUID) -> str:
    """Say that what was ordered is being made, that it can be fetched, or why it cannot."""
    place = place_to_staff(programme, practice)
    found = printing.order_of(signed_in(), place, order)
    return render_template("practice/print_order.html", practice=place, order=found, state=_state(found))


@blueprint.get(f"{STAFF}/prints/<uuid:order>/pdf")
def download_print(programme: str, practice: str, order: uuid.UUID) -> ResponseReturnValue:
    """Hand out what was ordered; where it is not there, lead to the page that says why."""
    place = place_to_staff(programme, practice)
    found = printing.order_of(signed_in(), place, order)
    path = _printed(found)
    if not path.is_file():
        return redirect(address(place, "practice.print_order", order=order), 303)
    kind = "cards" if found.kind is PrintKind.CARDS else f"form-{found.instrument_id}"
    name = f"{kind}-{place.slug}.pdf"
    answer = send_file(path, mimetype="application/pdf", as_attachment=True, download_name=name, etag=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _state(order: PrintOrder) -> Literal["ready", "over", "waiting", "failed"]:
    """Return what became of an order. Whoever prints it leaves the file before the work is done."""
    in_hand = outbox.is_in_hand(Task.PRINT_ORDER, order.id, MOST_ATTEMPTS)
    if _printed(order).is_file():
        return "ready"
    if order.ordered_on < today():
        return "over"
    return "waiting" if in_hand else "failed"


def _printed(order: PrintOrder) -> Path:
    return _settings().prints_dir / f"{order.id.hex}.pdf"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _to_print(practice: Practice) -> tuple[Sequence[Wave], Wave]:
    """Return the open waves, and the one that the form was about. WaveStateError where it is not open."""
    waves = roster.open_waves(practice)
    wave = _labelled(waves, request.form.get("wave"))
    if wave is None:
        raise WaveStateError("Cards and forms are printed while a wave is open.")
    return waves, wave


def _labelled(waves: Sequence[Wave], label: str | None) -> Wave | None:
    """Return the wave of that label; without a label the first, which opened last."""
    return next((each for each in waves if label in (None, each.label)), None)


def _ask(practice: Practice, waves: Sequence[Wave], wave: Wave | None, refused: Refused | None = None) -> str:
    people = [each.participant for each in printing.first_invitations(practice, wave)] if wave else []
    forms = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments] if wave else []
    words = {**practice.programme.words, "practice": practice.name}
    mail_is_on = _settings().mail_is_on
    return render_template(
        "practice/cards.html",
        practice=practice,
        waves=waves,
        wave=wave,
        mail_is_on=mail_is_on,
        people=sorted(people, key=lambda person: (person.name, str(person.id))),
        forms=[(each.id, each.title.render(words)) for each in forms],
        whom=request.form.get("whom") or (WITHOUT_MAIL if mail_is_on else EVERYBODY),
        person=request.form.get("person", ""),
        error=refused.message if refused else None,
        field=refused.field if refused else None,
    )


def _confirm(practice: Practice, wave: Wave, chosen: Chosen) -> str:
    """Say whose links would end, before they do."""
    fields = {name: request.form.get(name, "") for name in ("wave", "whom", "person")}
    return render_template(
        "practice/cards_confirm.html", practice=practice, wave=wave, chosen=chosen, fields=fields
    )
