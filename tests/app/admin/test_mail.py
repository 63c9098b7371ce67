"""The test mail against a real server, and counts that do not tell who has answered."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import create_engine, select

from app.admin.mail_words import WORDS, told
from app.db import db
from app.jobs.outbox import MOST_ATTEMPTS
from app.mail.delivery import Answer, Delivery, Step
from app.models import AuditEntry, Mailing, MailState, OutboxRow, Task
from app.queries.mail_counts import mail_counts
from tests.app import builder
from tests.app.admin.conftest import Office
from tests.app.mail.server import Post, free_port, mail_server
from tests.app.world import token

ME = "administrator@example.org"
TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.fixture
def post() -> Iterator[Post]:
    """A running server."""
    with mail_server() as running:
        yield running


def switch_on(app: Flask, url: str) -> None:
    """Give the installation a mail server."""
    old = app.extensions["settings"]
    app.extensions["settings"] = dataclasses.replace(
        old, smtp_url=url, mail_from="NPT Readiness <survey@example.org>"
    )


def send(office: Office) -> tuple[int, str]:
    """Press the button; return status and page."""
    client = office.visitor()
    csrf = token(client.get("/admin/mail").get_data(as_text=True))
    answer = client.post("/admin/mail", data={"csrf_token": csrf})
    return answer.status_code, answer.get_data(as_text=True)


def test_mail_that_is_taken_arrives_at_whoever_asked(office: Office, post: Post) -> None:
    switch_on(office.app, post.url)
    status, page = send(office)
    assert status == 200
    assert "The server took the mail" in page
    assert post.recipients == [ME]
    assert post.taken[0]["From"] == "NPT Readiness <survey@example.org>"
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "mail.tested")).one()
    assert (entry.by, entry.detail) == (ME, {"outcome": "taken"})


@pytest.mark.parametrize(
    ("answers", "title", "said"),
    [
        ({ME: "550 no such user"}, "refused your address", "550 no such user"),
        ({ME: "451 come back later"}, "took nothing yet", "451 come back later"),
        ({"contents": "554 not wanted"}, "refused the mail itself", "554 not wanted"),
        ({"contents": "452 no room"}, "took nothing yet", "452 no room"),
        ({"contents": "break"}, "The connection broke", ""),
    ],
)
def test_answer_of_the_server_is_said_in_words_and_as_it_came(
    office: Office, post: Post, answers: dict[str, str], title: str, said: str
) -> None:
    switch_on(office.app, post.url)
    post.answers.update(answers)
    _, page = send(office)
    assert title in page
    assert said in page
    assert post.taken == []


def test_server_that_is_away_is_told_with_what_to_check(office: Office) -> None:
    switch_on(office.app, f"smtp://127.0.0.1:{free_port()}")
    _, page = send(office)
    assert "The mail server could not be reached" in page
    assert "Connection refused" in page
    assert "SMTP_URL" in page


def test_server_that_takes_no_password_is_told(office: Office, post: Post) -> None:
    port = post.url.rpartition(":")[2]
    switch_on(office.app, f"smtp://user:geheim@127.0.0.1:{port}")
    _, page = send(office)
    assert "did not let us sign in" in page
    assert "geheim" not in page


def test_nobody_waits_while_the_server_is_slow(office: Office, post: Post) -> None:
    switch_on(office.app, post.url)
    engine = create_engine(office.app.extensions["settings"].database_url)
    take = post.handle_DATA

    async def write_meanwhile(server: SMTP, session: Session, envelope: Envelope) -> str:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA busy_timeout=0")
            connection.exec_driver_sql("UPDATE programmes SET name = 'written meanwhile'")
        return await take(server, session, envelope)

    post.handle_DATA = write_meanwhile  # type: ignore[method-assign]
    _, page = send(office)
    engine.dispose()
    assert "The server took the mail" in page
    db.session.refresh(office.programme)
    assert office.programme.name == "written meanwhile"


def test_without_a_mail_server_there_is_no_button_and_nothing_to_press(office: Office) -> None:
    client = office.visitor()
    page = client.get("/admin/mail").get_data(as_text=True)
    assert "Mail is off" in page
    assert "Send a test mail" not in page
    csrf = token(client.get("/").get_data(as_text=True))
    assert client.post("/admin/mail", data={"csrf_token": csrf}).status_code == 422


def test_every_answer_that_there_can_be_has_words() -> None:
    possible = {
        (Step.CONNECT, Delivery.LATER),
        (Step.SIGN_IN, Delivery.LATER),
        (Step.SENDER, Delivery.LATER),
        (Step.RECIPIENT, Delivery.LATER),
        (Step.RECIPIENT, Delivery.REFUSED),
        *((Step.CONTENTS, delivery) for delivery in Delivery),
    }
    assert set(WORDS) == possible
    assert told(Answer(Delivery.TAKEN, Step.CONTENTS, "250 OK")).well


def mailing(number: int, state: MailState, day: datetime.date = TODAY) -> None:
    """Add a mail to somebody of a wave that is open."""
    built = builder.open_wave(slug=f"programme-{db.session.query(Mailing).count()}")
    db.session.add(
        Mailing(
            invitation_id=built.invitations[0].id, generation=1, number=number, state=state, ordered_on=day
        )
    )
    db.session.commit()


def test_invitations_of_the_day_are_counted_and_reminders_never(app: Flask) -> None:
    for state in (MailState.SENT, MailState.LEFT_OUT):
        mailing(0, state)
    counts = mail_counts(TODAY)
    assert (counts.settled, counts.refused, counts.unclear) == (2, 0, 0)
    mailing(0, MailState.SENT, TODAY - datetime.timedelta(days=1))
    mailing(1, MailState.SENT)
    mailing(1, MailState.LEFT_OUT)
    assert mail_counts(TODAY) == counts


def test_counts_say_of_reminders_neither_that_they_were_refused_nor_that_they_were_cut_off(
    app: Flask,
) -> None:
    mailing(1, MailState.REFUSED)
    mailing(1, MailState.CLAIMED)
    assert (mail_counts(TODAY).refused, mail_counts(TODAY).unclear) == (0, 0)
    mailing(0, MailState.REFUSED)
    mailing(0, MailState.CLAIMED)
    assert (mail_counts(TODAY).refused, mail_counts(TODAY).unclear) == (1, 1)


def test_page_counts_mail_that_waits_and_other_work_not(office: Office) -> None:
    id_ = office.programme.id
    for task, attempts in ((Task.SEND_INVITATION, 0), (Task.SEND_REMINDER, 1), (Task.RENDER_REPORT, 0)):
        db.session.add(OutboxRow(task=task, subject_id=id_, attempts=attempts))
    db.session.add(OutboxRow(task=Task.SEND_REMINDER, subject_id=id_, attempts=MOST_ATTEMPTS))
    db.session.commit()
    page = office.visitor().get("/admin/mail").get_data(as_text=True)
    assert "<dt>waiting to be sent</dt><dd>1 and reminders</dd>" in page
    assert "<dt>given up</dt><dd>reminders</dd>" in page


# What differs between two looks at a page, whatever waits: the form's token, and the space that is left.
BY_THE_MOMENT = re.compile(r'name="csrf_token" value="[^"]*"|[\d,]+ MB free')


@pytest.mark.parametrize("attempts", [1, MOST_ATTEMPTS])
@pytest.mark.parametrize("path", ["/admin/mail", "/admin/health"])
def test_pages_are_the_same_however_many_reminders_wait(office: Office, path: str, attempts: int) -> None:
    """Those of people who have answered are left out; the others wait for a server that takes nothing."""
    then = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    pages = []
    for _ in range(2):
        for _ in range(3):
            row = OutboxRow(task=Task.SEND_REMINDER, subject_id=office.programme.id, attempts=attempts)
            row.added_at = then
            db.session.add(row)
        db.session.commit()
        pages.append(BY_THE_MOMENT.sub("", office.visitor().get(path).get_data(as_text=True)))
    assert pages[0] == pages[1]
