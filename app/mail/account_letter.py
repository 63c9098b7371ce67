"""What a mail about an account says: an invitation to have one, or the way to a new password."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from app.mail.letter import environment

SUBJECTS = {
    "invitation": "Your account for NPT Readiness",
    "new_password": "A new password for NPT Readiness",
}


@dataclass(frozen=True, slots=True)
class AccountMail:
    """The contents of one mail. ``kind`` names its words, ``good_for`` says how long the link works.

    Of an invitation, ``by`` is the address of who invites, None for whoever runs the service, and ``roles``
    are what the receiver is to be. They stand in the text only: nothing that people wrote reaches a header.
    """

    email: str
    kind: str
    link: str
    good_for: str
    by: str | None = None
    roles: tuple[str, ...] = ()


def compose(mail: AccountMail, sender: str, now: datetime.datetime) -> EmailMessage:
    """Return the mail, as plain text and as simple HTML."""
    name, address = parseaddr(sender)
    local, _, domain = mail.email.rpartition("@")
    message = EmailMessage()
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(username=local, domain=domain)
    message["Subject"] = SUBJECTS[mail.kind]
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(environment().get_template("account_letter.txt").render(mail=mail))
    page = environment().get_template("account_letter.html").render(mail=mail)
    message.add_alternative(page, subtype="html")
    return message
