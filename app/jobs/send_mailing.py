"""The task of sending one mail: claim it, look again whether it is wanted, hand it over, write that down.

The claim commits before anything is sent. If the worker ends between sending and writing it down, the mail
stays claimed and is never sent again: at most once. What was certainly not sent is given back for later.
"""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Sequence

from app.db import begin_writing, db
from app.jobs.outbox import LaterError
from app.links import token
from app.mail.delivery import Delivery, deliver
from app.mail.letter import Letter, compose
from app.mail_addresses import address_mac
from app.models import MailState
from app.queries import invitations, mailings, roster
from app.queries.invitations import Waiting
from app.queries.mailings import Wanted
from app.settings import Settings
from questionnaires import catalogue
from questionnaires.minutes import minutes_for
from questionnaires.types import Attribution, Instrument, InstrumentKind

log = logging.getLogger(__name__)


class MailLaterError(LaterError):
    """The mail server did not take the mail yet."""


def send_mailing(mailing_id: uuid.UUID, settings: Settings, now: datetime.datetime) -> None:
    """Send a mail that was ordered, if it is still wanted. Raises MailLaterError where it is not sent yet."""
    if settings.smtp_url is None or settings.mail_from is None:
        raise MailLaterError("mail is off")
    letter = _claim(mailing_id, settings, now.date())
    if letter is None:
        return
    message = compose(letter, settings.mail_from, now)
    outcome = deliver(message, letter.email, message["From"].addresses[0].addr_spec, settings.smtp_url)
    _record(mailing_id, outcome)
    if outcome is Delivery.LATER:
        raise MailLaterError("the mail server did not take it")


def _claim(mailing_id: uuid.UUID, settings: Settings, today: datetime.date) -> Letter | None:
    """Take the mail and return what to send; None where it was taken before or is not wanted. Commits."""
    begin_writing()
    letter = None
    if mailings.claim(mailing_id):
        letter = _letter(mailings.wanted(mailing_id, today), settings)
        if letter is None:
            mailings.settle(mailing_id, MailState.LEFT_OUT)
    db.session.commit()
    return letter


def _letter(mail: Wanted, settings: Settings) -> Letter | None:
    """Return the contents; None for who wants no mail, or is written to elsewhere by now.

    Whoever has answered is not reminded, but invited at a new address like anybody else: were they left out,
    a refused invitation, which the list of staff shows, would tell who has not answered.
    """
    if not mail.is_current or mail.do_not_ask or mail.email is None:
        return None
    if roster.is_stopped(address_mac(settings.link_key, mail.email)):
        return None
    asked = mailings.asked(mail.participant_id, mail.wave_id, unanswered_only=mail.number > 0)
    waiting = next((each for each in asked if _counts(each, mail)), None)
    if waiting is None:
        return None
    instrument = catalogue.get(waiting.instrument_id, waiting.instrument_version)
    link = token(settings.link_key, waiting.target.invitation_id, waiting.target.generation)
    stop = token(settings.link_key, mail.invitation_id, mail.generation, "stop")
    return Letter(
        name=mail.name,
        email=mail.email,
        number=mail.number,
        practice=mail.practice,
        programme=mail.programme,
        title=instrument.title.render({**mail.words, "practice": mail.practice}),
        minutes=str(minutes_for(invitations.participant(mail.participant_id).role, _instruments(asked))),
        further=len(asked) > 1,
        data_label=mail.data_label,
        minimum_group=mail.minimum_group if instrument.attribution is Attribution.ANONYMOUS else None,
        closes_on=mail.closes_on,
        link=f"{settings.public_url}/q/{link}/",
        stop_link=f"{settings.public_url}/stop/{stop}",
    )


def _instruments(asked: Sequence[Waiting]) -> list[Instrument]:
    return [catalogue.get(each.instrument_id, each.instrument_version) for each in asked]


def _counts(waiting: Waiting, mail: Wanted) -> bool:
    """Return whether somebody is written to about it: the first that they are asked, or what a verdict needs.

    A module for single roles may be skipped, so nobody is written to about it; the core team's is needed.
    """
    instrument = catalogue.get(waiting.instrument_id, waiting.instrument_version)
    is_first = waiting.target.invitation_id == mail.invitation_id
    by_role = instrument.attribution is Attribution.ROLE
    return is_first or by_role or instrument.kind is not InstrumentKind.MODULE


def _record(mailing_id: uuid.UUID, outcome: Delivery) -> None:
    """Write down what became of the mail. Commits."""
    begin_writing()
    if outcome is Delivery.LATER:
        mailings.give_back(mailing_id)
    elif outcome is not Delivery.UNCERTAIN:
        mailings.settle(mailing_id, MailState.SENT if outcome is Delivery.TAKEN else MailState.REFUSED)
    else:
        log.warning("mailing %s: the connection broke; perhaps sent, so it is not sent again", mailing_id)
    db.session.commit()
