"""A closed wave of practices of every kind in two networks and two regions, and a lead who reads it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.db import db
from app.models import Audience, Practice, Wave, WavePractice
from app.operations.create_account import Grant, create_account
from tests.app import builder, many_practices
from tests.app.world import Visitor, visitor

# In the order of many_practices.KINDS: where each practice was when the wave opened.
PLACES: dict[str, tuple[str | None, str | None]] = {
    "alder": ("North", "Coast"),
    "birch": ("North", "Coast"),
    "cedar": ("North", "Hills"),
    "damson": ("South", "Hills"),
    "elder": ("South", "Coast"),
    "fir": ("South", "Hills"),
    "gorse": (None, None),
    "hazel": ("North", "Coast"),
}
CLASSES = {
    "Alder": "Fully integrated",
    "Birch": "Partially integrated",
    "Cedar": "Partially integrated",
    "Damson": "Partially integrated",
    "Elder": "Not yet",
    "Fir": "Cannot tell",
    "Gorse": "Fully integrated",
    "Hazel": "Not enough answers",
}
ADDRESS = "/programmes/harbour/waves/W1"


@dataclass(frozen=True)
class Comparison:
    """The closed wave and the lead."""

    wave: Wave
    lead: Visitor

    def get(self, query: str = "") -> str:
        """Return the page, which must be there."""
        answer = self.ask(query)
        assert answer.status_code == 200, query
        return answer.get_data(as_text=True)

    def ask(self, query: str = "") -> TestResponse:
        """Return the answer to a query."""
        return self.lead.get(f"{ADDRESS}?{query}")


def comparison(app: Flask) -> Comparison:
    """Add and commit the programme with its closed wave."""
    of = builder.programme()
    wave = many_practices.scored(of, list(PLACES), "W1")
    for slug, (network, region) in PLACES.items():
        of_slug = select(Practice.id).where(Practice.slug == slug).scalar_subquery()
        there = update(WavePractice).where(WavePractice.practice_id == of_slug)
        db.session.execute(there.values(network=network, region=region))
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    return Comparison(wave, visitor(app, account))
