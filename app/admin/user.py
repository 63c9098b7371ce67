"""One account: what somebody is, and what is added to it or taken away."""

from __future__ import annotations

import datetime
import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admin.routes import blueprint
from app.admin.user_acts import ACTS
from app.admin.user_forms import GrantForm
from app.admin.users import roles_of, state_of
from app.admission import signed_in
from app.audience_titles import TITLES, title_and_place
from app.db import db
from app.errors import AccountError, NotFoundError
from app.models import Membership, User
from app.operations.change_account import take_membership
from app.operations.create_account import membership
from app.operations.give_access import Access, give_access
from app.queries import audit
from app.queries import users as accounts

USER = "/users/<int(max=2147483647):user>"
OWN_RESULTS = "You look after the service. Ask a programme lead, or another administrator, to give you this"


@blueprint.get(USER)
def user(user: int) -> str:
    """Show one account and what can be done with it."""
    return _page(accounts.user(user), GrantForm())


@blueprint.post(f"{USER}/grants")
def user_give(user: int) -> ResponseReturnValue:
    """Make somebody a manager, lead, evaluator or administrator, too."""
    found, form = accounts.user(user), GrantForm()
    db.session.refresh(found, with_for_update=True)
    if not form.validate() or _has_already(found, form) or _gives_themselves_results(found, form):
        return _page(found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        give_access([Access(found.email, form.grant)], signed_in(), datetime.datetime.now(datetime.UTC))
    except AccountError as error:
        db.session.rollback()
        form.audience.errors = [str(error)]
        return _page(accounts.user(user), form), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    place = form.grant.practice or form.grant.programme
    of = place.name if place else "this service"
    flash(f"{found.email} is {TITLES[form.grant.audience].lower()} of {of} from now on.")
    return redirect(url_for("admin.user", user=user), 303)


@blueprint.route(f"{USER}/grants/<uuid:grant>/remove", methods=["GET", "POST"])
def user_take(user: int, grant: uuid.UUID) -> ResponseReturnValue:
    """Ask whether somebody is to be it no longer; then take it away."""
    found = accounts.user(user)
    taken = _membership(found, grant)
    title, place = title_and_place(taken)
    if request.method == "GET":
        return render_template("admin/user_take.html", user=found, title=title, place=place, problem=None)
    try:
        take_membership(taken, signed_in())
    except AccountError as error:
        db.session.rollback()
        page = render_template(
            "admin/user_take.html", user=accounts.user(user), title=title, place=place, problem=str(error)
        )
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    flash(f"{found.email} is no longer {title.lower()} of {place}.")
    return redirect(url_for("admin.user", user=user), 303)


def _membership(of: User, membership_id: uuid.UUID) -> Membership:
    for each in of.memberships:
        if each.id == membership_id:
            return each
    raise NotFoundError(f"user {of.id} has no membership {membership_id}")


def _has_already(of: User, form: GrantForm) -> bool:
    wanted = membership(form.grant)
    key = (wanted.audience, wanted.programme_id, wanted.practice_id)
    if key not in {(each.audience, each.programme_id, each.practice_id) for each in of.memberships}:
        return False
    form.audience.errors = ["They are that already"]
    return True


def _by_title_and_place(grant: tuple[str, str, Membership]) -> tuple[str, str, str]:
    title, place, each = grant
    return title, place, str(each.id)


def _gives_themselves_results(of: User, form: GrantForm) -> bool:
    """Refuse where an administrator would see results without anybody else having said so."""
    if of.id != signed_in().id:
        return False
    form.audience.errors = [OWN_RESULTS]
    return True


def _page(of: User, form: GrantForm) -> str:
    invited = accounts.invited([of.id])
    # Places may have the same name: their ids keep the order.
    grants = sorted(((*title_and_place(each), each) for each in of.memberships), key=_by_title_and_place)
    return render_template(
        "admin/user.html",
        user=of,
        form=form,
        grants=[(title, place, each) for title, place, each in grants],
        roles=roles_of(of),
        state=state_of(of, invited),
        invited_until=invited.get(of.id),
        last_sign_in=audit.last_sign_ins([of.id]).get(of.id),
        acts=[(name, act) for name, act in ACTS.items() if act.fits(of)],
    )
