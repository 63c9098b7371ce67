"""Links with which somebody sets a password: computed from the letter's id, never stored."""

from __future__ import annotations

import uuid

from app.links import target, token
from app.settings import Settings

_PURPOSE = "account letter"


def account_link(settings: Settings, letter_id: uuid.UUID) -> str:
    """Return the full address of a letter's link; it begins with PUBLIC_URL and with nothing else."""
    return f"{settings.public_url}/set-password/{token(settings.secret_key, letter_id, 0, _PURPOSE)}"


def letter_of(settings: Settings, token_text: str) -> uuid.UUID:
    """Return the letter that a link was computed from. Raises LinkError for anything else."""
    return target(settings.secret_key, token_text, _PURPOSE).invitation_id
