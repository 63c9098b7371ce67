"""The links in the head of a page: where the user's audiences have pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_security import current_user

from app.admission import audiences_of
from app.models import Audience

_LINKS = (
    ("site.home", "Home", frozenset(Audience)),
    (
        "practice.practices",
        "Practices",
        frozenset({Audience.MANAGER, Audience.LEAD, Audience.EVALUATOR}),
    ),
    ("programme.programmes", "Programmes", frozenset({Audience.LEAD, Audience.EVALUATOR})),
    ("evaluator.evidence", "Evidence", frozenset({Audience.LEAD, Audience.EVALUATOR})),
    ("evaluator.reports", "Reports", frozenset({Audience.LEAD, Audience.EVALUATOR})),
    ("admin.overview", "Administration", frozenset({Audience.ADMINISTRATOR})),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link; ``current`` where it leads to the page it stands on."""

    text: str
    href: str
    current: bool


def navigation() -> tuple[Link, ...]:
    """Return the links of the signed-in user, none for anybody else."""
    if not current_user.is_authenticated:
        return ()
    mine = audiences_of(current_user)
    return tuple(
        Link(text, url_for(endpoint), endpoint == request.endpoint)
        for endpoint, text, audiences in _LINKS
        if audiences & mine
    )
