"""Handing one mail to the server of SMTP_URL, and what became of it.

``smtps://`` speaks TLS from the start; ``smtp://`` changes to TLS where the server offers it. A password is
sent over TLS only, or to this machine. Until the server is given the contents nothing can have been sent; if
the connection breaks after that, nobody knows, and the mail is not sent again.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from contextlib import suppress
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


def deliver(message: EmailMessage, recipient: str, sender: str, smtp_url: str) -> Delivery:
    """Hand ``message`` to the server. Only the kind of an error is logged, never an address."""
    try:
        server = _connect(urlsplit(smtp_url))
    except (OSError, smtplib.SMTPException) as error:
        log.warning("the mail server cannot be used: %s", type(error).__name__)
        return Delivery.LATER
    try:
        return _hand_over(server, message, recipient, sender)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _connect(url: SplitResult) -> smtplib.SMTP:
    """Open a connection, with TLS and signed in where the address says so."""
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
        if url.username:
            _sign_in(server, url)
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


def _hand_over(server: smtplib.SMTP, message: EmailMessage, recipient: str, sender: str) -> Delivery:
    try:
        if server.mail(sender)[0] != 250:
            return Delivery.LATER  # a matter of our settings, not of the address
        code, _ = server.rcpt(recipient)
        if code not in (250, 251):
            return _refusal(code)
    except (OSError, smtplib.SMTPException):
        return Delivery.LATER
    try:
        code, _ = server.data(message.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError:
        return Delivery.LATER  # it did not want the contents yet
    except (OSError, smtplib.SMTPException):
        return Delivery.UNCERTAIN
    return Delivery.TAKEN if code == 250 else _refusal(code)


def _refusal(code: int) -> Delivery:
    return Delivery.REFUSED if 500 <= code < 600 else Delivery.LATER
