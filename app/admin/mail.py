"""Mail: whether the server takes it, and how much of it waits."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import render_template
from flask.typing import ResponseReturnValue

from app.admin.mail_words import Told, told
from app.admin.routes import blueprint, settings
from app.admission import signed_in
from app.db import db
from app.health.heartbeat import worker
from app.health.outbox import amount
from app.jobs.outbox import MOST_ATTEMPTS
from app.mail.trial_letter import send_trial_letter
from app.models import Task
from app.queries import work
from app.queries.mail_counts import mail_counts

MAIL = frozenset({Task.SEND_INVITATION, Task.SEND_REMINDER, Task.SEND_ACCOUNT_LETTER})


@blueprint.get("/mail")
def mail() -> str:
    """Show how mail is set up and how much waits."""
    return _page()


@blueprint.post("/mail")
def mail_test() -> ResponseReturnValue:
    """Send a test mail to whoever asks and show what the server said."""
    installed = settings()
    if installed.smtp_url is None or installed.mail_from is None:
        return _page(), HTTPStatus.UNPROCESSABLE_ENTITY
    now = datetime.datetime.now(datetime.UTC)
    answer = send_trial_letter(signed_in(), installed.mail_from, installed.smtp_url, now)
    db.session.commit()
    return _page(told(answer))


def _page(result: Told | None = None) -> str:
    now = datetime.datetime.now(datetime.UTC)
    piles = [pile for pile in work.piles(MOST_ATTEMPTS) if pile.task in MAIL]
    return render_template(
        "admin/mail.html",
        settings=settings(),
        email=signed_in().email,
        result=result,
        counts=mail_counts(now.date()),
        waiting=amount([pile for pile in piles if not pile.given_up]),
        given_up=amount([pile for pile in piles if pile.given_up]),
        worker=worker(settings().data_dir, now),
    )
