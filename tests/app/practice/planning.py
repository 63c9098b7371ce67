"""What the tests of plan pages send and read."""

from __future__ import annotations

import html
import re
import uuid

from app.db import db
from app.models import PlanStep
from tests.app.world import Installation, Visitor, token

PLAN = "/programmes/harbour/practices/elm/waves/W1/plan"
LATER = PLAN.replace("W1", "W2")
STEP = {
    "goal": "Meet the walking group",
    "owner": "Practice nurse",
    "due-day": "27",
    "due-month": "3",
    "due-year": "2035",
    "sign_of_success": "They know our names",
}


def text_of(page: str) -> str:
    """Return the visible words of a page's main part in one line."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def summary(page: str) -> list[tuple[str, str]]:
    """Return (target, text) of each entry of the error summary."""
    if "nhsuk-error-summary__list" not in page:
        return []
    listing = page[page.index("nhsuk-error-summary__list") : page.index("<h1")]
    entries = re.findall(r'<a href="#([^"]+)"\s*>(.*?)</a>', listing, re.DOTALL)
    return [(target, html.unescape(" ".join(words.split()))) for target, words in entries]


def send(client: Visitor, path: str, **fields: str) -> tuple[int, str]:
    """Post a form with a fresh token; return the status and the page."""
    csrf = token(client.get("/practices").get_data(as_text=True))
    answer = client.post(path, data={"csrf_token": csrf, **fields})
    return answer.status_code, answer.get_data(as_text=True)


def stored(installation: Installation) -> list[PlanStep]:
    """Return the steps of Elm's plan after W1 as stored, in order."""
    with installation.app.app_context():
        side = installation.world.harbour
        found = db.session.query(PlanStep).filter_by(practice_id=side.elm.id, wave_id=side.closed.id)
        return list(found.order_by(PlanStep.position))


def address_of(step_id: uuid.UUID, plan: str = PLAN) -> str:
    """Return the address of a step."""
    return f"{plan}/steps/{step_id}"
