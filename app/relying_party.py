"""Who asks for passkeys: this service, known to authenticators by the host of PUBLIC_URL."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.settings import Settings

_USUAL_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """``id`` is the host that passkeys belong to, ``origin`` the address as browsers write it."""

    id: str
    origin: str


def relying_party(settings: Settings) -> RelyingParty | None:
    """Return the party, None where browsers make no passkeys: without https, or at a bare IP address."""
    url = urlsplit(settings.public_url)
    host = url.hostname or ""
    if _is_address(host) or not host or (url.scheme != "https" and host != "localhost"):
        return None
    port = "" if url.port in (None, _USUAL_PORTS[url.scheme]) else f":{url.port}"
    return RelyingParty(host, f"{url.scheme}://{host}{port}")


def user_handle(settings: Settings, user_id: int) -> bytes:
    """Return what authenticators know an account by. It says nothing of who that is."""
    purpose = f"npt-readiness:passkeys of {user_id}"
    return hmac.new(settings.secret_key.encode(), purpose.encode(), hashlib.sha256).digest()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
