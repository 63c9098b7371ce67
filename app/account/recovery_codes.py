"""Recovery codes: how many are left, and new ones."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security.proxies import _security

from app.account.forms import PasswordForm
from app.account.guard import blueprint
from app.admission import signed_in
from app.db import db
from app.operations.second_factor import renew_recovery_codes


@blueprint.get("/account/recovery-codes")
def recovery_codes() -> str:
    """Say how many codes are left and offer new ones; without a second step there is nothing to recover."""
    return _page(PasswordForm(signed_in()))


@blueprint.post("/account/recovery-codes")
def new_recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes and show them, once; the old ones are worth nothing from now on."""
    user = signed_in()
    if not user.has_second_factor:
        return redirect(url_for("account.second_factor"), 303)
    form = PasswordForm(user)
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    codes = renew_recovery_codes(user)
    db.session.commit()
    return render_template("account/new_recovery_codes.html", codes=codes)


def codes_left() -> int:
    """Return how many recovery codes the signed-in user has left."""
    return len(_security.mf_recovery_codes_util.get_recovery_codes(signed_in()))


def _page(form: PasswordForm) -> str:
    has_step = signed_in().has_second_factor
    return render_template("account/recovery_codes.html", form=form, left=codes_left(), has_step=has_step)
