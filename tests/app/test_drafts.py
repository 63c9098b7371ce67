"""Drafts: sealed for one link, and what saving a page does to them."""

from __future__ import annotations

import uuid

from app.drafts import DraftDocument, seal, unseal

INVITATION = uuid.UUID(int=1)
DOCUMENT = DraftDocument({"a": "4", "b": ["x", "y"], "c": "Grüße"}, {"first": 2})


def test_what_was_sealed_is_what_is_unsealed() -> None:
    assert unseal(seal(DOCUMENT, "token", INVITATION), "token", INVITATION) == DOCUMENT


def test_the_same_document_is_never_sealed_into_the_same_bytes() -> None:
    assert seal(DOCUMENT, "token", INVITATION) != seal(DOCUMENT, "token", INVITATION)


def test_a_changed_byte_makes_it_unreadable() -> None:
    sealed = seal(DOCUMENT, "token", INVITATION)
    for place in (0, 12, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert unseal(bytes(changed), "token", INVITATION) is None


def test_nothing_at_all_is_unreadable() -> None:
    assert unseal(b"", "token", INVITATION) is None


def test_saving_a_page_replaces_its_answers_and_counts() -> None:
    saved = DOCUMENT.with_page("first", frozenset({"a", "b"}), {"a": "5"})
    assert saved.answers == {"a": "5", "c": "Grüße"}
    assert saved.revision("first") == 3
    assert saved.revision("second") == 0
