"""The blueprint of people who come with a card or a mail. It is open to all; its pages ask for the secret."""

from __future__ import annotations

from flask import Blueprint, current_app

from app.settings import Settings

blueprint = Blueprint("arrival", __name__)


def settings() -> Settings:
    """Return the installation's settings."""
    found: Settings = current_app.extensions["settings"]
    return found
