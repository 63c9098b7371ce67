"""A mail that administrators send to themselves, on the way that all mail goes, to see what is answered."""

from __future__ import annotations

import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from app.db import begin_writing, db
from app.mail.delivery import Answer, attempt
from app.models import User
from app.operations.audit import record

SUBJECT = "Test mail of NPT Readiness"
TEXT = """Mail from NPT Readiness arrives here.

An administrator of the service asked for this mail to see whether it is set up. It asks you for nothing.
"""


def send_trial_letter(to: User, sender: str, smtp_url: str, now: datetime.datetime) -> Answer:
    """Send a test mail to the user at once and return what the server said. The caller commits.

    What was begun of the transaction is rolled back first: nobody else waits while a server is slow.
    """
    email = to.email
    db.session.rollback()
    message = compose(email, sender, now)
    answer = attempt(message, email, message["From"].addresses[0].addr_spec, smtp_url)
    begin_writing()
    record("mail.tested", to, "the mail server", outcome=answer.delivery.name.lower())
    return answer


def compose(email: str, sender: str, now: datetime.datetime) -> EmailMessage:
    """Return the mail."""
    name, address = parseaddr(sender)
    local, _, domain = email.rpartition("@")
    message = EmailMessage()
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(username=local, domain=domain)
    message["Subject"] = SUBJECT
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(TEXT)
    return message
