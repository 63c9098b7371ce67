"""The way to the organisation's own sign-in page and back."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import login_user
from flask_security.proxies import _security

from app.account.guard import blueprint, settings
from app.db import begin_writing, db
from app.identity.oidc import FAILURES, Refusal, account_of, claims_of, provider

log = logging.getLogger(__name__)


@blueprint.get("/sign-in/organisation")
def organisation() -> ResponseReturnValue:
    """Lead to the provider. Only the cookie remembers it; the way back begins with PUBLIC_URL."""
    client = provider() or abort(404)
    try:
        answer: ResponseReturnValue = client.authorize_redirect(
            settings().public_url + url_for("account.returned")
        )
    except FAILURES as error:
        return _failed(error)
    return answer


@blueprint.get("/sign-in/organisation/return")
def returned() -> ResponseReturnValue:
    """Sign in the account of the verified address; whoever has none is told so."""
    client = provider() or abort(404)
    try:
        claims = claims_of(client, settings())
    except FAILURES as error:
        return _failed(error)
    begin_writing()
    user = account_of(claims, trusted=settings().oidc_addresses_are_trusted)
    if isinstance(user, Refusal):
        log.warning("refused: sign-in by organisation: %s", user.value)
        return render_template("account/returned.html"), HTTPStatus.FORBIDDEN
    second: ResponseReturnValue | None = _security.two_factor_plugins.tf_enter(user, False, "oidc", None)
    if second is not None:
        return second
    login_user(user, remember=False, authn_via=["organisation"])
    db.session.commit()
    return redirect(url_for("site.home"), 303)


def _failed(error: Exception) -> ResponseReturnValue:
    log.warning("sign-in by organisation failed: %s", type(error).__name__)
    return render_template("account/organisation.html"), HTTPStatus.BAD_GATEWAY
