"""The task of sending one mail about an account: claimed first, so that it is sent at most once."""

from __future__ import annotations

import datetime
import logging
import uuid

from sqlalchemy import update

from app.account_links import account_link
from app.db import begin_writing, db
from app.jobs.outbox import LaterError
from app.mail.account_letter import AccountMail, compose
from app.mail.delivery import Delivery, deliver
from app.models import AccountLetter, LetterKind
from app.queries import account_letters
from app.settings import Settings

log = logging.getLogger(__name__)

GOOD_FOR = {LetterKind.INVITATION: "7 days", LetterKind.NEW_PASSWORD: "one hour"}


class AccountMailLaterError(LaterError):
    """The mail server did not take the mail yet."""

    first_pause = datetime.timedelta(minutes=1)  # somebody is waiting for it


def send_account_letter(letter_id: uuid.UUID, settings: Settings, now: datetime.datetime) -> None:
    """Send the mail if its link is still good. Raises AccountMailLaterError where it is not sent yet."""
    if settings.smtp_url is None or settings.mail_from is None:
        raise AccountMailLaterError("mail is off")
    letter = account_letters.open_letter(letter_id, now)
    if letter is None:
        return
    link = account_link(settings, letter_id)
    mail = AccountMail(letter.user.email, letter.kind.value, link, GOOD_FOR[letter.kind])
    if not _set_claimed(letter_id, claimed=True):
        return
    message = compose(mail, settings.mail_from, now)
    sender = message["From"].addresses[0].addr_spec
    outcome = deliver(message, mail.email, sender, settings.smtp_url)
    log.info("mail %s about an account: %s", letter_id, outcome.name.lower())
    if outcome is Delivery.LATER:
        _set_claimed(letter_id, claimed=False)
        raise AccountMailLaterError("the mail server did not take it")


def _set_claimed(letter_id: uuid.UUID, *, claimed: bool) -> bool:
    """Take the letter or give it back; False where it was so before. Commits."""
    db.session.rollback()
    begin_writing()
    changed = db.session.scalar(
        update(AccountLetter)
        .where(AccountLetter.id == letter_id, AccountLetter.claimed.is_(not claimed))
        .values(claimed=claimed)
        .returning(AccountLetter.id)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return changed is not None
