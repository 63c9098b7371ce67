"""Signing in with a passkey: as the step after the password, or without one."""

from __future__ import annotations

from http import HTTPStatus

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import login_user
from flask_security.proxies import _security
from flask_security.utils import _get_post_login_redirect

from app.account.guard import blueprint
from app.accounts import SignInForm
from app.db import db
from app.errors import PasskeyError
from app.identity.passkeys import arrived, options_to_sign_in
from app.identity.second_step import half_in
from app.models import User

NOTHING_CAME = "Your browser sent no passkey. Try again, or sign in another way"


@blueprint.post("/sign-in/with-passkey/options")
def sign_in_options() -> ResponseReturnValue:
    """Tell the browser to ask whoever is there for any passkey of this service."""
    return _options(None)


@blueprint.post("/sign-in/with-passkey")
def sign_in_with_passkey() -> ResponseReturnValue:
    """Sign in whose passkey it is. It asked for fingerprint, face or PIN: that is two factors."""
    try:
        user = arrived(request.form.get("credential", ""), None)
    except PasskeyError as error:
        db.session.commit()  # the challenge is used up
        form = SignInForm(formdata=None, next=request.form.get("next", ""))
        form.form_errors = [_words(error)]
        page = render_template("security/sign_in.html", login_user_form=form)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    login_user(user, remember=False, authn_via=["passkey"])
    db.session.commit()
    return redirect(_get_post_login_redirect(), 303)


@blueprint.get("/sign-in/passkey")
def passkey_step() -> ResponseReturnValue:
    """Ask for a passkey after the password."""
    user = half_in()
    return _step(user) if user else redirect(url_for("security.login"), 303)


@blueprint.post("/sign-in/passkey/options")
def step_options() -> ResponseReturnValue:
    """Tell the browser which passkeys will do after the password."""
    user = half_in()
    return _options(user) if user else (jsonify(), HTTPStatus.CONFLICT)


@blueprint.post("/sign-in/passkey")
def take_step() -> ResponseReturnValue:
    """Sign in who has given the password and now a passkey of the same account."""
    user = half_in()
    if user is None:
        return redirect(url_for("security.login"), 303)
    try:
        arrived(request.form.get("credential", ""), user)
    except PasskeyError as error:
        db.session.commit()  # the challenge is used up
        return _step(user, _words(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    _security.two_factor_plugins.tf_complete(user, True)
    db.session.commit()
    return redirect(_get_post_login_redirect(), 303)


def _options(user: User | None) -> ResponseReturnValue:
    try:
        options = options_to_sign_in(user)
    except PasskeyError as error:
        return jsonify(error=str(error)), HTTPStatus.TOO_MANY_REQUESTS
    db.session.commit()
    return jsonify(options)


def _step(user: User, error: str = "") -> str:
    has_app = user.tf_primary_method is not None
    return render_template("account/passkey_step.html", error=error, has_app=has_app)


def _words(error: PasskeyError) -> str:
    return str(error) if request.form.get("credential") else NOTHING_CAME
