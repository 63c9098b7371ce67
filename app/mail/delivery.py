"""Handing one mail to the server of SMTP_URL, what became of it, and what the server said.

``smtps://`` speaks TLS from the start; ``smtp://`` changes to TLS where the server offers it. A password is
sent over TLS only, or to this machine. Until the server is given the contents nothing can have been sent; if
the connection breaks after that, nobody knows, and the mail is not sent again.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from enum import Enum, auto
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

log = logging.getLogger(__name__)

TIMEOUT = 30  # seconds for each answer of the server
_PORTS = {"smtp": 25, "smtps": 465}


class Delivery(Enum):
    """What became of a mail."""

    TAKEN = auto()  # the server is now responsible for it
    REFUSED = auto()  # this address will never be taken: a bounce
    LATER = auto()  # certainly not sent; worth trying again
    UNCERTAIN = auto()  # the connection broke at the wrong moment; perhaps sent


class Step(Enum):
    """How far a mail came before the server, or the way to it, said something else than yes."""

    CONNECT = auto()
    SIGN_IN = auto()
    SENDER = auto()
    RECIPIENT = auto()
    CONTENTS = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a mail, at which step that was decided, and what was said there. It may name people."""

    delivery: Delivery
    step: Step
    said: str


def deliver(message: EmailMessage, recipient: str, sender: str, smtp_url: str) -> Delivery:
    """Hand ``message`` to the server and return what became of it."""
    return attempt(message, recipient, sender, smtp_url).delivery


def attempt(message: EmailMessage, recipient: str, sender: str, smtp_url: str) -> Answer:
    """Hand ``message`` to the server. Only the kind of an error is logged, never an address."""
    url = urlsplit(smtp_url)
    try:
        server = _connect(url)
    except (OSError, smtplib.SMTPException) as error:
        return _unusable(Step.CONNECT, error)
    try:
        if url.username:
            _sign_in(server, url)
        return _hand_over(server, message, recipient, sender)
    except (OSError, smtplib.SMTPException) as error:
        return _unusable(Step.SIGN_IN, error)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _unusable(step: Step, error: Exception) -> Answer:
    log.warning("the mail server cannot be used: %s", type(error).__name__)
    return Answer(Delivery.LATER, step, _said(error))


def _connect(url: SplitResult) -> smtplib.SMTP:
    """Open a connection, with TLS where the address or the server says so."""
    host, port = url.hostname or "", url.port or _PORTS[url.scheme]
    context = ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        server.ehlo()
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
    except BaseException:
        server.close()
        raise
    return server


def _sign_in(server: smtplib.SMTP, url: SplitResult) -> None:
    if not isinstance(server.sock, ssl.SSLSocket) and not _is_this_machine(url.hostname or ""):
        raise smtplib.SMTPNotSupportedError("no password is sent without TLS")
    server.login(unquote(url.username or ""), unquote(url.password or ""))


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _hand_over(server: smtplib.SMTP, message: EmailMessage, recipient: str, sender: str) -> Answer:
    step = Step.SENDER
    try:
        code, said = server.mail(sender)
        if code != 250:  # a matter of our settings, not of the address
            return Answer(Delivery.LATER, step, _reply(code, said))
        step = Step.RECIPIENT
        code, said = server.rcpt(recipient)
        if code not in (250, 251):
            return Answer(_refusal(code), step, _reply(code, said))
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Delivery.LATER, step, _said(error))
    return _hand_over_contents(server, message)


def _hand_over_contents(server: smtplib.SMTP, message: EmailMessage) -> Answer:
    try:
        code, said = server.data(message.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError as error:  # it did not want the contents yet
        return Answer(Delivery.LATER, Step.CONTENTS, _said(error))
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Delivery.UNCERTAIN, Step.CONTENTS, _said(error))
    outcome = Delivery.TAKEN if code == 250 else _refusal(code)
    return Answer(outcome, Step.CONTENTS, _reply(code, said))


def _refusal(code: int) -> Delivery:
    return Delivery.REFUSED if 500 <= code < 600 else Delivery.LATER


def _reply(code: int, said: bytes | str) -> str:
    """Return a reply of the server on one line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())


def _said(error: Exception) -> str:
    """Return what an error says to whoever looks after the settings."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
