"""An organisation's sign-in for tests: Authlib's authorization server, with discovery and signed answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "readiness", "provider-secret"
WAY_BACK = "http://localhost/sign-in/organisation/return"


@dataclass
class Client(ClientMixin):  # type: ignore[misc]  # Authlib has no types
    """The service as the provider knows it, and the address that it may come back to."""

    way_back: str

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.way_back

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.way_back

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):  # type: ignore[misc]
    """One authorization code and what it was given for."""

    code: str
    asked: dict[str, Any]

    def get_redirect_uri(self) -> str:
        return str(self.asked["redirect_uri"])

    def get_scope(self) -> str:
        return str(self.asked["scope"])

    def get_nonce(self) -> str:
        return str(self.asked["nonce"])

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None

    @property
    def code_challenge(self) -> str:
        return str(self.asked["code_challenge"])

    @property
    def code_challenge_method(self) -> str:
        return str(self.asked["code_challenge_method"])


@dataclass
class Provider:
    """The provider: who sits at its sign-in page, and the codes that are out."""

    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "test", "alg": "RS256"}))
    issuer: str = ""
    way_back: str = WAY_BACK


def grant_of(provider: Provider) -> type[grants.AuthorizationCodeGrant]:
    """Return the grant by authorization code that keeps its codes in ``provider``."""

    class Grant(grants.AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS: ClassVar[list[str]] = ["client_secret_basic"]

        def save_authorization_code(self, code: str, asked: Any) -> Code:  # noqa: ANN401
            provider.codes[code] = Code(code, dict(asked.payload.data))
            return provider.codes[code]

        def query_authorization_code(self, code: str, _client: Client) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, _authorization_code: Code) -> dict[str, Any]:
            return provider.claims

    return Grant


def open_id_of(provider: Provider) -> OpenIDCode:
    """Return what adds the signed answer."""

    class SignedAnswer(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, _nonce: str, _request: Any) -> bool:  # noqa: ANN401
            return False

        def resolve_client_private_key(self, _client: Client) -> RSAKey:
            return provider.key

        def get_client_algorithm(self, _client: Client) -> str:
            return "RS256"

        def get_client_claims(self, _client: Client) -> dict[str, Any]:
            return {"iss": provider.issuer}

        def generate_user_info(self, user: dict[str, Any], _scope: str) -> UserInfo:
            return UserInfo(user)

    return SignedAnswer(require_nonce=True)


def application(provider: Provider) -> Flask:
    """Return the provider's pages."""
    app = Flask("provider")
    app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"authorization_code": 60}
    server = AuthorizationServer(app, lambda _id: Client(provider.way_back), lambda _token, _request: None)
    server.register_grant(grant_of(provider), [open_id_of(provider), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def discovery() -> ResponseReturnValue:
        return jsonify(
            issuer=provider.issuer,
            authorization_endpoint=f"{provider.issuer}/authorize",
            token_endpoint=f"{provider.issuer}/token",
            jwks_uri=f"{provider.issuer}/keys",
            id_token_signing_alg_values_supported=["RS256"],
            code_challenge_methods_supported=["S256"],
        )

    @app.get("/keys")
    def keys() -> ResponseReturnValue:
        return jsonify(keys=[provider.key.as_dict(private=False)])

    @app.get("/authorize")
    def authorize() -> Any:  # noqa: ANN401
        grant = server.get_consent_grant(end_user=provider.claims)
        return server.create_authorization_response(request, grant_user=provider.claims, grant=grant)

    @app.post("/token")
    def token() -> Any:  # noqa: ANN401
        return server.create_token_response()

    return app


@contextmanager
def running() -> Iterator[Provider]:
    """Serve a provider on this machine while inside."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, application(provider), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
