"""The forms of an account, and what can be wrong with them."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField
from wtforms.validators import ValidationError

from app.operations.set_password import problem_of


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
