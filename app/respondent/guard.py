"""The blueprint of respondents, and its guard: a genuine link, an invitation that is still good."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, current_app, g, redirect

from app.drafts import DraftDocument, unseal
from app.errors import LinkError, NotFoundError
from app.links import LinkTarget, target
from app.queries import invitations
from app.queries.invitations import LinkedInvitation
from questionnaires import catalogue
from questionnaires.types import Instrument, Section

blueprint = Blueprint("respondent", __name__, url_prefix="/q/<token>")

RECEIPT = "receipt"
START = "./"
CHECK = "check"


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a link: what it opens, and how far they are (None: not begun)."""

    token: str
    invitation: LinkedInvitation
    instrument: Instrument
    document: DraftDocument | None

    @property
    def words(self) -> Mapping[str, str]:
        """The words that fill the instrument's placeholders."""
        return {**self.invitation.words, "practice": self.invitation.practice}

    def section(self, section_id: str) -> Section:
        """Return a page of the instrument. Raises NotFoundError."""
        if section_id not in self.instrument.section_ids:
            raise NotFoundError(f"no page {section_id!r} in {self.instrument.id}")
        return self.instrument.section(section_id)


@dataclass(frozen=True, slots=True)
class Answering:
    """A visit by somebody who has begun and not yet sent."""

    visit: Visit
    document: DraftDocument


@blueprint.url_value_preprocessor
def open_link(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the token out of the address; raise LinkError for one that this installation did not make."""
    token = (values or {}).pop("token", "")
    g.link_target = target(current_app.extensions["settings"].link_key, token)
    g.link_token = token


def today() -> datetime.date:
    """Return the date by which waves close."""
    return datetime.datetime.now(datetime.UTC).date()


def token_and_target() -> tuple[str, LinkTarget]:
    """Return the token of this request and the invitation it points to."""
    return g.link_token, g.link_target


def visit(*, writing: bool = False) -> Visit:
    """Return what the link opens; ``writing`` keeps other requests of the same link waiting.

    Raises LinkError where the invitation was re-addressed, or its wave is over and nothing was sent.
    """
    token, link = token_and_target()
    if writing:
        invitations.lock(link)
    invitation = invitations.linked(link)
    if invitation is None or not (invitation.submitted_on or invitation.is_open(today())):
        raise LinkError("re-addressed, or the wave is not open")
    return Visit(
        token=token,
        invitation=invitation,
        instrument=catalogue.get(invitation.instrument_id, invitation.instrument_version),
        document=unseal(invitation.draft, token, invitation.id) if invitation.draft else None,
    )


def unsent(*, writing: bool = False) -> Visit:
    """Return a visit by somebody who has not sent their answers; others are led to their receipt."""
    found = visit(writing=writing)
    if found.invitation.submitted_on:
        abort(redirect(RECEIPT, 303))
    return found


def answering(*, writing: bool = False) -> Answering:
    """Return a visit by somebody who has begun; who has not is led to the start page."""
    found = unsent(writing=writing)
    if found.document is None:
        abort(redirect(START, 303))
    return Answering(found, found.document)
