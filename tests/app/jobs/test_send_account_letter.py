"""Mail about an account: sent once, by a real mail server, with the link that works."""

from __future__ import annotations

import dataclasses
import datetime
import socket
import uuid
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import select

from app.account_links import account_link
from app.db import db
from app.jobs.outbox import MAIL, MOST_ATTEMPTS
from app.jobs.send_account_letter import AccountMailLaterError, send_account_letter
from app.jobs.worker import Worker
from app.models import AccountLetter, Audience, LetterKind, OutboxRow, Task
from app.operations.create_account import Grant, create_account
from app.operations.order_account_letter import invite_user, order_account_letter
from app.queries.account_letters import open_letter
from app.settings import Settings
from tests.app import builder
from tests.app.jobs.orders import HandClock, fake_pdf

NOW = datetime.datetime.now(datetime.UTC)


class Inbox:
    """Keeps what the server is given, or refuses it for now."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.is_busy = False

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Take a mail."""
        if self.is_busy:
            return "451 busy"
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    """A mail server on this machine and its address."""
    kept = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def letter(sqlite_app: Flask) -> AccountLetter:
    """An invitation that was ordered."""
    user = create_account("new@example.org", [Grant(Audience.ADMINISTRATOR)]).user
    row = order_account_letter(user, LetterKind.INVITATION, NOW, None)
    db.session.commit()
    return row


def with_mail(app: Flask, smtp_url: str) -> Settings:
    """Return the settings with that mail server."""
    settings: Settings = app.extensions["settings"]
    return dataclasses.replace(settings, smtp_url=smtp_url, mail_from="Readiness <r@example.org>")


