"""How often somebody may try to sign in, for one account and from one address.

A whole practice shares an address, so that limit is wide; the one that protects an account is its own.
"""

from __future__ import annotations

import datetime
import ipaddress
import logging

from flask import current_app, request

from app.db import begin_writing, db
from app.operations.count_tries import count_try, forget_tries

log = logging.getLogger(__name__)

MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS = 10, 200
TOO_MANY = "There were too many attempts. Wait 15 minutes, then try again. Nothing is lost"


def may_try(what: str, account: str) -> bool:
    """Count a try of ``what`` ("sign-in") for ``account`` and from this address; False past either limit.

    Commits at once, before anything else of the request: whatever happens next, the try was one. What is said
    must not tell whether the account exists.
    """
    key, now = current_app.config["SECRET_KEY"], datetime.datetime.now(datetime.UTC)
    from_address = count_try(key, f"{what} from {network_address()}", MOST_FROM_ADDRESS, now)
    for_account = count_try(key, f"{what} of {account.strip().lower()}", MOST_FOR_ACCOUNT, now)
    db.session.commit()
    begin_writing()
    if not (from_address and for_account):
        log.warning("refused: %s; too many for %s", what, "an account" if from_address else "an address")
    return from_address and for_account


def succeeded(what: str, account: str) -> None:
    """Begin the account's count again: its owner got in."""
    now = datetime.datetime.now(datetime.UTC)
    forget_tries(current_app.config["SECRET_KEY"], f"{what} of {account.strip().lower()}", now)


def network_address() -> str:
    """Return where the request comes from; of IPv6 the part that belongs to one household or office.

    Behind a proxy on this machine it is what the proxy wrote last; nobody else's word is taken.
    """
    peer = _parsed(request.remote_addr)
    if peer is not None and peer.is_loopback and request.headers.get("X-Forwarded-For"):
        peer = _parsed(request.headers["X-Forwarded-For"].rpartition(",")[2].strip()) or peer
    if isinstance(peer, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((peer, 64), strict=False))
    return str(peer)


def _parsed(text: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text or "")
    except ValueError:
        return None
