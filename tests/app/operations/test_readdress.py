"""A new address is a new link to an empty questionnaire."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.errors import RosterError
from app.models import AuditEntry, Draft, Participation
from app.operations.import_roster import Imported, import_roster
from app.operations.plan_roster import Change, Entry, Kind
from app.operations.readdress import readdress
from tests.app.respondent.person import Person
from tests.app.staffing import OPENED, office


def test_old_link_is_dead_and_the_new_one_opens_an_empty_questionnaire(app: Flask) -> None:
    there = office()
    ben = Person(app, there.invitation("Ben"))
    assert ben.post().status_code == 303
    assert ben.save("page-coherence", {"coherence_differentiation": "4"}).status_code == 303
    readdress(there.people["Ben"], "new@example.org", there.manager)
    db.session.commit()
    assert ben.get().status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0
    ben.use(there.invitation("Ben"))
    assert "Start" in ben.get().text
    assert "Carry on" not in ben.get().text


def test_who_has_answered_stays_counted_and_the_new_link_does_not_tell(app: Flask) -> None:
    there = office()
    db.session.add(Participation(invitation_id=there.invitation("Ben").id, submitted_on=OPENED))
    readdress(there.people["Ben"], "new@example.org", there.manager)
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Participation)) == 1
    ben = Person(app, there.invitation("Ben"))
    assert (ben.get().status_code, ben.get("receipt").location) == (200, "./")


def test_audit_log_says_who_did_it_and_not_the_address(app: Flask) -> None:
    there = office()
    readdress(there.people["Ben"], "new@example.org", there.manager)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "address.changed")).one()
    assert entry.user_id == there.manager.id
    assert entry.detail == {"person": str(there.people["Ben"].id)}


def test_nobody_sends_a_colleagues_link_to_themselves(app: Flask) -> None:
    there = office()
    with pytest.raises(RosterError, match="your own address"):
        readdress(there.people["Ben"], there.manager.email, there.manager)
    readdress(there.people["Ada"], there.manager.email, there.manager)
    assert there.people["Ada"].email == there.manager.email


def test_the_same_address_changes_nothing(app: Flask) -> None:
    there = office()
    readdress(there.people["Ben"], "ben@example.org", there.manager)
    assert there.invitation("Ben").generation == 1


def test_import_readdresses_too(app: Flask) -> None:
    there = office()
    ben = there.people["Ben"]
    entry = Entry(2, "Ben", "new@example.org", "gp")
    change = Change(Kind.CHANGED, ben.id, ("Ben", ben.email, "gp"), entry)
    assert import_roster(there.practice, [change], there.manager, absent_left=False) == Imported(0, 1, 0)
    assert there.invitation("Ben").generation == 2


@pytest.mark.parametrize("left", [True, False])
def test_absent_people_leave_only_where_that_was_chosen(app: Flask, left: bool) -> None:
    there = office()
    ben = there.people["Ben"]
    absent = Change(Kind.ABSENT, ben.id, ("Ben", ben.email, "gp"), None)
    import_roster(there.practice, [absent], there.manager, absent_left=left)
    assert ben.active is not left
