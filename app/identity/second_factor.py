"""The second factor: codes of an authenticator app (TOTP), and recovery codes for the day the phone is lost.

Flask-Security asks for the code between the password and the session. Setting it up is our own page
(:mod:`app.account.second_factor`), so its pages for that are switched off. The other second factor is a
passkey (:mod:`app.identity.passkeys`); :mod:`app.identity.second_step` says which of the two is asked for.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
from typing import Any

import segno
from flask import Flask, abort, request
from flask_security import Totp, TwoFactorRescueForm, TwoFactorVerifyCodeForm, UserMixin
from flask_security.recovery_codes import MfRecoveryForm
from wtforms import RadioField

from app.identity.attempts import TOO_MANY, may_try, succeeded
from app.models import Audience, User
from app.operations.audit import record
from app.settings import Settings

NEED_IT = frozenset({Audience.LEAD, Audience.EVALUATOR, Audience.ADMINISTRATOR})
WRONG_CODE = "The code is wrong or was used before. Enter the code that your app shows now"
WRONG_RECOVERY_CODE = "This is not one of your recovery codes, or it was used before"
WINDOW = 30  # seconds that a phone's clock may be wrong
CODE = "second factor"
# Pages of Flask-Security that are not ours: setting up, being rescued by mail, choosing among methods.
SWITCHED_OFF = frozenset(
    f"security.{name}"
    for name in (
        "two_factor_setup",
        "two_factor_setup_validate",
        "two_factor_rescue",
        "tf_select",
        "mf_recovery_codes",
        "verify",
    )
)


class CodesOfApps(Totp):
    """Codes that work once each, and their QR code made by segno."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Return when the last code that was taken was made."""
        assert isinstance(user, User)
        return user.tf_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:  # noqa: ANN401 - passlib has no types
        """Keep when a code was made: neither it nor an older one is taken again."""
        assert isinstance(user, User)
        user.tf_last_counter = tmatch.counter

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Return the QR code as the address of an image."""
        picture = io.BytesIO()
        code = segno.make(self.get_totp_uri(username, totp), micro=False)
        code.save(picture, kind="svg", scale=5, border=4)
        return "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode()


class CodeForm(TwoFactorVerifyCodeForm):
    """The code of the app, between the password and the session. As with passwords, tries are counted."""

    def validate(self, **options: Any) -> bool:  # noqa: ANN401 - the base class's signature
        """Return whether the code is right; spaces in it do not matter."""
        self.code.data = "".join((self.code.data or "").split())
        if self.user is None or not may_try(CODE, self.user.email):
            self.code.errors = [TOO_MANY]
            return False
        valid: bool = super().validate(**options)
        if valid:
            succeeded(CODE, self.user.email)
        elif not self.code.data:
            self.code.errors = ["Enter the code of your app"]
        return valid

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the page's error summary."""
        return [{"text": error, "href": "#code"} for error in self.code.errors]


class NoRescueForm(TwoFactorRescueForm):
    """Flask-Security builds this beside the code's form. Nobody is rescued by mail: it is never shown."""

    help_setup = RadioField(choices=[], validate_choice=False)


class RecoveryForm(MfRecoveryForm):
    """A recovery code in place of the app's."""

    def validate(self, **options: Any) -> bool:  # noqa: ANN401 - the base class's signature
        """Return whether it is one of the codes; each works once."""
        self.code.data = (self.code.data or "").strip().lower()
        if self.user is None or not may_try(CODE, self.user.email):
            self.code.errors = [TOO_MANY]
            return False
        valid: bool = super().validate(**options)
        if valid:
            assert isinstance(self.user, User)
            succeeded(CODE, self.user.email)
            record("account.recovery_code_used", self.user, self.user.email)
        elif not self.code.data:
            self.code.errors = ["Enter a recovery code"]
        return valid

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the page's error summary."""
        return [{"text": error, "href": "#code"} for error in self.code.errors]


def init_app(app: Flask) -> None:
    """Switch off the pages that are not ours."""
    app.before_request(_hide)


def configuration(secret_key: str) -> dict[str, object]:
    """Return Flask-Security's settings of the second factor."""
    recovery_key = hmac.new(secret_key.encode(), b"npt-readiness:recovery codes", hashlib.sha256).digest()
    secret = hmac.new(secret_key.encode(), b"npt-readiness:totp", hashlib.sha256).hexdigest()
    return {
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_IMPLEMENTATIONS": {"code": "app.identity.second_step.SecondStep"},
        # Which methods its own page for setting up would offer. That is switched off; naming "authenticator"
        # here would only make it ask for another library of QR codes.
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["none"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": WINDOW,
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "security/code.html",
        "SECURITY_TOTP_SECRETS": {"1": secret},
        "SECURITY_TOTP_ISSUER": "NPT Readiness",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [base64.urlsafe_b64encode(recovery_key)],
        "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery-code",
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "security/recovery_code.html",
        "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (WRONG_CODE, "error"),
        "SECURITY_MSG_INVALID_RECOVERY_CODE": (WRONG_RECOVERY_CODE, "error"),
    }


def needs_one(user: User, settings: Settings) -> bool:
    """Return whether the user must have a second factor."""
    if not settings.second_factor_required:
        return False
    return any(membership.audience in NEED_IT for membership in user.memberships)


def is_missing(user: User, settings: Settings) -> bool:
    """Return whether the user must set up a second factor before anything else."""
    return needs_one(user, settings) and not user.has_second_factor


def _hide() -> None:
    if request.endpoint in SWITCHED_OFF:
        abort(404)
