"""Signing in with an organisation's own accounts (OpenID Connect), such as NHSmail or Entra.

The provider says who somebody is; it gives nobody an account. Who signs in is the account of the address that
the provider has verified, and where that account has a second step, it is asked for as after a password.
"""

from __future__ import annotations

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app
from joserfc.errors import JoseError
from requests import RequestException

from app.models import User
from app.queries import accounts
from app.settings import Settings

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


def account_of(claims: dict[str, Any]) -> User | None:
    """Return the open account of the address that the provider has verified; None for any other."""
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return None
    user = accounts.by_email(email)
    return user if user is not None and user.active else None
