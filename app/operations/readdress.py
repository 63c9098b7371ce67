"""Re-addressing: somebody's mail goes elsewhere from now on, and whatever their old link opened is gone.

Whoever reads the new address must not find a colleague's answers: the generation rises, so the old link is
dead and the new one opens an empty questionnaire; a draft is thrown away. That somebody has answered stays
noted, since it hangs on the invitation. Who did it stands in the log.
"""

from __future__ import annotations

import logging

from sqlalchemy import delete

from app.db import db
from app.errors import RosterError
from app.models import Draft, Invitation, Participant, User
from app.queries import roster

log = logging.getLogger(__name__)


def readdress(person: Participant, email: str | None, by: User) -> None:
    """Write to ``person`` at ``email`` (None: no mail, a card instead) from now on. Flushes.

    Raises RosterError where the address is that of the account that asks, and the person is not the manager:
    nobody sends a colleague's questionnaire to themselves.
    """
    if email == person.email:
        return
    if email == by.email and person.role != "practice_manager":
        raise RosterError(f"{email} is your own address. Write the address that {person.name} reads.")
    if person.email is not None:
        person.do_not_ask = False  # it was the owner of the old address who asked for that
    person.email = email
    for invitation in roster.open_invitations(person.id):
        renew(invitation)
    db.session.flush()
    log.info("address changed: participant %s by user %s", person.id, by.id)


def renew(invitation: Invitation) -> None:
    """Kill every link and card of an invitation and throw its draft away."""
    invitation.generation += 1
    invitation.card_code_mac = None
    invitation.print_order_id = None
    db.session.execute(
        delete(Draft).where(Draft.invitation_id == invitation.id).execution_options(synchronize_session=False)
    )
