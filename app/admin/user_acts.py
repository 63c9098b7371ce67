"""What can be done with an account in one step: each asks first, says what will happen, and is entered."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admin.routes import blueprint, settings
from app.admin.users import handed_out
from app.admission import signed_in
from app.db import db
from app.errors import AccountError, NotFoundError
from app.models import LetterKind, User
from app.operations.change_account import close_account, open_account
from app.operations.end_sessions import end_sessions
from app.operations.order_account_letter import order_account_letter
from app.operations.second_factor import remove_second_factor
from app.queries import users as accounts


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: ``fits`` says with which accounts; ``do`` does it, None stands for a letter."""

    title: str
    consequence: str
    done: str
    fits: Callable[[User], bool]
    do: Callable[[User, User], None] | None = None
    hurts: bool = False


def _is_open(user: User) -> bool:
    return user.active


def _is_closed(user: User) -> bool:
    return not user.active


def _has_second_factor(user: User) -> bool:
    return user.active and user.has_second_factor


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "letter": Act(
            "Send a link for a new password",
            "Links that were sent before stop working. The password stays until a new one is set. Whoever "
            "was invited and has not come yet gets a new invitation, good for 7 days; anybody else a link "
            "that is good for one hour.",
            "",
            _is_open,
        ),
        "second-factor": Act(
            "Take away the second step",
            "For somebody who has lost their phone or key and the recovery codes. Make sure that it is they "
            "who ask: ring them. Their authenticator app, passkeys and recovery codes are forgotten and they "
            "are signed out. The password stays. Leads, evaluators and administrators set up a new second "
            "step when they sign in.",
            "has no second step any more and is signed out.",
            _has_second_factor,
            remove_second_factor,
            hurts=True,
        ),
        "sign-out": Act(
            "Sign out on every device",
            "For a lost phone or a screen left open. They can sign in again at once.",
            "is signed out on every device.",
            _is_open,
            end_sessions,
        ),
        "close": Act(
            "Close the account",
            "They are signed out at once and cannot sign in any more; links for a password stop working. "
            "What they may see is kept, should the account be opened again, and so is what they did in the "
            "list of who did what.",
            "is closed.",
            _is_open,
            close_account,
            hurts=True,
        ),
        "open": Act(
            "Open the account again",
            "They can sign in with the password and the second step that they had, and see what the account "
            "lists. Check the list first.",
            "is open again.",
            _is_closed,
            open_account,
        ),
    }
)


ACT = "<any(letter, 'second-factor', 'sign-out', close, open):act>"


@blueprint.route(f"/users/<int(max=2147483647):user>/{ACT}", methods=["GET", "POST"])
def user_act(user: int, act: str) -> ResponseReturnValue:
    """Say what an act would do and ask; then do it."""
    found, chosen = accounts.user(user), ACTS[act]
    if not chosen.fits(found):
        raise NotFoundError(f"{act} does not fit user {user}")
    if request.method == "GET":
        return _ask(found, chosen)
    if chosen.do is None:
        return _send_letter(found)
    try:
        chosen.do(found, signed_in())
    except AccountError as error:
        db.session.rollback()
        return _ask(accounts.user(user), chosen, str(error)), HTTPStatus.UNPROCESSABLE_ENTITY
    db.session.commit()
    flash(f"{found.email} {chosen.done}")
    return redirect(url_for("admin.user", user=user), 303)


def _send_letter(user: User) -> ResponseReturnValue:
    was_invited = user.id in accounts.invited([user.id])
    kind = LetterKind.INVITATION if was_invited else LetterKind.NEW_PASSWORD
    now = datetime.datetime.now(datetime.UTC)
    letter = order_account_letter(user, kind, now, signed_in(), by_mail=settings().mail_is_on)
    db.session.commit()
    return handed_out(letter)


def _ask(user: User, act: Act, problem: str | None = None) -> str:
    return render_template(
        "admin/user_act.html", user=user, act=act, problem=problem, mail_is_on=settings().mail_is_on
    )
