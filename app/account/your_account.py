"""Your account: what you may see, your password, your second step, and the way out on every device."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import logout_user
from wtforms import Field, PasswordField
from wtforms.validators import ValidationError

from app.account.forms import PasswordForm
from app.account.guard import blueprint
from app.account.recovery_codes import codes_left
from app.admission import signed_in
from app.audience_titles import title_and_place
from app.db import db
from app.models import User
from app.operations.end_sessions import end_sessions
from app.operations.set_password import problem_of, set_password
from app.queries import accounts


class ChangeForm(PasswordForm):
    """The password that is there, and the one that is to be."""

    new_password = PasswordField("New password")

    def validate_new_password(self, field: Field) -> None:
        """The new one is not soon guessed, and is new."""
        problem = problem_of(field.data or "", self.user.email)
        if problem is None and field.data == self.password.data:
            problem = "The new password is the old one. Choose another"
        if problem is not None:
            raise ValidationError(problem)


@blueprint.get("/account")
def yours() -> str:
    """Show what the account is and what can be changed."""
    user = signed_in()
    return render_template("account/yours.html", user=user, roles=roles_of(user), codes_left=codes_left())


@blueprint.get("/account/password")
def password() -> str:
    """Ask for the password that is there and for a new one."""
    return render_template("account/password.html", form=ChangeForm(signed_in()))


@blueprint.post("/account/password")
def change_password() -> ResponseReturnValue:
    """Set the new password; wherever the account is signed in, it is signed out."""
    form = ChangeForm(signed_in())
    if not form.validate_on_submit():
        return render_template("account/password.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    set_password(signed_in(), form.new_password.data)
    db.session.commit()
    return _out("Your password is changed. Sign in with the new one.")


@blueprint.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every sign-in of the account."""
    end_sessions(signed_in(), signed_in())
    db.session.commit()
    return _out("You are signed out on every device.")


def roles_of(user: User) -> list[tuple[str, str]]:
    """Return (what somebody is, of what) for the page, without the names of what they may not see."""
    return sorted(title_and_place(each) for each in accounts.places_of(user))


def _out(message: str) -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash(message)
    return redirect(url_for("security.login"), 303)
