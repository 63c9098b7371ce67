"""Mail addresses: one spelling each, refused where nothing could be sent to, recognised by a keyed hash."""

from __future__ import annotations

import hashlib
import hmac

from email_validator import EmailNotValidError, validate_email

LONGEST = 254


def spelled(address: str) -> str:
    """Return the address as it is stored: without spaces around it, in lower case.

    Raises ValueError that says what is wrong with it.

    >>> spelled(" Ada@Example.ORG ")
    'ada@example.org'
    """
    try:
        found = validate_email(
            address.strip(), check_deliverability=False, allow_smtputf8=False, allow_quoted_local=False
        )
    except EmailNotValidError as error:
        raise ValueError("is no email address; write one such as name@practice.nhs.uk") from error
    written = (found.ascii_email or "").lower()
    if not written or len(written) > LONGEST:
        raise ValueError("is no email address that mail can be sent to")
    return written


def address_mac(link_key: str, address: str) -> str:
    """Return the hash by which an address on the stop list is recognised; useless without the key."""
    message = b"npt-readiness:stop\0" + address.lower().encode()
    return hmac.new(link_key.encode(), message, hashlib.sha256).hexdigest()
