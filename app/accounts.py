"""Accounts: Flask-Security with argon2 passwords on our models, and what a session is worth.

Flask-Security's own sign-in view is used, and it asks for the second step; passkeys are our own views
(:mod:`app.account.passkey_sign_in`). What it would do and we do not want is switched off: answers in JSON
(and with them tokens in place of sessions), staying signed in, its own sign-out. A cookie alone is worth
nothing: it leads to a row of :class:`app.models.SignIn`, which goes when somebody signs out or is away
(:mod:`app.identity.sessions`).

There is no roles table: ``Membership`` says who somebody is to a programme, and :mod:`app.admission` reads
it. Flask-Security asks for a role model only where its own role commands or decorators are used.

Attempts to sign in are limited for an account and for an address (:mod:`app.identity.attempts`).
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
from importlib import import_module
from typing import Any

from flask import Flask, url_for
from flask_security import FSQLALiteUserDatastore, LoginForm, Security
from flask_security.utils import validate_redirect_url
from flask_wtf import CSRFProtect
from wtforms import Field

from app.db import db
from app.identity import oidc, passkeys, second_factor, second_step, sessions
from app.identity.attempts import TOO_MANY, may_try, succeeded
from app.kept_forms import page_of_form, part_of_page
from app.models import User

SIGN_IN = "sign-in"
WRONG = "The email address or the password is wrong"
MESSAGES = {
    "EMAIL_NOT_PROVIDED": "Enter your email address",
    "INVALID_EMAIL_ADDRESS": "Enter an email address in the correct format, such as name@example.org",
    "PASSWORD_NOT_PROVIDED": "Enter your password",
    "USER_DOES_NOT_EXIST": WRONG,
    "INVALID_PASSWORD": WRONG,
    "DISABLED_ACCOUNT": "This account is closed. Ask whoever gave it to you",
}

csrf = CSRFProtect()
datastore = FSQLALiteUserDatastore(db, User, None)  # type: ignore[arg-type]  # no roles, see above


class SignInForm(LoginForm):
    """Email address and password. Nothing in its errors tells whether an account exists."""

    remember = None  # screens in a practice are shared

    def validate_next(self, field: Field) -> None:
        """Forget where to go afterwards if it is not a page of ours; the home page is always there."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""

    def validate(self, **options: Any) -> bool:  # noqa: ANN401 - the base class's signature
        """Return whether somebody may come in; a wrong address and a wrong password read the same."""
        if not may_try(SIGN_IN, self.email.data or ""):
            self.form_errors = [TOO_MANY]
            return False
        valid: bool = super().validate(**options)
        if valid:
            succeeded(SIGN_IN, self.email.data)
        if WRONG in (*self.email.errors, *self.password.errors):
            self.email.errors = [WRONG]
            self.password.errors = []
        return valid

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the page's error summary: each error and the field that it leads to."""
        fields = (("#email", self.email.errors), ("#password", self.password.errors))
        entries = [{"text": error, "href": href} for href, errors in fields for error in errors]
        return entries + [{"text": error, "href": "#email"} for error in self.form_errors]


def init_app(app: Flask) -> None:
    """Register accounts and the protection of forms with the application."""
    app.config.from_mapping(configuration(app.config["SECRET_KEY"]))
    csrf.init_app(app)
    csrf.exempt(import_module("app.respondent").blueprint)  # the secret link itself is what is asked for
    security = Security(
        app,
        datastore,
        login_form=SignInForm,
        totp_cls=second_factor.CodesOfApps,
        two_factor_verify_code_form=second_factor.CodeForm,
        two_factor_rescue_form=second_factor.NoRescueForm,
        mf_recovery_form=second_factor.RecoveryForm,
    )
    security.want_json(_never)
    app.jinja_env.globals["sign_in_url"] = sign_in_url
    app.jinja_env.globals["part_of_page"] = part_of_page
    app.jinja_env.globals["second_factor_required"] = app.extensions["settings"].second_factor_required
    sessions.init_app(app)
    second_factor.init_app(app)
    second_step.init_app(app)
    passkeys.init_app(app)
    oidc.init_app(app)


# What a hash costs, by RFC 9106's second recommended choice: three passes over 64 MiB.
ARGON2 = {"argon2__time_cost": 3, "argon2__memory_cost": 64 * 1024, "argon2__parallelism": 4}


def configuration(secret_key: str) -> dict[str, object]:
    """Return the settings of Flask-Security and Flask-WTF."""
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": dict(ARGON2),
        "SECURITY_PASSWORD_SALT": derived(secret_key, "password"),
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGIN_USER_TEMPLATE": "security/sign_in.html",
        "SECURITY_LOGOUT_METHODS": None,  # site.sign_out ends the session on the server too
        "SECURITY_FRESHNESS": datetime.timedelta(minutes=-1),
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        **second_factor.configuration(secret_key),
        **{f"SECURITY_MSG_{name}": (text, "error") for name, text in MESSAGES.items()},
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a form may stay open over lunch
        "WTF_CSRF_SSL_STRICT": False,  # it wants the Referer header, which our own policy withholds
    }


def derived(secret_key: str, purpose: str) -> str:
    """Return a key for one purpose, computed from the installation's secret."""
    return hmac.new(secret_key.encode(), f"npt-readiness:{purpose}".encode(), hashlib.sha256).hexdigest()


def sign_in_url() -> str:
    """Return the address of the sign-in page that comes back to the page asked for, or to that of a form."""
    return url_for("security.login", next=page_of_form())


def _never(_request: object) -> bool:
    return False
