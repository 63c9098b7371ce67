"""The forms of an account, and what can be wrong with them."""

from __future__ import annotations

from flask_security.proxies import _security
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from app.identity.attempts import TOO_MANY, may_try
from app.identity.sessions import is_fresh
from app.models import User
from app.operations.set_password import problem_of
from app.typed_text import one_line

LONGEST_NAME = 60


class AccountForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form whose errors head the page and lead to their fields."""

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the error summary, in the order of the page."""
        return [{"text": text, "href": f"#{name}"} for name, texts in self.errors.items() for text in texts]


class ForgottenForm(AccountForm):
    """The address that a mail is to go to."""

    email = EmailField("Email address")

    def validate_email(self, field: Field) -> None:
        """It looks like an address. Whether it has an account is not said."""
        address = (field.data or "").strip()
        if not address:
            raise ValidationError("Enter your email address")
        if "@" not in address[1:-1] or any(letter.isspace() for letter in address) or len(address) > 255:
            raise ValidationError("Enter an email address in the correct format, such as name@example.org")


class ChooseForm(AccountForm):
    """A password that is chosen. Asked once: it can be shown while it is typed."""

    password = PasswordField("New password")

    def __init__(self, email: str) -> None:
        """``email`` is the account's: the password must not contain it."""
        super().__init__()
        self.email = email

    def validate_password(self, field: Field) -> None:
        """The password is one that is not soon guessed."""
        problem = problem_of(field.data or "", self.email)
        if problem is not None:
            raise ValidationError(problem)


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
        if not may_try("password again", self.user.email):
            raise ValidationError(TOO_MANY)
        if not self.user.verify_and_update_password(_security.password_util.normalize(field.data)):
            raise ValidationError("The password is wrong")


class RemovePasskeyForm(PasswordForm):
    """The password again, unless it was given a moment ago."""

    @property
    def asks_password(self) -> bool:
        """Whether the page shows the field."""
        return not is_fresh()

    def validate_password(self, field: Field) -> None:
        """It is the account's, where it is asked for."""
        if self.asks_password:
            super().validate_password(field)


class AddPasskeyForm(RemovePasskeyForm):
    """What to call a passkey, and what the browser says of it once it has made one."""

    name = StringField("Name of the passkey")
    credential = HiddenField()

    def validate_password(self, field: Field) -> None:
        """Asked for before the passkey is made: the answer needs a challenge that nobody gets without."""
        if not self.credential.data:
            super().validate_password(field)

    def validate_name(self, field: Field) -> None:
        """There is a name, and no other passkey of this account has it."""
        field.data = one_line(field.data)
        if not field.data:
            raise ValidationError("Enter a name, such as Work phone")
        if len(field.data) > LONGEST_NAME:
            raise ValidationError(f"The name must have at most {LONGEST_NAME} characters")
        if field.data.casefold() in {each.name.casefold() for each in self.user.passkeys}:
            raise ValidationError("You have a passkey of this name. Choose another name")
