"""How often somebody may try to sign in, for one account and from one address.

A whole practice shares an address, so that limit is wide; the one that protects an account is its own.
"""

from __future__ import annotations

import datetime
import ipaddress

from flask import current_app, request

from app.db import begin_writing, db
from app.operations.audit import Unnamed, record
from app.operations.count_tries import count_try, forget_tries
from app.queries import accounts

MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS = 10, 200
TOO_MANY = "There were too many attempts. Wait 15 minutes, then try again. Nothing is lost"


def may_try(what: str, account: str | None) -> bool:
    """Count a try of ``what`` ("sign-in") for ``account`` and from this address; False past either limit.

    ``account`` is its address, None where nobody has said which. Commits at once, before anything else of the
    request: whatever happens next, the try was one. What is said must not tell whether the account exists.
    The first try past a limit stands in the audit log; what was typed does not, unless it is the address of
    an account.
    """
    key, now = current_app.config["SECRET_KEY"], datetime.datetime.now(datetime.UTC)
    from_address = count_try(key, f"{what} from {network_address()}", now)
    for_account = 0 if account is None else count_try(key, f"{what} of {account.strip().lower()}", now)
    if from_address == MOST_FROM_ADDRESS + 1:
        record("tries.refused", Unnamed.VISITOR, "one network address", what=what)
    if account and for_account == MOST_FOR_ACCOUNT + 1 and (user := accounts.by_email(account)) is not None:
        record("tries.refused", Unnamed.VISITOR, user.email, what=what)
    db.session.commit()
    begin_writing()
    return from_address <= MOST_FROM_ADDRESS and for_account <= MOST_FOR_ACCOUNT


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
