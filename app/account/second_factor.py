"""The second factor: an authenticator app (a QR code, then a code to show that it works), or a passkey."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_security.proxies import _security
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from app.account.forms import AccountForm, AddPasskeyForm, PasswordForm
from app.account.guard import blueprint, settings
from app.admission import audiences_of, signed_in
from app.db import db
from app.identity.attempts import TOO_MANY, may_try, succeeded
from app.identity.second_factor import CODE, WINDOW, WRONG_CODE, is_missing
from app.identity.sessions import NEW_APP_KEY
from app.models import Audience, User
from app.operations.second_factor import stop_using_app, use_app

READERS = frozenset({Audience.LEAD, Audience.EVALUATOR})
SEES_RESULTS = "Your account sees results of many people."
SEES_TO_ACCOUNTS = "Your account opens, changes and erases those of all others."


class NewCodeForm(AccountForm):
    """The first code of the app."""

    code = StringField("Code")

    def __init__(self, user: User, secret: str) -> None:
        """``secret`` is the encrypted one that the app has got."""
        super().__init__()
        self.user, self.secret = user, secret

    def validate_code(self, field: Field) -> None:
        """The app makes the codes that we expect."""
        code = "".join((field.data or "").split())
        if not code:
            raise ValidationError("Enter the code of your app")
        if not may_try(CODE, self.user.email):
            raise ValidationError(TOO_MANY)
        if not _security.totp_factory.verify_totp(code, self.secret, self.user, WINDOW):
            raise ValidationError(WRONG_CODE)
        succeeded(CODE, self.user.email)


@blueprint.get("/account/second-factor")
def second_factor() -> str:
    """Show the QR code, or what is set up."""
    return _page()


@blueprint.post("/account/second-factor")
def set_up() -> ResponseReturnValue:
    """Set up the app whose code was typed, and show recovery codes, once, where there are none yet."""
    user, secret = signed_in(), session.get(NEW_APP_KEY)
    if user.tf_primary_method is not None or not secret:
        return redirect(url_for("account.second_factor"), 303)
    form = NewCodeForm(user, secret)
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    codes = use_app(user, secret)
    db.session.commit()
    session.pop(NEW_APP_KEY)
    if codes:
        return render_template("account/new_recovery_codes.html", codes=codes)
    flash("Your authenticator app is set up.")
    return redirect(url_for("account.second_factor"), 303)


@blueprint.post("/account/second-factor/remove")
def remove() -> ResponseReturnValue:
    """Take the app away; where a second step is required and none is left, the next page sets one up."""
    user = signed_in()
    form = PasswordForm(user)
    if not form.validate_on_submit():
        return _page(password=form), HTTPStatus.UNPROCESSABLE_ENTITY
    stop_using_app(user)
    db.session.commit()
    flash("Your authenticator app is no longer used.")
    return redirect(url_for("account.second_factor"), 303)


def _page(form: NewCodeForm | None = None, password: PasswordForm | None = None) -> str:
    """Return the page in the state of the account."""
    user = signed_in()
    if user.tf_primary_method is not None:
        return render_template("account/second_factor_on.html", form=password or PasswordForm(user))
    return set_up_page(form=form)


def set_up_page(form: NewCodeForm | None = None, passkey: AddPasskeyForm | None = None) -> str:
    """Return the page that offers an app, and a passkey too where it is the first second step."""
    user = signed_in()
    secret = session.setdefault(NEW_APP_KEY, _security.totp_factory.generate_totp_secret())
    return render_template(
        "account/second_factor.html",
        form=form or NewCodeForm(user, secret),
        passkey=passkey or AddPasskeyForm(user),
        app=_security.totp_factory.fetch_setup_values(secret, user),
        is_first=not user.has_second_factor,
        is_missing=is_missing(user, settings()),
        reason=SEES_RESULTS if audiences_of(user) & READERS else SEES_TO_ACCOUNTS,
    )
