"""The way to a new password: a mail with a link that works once. GET changes nothing."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.account.forms import ChooseForm, ForgottenForm
from app.account.guard import blueprint, settings
from app.account_links import letter_of
from app.db import db
from app.errors import LinkError
from app.identity.attempts import TOO_MANY, may_try
from app.models import AccountLetter, LetterKind
from app.operations.audit import Unnamed
from app.operations.order_account_letter import order_account_letter
from app.operations.set_password import set_password_by_letter
from app.queries import account_letters, accounts

RESET = "new password"


@blueprint.get("/forgotten-password")
def forgotten() -> str:
    """Ask for the address that a link is to go to."""
    return render_template("account/forgotten.html", form=ForgottenForm(), mail_is_on=settings().mail_is_on)


@blueprint.post("/forgotten-password")
def send_new_password() -> ResponseReturnValue:
    """Order the mail where the address has an account; the answer is the same where it has none."""
    form = ForgottenForm()
    sound = form.validate_on_submit()
    if sound and not may_try(RESET, form.email.data):
        form.email.errors, sound = [TOO_MANY], False
    if not sound or not settings().mail_is_on:
        page = render_template("account/forgotten.html", form=form, mail_is_on=settings().mail_is_on)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    user = accounts.by_email(form.email.data)
    if user is not None and user.active:
        now = datetime.datetime.now(datetime.UTC)
        order_account_letter(user, LetterKind.NEW_PASSWORD, now, Unnamed.VISITOR)
        db.session.commit()
    return render_template("account/mail_sent.html", email=form.email.data.strip())


@blueprint.get("/set-password/<token>")
def choose(token: str) -> ResponseReturnValue:
    """Ask whoever has the link for a password."""
    letter = _letter(token)
    if letter is None:
        return render_template("account/link_over.html"), HTTPStatus.NOT_FOUND
    return render_template("account/choose.html", form=ChooseForm(letter.user.email), letter=letter)


@blueprint.post("/set-password/<token>")
def set_chosen(token: str) -> ResponseReturnValue:
    """Set the password and end what was signed in; the link is used up."""
    letter = _letter(token)
    if letter is None:
        return render_template("account/link_over.html"), HTTPStatus.NOT_FOUND
    form = ChooseForm(letter.user.email)
    if not form.validate_on_submit():
        page = render_template("account/choose.html", form=form, letter=letter)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    set_password_by_letter(letter, form.password.data)
    db.session.commit()
    flash("Your password is set. Sign in with it.")
    return redirect(url_for("security.login"), 303)


def _letter(token: str) -> AccountLetter | None:
    """Return the letter of a link that is genuine, unused and not too old."""
    try:
        letter_id = letter_of(settings(), token)
    except LinkError:
        return None
    return account_letters.open_letter(letter_id, datetime.datetime.now(datetime.UTC))
