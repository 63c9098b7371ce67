"""What changed lately in who sees a programme's results, in words for its leads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from app.languages import long_date
from app.models import Audience, AuditEntry, Programme
from app.operations.audit import Unnamed
from app.queries import access_changes
from app.queries.access_changes import GIVEN, WAYS_IN
from app.queries.paging import Page

DAYS = datetime.timedelta(days=90)
AS = {Audience.LEAD.value: "a lead", Audience.EVALUATOR.value: "an evaluator"}
BY = {Unnamed.COMMAND.value: "a command on the server"}


@dataclass(frozen=True, slots=True)
class AccessChange:
    """One change: the day, whose account it is about, what happened and who did it."""

    day: str
    email: str
    what: str
    by: str


def lately(programme: Programme, now: datetime.datetime, number: int) -> Page[AccessChange]:
    """Return page ``number`` of the changes of the last DAYS, the newest first.

    Raises NotFoundError for a page that is not there.
    """
    found = access_changes.lately(programme, now - DAYS, Unnamed.VISITOR.value, number)
    return Page([_change(each) for each in found.rows], found.number, found.pages, found.total)


def _change(entry: AuditEntry) -> AccessChange:
    return AccessChange(long_date(entry.at.date()), entry.subject, _what(entry), BY.get(entry.by, entry.by))


def _what(entry: AuditEntry) -> str:
    if entry.action in WAYS_IN:
        return WAYS_IN[entry.action]
    was = "made" if entry.action == GIVEN else "no longer"
    return f"{was} {AS[entry.detail['audience']]}"
