"""The blueprint of respondents, and its guard: a genuine link, an invitation that is still good."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, current_app, g, redirect
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from app.drafts import DraftDocument, unseal
from app.errors import LinkError, NotFoundError
from app.languages import OTHER_LANGUAGES, current_language, use_language
from app.links import LinkTarget, target
from app.queries import invitations
from app.queries.invitations import LinkedInvitation
from app.survey.pages import Reader
from questionnaires import catalogue
from questionnaires.routing import visible_sections
from questionnaires.types import DEFAULT_LANGUAGE, Instrument, Section

RECEIPT = "receipt"
START = "./"
CHECK = "check"
# No invitation has this id. A forged link looks for it: it takes the same steps as one that was good once.
NOBODY = LinkTarget(uuid.UUID(int=0), 0)


class LinkConverter(BaseConverter):
    """A token, and after it the language of the page where that is not English: ``TOKEN`` or ``TOKEN/cy``.

    Links and redirects of these pages are relative, so whoever reads Welsh goes on reading Welsh.
    """

    part_isolating = False
    regex = f"[^/]+(?:/(?:{'|'.join(OTHER_LANGUAGES)}))?"


def _teach_links(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["link"] = LinkConverter


blueprint = Blueprint("respondent", __name__, url_prefix="/q/<link:token>")
blueprint.record(_teach_links)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a link: what it opens, and how far they are (None: not begun)."""

    token: str
    invitation: LinkedInvitation
    instrument: Instrument
    document: DraftDocument | None

    @property
    def reader(self) -> Reader:
        """Who they are as far as the pages go, in the language of this request."""
        asked = self.invitation
        return Reader(
            instrument=self.instrument,
            role=asked.role,
            practice=asked.practice,
            programme_words=asked.words,
            language=current_language(),
            minimum_group=asked.minimum_group,
            closes_on=asked.closes_on,
            linked_waves=asked.linked_waves,
        )

    def pages(self, document: DraftDocument | None = None) -> tuple[Section, ...]:
        """Return the pages that are asked with the answers of ``document`` (default: those of the visit)."""
        known = document or self.document
        return visible_sections(self.instrument, self.invitation.role, known.answers if known else {})

    def place(self, document: DraftDocument | None = None) -> str:
        """Return the first page that is asked and was never saved, or the check page."""
        known = document or self.document
        unseen = [each.id for each in self.pages(known) if known is None or not known.revision(each.id)]
        return f"page-{unseen[0]}" if unseen else CHECK


@dataclass(frozen=True, slots=True)
class Answering:
    """A visit by somebody who has begun and not yet sent."""

    visit: Visit
    document: DraftDocument

    def section(self, section_id: str) -> Section:
        """Return a page as it is asked now; who asks for one that is not is led to the place they are at.

        Raises NotFoundError for a page that the instrument does not have.
        """
        if section_id not in self.visit.instrument.section_ids:
            raise NotFoundError(f"no page {section_id!r} in {self.visit.instrument.id}")
        asked = {section.id: section for section in self.visit.pages()}
        if section_id not in asked:
            abort(redirect(self.visit.place(), 303))
        return asked[section_id]


@blueprint.url_value_preprocessor
def open_link(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take token and language out of the address. A token of no installation of ours opens nobody's."""
    token, _, language = (values or {}).pop("token", "").partition("/")
    use_language(language or DEFAULT_LANGUAGE)
    try:
        g.link_target = target(current_app.extensions["settings"].link_key, token)
    except LinkError:
        g.link_target = NOBODY
    g.link_token = token


def today() -> datetime.date:
    """Return the date by which waves close."""
    return datetime.datetime.now(datetime.UTC).date()


def token_and_target() -> tuple[str, LinkTarget]:
    """Return the token of this request and the invitation it points to."""
    return g.link_token, g.link_target


def visit(*, writing: bool = False) -> Visit:
    """Return what the link opens; ``writing`` keeps other requests of the same link waiting.

    Raises LinkError where the link is forged, the invitation was re-addressed, or its wave is over: then also
    for who has answered, or links would tell who has.
    """
    token, link = token_and_target()
    if writing:
        invitations.lock(link)
    invitation = invitations.linked(link)
    if invitation is None or not invitation.is_open(today()):
        raise LinkError("forged, re-addressed, or the wave is not open")
    return Visit(
        token=token,
        invitation=invitation,
        instrument=catalogue.get(invitation.instrument_id, invitation.instrument_version),
        document=unseal(invitation.draft, token, invitation.id) if invitation.draft else None,
    )


def unsent(*, writing: bool = False) -> Visit:
    """Return a visit by somebody who has not sent answers with their link; others go to their receipt."""
    found = visit(writing=writing)
    if found.invitation.is_sent:
        abort(redirect(RECEIPT, 303))
    return found


def answering(*, writing: bool = False) -> Answering:
    """Return a visit by somebody who has begun; who has not is led to the start page."""
    found = unsent(writing=writing)
    if found.document is None:
        abort(redirect(START, 303))
    return Answering(found, found.document)
