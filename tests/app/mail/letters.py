"""Letters for tests."""

from __future__ import annotations

import datetime
from email.message import EmailMessage
from typing import Any

from app.mail.letter import Letter, compose

NOW = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)


def letter(**changes: Any) -> Letter:  # noqa: ANN401 - any field
    """Return an invitation, with changes."""
    values: dict[str, Any] = {
        "name": "Ada Example",
        "email": "ada@example.org",
        "number": 0,
        "practice": "Elm",
        "programme": "Social prescribing",
        "title": "About the link practitioner",
        "minutes": "8",
        "further": False,
        "data_label": None,
        "minimum_group": 5,
        "closes_on": datetime.date(2026, 4, 1),
        "link": "https://readiness.example.org/q/token/",
        "stop_link": "https://readiness.example.org/stop/other",
    }
    return Letter(**{**values, **changes})


def message(**changes: Any) -> EmailMessage:  # noqa: ANN401 - any field
    """Return the mail of an invitation, with changes."""
    return compose(letter(**changes), "NPT Readiness <survey@example.org>", NOW)
