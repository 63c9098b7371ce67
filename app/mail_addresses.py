"""Mail addresses: one spelling each, refused where nothing could be sent to, recognised by a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import re

from email_validator import EmailNotValidError, validate_email

from app.spreadsheet_cells import begins_like_formula

LONGEST = 254


def spelled(address: str) -> str:
    """Return the address as it is stored: without spaces around it, in lower case.

    Raises ValueError that says what is wrong with it.

    >>> spelled(" Ada@Example.ORG ")
    'ada@example.org'
    """
    if begins_like_formula(address.strip()):
        raise ValueError("begins like a formula; write the address that mail goes to")
    try:
        found = validate_email(
            address.strip(), check_deliverability=False, allow_smtputf8=False, allow_quoted_local=False
        )
    except EmailNotValidError as error:
        raise ValueError("is not an email address; write one such as name@practice.nhs.uk") from error
    written = (found.ascii_email or "").lower()
    if not written or len(written) > LONGEST:
        raise ValueError("is not an email address that mail can be sent to")
    return written


def standing_alone(address: str) -> re.Pattern[str]:
    """Return the pattern that finds an address in a text, where it is no part of a longer one.

    >>> standing_alone("da@example.org").sub("somebody", "da@example.org, ada@example.org")
    'somebody, ada@example.org'
    """
    return re.compile(rf"(?<![\w.+'-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)


def address_mac(link_key: str, address: str) -> str:
    """Return the hash by which an address on the stop list is recognised; useless without the key."""
    message = b"npt-readiness:stop\0" + address.lower().encode()
    return hmac.new(link_key.encode(), message, hashlib.sha256).hexdigest()
