"""The list of accounts, and the way to a new one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.account_links import account_link
from app.admin.routes import blueprint, settings
from app.admin.user_forms import NewUserForm, UsersForm
from app.admission import signed_in
from app.audience_titles import title_and_place
from app.db import db
from app.errors import AccountError
from app.models import AccountLetter, User
from app.operations.order_account_letter import invite_user
from app.queries import audit
from app.queries import users as accounts


@dataclass(frozen=True, slots=True)
class Line:
    """One account in the list."""

    user: User
    roles: tuple[tuple[str, str], ...]
    state: str
    last_sign_in: datetime.datetime | None


@blueprint.get("/users")
def users() -> str:
    """List the accounts."""
    form = UsersForm(request.args, audit.programme_names())
    page = accounts.users(form.wanted, request.args.get("page", 1, type=int))
    ids = [each.id for each in page.rows]
    last, invited = audit.last_sign_ins(ids), accounts.invited(ids)
    lines = [Line(each, roles_of(each), state_of(each, invited), last.get(each.id)) for each in page.rows]
    return render_template("admin/users.html", form=form, page=page, lines=lines)


@blueprint.route("/users/new", methods=["GET", "POST"])
def user_new() -> ResponseReturnValue:
    """Ask who is to have an account and what they are to be; then invite them."""
    form = NewUserForm()
    if request.method == "GET":
        return _ask(form)
    if not form.validate():
        return _ask(form), HTTPStatus.UNPROCESSABLE_ENTITY
    now, by_mail = datetime.datetime.now(datetime.UTC), settings().mail_is_on
    try:
        letter = invite_user(form.email.data, [form.grant], now, signed_in(), by_mail=by_mail)
    except AccountError as error:  # somebody else was faster
        db.session.rollback()
        form.email.errors = [str(error)]
        return _ask(form), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    return handed_out(letter)


def handed_out(letter: AccountLetter) -> ResponseReturnValue:
    """Say that a letter is on its way; where mail is off, show its link once."""
    user = letter.user
    if settings().mail_is_on:
        flash(f"The worker sends a mail to {user.email}, with a link that sets a password once.")
        return redirect(url_for("admin.user", user=user.id), 303)
    return render_template(
        "admin/user_link.html", user=user, letter=letter, link=account_link(settings(), letter.id)
    )


def roles_of(user: User) -> tuple[tuple[str, str], ...]:
    """Return (what somebody is, of what), a manager's with the programme."""
    found = []
    for each in user.memberships:
        title, place = title_and_place(each)
        programme = each.programme.name if each.practice and each.programme else ""
        found.append((title, f"{place}, {programme}" if programme else place))
    return tuple(sorted(found))


def state_of(user: User, invited: Mapping[int, datetime.datetime]) -> str:
    """Return whether somebody can sign in, in one word."""
    if not user.active:
        return "closed"
    return "invited" if user.id in invited else "open"


def _ask(form: NewUserForm) -> str:
    return render_template("admin/user_new.html", form=form, mail_is_on=settings().mail_is_on)
