"""What stands against a person of the list of staff because of everybody else on it, and of who asks.

Everything at once, also where other fields of the form are wrong: by column, as a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from app.models import Participant, User
from app.operations.plan_roster import Written
from app.operations.readdress import own_address
from app.uploads.columns import folded
from questionnaires.roles import ROLE_TITLES

Problems = Mapping[str, str]  # sentences by column


def against_adding(
    written: Written, people: Sequence[Participant], invited: Collection[UUID], by: User
) -> Problems:
    """Return what stands against adding somebody. ``people``: all of the practice, those who left too.

    Somebody is known by their address, else by their name; who has left may come back.
    """
    by_email = _owner(written.email, people)
    by_name = _only_one_called(written.name, people)
    found = {}
    if by_email is not None and by_email.active:
        found["email"] = _listed(by_email)
    is_another = by_name is not by_email and (by_email is None or by_email.active)
    if by_name is not None and by_name.active and is_another:
        found["name"] = _listed(by_name)
    back = by_email or by_name
    if back is not None and not back.active:
        found.update(_against_return(written, back, invited, by))
    return found


def against_changing(
    written: Written, person: Participant, others: Sequence[Participant], by: User, *, is_invited: bool
) -> Problems:
    """Return what stands against changing ``person``. ``others``: all others of the practice."""
    found = {}
    if _owner(written.email, others) is not None:
        found["email"] = "Email address belongs to somebody else on the list. Write their own"
    elif written.email_is_right and (problem := own_address(person, written.email, by)):
        found["email"] = problem
    if is_invited and written.role not in (None, person.role):
        found["role"] = "Role is frozen while a wave is open. Change it when the wave is closed"
    return found


def _against_return(
    written: Written, person: Participant, invited: Collection[UUID], by: User
) -> dict[str, str]:
    found = {}
    if written.email_is_right and (problem := own_address(person, written.email, by)):
        found["email"] = problem
    if person.id in invited and written.role not in (None, person.role):
        title = ROLE_TITLES[person.role]
        found["role"] = f"Role is {title} in the wave that is open; roles are frozen until it is closed"
    return found


def _owner(email: str | None, people: Sequence[Participant]) -> Participant | None:
    return next((person for person in people if email and person.email == email), None)


def _only_one_called(name: str | None, people: Sequence[Participant]) -> Participant | None:
    same = [person for person in people if name and folded(person.name) == folded(name)]
    return same[0] if len(same) == 1 else None


def _listed(person: Participant) -> str:
    return f"{person.name} is on the list already. Change their line instead"
