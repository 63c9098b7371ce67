"""The task of printing cards or a paper form into a file, from which who ordered it fetches it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from app.card_codes import code, printed
from app.links import token
from app.models import Practice, PrintKind, PrintOrder, Wave
from app.queries import printing
from app.queries.printing import CardLine
from app.reports.printed import Printer, keep
from app.settings import Settings
from app.stationery.cards import Card, CardSheet, sheet_html
from app.stationery.paper_form import form_html, paper_form
from questionnaires import catalogue
from questionnaires.asked import instruments_for
from questionnaires.minutes import minutes_for
from questionnaires.roles import ROLE_TITLES
from questionnaires.types import Instrument


def print_order(order_id: uuid.UUID, printer: Printer, settings: Settings) -> None:
    """Write the file of an order. Doing it twice gives the same file."""
    order = printing.order(order_id)
    practice, wave = printing.practice(order.practice_id), printing.wave(order.wave_id)
    if order.kind is PrintKind.CARDS:
        html = sheet_html(_sheet(order, practice, wave, settings))
    else:
        html = _form(order, practice, wave, settings)
    keep(printer(html).content, settings.prints_dir / f"{order.id.hex}.pdf")


def _sheet(order: PrintOrder, practice: Practice, wave: Wave, settings: Settings) -> CardSheet:
    used = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    return CardSheet(
        practice=practice.name,
        programme=practice.programme.name,
        data_label=practice.programme.data_label,
        wave=wave.label,
        closes_on=wave.closes_on,
        code_page=f"{settings.public_url}/c",
        cards=[_card(line, used, settings) for line in printing.card_lines(order.id)],
    )


def _card(line: CardLine, used: Sequence[Instrument], settings: Settings) -> Card:
    key = settings.link_key
    link = token(key, line.invitation_id, line.generation)
    typed = printed(code(key, line.invitation_id, line.generation))
    return Card(
        name=line.name,
        role=ROLE_TITLES[line.role],
        link=f"{settings.public_url}/q/{link}/",
        code=typed if line.card_code_mac else None,
        minutes=minutes_for(line.role, instruments_for(line.role, used)),
    )


def _form(order: PrintOrder, practice: Practice, wave: Wave, settings: Settings) -> str:
    versions = {row.instrument_id: row.version for row in wave.instruments}
    assert order.instrument_id is not None
    instrument = catalogue.get(order.instrument_id, versions[order.instrument_id])
    return form_html(
        paper_form(
            instrument,
            practice.programme.words,
            practice=practice.name,
            data_label=practice.programme.data_label,
            closes_on=wave.closes_on,
            minimum_group=wave.minimum_group,
            code_page=f"{settings.public_url}/c",
        )
    )
