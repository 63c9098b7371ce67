"""What an administrator should look at, for the home page: what is not well, and settings for trials only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from app.health.of_the_service import of_the_service
from app.jobs.outbox import MOST_ATTEMPTS
from app.queries import work
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at: what it is about, the page about it, and what is there."""

    title: str
    href: str
    sentence: str


def to_look_at(settings: Settings, now: datetime.datetime) -> tuple[Matter, ...]:
    """Return everything that the pages of health and settings point at."""
    return (*_health(settings, now), *_settings(settings))


def _health(settings: Settings, now: datetime.datetime) -> Iterator[Matter]:
    for each in of_the_service(settings, work.piles(MOST_ATTEMPTS), now):
        if each.state != "ok":
            yield Matter(_sentence(each.subject), url_for("admin.health"), _sentence(each.text))


def _settings(settings: Settings) -> Iterator[Matter]:
    page = url_for("admin.settings")
    if not settings.secure_cookies:
        yield Matter("Not over a secure connection", page, "PUBLIC_URL does not begin with https.")
    if not settings.second_factor_required:
        yield Matter("Nobody needs a second step", page, "SECOND_FACTOR is off: a password alone is enough.")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
