"""The map of the site: every page and form, and the address of each in the small world."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from werkzeug.routing import Rule

from app import create_app
from tests.app.world import Installation
from tests.conftest import make_settings

RULES: list[Rule] = list(create_app(make_settings(Path("/none"), "sqlite://")).url_map.iter_rules())
PAGES = {rule.endpoint: rule for rule in RULES if "GET" in (rule.methods or ()) and rule.endpoint != "static"}
FORMS = {rule.endpoint: rule for rule in RULES if "POST" in (rule.methods or ())}
WITHOUT_ACCOUNT = ("respondent.", "arrival.")  # who has the link or the card's code may act
# Not there for a closed wave.
WHILE_OPEN = frozenset({"programme.paper", "programme.reminders", "programme.wave_dates"})
# What a preview is of.
PREVIEWED = {"role": "gp", "language": "en", "instrument": "npt-core", "section": "coherence"}


def address(installation: Installation, endpoint: str, **values: str) -> str:
    """Return the address of an endpoint with the values that it takes."""
    world = installation.world
    side = world.valley if values.get("programme") == "valley" else world.harbour
    person, order = str(side.asked[1].participant_id), str(side.step.id)  # nobody's order
    own = {"step": str(side.step.id), "comment": str(side.comment.id), "member": str(side.member.id)}
    own |= PREVIEWED | _account(installation, values.get("programme") == "harbour")
    values = {**own, "person": person, "order": order, "passkey": order, "token": "x", **values}
    taken = {name: values[name] for name in {**FORMS, **PAGES}[endpoint].arguments}
    return installation.app.url_map.bind("localhost").build(endpoint, taken)


def _account(installation: Installation, is_there: bool) -> dict[str, str]:
    """Return what stands for an account and what it is: the manager's, or one that is not there."""
    manager = installation.world.accounts["manager"].user
    grant = str(manager.memberships[0].id)
    return {"user": str(manager.id) if is_there else "0", "grant": grant, "act": "close"}


def pages_of(installation: Installation, role: str | None) -> Iterator[tuple[str, str]]:
    """Return (address, page) of every page that a role can open, in each state of the small world."""
    client = installation.visitor(role)
    rows = product(("elm", "oak"), ("W1", "W2"))
    values = [{"programme": "harbour", "practice": practice, "wave": wave} for practice, wave in rows]
    endpoints = [name for name in PAGES if not name.startswith(WITHOUT_ACCOUNT)]
    places = {address(installation, name, **each) for name in endpoints for each in values}
    # Pages of signing in and out come last: they end the session that the others are read with.
    for place in sorted(places, key=lambda each: (each.startswith("/sign-"), each)):
        answer = client.get(place)
        if answer.status_code == 200 and answer.content_type.startswith("text/html"):
            yield place, answer.get_data(as_text=True)
