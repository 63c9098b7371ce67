"""The page that says how the installation is."""

from __future__ import annotations

import datetime

from sqlalchemy import select

from app.db import db
from app.health.heartbeat import beat
from app.jobs.outbox import MOST_ATTEMPTS, claim
from app.models import AuditEntry, OutboxRow, Task
from tests.app.admin.conftest import Office
from tests.app.respondent.person import statements
from tests.app.world import Visitor, token


def give_up(office: Office, task: Task = Task.SEND_INVITATION) -> None:
    """Add work that was given up."""
    db.session.add(
        OutboxRow(
            task=task, subject_id=office.programme.id, attempts=MOST_ATTEMPTS, last_error="MailLaterError"
        )
    )
    db.session.commit()


def again(client: Visitor, task: str) -> int:
    """Press the button of a kind of work."""
    csrf = token(client.get("/admin/health").get_data(as_text=True))
    return client.post("/admin/health/try-again", data={"csrf_token": csrf, "task": task}).status_code


def test_page_says_what_the_doctor_says(office: Office) -> None:
    beat(office.app.extensions["settings"].data_dir, datetime.datetime.now(datetime.UTC))
    page = office.visitor().get("/admin/health").get_data(as_text=True)
    for said in ("(the newest)", "last here", "nothing waits", "MB free", "WeasyPrint", "SQLAlchemy"):
        assert said in page
    is_postgres = db.engine.dialect.name == "postgresql"
    assert ("PostgreSQL" in page, "pg_dump" in page) == (is_postgres, is_postgres)


def test_work_that_was_given_up_is_told_with_its_trouble_and_begun_afresh(office: Office) -> None:
    give_up(office)
    client = office.visitor()
    page = client.get("/admin/health").get_data(as_text=True)
    assert "Given up" in page
    assert "the mail server did not take it" in page
    assert "MailLaterError" not in page
    assert again(client, "send_invitation") == 303
    db.session.rollback()
    assert claim(datetime.datetime.now(datetime.UTC)) is not None
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "work.tried_again")).one()
    assert (entry.by, entry.subject, entry.detail) == (
        office.administrator.user.email,
        "send invitation",
        {"pieces": "1"},
    )


def test_mail_that_waits_for_a_mail_server_is_no_trouble(office: Office) -> None:
    row = OutboxRow(task=Task.SEND_ACCOUNT_LETTER, subject_id=office.programme.id, attempts=2)
    row.last_error = "AccountMailLaterError"
    db.session.add(row)
    db.session.commit()
    page = office.visitor().get("/admin/health").get_data(as_text=True)
    assert "by itself, once there is a mail server" in page
    assert "did not take it" not in page
    assert "AccountMailLaterError" not in page


def test_fault_without_words_is_left_to_the_log(office: Office) -> None:
    db.session.add(OutboxRow(task=Task.PRINT_ORDER, subject_id=office.programme.id, last_error="KeyError"))
    db.session.commit()
    page = office.visitor().get("/admin/health").get_data(as_text=True)
    assert "a fault that the worker&#39;s log describes" in page
    assert "KeyError" not in page


def test_other_work_stays_given_up(office: Office) -> None:
    give_up(office, Task.RENDER_REPORT)
    client = office.visitor()
    again(client, "send_invitation")
    db.session.rollback()
    assert db.session.scalars(select(OutboxRow.attempts)).one() == MOST_ATTEMPTS


def test_work_that_is_done_is_never_done_again(office: Office) -> None:
    give_up(office)
    db.session.scalars(select(OutboxRow)).one().done = True
    db.session.commit()
    again(office.visitor(), "send_invitation")
    db.session.rollback()
    assert db.session.scalars(select(OutboxRow.attempts)).one() == MOST_ATTEMPTS
    assert claim(datetime.datetime.now(datetime.UTC)) is None


def test_kind_of_work_that_there_is_not_is_not_found(office: Office) -> None:
    assert again(office.visitor(), "DROP TABLE") == 404


def test_page_costs_few_statements(office: Office) -> None:
    client = office.visitor()
    with statements() as seen:
        client.get("/admin/health")
    assert 0 < len(seen) <= 12
