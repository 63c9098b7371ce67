"""Somebody does not want to be asked again, or changes their mind."""

from __future__ import annotations

from sqlalchemy import delete

from app.db import db
from app.mail_addresses import address_mac
from app.models import Participant, StoppedAddress

# Nothing is logged: that somebody wants no mail is between them and the service.


def stop_asking(person: Participant, link_key: str) -> None:
    """Send ``person`` nothing more. The address is remembered, so that a list with it changes nothing."""
    person.do_not_ask = True
    if person.email:
        db.session.merge(StoppedAddress(address_mac=address_mac(link_key, person.email)))
    db.session.flush()


def ask_again(person: Participant, link_key: str) -> None:
    """Take that back."""
    person.do_not_ask = False
    if person.email:
        mac = address_mac(link_key, person.email)
        db.session.execute(delete(StoppedAddress).where(StoppedAddress.address_mac == mac))
    db.session.flush()
