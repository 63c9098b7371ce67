"""What somebody is invited to be, in plain words: an invitation that names nothing looks like a fraud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.models import Audience, Membership

MOST_NAMED = 5

WORDS: Mapping[Audience, str] = MappingProxyType(
    {
        Audience.MANAGER: "manager of the practice {practice} in the programme {programme}: "
        "you see to it that your colleagues are asked, and read the results of the practice",
        Audience.LEAD: "lead of the programme {programme}: "
        "you set up its practices and rounds of questions, and read the results of all practices",
        Audience.EVALUATOR: "evaluator of the programme {programme}: "
        "you read its results and reports, and code evidence",
        Audience.ADMINISTRATOR: "administrator of this service: you see to its accounts and settings",
    }
)


def invited_as(memberships: Sequence[Membership]) -> tuple[str, ...]:
    """Return what somebody is to be, one line each, in the order of the lines; of many the first few."""
    named = sorted(_words(each) for each in memberships[:MOST_NAMED])
    more = len(memberships) - len(named)
    return (*named, f"and {more} more of these") if more else tuple(named)


def _words(membership: Membership) -> str:
    """Return one line; names from the database on one line, whatever they hold."""
    programme, practice = membership.programme, membership.practice
    names = {"programme": programme.name if programme else "", "practice": practice.name if practice else ""}
    return WORDS[membership.audience].format(**{key: " ".join(name.split()) for key, name in names.items()})
