"""Pages of the site."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import Blueprint, Response, current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, logout_user

from app.admission import admit, enrolment, signed_in
from app.db import db
from app.health.database import is_sound
from app.identity.sessions import current_hash
from app.models import Audience
from app.operations.end_sessions import end_session
from app.site.methods_page import methods_page
from app.site.navigation import navigation
from app.site.tasks import only_practice, tasks_of, way_to
from app.site.to_look_at import to_look_at

blueprint = Blueprint("site", __name__)
blueprint.app_template_global("navigation")(navigation)
admit(
    blueprint,
    frozenset(Audience),
    public=frozenset({"home", "who_sees_what", "methods", "accessibility", "sign_out", "healthz"}),
)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Say what this is, and to people with an account what to do now."""
    if not current_user.is_authenticated:
        return render_template("site/welcome.html")
    if (elsewhere := enrolment()) is not None:
        return elsewhere
    if (practice := only_practice(signed_in())) is not None:
        return redirect(way_to(practice), 303)
    tasks = tasks_of(signed_in())
    matters = to_look_at(current_app.extensions["settings"], _now()) if tasks.administrator else ()
    return render_template("site/home.html", tasks=tasks, matters=matters)


@blueprint.get("/who-sees-what")
def who_sees_what() -> str:
    """Say in plain words what becomes of answers and who may see what."""
    return render_template("site/who_sees_what.html")


@blueprint.get("/methods")
def methods() -> str:
    """Say of every number that the service shows what it means, where it is from and what it cannot say."""
    return render_template("site/methods.html", page=methods_page())


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Say how accessible the service is, how that was tested and what is known to be missing."""
    return render_template("site/accessibility.html")


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Tell a proxy whether pages can be served, and nothing else."""
    sound = is_sound(db.engine)
    return Response(
        "ok\n" if sound else "not ok\n",
        HTTPStatus.OK if sound else HTTPStatus.SERVICE_UNAVAILABLE,
        mimetype="text/plain",
    )


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this sign-in on the server too; a kept copy of the cookie opens nothing."""
    if current_user.is_authenticated:
        end_session(current_hash())
        db.session.commit()
        logout_user()
    session.clear()
    flash("You are signed out.")
    return redirect(url_for("site.home"), 303)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
