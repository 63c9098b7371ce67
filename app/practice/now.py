"""The one page of a practice: what its manager does now, and where everything stands."""

from __future__ import annotations

import datetime

from flask import current_app, render_template

from app.admission import signed_in
from app.practice import trail
from app.practice.next_step import next_step
from app.practice.now_page import now_page
from app.practice.routes import blueprint
from app.queries import practices as practice_queries
from app.queries import roster
from app.settings import Settings


@blueprint.get("/programmes/<programme>/practices/<practice>")
def now(programme: str, practice: str) -> str:
    """Say what to do now, to its manager, and to all who may read it how the practice stands."""
    user = signed_in()
    place = practice_queries.for_user(user, programme, practice)
    settings: Settings = current_app.extensions["settings"]
    page = now_page(place, _today(), settings.reports_dir, mail_is_on=settings.mail_is_on)
    manages = practice_queries.manages(user, place)
    return render_template(
        "practice/now.html",
        page=page,
        step=next_step(page.situation) if manages else None,
        may_plan=manages and place.merged_into_id is None,
        sees_successor=practice_queries.may_see(user, place.merged_into),
        keeps_staff=roster.keeps_staff(user, place),
        trail=trail.to_practice(user, place),
    )


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
