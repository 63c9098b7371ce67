"""Mail about an account: sent once, by a real mail server, with the link that works."""

from __future__ import annotations

import dataclasses
import datetime
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from app.account_links import account_link
from app.db import db
from app.jobs.send_account_letter import AccountMailLaterError, send_account_letter
from app.models import AccountLetter, Audience, LetterKind
from app.operations.create_account import Grant, create_account
from app.operations.order_account_letter import order_account_letter
from app.settings import Settings

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
    row = order_account_letter(user, LetterKind.INVITATION, NOW)
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


def test_without_mail_it_waits(sqlite_app: Flask, letter: AccountLetter) -> None:
    with pytest.raises(AccountMailLaterError):
        send_account_letter(letter.id, sqlite_app.extensions["settings"], NOW)
