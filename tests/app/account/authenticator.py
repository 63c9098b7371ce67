"""A software authenticator for tests, and the browser before it: real keys, CBOR, COSE and signatures.

It does what a phone or a security key does, with attestation "none"; and what none does, when a test asks it
to say another address, to look at nobody or to count backwards.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field, replace
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey
KINDS = ("ES256", "EdDSA", "RS256")
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass(frozen=True, slots=True)
class Key:
    """One passkey as the authenticator keeps it."""

    id: bytes
    handle: bytes
    private: PrivateKey


@dataclass
class Authenticator:
    """One device. ``step`` is how far it counts with each signature; 0: it does not count."""

    kind: str = "ES256"
    origin: str = "http://localhost"
    rp_id: str = "localhost"
    verifies: bool = True
    step: int = 1
    count: int = 0
    keys: list[Key] = field(default_factory=list)

    def but(self, **different: Any) -> Authenticator:  # noqa: ANN401 - any of the fields
        """Return the same device, with the same keys, that differs in something."""
        return replace(self, **different)

    def make(self, options: dict[str, Any], key: Key | None = None) -> str:
        """Make a passkey as asked, or pretend that ``key`` is new; return what the browser sends of it."""
        key = key or Key(secrets.token_bytes(32), decoded(options["user"]["id"]), new_key(self.kind))
        self.keys.append(key)
        public = cbor2.dumps(cose(key.private))
        credential = bytes(16) + len(key.id).to_bytes(2, "big") + key.id + public
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + credential}
        parts = {"attestationObject": cbor2.dumps(statement)}
        return self._sent(key, "webauthn.create", options, parts, transports=["internal", "hybrid"])

    def sign(self, options: dict[str, Any], key: Key | None = None) -> str:
        """Answer with a passkey, the newest unless another is named; return what the browser sends."""
        key = key or self.keys[-1]
        data = self._data()
        client = self._client("webauthn.get", options)
        parts = {
            "authenticatorData": data,
            "signature": signature(key.private, data + hashlib.sha256(client).digest()),
            "userHandle": key.handle,
        }
        return self._sent(key, "webauthn.get", options, parts)

    def _data(self, flags: int = 0) -> bytes:
        self.count += self.step
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _sent(
        self, key: Key, kind: str, options: dict[str, Any], parts: dict[str, bytes], **more: object
    ) -> str:
        response = {name: encoded(part) for name, part in parts.items()}
        response["clientDataJSON"] = encoded(self._client(kind, options))
        id_ = encoded(key.id)
        return json.dumps({"id": id_, "rawId": id_, "type": "public-key", "response": {**response, **more}})


def new_key(kind: str) -> PrivateKey:
    """Return a new private key of one of KINDS."""
    if kind == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    if kind == "RS256":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def cose(private: PrivateKey) -> dict[int, int | bytes]:
    """Return the public half as a COSE key (RFC 9053)."""
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return {1: 1, 3: -8, -1: 6, -2: private.public_key().public_bytes_raw()}
    if isinstance(private, rsa.RSAPrivateKey):
        numbers = private.public_key().public_numbers()
        return {1: 3, 3: -257, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")}
    point = private.public_key().public_numbers()
    return {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}


def signature(private: PrivateKey, data: bytes) -> bytes:
    """Return what the key signs ``data`` with."""
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.sign(data)
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return private.sign(data, ec.ECDSA(hashes.SHA256()))


def encoded(data: bytes) -> str:
    """Return bytes as JSON carries them."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes that JSON carried."""
    return base64.urlsafe_b64decode(text + "==")
