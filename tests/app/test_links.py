"""Links of respondents: only this installation's own tokens open anything."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import links
from app.errors import LinkError

KEY = "k" * 40
INVITATION = uuid.UUID("6f1c0a52-8f0e-4c47-9c3f-2f6a1b7d9e04")
TOKEN = links.token(KEY, INVITATION, 1)

invitations = st.uuids()
generations = st.integers(min_value=0, max_value=2**16 - 1)


@given(invitations, generations)
def test_a_token_leads_back_to_its_invitation_and_generation(invitation: uuid.UUID, generation: int) -> None:
    target = links.target(KEY, links.token(KEY, invitation, generation))
    assert target == links.LinkTarget(invitation, generation)


@given(invitations, generations)
def test_a_token_needs_no_escaping_in_an_address(invitation: uuid.UUID, generation: int) -> None:
    token = links.token(KEY, invitation, generation)
    assert len(token) == 46
    assert token.replace("-", "").replace("_", "").isalnum()


@given(st.integers(min_value=0, max_value=len(TOKEN) - 1), st.characters())
def test_a_token_with_one_character_changed_opens_nothing(position: int, character: str) -> None:
    changed = TOKEN[:position] + character + TOKEN[position + 1 :]
    if changed != TOKEN:
        with pytest.raises(LinkError):
            links.target(KEY, changed)


@given(st.integers(min_value=0, max_value=len(TOKEN) - 1))
def test_a_truncated_token_opens_nothing(length: int) -> None:
    with pytest.raises(LinkError):
        links.target(KEY, TOKEN[:length])


@given(st.text())
def test_no_text_that_was_made_up_opens_anything(text: str) -> None:
    with pytest.raises(LinkError):
        links.target(KEY, text)


@given(st.binary(max_size=80))
def test_no_bytes_that_were_made_up_open_anything(raw: bytes) -> None:
    with pytest.raises(LinkError):
        links.target(KEY, links._canonical(raw))


def test_another_installations_token_opens_nothing() -> None:
    with pytest.raises(LinkError):
        links.target("another key " * 4, TOKEN)


def test_a_token_of_another_length_opens_nothing_though_its_mac_is_right() -> None:
    payload = INVITATION.bytes
    with pytest.raises(LinkError):
        links.target(KEY, links._canonical(payload + links._mac(KEY, "link", payload)))


def test_every_generation_has_a_token_of_its_own() -> None:
    tokens = {links.token(KEY, INVITATION, generation) for generation in range(1, 100)}
    assert len(tokens) == 99


@pytest.mark.parametrize(
    "other_spelling",
    [
        TOKEN + "==",
        TOKEN + "=",
        TOKEN + "\n",
        " " + TOKEN,
        TOKEN[:10] + "!" + TOKEN[10:],
        TOKEN[:10] + "é" + TOKEN[10:],
        TOKEN + "\N{FULLWIDTH DIGIT ONE}",
    ],
)
def test_another_spelling_of_the_same_bytes_opens_nothing(other_spelling: str) -> None:
    with pytest.raises(LinkError):
        links.target(KEY, other_spelling)


def test_the_bits_that_base64_leaves_over_must_be_zero() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twins = [TOKEN[:-1] + alphabet[alphabet.index(TOKEN[-1]) ^ bits] for bits in (1, 2, 3)]
    for twin in twins:
        with pytest.raises(LinkError):
            links.target(KEY, twin)


def test_a_derived_key_is_bound_to_token_and_purpose() -> None:
    keys = {
        links.derived_key(TOKEN, "draft"),
        links.derived_key(TOKEN, "receipt"),
        links.derived_key(links.token(KEY, INVITATION, 2), "draft"),
    }
    assert len(keys) == 3
    assert {len(key) for key in keys} == {32}
