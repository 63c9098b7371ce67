"""The form that gives somebody access to a programme: whom, as what, and of which practice."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import RadioField, StringField
from wtforms.fields import SelectChoice

from app import mail_addresses
from app.models import Audience, Practice, Programme
from app.operations.create_account import Grant
from app.operations.give_access import CLOSED, Access
from app.programme.practice_form import ProblemsForm
from app.queries import accounts, people
from app.typed_text import one_line

MOST_NAMED = 5
TITLES = {
    Audience.LEAD: "leads the programme",
    Audience.EVALUATOR: "evaluates the programme",
    Audience.MANAGER: "manages",
}


class InvitationForm(ProblemsForm):
    """Somebody who is to have access: by address, as what, and of which practice."""

    email = StringField("Email address", filters=[one_line])
    audience = RadioField(
        "What they are",
        choices=[
            SelectChoice(Audience.MANAGER.value, "Manager of a practice"),
            SelectChoice(Audience.EVALUATOR.value, "Evaluator of the programme"),
        ],
        default=Audience.MANAGER.value,
        validate_choice=False,
    )
    practice = StringField("Practice that they manage", filters=[one_line])

    def access(self, programme: Programme) -> Access | None:
        """Return what is to be given; None with a problem beside each field that is wrong."""
        email = self._address()
        grant: Grant | None = None
        if self.audience.data == Audience.EVALUATOR:
            grant = Grant(Audience.EVALUATOR, programme=programme)
            if self.practice.data:
                self.refuse("practice", "Leave the practice empty: an evaluator reads all of the programme")
        elif self.audience.data == Audience.MANAGER:
            practice = self._practice(programme)
            grant = Grant(Audience.MANAGER, practice=practice) if practice else None
        else:
            self.refuse("audience", "Choose what they are")
        if email and grant and (what := has_already(email, grant)):
            self.refuse("email", f"{email} {what} already. A new link can be sent from the list of people")
        if email is None or grant is None or self.problems or not self.validate():
            return None
        return Access(email, grant)

    def _address(self) -> str | None:
        try:
            email = mail_addresses.spelled(self.email.data)
        except ValueError:
            self.refuse("email", "Enter an email address in the correct format, such as name@example.org")
            return None
        if accounts.is_closed(email):
            self.refuse("email", CLOSED.format(email))
        return email

    def _practice(self, programme: Programme) -> Practice | None:
        text = self.practice.data
        if not text:
            self.refuse("practice", "Enter the practice's name or ODS code")
            return None
        found = people.practices_called(programme, text, MOST_NAMED + 1)
        merged = None if found else people.merged_named(programme, text)
        if merged:
            self.refuse("practice", _gone(merged))
            return None
        found = found or people.practices_named(programme, text, MOST_NAMED + 1)
        if len(found) == 1:
            return found[0]
        missing = f"No practice of the programme is called “{text[:60]}”. Check its name or code"
        self.refuse("practice", _which(found) if found else missing)
        return None


def has_already(email: str, grant: Grant) -> str:
    """Return in words what is to be given, where the owner of an address has it already; else nothing."""
    user = accounts.by_email(email)
    for each in user.memberships if user else ():
        if each.audience is not grant.audience:
            continue
        if grant.practice and each.practice_id == grant.practice.id:
            return f"{TITLES[each.audience]} {grant.practice.in_full}"
        if grant.programme and each.programme_id == grant.programme.id:
            return TITLES[each.audience]
    return ""


def _which(practices: Sequence[Practice]) -> str:
    """Ask which of some practices is meant, each with what tells it from the others."""
    named = ", ".join(f"{each.name} ({each.ods_code or each.slug})" for each in practices[:MOST_NAMED])
    others = " and others" if len(practices) > MOST_NAMED else ""
    return f"More than one practice may be meant: {named}{others}. Write one of them as it stands here"


def _gone(merged: Practice) -> str:
    """Say into which practice another has merged: that one has managers now."""
    assert merged.merged_into is not None
    successor = merged.merged_into.in_full
    return f"{merged.in_full} has merged into {successor}. Write the name or the code of that one"
