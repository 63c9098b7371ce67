"""Re-addressing: somebody's mail goes elsewhere from now on, and whatever their old link opened is gone.

Whoever reads the new address must not find a colleague's answers: the generation rises, so the old link is
dead and the new one opens an empty questionnaire; a draft is thrown away. That somebody has answered stays
noted, since it hangs on the invitation. Who did it stands in the audit log.
"""

from __future__ import annotations

from app.db import db
from app.errors import RosterError
from app.models import Invitation, Participant, User
from app.operations.audit import record
from app.operations.withdraw_draft import forget_begun
from app.queries import roster


def readdress(person: Participant, email: str | None, by: User) -> None:
    """Write to ``person`` at ``email`` (None: no mail, a card instead) from now on. Flushes.

    Raises RosterError where the address is that of the account that asks, and the person is not the manager:
    nobody sends a colleague's questionnaire to themselves.
    """
    if email == person.email:
        return
    if problem := own_address(person, email, by):
        raise RosterError(f"{problem}.")
    if person.email is not None:
        person.do_not_ask = False  # it was the owner of the old address who asked for that
    person.email = email
    for invitation in roster.open_invitations(person.id):
        renew(invitation)
    db.session.flush()
    place = person.practice
    record("address.changed", by, place.name, place.programme_id, person=str(person.id))


def own_address(person: Participant, email: str | None, by: User) -> str | None:
    """Return what is wrong where ``person`` would be written to at the address of the account that asks."""
    if email is None or email == person.email or email != by.email or person.role == "practice_manager":
        return None
    return f"{email} is your own address. Write the address that {person.name} reads"


def renew(invitation: Invitation) -> None:
    """Kill every link and card of an invitation and throw away what was begun."""
    invitation.generation += 1
    invitation.card_code_mac = None
    invitation.print_order_id = None
    forget_begun(invitation.id)
