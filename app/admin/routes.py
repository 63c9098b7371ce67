"""Who comes in, and the page from which everything else of the administrator's is reached."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template

from app.admission import admit
from app.models import Audience
from app.settings import Settings

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
admit(blueprint, frozenset({Audience.ADMINISTRATOR}))


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the overview leads to, and what one comes there for."""

    endpoint: str
    title: str
    sentence: str


PLACES = (
    Place("admin.users", "Accounts", "Who can sign in and what they may see; invite, change, close."),
    Place("programme.programme_new", "A new programme", "Set one up, and name who leads it."),
    Place("admin.health", "Health", "Database, worker, work that waits, disk, backups and versions."),
    Place("admin.mail", "Mail", "Send yourself a test mail, and see how much mail waits."),
    Place("admin.settings", "Settings", "Every setting, what it does and where it came from."),
    Place("admin.people", "People", "What is held about somebody: look, hand out a copy, erase."),
    Place("admin.erasing", "Erasing", "Erase a practice or a whole programme: what goes and what stays."),
    Place("admin.retention", "Retention", "How long names are kept, and who is erased next."),
    Place("admin.audit", "Who did what", "Every act of somebody with an account, newest first."),
)


def settings() -> Settings:
    """Return the installation's settings."""
    found: Settings = current_app.extensions["settings"]
    return found


@blueprint.get("/")
def overview() -> str:
    """Lead to everything that an administrator can see to."""
    return render_template("admin/overview.html", places=PLACES)
