"""What a mail server said, in plain words, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.mail.delivery import Answer, Delivery, Step


@dataclass(frozen=True, slots=True)
class Told:
    """The result of a test mail: whether it went well, what happened, what the server said, what to do."""

    well: bool
    title: str
    said: str
    advice: str


GREYLISTED = (
    "The server asks to come back later. Many do so with senders they do not know yet: try again in a "
    "few minutes. Other mail is tried again by itself."
)
WORDS: Mapping[tuple[Step, Delivery], tuple[str, str]] = MappingProxyType(
    {
        (Step.CONTENTS, Delivery.TAKEN): (
            "The server took the mail",
            "It should be in your inbox in a minute, or in the folder for spam. If it does not come, ask "
            "whoever runs the mail server what became of it, and whether it may send for MAIL_FROM (SPF).",
        ),
        (Step.CONNECT, Delivery.LATER): (
            "The mail server could not be reached",
            "Check the host and the port in SMTP_URL, that it begins with smtps:// for TLS from the start "
            "and with smtp:// otherwise, and that a firewall lets this machine out.",
        ),
        (Step.SIGN_IN, Delivery.LATER): (
            "The mail server did not let us sign in",
            "Check user and password in SMTP_URL; special characters are written as in addresses (%40 for "
            "@). A password is sent over TLS or to this machine only.",
        ),
        (Step.SENDER, Delivery.LATER): (
            "The mail server did not accept the sender",
            "Check MAIL_FROM: it must be an address that the account in SMTP_URL may send from.",
        ),
        (Step.RECIPIENT, Delivery.REFUSED): (
            "The mail server refused your address",
            "It says that it will never deliver there: is the address of your account right? If others are "
            "refused too, the server may not pass mail on to other domains from this machine.",
        ),
        (Step.RECIPIENT, Delivery.LATER): ("The mail server took nothing yet", GREYLISTED),
        (Step.CONTENTS, Delivery.REFUSED): (
            "The mail server refused the mail itself",
            "What it said tells why: a filter for spam, a limit, or a sender that may not use MAIL_FROM.",
        ),
        (Step.CONTENTS, Delivery.LATER): ("The mail server took nothing yet", GREYLISTED),
        (Step.CONTENTS, Delivery.UNCERTAIN): (
            "The connection broke while the mail was handed over",
            "Perhaps it was sent. Mail to the people of a wave is not sent again in such a case.",
        ),
    }
)


def told(answer: Answer) -> Told:
    """Return the words for an answer."""
    title, advice = WORDS[answer.step, answer.delivery]
    return Told(answer.delivery is Delivery.TAKEN, title, answer.said, advice)