def test_mail_carries_the_link_once(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    settings = with_mail(sqlite_app, url)
    for _ in range(2):
        send_account_letter(letter.id, settings, NOW)
    assert len(kept.mails) == 1
    mail = message_from_bytes(kept.mails[0], policy=default)
    assert mail["To"] == "new@example.org"
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert account_link(settings, letter.id) in plain.get_content()
    assert account_link(settings, letter.id) in page.get_content()


def test_busy_server_is_tried_again(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    kept.is_busy = True
    with pytest.raises(AccountMailLaterError):
        send_account_letter(letter.id, with_mail(sqlite_app, url), NOW)
    kept.is_busy = False
    send_account_letter(letter.id, with_mail(sqlite_app, url), NOW)
    assert len(kept.mails) == 1


def test_link_that_has_ended_is_not_sent(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    letter.used = True
    db.session.commit()
    send_account_letter(letter.id, with_mail(sqlite_app, url), NOW)
    assert kept.mails == []


def outbox_row() -> OutboxRow:
    """Return the work as it is now in the database."""
    db.session.rollback()
    return db.session.scalars(select(OutboxRow).execution_options(populate_existing=True)).one()


def test_without_a_mail_server_it_waits_untried_for_weeks_and_goes_out_with_a_link_that_works(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    clock = HandClock(NOW)
    worker = Worker(sqlite_app, fake_pdf, clock)
    for _ in range(2 * MOST_ATTEMPTS):
        assert worker.drain() == 0
        clock.pass_(datetime.timedelta(days=2))
    assert (outbox_row().attempts, outbox_row().last_error) == (0, None)
    settings = with_mail(sqlite_app, url)
    sqlite_app.extensions["settings"] = settings
    assert worker.drain() == 1
    db.session.rollback()
    assert account_link(settings, letter.id) in str(message_from_bytes(kept.mails[0], policy=default))
    assert open_letter(letter.id, clock() + datetime.timedelta(days=6)) is not None
    assert open_letter(letter.id, clock() + datetime.timedelta(days=8)) is None
    assert outbox_row().done


@pytest.mark.parametrize("task", sorted(MAIL))
def test_mail_of_every_kind_waits_and_other_work_does_not(sqlite_app: Flask, task: Task) -> None:
    for each in (task, Task.SWEEP_FILES):
        db.session.add(OutboxRow(task=each, subject_id=uuid.uuid4()))
    db.session.commit()
    assert Worker(sqlite_app, fake_pdf, HandClock(NOW)).drain() == 1
    db.session.rollback()
    rows = db.session.scalars(select(OutboxRow).where(OutboxRow.done.is_(False)))
    assert [(row.task, row.attempts) for row in rows] == [(task, 0)]


def test_link_to_a_new_password_that_nobody_waits_for_any_more_is_not_sent(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    letter.kind = LetterKind.NEW_PASSWORD
    db.session.commit()
    send_account_letter(letter.id, with_mail(sqlite_app, url), NOW + datetime.timedelta(days=8))
    assert kept.mails == []


def test_invitation_that_was_sent_is_not_good_for_longer_when_its_work_is_done_again(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    _, url = inbox
    send_account_letter(letter.id, with_mail(sqlite_app, url), NOW)
    later = NOW + datetime.timedelta(days=5)
    send_account_letter(letter.id, with_mail(sqlite_app, url), later)
    assert open_letter(letter.id, later + datetime.timedelta(days=3)) is None


def sent(kept: Inbox) -> tuple[EmailMessage, str, str]:
    """Return the mail that was sent last, its text on one line, and its page."""
    mail = message_from_bytes(kept.mails[-1], policy=default)
    assert isinstance(mail, EmailMessage)
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    return mail, " ".join(plain.get_content().split()), page.get_content()


def test_invitation_says_who_invites_to_what_in_which_programme_and_practice(
    sqlite_app: Flask, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    programme = builder.programme()
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, programme)]).user
    grant = Grant(Audience.MANAGER, practice=builder.practice(programme, "elm"))
    row = invite_user("new@example.org", [grant], NOW, lead)
    db.session.commit()
    send_account_letter(row.id, with_mail(sqlite_app, url), NOW)
    _, text, page = sent(kept)
    for said in (text, page):
        assert "lead@example.org invites you to NPT Readiness" in said
        assert "manager of the practice Elm in the programme Harbour" in said
        assert "ask lead@example.org" in said
        assert "an account for NPT Readiness was made" not in said


def test_invitation_of_the_command_names_the_administrator_of_the_service(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    send_account_letter(letter.id, with_mail(sqlite_app, url), NOW)
    _, text, _ = sent(kept)
    assert "the administrator of this service invites you" in text
    assert "administrator of this service: you see to its accounts and settings" in text


def test_names_in_an_invitation_are_escaped_and_reach_no_header(
    sqlite_app: Flask, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    programme = builder.programme()
    row = invite_user("new@example.org", [Grant(Audience.LEAD, programme)], NOW, None)
    programme.name = "Vale\r\nBcc: all@example.org\r\n\r\n<b>Win</b>"  # changed before it is sent
    db.session.commit()
    send_account_letter(row.id, with_mail(sqlite_app, url), NOW)
    mail, text, page = sent(kept)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Your account for NPT Readiness"
    assert "lead of the programme Vale Bcc: all@example.org <b>Win</b>:" in text
    assert "&lt;b&gt;Win&lt;/b&gt;" in page


def test_of_many_practices_an_invitation_names_the_first_few(
    sqlite_app: Flask, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    programme = builder.programme()
    places = [builder.practice(programme, f"place-{number}") for number in range(7)]
    grants = [Grant(Audience.MANAGER, practice=each) for each in places]
    row = invite_user("new@example.org", grants, NOW, None)
    db.session.commit()
    send_account_letter(row.id, with_mail(sqlite_app, url), NOW)
    _, text, _ = sent(kept)
    assert text.count("manager of the practice") == 5
    assert "and 2 more of these" in text


def test_new_password_says_nothing_of_roles(
    sqlite_app: Flask, letter: AccountLetter, inbox: tuple[Inbox, str]
) -> None:
    kept, url = inbox
    letter.kind = LetterKind.NEW_PASSWORD
    db.session.commit()
    send_account_letter(letter.id, with_mail(sqlite_app, url), NOW)
    _, text, _ = sent(kept)
    assert "administrator" not in text
    assert "invites" not in text
