"""Signing in with an organisation's own accounts (OpenID Connect), such as NHSmail or Entra.

The provider says who somebody is; it gives nobody an account. Who signs in is the account of the address that
the provider has verified, and where that account has a second step, it is asked for as after a password.

Some providers never say whether they have verified an address (Microsoft Entra ID). Whoever runs the service
may trust them: then the issuer must be the one whose document the settings name, since a provider of many
organisations lets each write any address into its own accounts.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app
from joserfc.errors import JoseError
from requests import RequestException

from app.models import User
from app.queries import accounts
from app.settings import WELL_KNOWN, Settings

log = logging.getLogger(__name__)

PROVIDER = "organisation"
TIMEOUT = 10  # seconds for each answer of the provider
# What can go wrong between us and the provider, or be wrong with what it says.
FAILURES = (OAuthError, JoseError, RequestException, RuntimeError, ValueError, KeyError)


def init_app(app: Flask) -> None:
    """Register the provider of the settings, if there is one. Its addresses are fetched when first needed."""
    settings: Settings = app.extensions["settings"]
    app.jinja_env.globals["organisation_signs_in"] = settings.oidc_is_on
    if not settings.oidc_is_on:
        return
    OAuth(app).register(
        PROVIDER,
        server_metadata_url=settings.oidc_discovery_url,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "default_timeout": TIMEOUT},
    )


def provider() -> Any:  # noqa: ANN401 - Authlib's client has no type
    """Return the client of the provider, None where there is none."""
    found = current_app.extensions.get("authlib.integrations.flask_client")
    return found.create_client(PROVIDER) if found is not None else None


class Refusal(StrEnum):
    """Why nobody was signed in, for the log: whoever asked is told the same of all."""

    NO_ADDRESS = "the provider names no address"
    NOT_SAID = (
        "the provider does not say whether it has verified the address; "
        "docs/settings.md says of OIDC_ADDRESSES when it may be trusted"
    )
    NOT_VERIFIED = "the provider says that it has not verified the address"
    NO_ACCOUNT = "no account has the address"
    CLOSED = "the account is closed"


def claims_of(client: Any, settings: Settings) -> dict[str, Any]:  # noqa: ANN401 - see provider
    """Return what the provider says of whoever comes back from it. Raises one of FAILURES.

    It must be said by the issuer of the provider's document, to the letter.
    """
    issuer = client.load_server_metadata()["issuer"]
    document = settings.oidc_discovery_url
    if settings.oidc_addresses_are_trusted and f"{issuer}{WELL_KNOWN}" != document:
        log.warning("the provider calls itself %s; its addresses are trusted at %s only", issuer, document)
        raise ValueError(issuer)
    said = {"iss": {"essential": True, "values": [issuer]}}
    return dict(client.authorize_access_token(claims_options=said)["userinfo"])


def account_of(claims: dict[str, Any], *, trusted: bool) -> User | Refusal:
    """Return the open account of the address that the provider has verified, or why there is none.

    ``trusted``: an address counts, too, of which the provider does not say whether it has.
    """
    email = claims.get("email")
    if not isinstance(email, str):
        return Refusal.NO_ADDRESS
    if "email_verified" not in claims and not trusted:
        return Refusal.NOT_SAID
    if claims.get("email_verified", True) is not True:
        return Refusal.NOT_VERIFIED
    user = accounts.by_email(email)
    if user is None:
        return Refusal.NO_ACCOUNT
    return user if user.active else Refusal.CLOSED
