"""Setting up the second factor: a QR code for the app, a code to show that it works, recovery codes once."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_security.proxies import _security
from wtforms import Field, PasswordField, StringField
from wtforms.validators import ValidationError

from app.account.forms import AccountForm
from app.account.guard import blueprint, settings
from app.accounts import datastore
from app.admission import signed_in
from app.db import db
from app.identity.attempts import TOO_MANY, may_try, succeeded
from app.identity.second_factor import CODE, METHOD, NEED_IT, WINDOW, WRONG_CODE, is_missing
from app.models import User

log = logging.getLogger(__name__)

KEPT = "new_second_factor"  # in the cookie: the secret, encrypted with the installation's key


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
        if not may_try(CODE, str(self.user.id)):
            raise ValidationError(TOO_MANY)
        if not _security.totp_factory.verify_totp(code, self.secret, self.user, WINDOW):
            raise ValidationError(WRONG_CODE)
        succeeded(CODE, str(self.user.id))


class PasswordForm(AccountForm):
    """The password again: whoever found a screen open does not know it."""

    password = PasswordField("Your password")

    def __init__(self, user: User) -> None:
        """``user`` is whose password it must be."""
        super().__init__()
        self.user = user

    def validate_password(self, field: Field) -> None:
        """It is the account's."""
        if not field.data:
            raise ValidationError("Enter your password")
        if not may_try("password again", str(self.user.id)):
            raise ValidationError(TOO_MANY)
        if not self.user.verify_and_update_password(_security.password_util.normalize(field.data)):
            raise ValidationError("The password is wrong")


@blueprint.get("/account/second-factor")
def second_factor() -> str:
    """Show the QR code, or what is set up."""
    return _page()


@blueprint.post("/account/second-factor")
def set_up() -> ResponseReturnValue:
    """Set up the app whose code was typed, and show the recovery codes, once."""
    user, secret = signed_in(), session.get(KEPT)
    if user.tf_primary_method is not None or not secret:
        return redirect(url_for("account.second_factor"), 303)
    form = NewCodeForm(user, secret)
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    datastore.tf_set(user, METHOD, totp_secret=secret)
    codes = _security.mf_recovery_codes_util.create_recovery_codes(user)
    db.session.commit()
    session.pop(KEPT)
    log.info("second factor set up: user %s", user.id)
    return render_template("account/recovery_codes.html", codes=codes)


@blueprint.post("/account/second-factor/recovery-codes")
def new_recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes; the old ones are worth nothing from now on."""
    form = PasswordForm(signed_in())
    if not form.validate_on_submit():
        return _page(password=form), HTTPStatus.UNPROCESSABLE_ENTITY
    codes = _security.mf_recovery_codes_util.create_recovery_codes(signed_in())
    db.session.commit()
    log.info("recovery codes made anew: user %s", signed_in().id)
    return render_template("account/recovery_codes.html", codes=codes)


@blueprint.post("/account/second-factor/remove")
def remove() -> ResponseReturnValue:
    """Take the app away; where it is required the next page sets up another."""
    user = signed_in()
    form = PasswordForm(user)
    if not form.validate_on_submit():
        return _page(password=form), HTTPStatus.UNPROCESSABLE_ENTITY
    datastore.tf_reset(user)
    datastore.mf_set_recovery_codes(user, None)
    db.session.commit()
    log.info("second factor removed: user %s", user.id)
    flash("Your authenticator app is no longer used.")
    return redirect(url_for("account.second_factor"), 303)


def _page(form: NewCodeForm | None = None, password: PasswordForm | None = None) -> str:
    """Return the page in the state of the account."""
    user = signed_in()
    if user.tf_primary_method is not None:
        left = len(_security.mf_recovery_codes_util.get_recovery_codes(user))
        return render_template(
            "account/second_factor_on.html", form=password or PasswordForm(user), codes_left=left
        )
    secret = session.setdefault(KEPT, _security.totp_factory.generate_totp_secret())
    return render_template(
        "account/second_factor.html",
        form=form or NewCodeForm(user, secret),
        app=_security.totp_factory.fetch_setup_values(secret, user),
        is_missing=is_missing(user, settings()),
        is_required=any(each.audience in NEED_IT for each in user.memberships),
    )
