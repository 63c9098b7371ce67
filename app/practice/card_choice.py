"""For whom cards are printed, as a form chooses it, and how many links that would end."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Invitation, Practice, Wave
from app.queries import printing

WITHOUT_MAIL, ONE, EVERYBODY = "without-mail", "one", "everybody"


@dataclass(frozen=True, slots=True)
class Refused:
    """Which field of the form is wrong, and what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the people who get a card; ``ends`` of them have a link already, which stops.

    Whoever has an address counts as having one, whether they have answered or not: it tells nothing that the
    list of staff does not.
    """

    people: tuple[uuid.UUID, ...]
    ends: int


def choose_cards(
    practice: Practice, wave: Wave, form: Mapping[str, str], *, mail_is_on: bool
) -> Chosen | Refused:
    """Return who gets a card, or what is wrong with the choice."""
    asked, whom = printing.first_invitations(practice, wave), form.get("whom", "")
    if whom == WITHOUT_MAIL:
        without = [each for each in asked if not _has_mail(each, mail_is_on=mail_is_on)]
        if not without:
            return Refused("whom", "Everybody who is asked has an address. Choose a person, or everybody")
        return _chosen(without, mail_is_on=mail_is_on)
    if whom == ONE:
        one = [each for each in asked if str(each.participant_id) == form.get("person")]
        return _chosen(one, mail_is_on=mail_is_on) if one else Refused("person", "Choose a person")
    if whom == EVERYBODY:
        return _chosen(asked, mail_is_on=mail_is_on)
    return Refused("whom", "Choose for whom cards are to be printed")


def _chosen(invitations: Sequence[Invitation], *, mail_is_on: bool) -> Chosen:
    has_link = [
        each.print_order_id is not None or _has_mail(each, mail_is_on=mail_is_on) for each in invitations
    ]
    return Chosen(tuple(each.participant_id for each in invitations), sum(has_link))


def _has_mail(invitation: Invitation, *, mail_is_on: bool) -> bool:
    return mail_is_on and invitation.participant.email is not None
