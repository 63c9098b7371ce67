"""What an invitation or a reminder says: plain text and simple HTML, in words for everybody."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.promise import PROMISE


@dataclass(frozen=True, slots=True)
class Letter:
    """The contents of one mail. ``link`` and ``stop_link`` are full addresses; ``number`` 0 invites."""

    name: str
    email: str
    number: int
    practice: str
    programme: str
    title: str  # of the questionnaire
    minutes: str  # less than so many, for all that the person is asked
    further: bool  # whether they are asked more than this questionnaire
    data_label: str | None
    minimum_group: int | None  # None where answers are shown by role, after consent
    closes_on: datetime.date
    link: str
    stop_link: str


def compose(letter: Letter, sender: str, now: datetime.datetime) -> EmailMessage:
    """Return the mail. Nothing that people wrote reaches a header but a name and an address, both encoded."""
    name, address = parseaddr(sender)
    local, _, domain = letter.email.rpartition("@")
    message = EmailMessage()
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(username=local, domain=domain)
    message["Subject"] = subject(letter)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    message["List-Unsubscribe"] = f"<{letter.stop_link}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(plain_text(letter))
    message.add_alternative(environment().get_template("letter.html").render(letter=letter), subtype="html")
    return message


def plain_text(letter: Letter) -> str:
    """Return what the mail says to whoever reads it as plain text."""
    return environment().get_template("letter.txt").render(letter=letter)


def subject(letter: Letter) -> str:
    """Return the subject; words of the programme on one line."""
    about = " ".join(letter.programme.split())
    words = "Reminder: your view of" if letter.number else "Your view of"
    return f"{words} {about}"


@cache
def environment() -> Environment:
    """Return where the words of mails are."""
    made = Environment(
        loader=PackageLoader("app", "templates/mail"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["promise"] = PROMISE
    return made
