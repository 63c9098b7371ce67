"""The step between the password and the session: a passkey, the code of an app, or a recovery code.

Flask-Security asks :class:`SecondStep` after each password (and after the organisation's sign-in) whether
there is such a step, and where it is.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import UserMixin
from flask_security.tf_plugin import TfPluginBase, tf_check_state
from werkzeug import Response

from app.models import User

CODE_PAGE = "security.two_factor_token_validation"
PASSKEY_PAGE = "account.passkey_step"
READY = "ready"


class SecondStep(TfPluginBase):
    """One step for everybody, whatever they have set up: the pages lead to each other."""

    def create_blueprint(self, app: Flask, bp: Any, state: Any) -> None:  # noqa: ANN401 - as the base class
        """Add nothing: the pages are in :mod:`app.account` and Flask-Security."""

    def get_setup_methods(self, user: UserMixin) -> list[tuple[str, str]]:
        """Return the step, where the user has set one up."""
        assert isinstance(user, User)
        return [("second step", "Second step")] if user.has_second_factor else []

    def tf_login(self, user: UserMixin, json_payload: dict[str, Any], next_loc: str | None) -> Response:
        """Lead to the page of the step: the passkey's for who has one, with a way to the others."""
        assert isinstance(user, User)
        session["tf_state"] = READY
        return redirect(url_for(PASSKEY_PAGE if user.passkeys else CODE_PAGE, next=next_loc or None))


def init_app(app: Flask) -> None:
    """Keep whoever has no app away from the page of its code."""
    app.before_request(_lead_to_passkey)


def half_in() -> User | None:
    """Return the user who has given the password and not yet the second step, if there is one."""
    found = tf_check_state([READY])
    assert found is None or isinstance(found, User)
    return found


def _lead_to_passkey() -> ResponseReturnValue | None:
    if request.endpoint != CODE_PAGE or session.get("tf_state") != READY:
        return None
    user = half_in()
    if user is None or user.tf_primary_method is not None:
        return None
    return redirect(url_for(PASSKEY_PAGE), 303)
