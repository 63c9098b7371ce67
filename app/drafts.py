"""Drafts: the answers of somebody who has not sent them yet, readable with the link only.

One JSON document per invitation, encrypted with AES-256-GCM under a key derived from the link's token. The
database alone does not open it, nor does the link of another invitation or of an older generation. It holds
no time (a Fernet token would), and is padded, so that its length tells little of what is in it.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.links import derived_key

Stored = str | list[str]
_NONCE_BYTES = 12
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """The answers by item id as the form sends them, and for each page how often it was saved.

    ``pseudonym`` is what the response will carry, None where the programme does not link its waves.
    """

    answers: Mapping[str, Stored] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    pseudonym: uuid.UUID | None = None

    def revision(self, section_id: str) -> int:
        """Return how often the page was saved; 0 for a page not yet answered."""
        return self.pages.get(section_id, 0)

    def with_page(
        self, section_id: str, items: frozenset[str], answers: Mapping[str, Stored]
    ) -> DraftDocument:
        """Return the document with ``answers`` in place of all answers to ``items``, the page's items."""
        others = {item: answer for item, answer in self.answers.items() if item not in items}
        pages = {**self.pages, section_id: self.revision(section_id) + 1}
        return replace(self, answers={**others, **answers}, pages=pages)


def seal(document: DraftDocument, token: str, invitation_id: uuid.UUID) -> bytes:
    """Return ``document`` encrypted for the holder of ``token``, bound to its invitation."""
    content = {
        "answers": dict(document.answers),
        "pages": dict(document.pages),
        "pseudonym": document.pseudonym.hex if document.pseudonym else None,
    }
    text = json.dumps(content).encode()
    padded = text + b" " * (-len(text) % _BLOCK)
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(token).encrypt(nonce, padded, invitation_id.bytes)


def unseal(ciphertext: bytes, token: str, invitation_id: uuid.UUID) -> DraftDocument | None:
    """Return the document, or None where it was not sealed with this token for this invitation."""
    nonce, sealed = ciphertext[:_NONCE_BYTES], ciphertext[_NONCE_BYTES:]
    try:
        content = json.loads(_cipher(token).decrypt(nonce, sealed, invitation_id.bytes))
    except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
        return None
    code = content.get("pseudonym")  # not there in drafts of earlier versions
    return DraftDocument(content["answers"], content["pages"], uuid.UUID(code) if code else None)


def _cipher(token: str) -> AESGCM:
    return AESGCM(derived_key(token, "draft"))
