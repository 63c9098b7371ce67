"""Pseudonyms: what links the answers of one person over waves, where a programme said so before its first.

A pseudonym is computed from the person's random id and the instrument, so that two instruments are not
linked. Nothing in the database leads from one to a person: that takes ``LINK_KEY``, which is not in it.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid


def pseudonym(link_key: str, participant_id: uuid.UUID, instrument_id: str) -> uuid.UUID:
    """Return the pseudonym of a participant's answers to an instrument, the same in every wave."""
    message = b"pseudonym\0" + participant_id.bytes + instrument_id.encode()
    return uuid.UUID(bytes=hmac.new(link_key.encode(), message, hashlib.sha256).digest()[:16])
