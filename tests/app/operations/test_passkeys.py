"""What is no answer of an authenticator is refused, whatever it is, and breaks nothing."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import PasskeyError
from app.models import User
from app.operations.passkeys import Asked, add_passkey, parsed_answer
from app.relying_party import RelyingParty

ASKED = Asked(b"challenge", RelyingParty("localhost", "http://localhost"))
NAMES = (
    "id",
    "rawId",
    "type",
    "response",
    "clientDataJSON",
    "attestationObject",
    "signature",
    "authenticatorData",
    "userHandle",
    "transports",
)
VALUES = (
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["public-key", "AAAA", "e30"])
)
NONSENSE = (
    st.recursive(
        VALUES, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner), max_leaves=20
    ).map(json.dumps)
    | st.text()
    | st.just("[" * 100_000)
)
NEARLY = st.fixed_dictionaries(
    {name: st.just("AAAA") | VALUES for name in NAMES[:2]},
    optional={
        "type": st.just("public-key"),
        "response": st.fixed_dictionaries(
            {name: st.binary(max_size=80).map(bytes.hex) for name in NAMES[4:9]}
        ),
    },
).map(json.dumps)


@given(answer=NONSENSE | NEARLY)
def test_what_no_authenticator_has_made_is_not_added(answer: str) -> None:
    with pytest.raises(PasskeyError):
        add_passkey(User(), "Phone", answer, ASKED, datetime.date(2026, 3, 2))


@given(answer=NONSENSE)
def test_what_no_authenticator_has_signed_is_refused(answer: str) -> None:
    with pytest.raises(PasskeyError):
        parsed_answer(answer)
