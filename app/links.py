"""Respondents' links: computed from the invitation, never stored.

A token is the invitation's id and generation with an HMAC over both, in URL-safe base64. Re-addressing an
invitation raises its generation, and with it every older link is dead.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import uuid
from dataclasses import dataclass

from app.errors import LinkError

_MAC_BYTES = 16
_TOKEN_BYTES = 16 + 2 + _MAC_BYTES


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a genuine token points to."""

    invitation_id: uuid.UUID
    generation: int


def token(link_key: str, invitation_id: uuid.UUID, generation: int, purpose: str = "link") -> str:
    """Return the token of an invitation's link: 46 URL-safe characters.

    ``purpose`` "stop" makes one that opens no questionnaire: it only ends the mail.
    """
    target = invitation_id.bytes + generation.to_bytes(2, "big")
    return base64.urlsafe_b64encode(target + _mac(link_key, purpose, target)).rstrip(b"=").decode()


def target(link_key: str, token_text: str, purpose: str = "link") -> LinkTarget:
    """Return what ``token_text`` points to.

    Raises LinkError for anything that :func:`token` did not make with this key and purpose, in constant time.
    """
    try:
        raw = base64.urlsafe_b64decode(token_text.encode("ascii") + b"=" * (-len(token_text) % 4))
    except (UnicodeEncodeError, binascii.Error):
        raw = b""  # goes the same way as any other that is not ours
    payload, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    genuine = hmac.compare_digest(mac, _mac(link_key, purpose, payload))
    if not genuine or len(raw) != _TOKEN_BYTES or token_text != _canonical(raw):
        raise LinkError("not a token of this installation")
    return LinkTarget(uuid.UUID(bytes=payload[:16]), int.from_bytes(payload[16:], "big"))


def derived_key(token_text: str, purpose: str) -> bytes:
    """Return 32 bytes that only the holder of the token (or of the link key) can compute."""
    return hmac.new(token_text.encode(), b"npt-readiness:" + purpose.encode(), hashlib.sha256).digest()


def _mac(link_key: str, purpose: str, payload: bytes) -> bytes:
    message = purpose.encode() + b"\0" + payload
    return hmac.new(link_key.encode(), message, hashlib.sha256).digest()[:_MAC_BYTES]


def _canonical(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
