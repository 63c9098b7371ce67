"""Health: the database, the worker and its work, the folders, the versions that matter."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Collection, Iterator

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admin.routes import blueprint, settings
from app.admission import signed_in
from app.db import db
from app.errors import NotFoundError
from app.health import machine
from app.health.finding import Finding, age
from app.health.of_the_service import of_the_service
from app.health.trouble import in_words
from app.jobs.outbox import MOST_ATTEMPTS
from app.jobs.outbox import held as held_work
from app.models import Task
from app.operations.try_again import try_again
from app.queries import work
from app.queries.work import Pile


@blueprint.get("/health")
def health() -> str:
    """Show how the installation is, in the words of ``readiness doctor``."""
    now, piles = datetime.datetime.now(datetime.UTC), work.piles(MOST_ATTEMPTS)
    held = held_work(mail_is_on=settings().mail_is_on)
    return render_template(
        "admin/health.html",
        findings=list(of_the_service(settings(), piles, now)),
        libraries=[machine.python(), *_sqlite(), machine.weasyprint(), *machine.libraries()],
        piles=[(pile, age(pile.oldest, now), _trouble(pile, held)) for pile in piles],
        held=held,
    )


@blueprint.post("/health/try-again")
def health_try_again() -> ResponseReturnValue:
    """Begin afresh what was given up of one kind of work."""
    if request.form.get("task") not in set(Task):
        raise NotFoundError("no such kind of work")
    task = Task(request.form["task"])
    count = try_again(task, MOST_ATTEMPTS, signed_in())
    db.session.commit()
    some = "What was given up" if task in work.NOT_COUNTED else str(count)
    flash(f"{some} will be tried again." if count else "Nothing of that kind is given up any more.")
    return redirect(url_for("admin.health"), 303)


def _trouble(pile: Pile, held: Collection[Task]) -> str:
    """Return what stood in the way; work that is held waits, whatever it met before mail was switched off."""
    return in_words(None if pile.task in held and not pile.given_up else pile.error)


def _sqlite() -> Iterator[Finding]:
    if db.engine.dialect.name == "sqlite":
        yield machine.sqlite(sqlite3.sqlite_version_info)
