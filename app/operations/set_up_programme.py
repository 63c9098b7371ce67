"""Setting up a programme: making a new one, and changing what may still be changed of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.exc import IntegrityError

from app.db import db
from app.errors import ProgrammeError
from app.models import Audience, Programme, User, WaveState
from app.operations.audit import record
from app.operations.create_account import Grant
from app.operations.give_access import Access, give_access
from app.queries import waves
from app.revisions import fingerprint

DEFAULT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "the_programme": "social prescribing with a link practitioner",
        "link_practitioner": "link practitioner",
    }
)
"""The words of the programme for which the instruments were written."""

MINIMUM_GROUP, SMALLEST_GROUP = 5, 3
ASKING = frozenset({WaveState.OPEN, WaveState.CLOSING})
AFTER_OPENING = ASKING | {WaveState.CLOSED}


@dataclass(frozen=True, slots=True)
class ProgrammeContent:
    """What is set up of a programme. ``words`` fill the placeholders of instruments."""

    name: str
    words: Mapping[str, str]
    data_label: str | None
    minimum_group: int
    linked_waves: bool


def create_programme(
    slug: str,
    content: ProgrammeContent,
    *,
    retention_months: int,
    lead_email: str,
    by: User,
    now: datetime.datetime,
) -> Programme:
    """Add a programme that the owner of ``lead_email`` leads. Flushes.

    Who has no account is invited. Raises ProgrammeError where the address is taken, AccountError where the
    lead's account is closed.
    """
    programme = Programme(slug=slug, retention_months=retention_months)
    _say(programme, content)
    db.session.add(programme)
    try:
        db.session.flush()
    except IntegrityError as error:  # of two at the same moment
        raise ProgrammeError(f"There is a programme with the address {slug} already.") from error
    record("programme.created", by, programme.name, programme)
    give_access([Access(lead_email, Grant(Audience.LEAD, programme=programme))], by, now)
    return programme


def change_programme(programme: Programme, content: ProgrammeContent, by: User) -> None:
    """Change what is set up of a programme. Waves that were opened keep what they froze. Flushes.

    Raises ProgrammeError where somebody was promised something else: see :func:`is_fixed`,
    :func:`is_asking`.
    """
    db.session.refresh(programme, with_for_update=True)
    before = content_of(programme)
    if is_fixed(programme):
        if content.linked_waves != before.linked_waves:
            raise ProgrammeError("Whether waves are linked was said to people who have answered. It stays.")
        if content.minimum_group < before.minimum_group:
            raise ProgrammeError("People have answered under the minimum that is set. It can only be raised.")
    if is_asking(programme) and content.words != before.words:
        raise ProgrammeError("A wave is open: its words stay until it is closed.")
    _say(programme, content)
    changed = [name for name in ProgrammeContent.__slots__ if getattr(before, name) != getattr(content, name)]
    if changed:
        record("programme.changed", by, programme.name, programme, changed=", ".join(changed))
    db.session.flush()


def is_fixed(programme: Programme) -> bool:
    """Return whether a wave was opened: linking stays as it is then, and the minimum is only raised."""
    return waves.has_any(programme, AFTER_OPENING)


def is_asking(programme: Programme) -> bool:
    """Return whether a wave is open or being closed: everybody reads the same words until it is over."""
    return waves.has_any(programme, ASKING)


def content_of(programme: Programme) -> ProgrammeContent:
    """Return what is set up of a programme."""
    return ProgrammeContent(
        name=programme.name,
        words={**DEFAULT_WORDS, **programme.words},
        data_label=programme.data_label,
        minimum_group=programme.minimum_group,
        linked_waves=programme.linked_waves,
    )


def revision(content: ProgrammeContent) -> str:
    """Return what tells two states of a programme apart."""
    return fingerprint(content)


def _say(programme: Programme, content: ProgrammeContent) -> None:
    programme.name, programme.words = content.name, dict(content.words)
    programme.data_label, programme.linked_waves = content.data_label, content.linked_waves
    programme.minimum_group = content.minimum_group
