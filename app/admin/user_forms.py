"""The forms of accounts: the filter of the list, somebody new, and what somebody is to be."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from app import mail_addresses
from app.audience_titles import TITLES
from app.models import Audience, Practice, Programme
from app.operations.create_account import Grant
from app.queries import accounts, users
from app.queries.users import Wanted
from app.typed_text import one_line

OF_PROGRAMMES = frozenset(Audience) - {Audience.ADMINISTRATOR}
NOT_OF_PRACTICES = frozenset(Audience) - {Audience.MANAGER}
MOST_SHOWN = 60  # letters of what was typed, in a message
ORDER = ("email", "audience", "programme", "practice")  # of the fields on the page


def _stripped(text: str | None) -> str:
    return (text or "").strip()


def _refusal(address: str, error: ValueError) -> str:
    """Return why an address is not taken: by its beginning, and by what cannot be seen in it."""
    seen = one_line(address)
    if not seen:
        return "The address is empty or holds invisible signs only. Type it again"
    if any(not letter.isprintable() for letter in address):
        return f"“{_cut(seen)}” holds invisible signs. Delete it and type it again"
    return f"“{_cut(seen)}” {error}"


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


class UsersForm(Form):  # type: ignore[misc]  # WTForms has no types
    """The filter of the list. It comes by GET, so it carries no token and changes nothing."""

    email = StringField(
        "Part of the address", filters=[lambda text: one_line(text)[: mail_addresses.LONGEST]]
    )
    audience = SelectField("Who they are", validate_choice=False, default="")
    programme = SelectField("Programme", validate_choice=False, default="")

    def __init__(self, sent: MultiDict[str, str], programmes: Mapping[uuid.UUID, str]) -> None:
        """``sent`` is the query of the address; what it chooses that is not there, is no choice."""
        super().__init__(sent)
        self.audience.choices = [("", "Anybody"), *((each.value, title) for each, title in TITLES.items())]
        self.programme.choices = [("", "Any"), *((key.hex, name) for key, name in programmes.items())]
        for field in (self.audience, self.programme):
            if field.data not in dict(field.choices):
                field.data = ""

    @property
    def wanted(self) -> Wanted:
        """What to look for."""
        audience = Audience(self.audience.data) if self.audience.data else None
        programme = uuid.UUID(self.programme.data) if self.programme.data else None
        return Wanted(self.email.data, audience, programme)

    @property
    def kept(self) -> dict[str, str]:
        """What was filled in, as the links to other pages of the list carry it."""
        return {field.name: field.data for field in self if field.data}


class GrantForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What somebody is to be, and of what."""

    audience = RadioField("What they are to be", validate_choice=False, default="")
    programme = SelectField("Programme", validate_choice=False, default="")
    practice = StringField("Practice", filters=[_stripped])

    def __init__(self) -> None:
        super().__init__()
        self.programmes: dict[str, Programme] = {each.slug: each for each in users.programmes_to_give()}
        self.audience.choices = [(each.value, title) for each, title in TITLES.items()]
        choices = [(slug, each.name) for slug, each in self.programmes.items()]
        self.programme.choices = [("", "Choose a programme"), *choices]
        self.place: Practice | None = None

    def validate_audience(self, field: Field) -> None:
        """They are to be something."""
        if field.data not in set(Audience):
            raise ValidationError("Choose what they are to be")

    def validate_programme(self, field: Field) -> None:
        """Everybody but an administrator belongs to a programme."""
        if self.audience.data in OF_PROGRAMMES and field.data not in self.programmes:
            raise ValidationError("Choose the programme")
        if self.audience.data == Audience.ADMINISTRATOR and field.data:
            raise ValidationError(
                "Choose no programme: an administrator sees to the whole service, and no results"
            )

    def validate_practice(self, field: Field) -> None:
        """A manager manages one practice of the programme; nobody else is given one."""
        if self.audience.data in NOT_OF_PRACTICES and field.data:
            raise ValidationError("Leave the practice empty: only a manager belongs to one")
        programme = self.programmes.get(self.programme.data)
        if self.audience.data != Audience.MANAGER or programme is None:
            return
        if not field.data:
            raise ValidationError("Enter the practice that they manage")
        found = users.practices_called(programme, field.data)
        if not found:
            raise ValidationError(f"There is no practice “{_cut(field.data)}” in {programme.name}")
        if len(found) > 1:
            names = ", ".join(each.ods_code or each.slug for each in found[:5])
            raise ValidationError(f"Several practices are called that. Enter one of {names}")
        self.place = found[0]

    @property
    def grant(self) -> Grant:
        """What was chosen, of a form that is valid."""
        audience = Audience(self.audience.data)
        if audience is Audience.ADMINISTRATOR:
            return Grant(audience)
        if audience is Audience.MANAGER:
            return Grant(audience, practice=self.place)
        return Grant(audience, self.programmes[self.programme.data])

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the error summary, in the order of the page."""
        errors: Mapping[str, Sequence[str]] = self.errors
        return [{"text": text, "href": f"#{name}"} for name in ORDER for text in errors.get(name, ())]


class NewUserForm(GrantForm):
    """Somebody new."""

    email = StringField("Email address", filters=[_stripped])

    def validate_email(self, field: Field) -> None:
        """It is an address that has no account."""
        if not field.data:
            raise ValidationError("Enter their email address")
        try:
            field.data = mail_addresses.spelled(field.data)
        except ValueError as error:
            raise ValidationError(_refusal(field.data, error)) from error
        if accounts.by_email(field.data) is not None:
            raise ValidationError("This address has an account already. Find it in the list of accounts")
