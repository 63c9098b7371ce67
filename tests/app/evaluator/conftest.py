"""An evaluator's hands: pages opened, forms sent, in the small world on each database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import db
from tests.app.world import Visitor, World, build_world, token, visitor

FIELDS = re.compile(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody at the pages of harbour's closed wave."""

    client: Visitor

    def get(self, page: str = "elm/") -> str:
        """Return a page of the evidence of the wave."""
        answer = self.client.get(f"/evidence/harbour/W1/{page}")
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def send(self, page: str, shown: str, changes: Mapping[str, object]) -> TestResponse:
        """Send the form of ``shown`` to ``page`` with ``changes`` to what it held."""
        data = {**held(shown), "csrf_token": token(shown), **changes}
        return self.client.post(f"/evidence/harbour/W1/{page}", data=data)


def held(page: str) -> dict[str, object]:
    """Return what the fields of the page's main form hold."""
    form = page[page.index("<main") :]
    found: dict[str, object] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="radio"' not in tag and 'type="file"' not in tag:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    return found


@pytest.fixture
def world(app: Flask) -> Iterator[World]:
    """The small world, committed."""
    yield build_world()
    db.session.rollback()


@pytest.fixture
def evaluator(app: Flask, world: World) -> Hands:
    """The evaluator of harbour."""
    return Hands(visitor(app, world.accounts["evaluator"]))
