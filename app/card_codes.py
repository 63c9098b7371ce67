"""Short codes of printed cards: computed from the invitation like its link, found again by a keyed hash.

A code is eight characters of an alphabet in which nothing looks like anything else: 39 bits. The database
holds only a hash under the installation's key, so that a copy of it opens nothing and cannot be searched.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0 and O, no 1, I and L
LENGTH = 8


def code(link_key: str, invitation_id: uuid.UUID, generation: int) -> str:
    """Return the code of an invitation's card, without the hyphen that is printed in its middle."""
    number = int.from_bytes(_mac(link_key, "card", invitation_id.bytes + generation.to_bytes(2, "big")))
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def printed(card_code: str) -> str:
    """Return a code in two groups, as cards show it.

    >>> printed("ABCDEFGH")
    'ABCD-EFGH'
    """
    return f"{card_code[: LENGTH // 2]}-{card_code[LENGTH // 2 :]}"


def typed(text: str) -> str | None:
    """Return the code that somebody typed, in any case and with any joints; None where it can be none.

    >>> typed(" abcd efgh "), typed("ABCD-EFG0")
    ('ABCDEFGH', None)
    """
    letters = "".join(character for character in text.upper() if character not in " -\u2010\u2011\u2013._")
    known = len(letters) == LENGTH and all(character in ALPHABET for character in letters)
    return letters if known else None


def lookup_mac(link_key: str, card_code: str) -> str:
    """Return the hash by which a code is found in the database."""
    return _mac(link_key, "card-lookup", card_code.encode()).hex()


def _mac(link_key: str, purpose: str, payload: bytes) -> bytes:
    message = f"npt-readiness:{purpose}".encode() + b"\0" + payload
    return hmac.new(link_key.encode(), message, hashlib.sha256).digest()
