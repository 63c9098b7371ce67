"""Printable cards for people without mail: one each, with the link as a QR code and a short code to type."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
from markupsafe import Markup

from app.stationery.page import render


@dataclass(frozen=True, slots=True)
class Card:
    """One card. ``code`` is in two groups; None where only the QR code leads on.

    ``minutes``: less than so many, for all that the person is asked.
    """

    name: str
    role: str
    link: str
    code: str | None
    minutes: int

    @property
    def drawing(self) -> Markup:
        """The QR code of the link as SVG, which says in words what it is."""
        return qr_code(self.link)


@dataclass(frozen=True, slots=True)
class CardSheet:
    """The cards of one practice in one wave. ``code_page`` is the address at which a code is typed."""

    practice: str
    programme: str
    data_label: str | None
    wave: str
    closes_on: datetime.date
    code_page: str
    cards: Sequence[Card]


def sheet_html(sheet: CardSheet) -> str:
    """Return the page that is printed."""
    return render("cards.html", sheet=sheet)


def qr_code(address: str) -> Markup:
    """Return ``address`` as an SVG that stands for itself: no script, no reference to anything."""
    text = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        text, kind="svg", xmldecl=False, scale=3, border=4, svgclass=None, lineclass=None, omitsize=False
    )
    drawing = text.getvalue().decode().strip()
    return Markup(drawing)  # noqa: S704 - the library's own drawing: paths and numbers
