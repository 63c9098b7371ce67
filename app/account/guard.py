"""The blueprint of everybody with an account. Open to all are the pages that lead to a first sign-in."""

from __future__ import annotations

from flask import Blueprint, current_app

from app.admission import admit
from app.models import Audience
from app.settings import Settings

blueprint = Blueprint("account", __name__)
PUBLIC = frozenset(
    {
        "forgotten",
        "send_new_password",
        "choose",
        "set_chosen",
        "organisation",
        "returned",
        "sign_in_options",
        "sign_in_with_passkey",
        "passkey_step",
        "step_options",
        "take_step",
    }
)
admit(blueprint, frozenset(Audience), public=PUBLIC)


def settings() -> Settings:
    """Return the installation's settings."""
    found: Settings = current_app.extensions["settings"]
    return found
