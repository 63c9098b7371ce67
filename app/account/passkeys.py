"""The passkeys of somebody's account: added with a name, listed, removed."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.account.forms import AddPasskeyForm, RemovePasskeyForm
from app.account.guard import blueprint, settings
from app.account.second_factor import set_up_page
from app.admission import signed_in
from app.db import db
from app.errors import PasskeyError
from app.identity.passkeys import added, options_to_add
from app.identity.second_factor import needs_one
from app.models import Passkey, User
from app.operations.passkeys import remove_passkey as remove
from app.operations.second_factor import first_recovery_codes
from app.queries import passkeys as found

NOTHING_CAME = "Your browser made no passkey. Try again, or use another browser or device"


@blueprint.get("/account/passkeys")
def passkeys() -> str:
    """List the passkeys and offer to add one."""
    return _page(AddPasskeyForm(signed_in()))


@blueprint.post("/account/passkeys/options")
def passkey_options() -> ResponseReturnValue:
    """Tell the browser what passkey to make, once the form is in order."""
    user = signed_in()
    if not AddPasskeyForm(user).validate_on_submit():
        return jsonify(), HTTPStatus.UNPROCESSABLE_ENTITY
    options = options_to_add(user)
    db.session.commit()
    return jsonify(options)


@blueprint.post("/account/passkeys")
def add_passkey() -> ResponseReturnValue:
    """Add the passkey that the browser has made; with the first second step come recovery codes."""
    user = signed_in()
    form = AddPasskeyForm(user)
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        added(user, form.name.data, form.credential.data or "")
    except PasskeyError as error:
        db.session.commit()  # the challenge is used up
        form.name.errors = [str(error) if form.credential.data else NOTHING_CAME]
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    codes = first_recovery_codes(user)
    db.session.commit()
    if codes:
        return render_template("account/new_recovery_codes.html", codes=codes)
    flash(f"The passkey {form.name.data} is added.")
    return redirect(url_for("account.passkeys"), 303)


@blueprint.get("/account/passkeys/<uuid:passkey>/remove")
def passkey_remove(passkey: uuid.UUID) -> str:
    """Say what removing a passkey means and ask once more."""
    return _ask(found.of_user(signed_in(), passkey), RemovePasskeyForm(signed_in()))


@blueprint.post("/account/passkeys/<uuid:passkey>/remove")
def remove_passkey(passkey: uuid.UUID) -> ResponseReturnValue:
    """Remove a passkey, unless it is the last second step of somebody who needs one."""
    user = signed_in()
    row = found.of_user(user, passkey)
    form = RemovePasskeyForm(user)
    if is_last_needed(user) or not form.validate_on_submit():
        return _ask(row, form), HTTPStatus.UNPROCESSABLE_ENTITY
    remove(row)
    db.session.commit()
    flash(f"The passkey {row.name} is removed. Delete it on your device too.")
    return redirect(url_for("account.passkeys"), 303)


def is_last_needed(user: User) -> bool:
    """Return whether the user must keep the passkey that is left."""
    return needs_one(user, settings()) and len(user.passkeys) == 1 and user.tf_primary_method is None


def _page(form: AddPasskeyForm) -> str:
    """Return the list; for whoever has no second step and needs one, the page on which all of this began."""
    user = signed_in()
    if needs_one(user, settings()) and not user.has_second_factor:
        return set_up_page(passkey=form)
    return render_template("account/passkeys.html", form=form, passkeys=user.passkeys)


def _ask(passkey: Passkey, form: RemovePasskeyForm) -> str:
    user = signed_in()
    return render_template(
        "account/passkey_remove.html",
        passkey=passkey,
        form=form,
        must_stay=is_last_needed(user),
        is_last=len(user.passkeys) == 1,
        has_app=user.tf_primary_method is not None,
    )
