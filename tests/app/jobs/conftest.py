"""What the tests of mail about waves begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.settings import Settings
from tests.app.jobs.mailing_house import NOON, House
from tests.app.jobs.orders import HandClock
from tests.app.mail.server import mail_server
from tests.app.staffing import office


@pytest.fixture
def house(app: Flask) -> Iterator[House]:
    """A wave that has just opened, before any mail."""
    with mail_server() as post:
        settings: Settings = app.extensions["settings"]
        app.extensions["settings"] = replace(settings, smtp_url=post.url, mail_from="survey@example.org")
        yield House(app, post, office(), HandClock(NOON))
        shutil.rmtree(settings.prints_dir, ignore_errors=True)
