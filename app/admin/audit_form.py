"""The filter of the audit log. It comes by GET, so it carries no token and changes nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, FormField, SelectField, StringField

from app.date_parts import DateParts
from app.mail_addresses import LONGEST
from app.queries.audit import Wanted
from app.typed_text import one_line

BACKWARDS = "The last day is before the first. Change one of them"


class AuditForm(Form):  # type: ignore[misc]  # WTForms has no types
    """Who, what, of which programme, from which day to which."""

    by = StringField("Who", filters=[lambda text: one_line(text)[:LONGEST]])
    action = SelectField("What was done", validate_choice=False, default="")
    programme = SelectField("Programme", validate_choice=False, default="")
    since = FormField(DateParts, "First day")
    until = FormField(DateParts, "Last day")

    def __init__(
        self, sent: MultiDict[str, str], actions: Sequence[str], programmes: Mapping[uuid.UUID, str]
    ) -> None:
        """``sent`` is the query of the address; what it chooses that is not there, is no choice."""
        super().__init__(sent)
        self.action.choices = [("", "Everything"), *((each, words(each)) for each in actions)]
        self.programme.choices = [("", "All"), *((key.hex, name) for key, name in programmes.items())]
        for field in (self.action, self.programme):
            if field.data not in dict(field.choices):
                field.data = ""

    def wanted(self, today: datetime.date) -> Wanted | None:
        """Return what to look for; None with a problem beside a date."""
        since, until = self.since.form, self.until.form
        since.read("the first day", today, optional=True)
        until.read("the last day", today, optional=True)
        if since.date and until.date and until.date < since.date:
            until.problem, until.wrong = BACKWARDS, ("day", "month", "year")
        if self.problems:
            return None
        programme = uuid.UUID(self.programme.data) if self.programme.data else None
        return Wanted(self.by.data, self.action.data, programme, since.date, until.date)

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the error summary."""
        dates = (self.since.form, self.until.form)
        return [
            {"text": each.problem, "href": f"#{each[each.wrong[0]].id}"} for each in dates if each.problem
        ]

    @property
    def kept(self) -> dict[str, Any]:
        """What was filled in, as the links to other pages of the list carry it."""
        boxes = [box for each in (self.since.form, self.until.form) for box in each]
        return {box.name: box.data for box in (self.by, self.action, self.programme, *boxes) if box.data}


def words(action: str) -> str:
    """Return an act as words.

    >>> words("plan_step.moved_up")
    'Plan step moved up'
    """
    return action.replace(".", " ").replace("_", " ").capitalize()
