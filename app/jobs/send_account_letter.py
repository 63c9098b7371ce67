"""The task of sending one mail about an account: claimed first, so that it is sent at most once."""

from __future__ import annotations

import datetime
import logging
import uuid
from typing import TypedDict

from sqlalchemy import update

from app.account_links import account_link
from app.db import begin_writing, db
from app.jobs.outbox import LaterError
from app.mail.account_letter import AccountMail, compose
from app.mail.delivery import Delivery, deliver
from app.mail.invited_as import invited_as
from app.models import AccountLetter, LetterKind
from app.operations.order_account_letter import GOOD_FOR
from app.queries import account_letters
from app.settings import Settings

log = logging.getLogger(__name__)

SAID = {LetterKind.INVITATION: "7 days", LetterKind.NEW_PASSWORD: "one hour"}


class AccountMailLaterError(LaterError):
    """The mail server did not take the mail yet."""

    first_pause = datetime.timedelta(minutes=1)  # somebody is waiting for it


def send_account_letter(letter_id: uuid.UUID, settings: Settings, now: datetime.datetime) -> None:
    """Send the mail if its link may still be used. Raises AccountMailLaterError where it is not sent yet.

    The link is good from now on: an invitation may have waited for weeks until there was a mail server.
    """
    if settings.smtp_url is None or settings.mail_from is None:
        raise AccountMailLaterError("mail is off")
    letter = account_letters.letter_to_send(letter_id, now)
    if letter is None:
        return
    link = account_link(settings, letter_id)
    mail = AccountMail(letter.user.email, letter.kind.value, link, SAID[letter.kind], **_invitation(letter))
    if not _set_claimed(letter_id, claimed=True, expires_at=now + GOOD_FOR[letter.kind]):
        return
    message = compose(mail, settings.mail_from, now)
    sender = message["From"].addresses[0].addr_spec
    outcome = deliver(message, mail.email, sender, settings.smtp_url)
    log.info("mail %s about an account: %s", letter_id, outcome.name.lower())
    if outcome is Delivery.LATER:
        _set_claimed(letter_id, claimed=False)
        raise AccountMailLaterError("the mail server did not take it")


class _Invitation(TypedDict, total=False):
    """What an invitation says besides."""

    by: str | None
    roles: tuple[str, ...]


def _invitation(letter: AccountLetter) -> _Invitation:
    """Return who invites and to what, as the database knows it now; nothing of a mail of another kind."""
    if letter.kind is not LetterKind.INVITATION:
        return {}
    by = account_letters.invited_by(letter.user)
    return {"by": by.email if by else None, "roles": invited_as(letter.user.memberships)}


def _set_claimed(letter_id: uuid.UUID, *, claimed: bool, **values: datetime.datetime) -> bool:
    """Take the letter or give it back; False where it was so before. Commits."""
    db.session.rollback()
    begin_writing()
    changed = db.session.scalar(
        update(AccountLetter)
        .where(AccountLetter.id == letter_id, AccountLetter.claimed.is_(not claimed))
        .values(claimed=claimed, **values)
        .returning(AccountLetter.id)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return changed is not None
