"""Finding a person, seeing what is held about them, and the copy that they may ask for."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.links import token as link_of
from app.models import Audience, AuditEntry, Participant, Participation
from app.operations.audit import record
from app.operations.create_account import Grant, create_account
from app.operations.order_mailings import order_mailings
from app.operations.stop_asking import stop_asking
from app.queries.person_search import MOST
from tests.app import builder
from tests.app.staffing import OPENED, Office, office
from tests.app.world import Visitor, token, visitor

ANSWERED = OPENED + datetime.timedelta(days=3)


class Desk:
    """An administrator's browser, and the practice that they look after."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.there: Office = office()
        self.administrator = create_account("administrator@example.org", [Grant(Audience.ADMINISTRATOR)])
        db.session.commit()
        self.client: Visitor = visitor(app, self.administrator)

    def get(self, place: str) -> str:
        """Return a page."""
        answer = self.client.get(place)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def search(self, text: str) -> tuple[int, str]:
        """Search; return status and page."""
        csrf = token(self.get("/admin/people"))
        answer = self.client.post("/admin/people", data={"csrf_token": csrf, "text": text})
        return answer.status_code, answer.get_data(as_text=True)

    def place(self, name: str) -> str:
        """Return the address of somebody's page."""
        return f"/admin/people/{self.there.people[name].id}"

    def copy(self, place: str) -> Any:  # noqa: ANN401 - JSON
        """Take a copy and return what is in it."""
        csrf = token(self.get(place))
        answer = self.client.post(place, data={"csrf_token": csrf, "confirm": "yes"})
        assert answer.status_code == 200
        assert answer.content_type.startswith("application/json")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="personal-data-')
        return json.loads(answer.get_data(as_text=True))


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The desk, on each database."""
    return Desk(app)


@pytest.mark.parametrize("typed", ["ben@example.org", " BEN@EXAMPLE ", "Ben", "ben"])
def test_person_is_found_by_a_part_of_name_or_address(desk: Desk, typed: str) -> None:
    status, page = desk.search(typed)
    assert status == 200
    assert desk.place("Ben") in page
    assert desk.place("Ada") not in page


def test_account_is_found_by_its_address(desk: Desk) -> None:
    page = desk.search("manager@")[1]
    assert f"/admin/people/account-{desk.there.manager.id}" in page


@pytest.mark.parametrize("typed", ["", "  ", "be"])
def test_search_for_next_to_nothing_is_refused_and_kept(desk: Desk, typed: str) -> None:
    status, page = desk.search(typed)
    assert status == 422
    assert page.count("Enter 3 letters or more") == 2
    assert "<title>Error: " in page


@pytest.mark.parametrize("typed", ["nobody@example.org", "%%%", "___", "<b>bold</b>"])
def test_search_that_finds_nobody_says_so(desk: Desk, typed: str) -> None:
    status, page = desk.search(typed)
    assert status == 200
    assert "Nobody is known by" in page
    assert "<b>bold</b>" not in page


def test_long_result_is_cut_and_says_so(desk: Desk) -> None:
    people = [
        Participant(practice_id=desk.there.practice.id, name=f"Many {number}", role="gp")
        for number in range(MOST + 1)
    ]
    db.session.add_all(people)
    db.session.commit()
    page = desk.search("many")[1]
    assert f"On lists of staff: {MOST}" in page
    assert "There are more" in page


def test_whoever_was_erased_is_not_found(desk: Desk) -> None:
    csrf = token(desk.get(f"{desk.place('Ben')}/erasing"))
    answer = desk.client.post(f"{desk.place('Ben')}/erasing", data={"csrf_token": csrf, "confirm": "yes"})
    assert answer.status_code == 303
    assert "Nobody is known" in desk.search("ben")[1]
    assert desk.client.get(desk.place("Ben")).status_code == 404


@pytest.mark.parametrize("key", ["account-0", "account-x", "account-99999999999", "x", "account-"])
def test_nobody_is_not_found(desk: Desk, key: str) -> None:
    assert desk.client.get(f"/admin/people/{key}").status_code == 404


def test_one_address_is_one_person_with_all_that_is_theirs(desk: Desk) -> None:
    valley = builder.practice(builder.programme("valley"), "fern")
    far = Participant(practice_id=valley.id, name="A. Manager", email="manager@example.org", role="gp")
    near = Participant(
        practice_id=desk.there.practice.id, name="Mia", email="manager@example.org", role="practice_manager"
    )
    db.session.add_all((far, near))
    db.session.commit()
    for key in (str(far.id), str(near.id), f"account-{desk.there.manager.id}"):
        page = desk.get(f"/admin/people/{key}")
        assert {name for name in ("A. Manager", "Mia", "Ben") if name in page} == {"A. Manager", "Mia"}
        assert f"/admin/users/{desk.there.manager.id}" in page


def answered(desk: Desk, name: str) -> None:
    """Let somebody have answered."""
    row = Participation(invitation_id=desk.there.invitation(name).id, submitted_on=ANSWERED)
    db.session.add(row)
    db.session.commit()


def pages_about(desk: Desk, name: str) -> list[str]:
    """Return what the pages about somebody say, without the tokens of their forms."""
    pages = (desk.get(desk.place(name)), desk.search(name)[1], desk.get(f"{desk.place(name)}/erasing"))
    return [re.sub(r'name="csrf_token"[^>]*', "", page) for page in pages]


def test_pages_say_nothing_of_whether_somebody_has_answered(desk: Desk) -> None:
    before = pages_about(desk, "Ben")
    answered(desk, "Ben")
    assert pages_about(desk, "Ben") == before


def test_copy_says_it(desk: Desk) -> None:
    (place,) = desk.copy(desk.place("Ben"))["lists of staff"]
    (asked,) = place["invitations"]
    assert asked["answered on"] is None
    answered(desk, "Ben")
    (place,) = desk.copy(desk.place("Ben"))["lists of staff"]
    (asked,) = place["invitations"]
    assert asked["answered on"] == ANSWERED.isoformat()
    assert (asked["wave"], asked["begun and not sent"]) == ("W1", "no")


def test_copy_holds_what_the_list_says(desk: Desk) -> None:
    key = desk.app.extensions["settings"].link_key
    order_mailings(key, OPENED)
    stop_asking(desk.there.people["Ben"], key)
    db.session.commit()
    (place,) = desk.copy(desk.place("Ben"))["lists of staff"]
    assert (place["name"], place["email address"], place["role"]) == ("Ben", "ben@example.org", "GP")
    assert (place["practice"], place["programme"]) == ("Elm", "Harbour")
    assert place["on the list now"] is True
    assert place["does not want to be asked again"] is True
    assert place["address is on the list of those that get no mail"] is True
    (mail,) = place["invitations"][0]["mail"]
    assert mail == {"what": "invitation", "ordered on": OPENED.isoformat(), "state": "not sent yet"}


def test_copy_holds_what_the_account_is_and_did(desk: Desk) -> None:
    manager = desk.there.manager
    visitor(desk.app, desk.there.account)
    record("staff.changed", manager, "Elm", desk.there.programme, people="3", told="other@example.org")
    record("account.closed", None, "manager@example.org and other@example.org")
    record("account.closed", None, "the-manager@example.org")
    db.session.commit()
    found = desk.copy(f"/admin/people/account-{manager.id}")
    assert found["account"]["email address"] == "manager@example.org"
    assert found["account"]["may act as"] == [
        {"audience": "manager", "programme": "Harbour", "practice": "Elm"}
    ]
    assert len(found["account"]["signed in now"]) == 1
    acts = {(entry["act"], entry["by"], entry["to"]) for entry in found["entries of the audit log"]}
    assert ("staff changed", "the person", "Elm") in acts
    assert ("account closed", "somebody else", "manager@example.org and (somebody else's address)") in acts
    assert "other@example.org" not in json.dumps(found)
    assert "the-manager" not in json.dumps(found)


def test_copy_is_of_one_person(desk: Desk) -> None:
    answered(desk, "Ada")
    text = json.dumps(desk.copy(desk.place("Ben")))
    assert "Ada" not in text
    assert ANSWERED.isoformat() not in text


def test_copy_holds_no_answer_and_no_way_to_one(desk: Desk) -> None:
    found = desk.copy(desk.place("Ada"))
    assert any("Answers are not in this file" in each for each in found["what is not in it"])
    assert any("by role" in each for each in found["what is not in it"])  # Ada is the practice manager
    text = json.dumps(found)
    key = desk.app.extensions["settings"].link_key
    for instrument in ("npt-core", "core-team"):
        invitation = desk.there.invitation("Ada", instrument)
        assert link_of(key, invitation.id, invitation.generation) not in text
        assert str(invitation.id) not in text
    assert not any("by role" in each for each in desk.copy(desk.place("Ben"))["what is not in it"])


def test_copy_of_who_answers_linked_waves_says_what_that_means(desk: Desk) -> None:
    def said() -> bool:
        return any("links its waves" in each for each in desk.copy(desk.place("Ben"))["what is not in it"])

    assert not said()
    db.session.merge(desk.there.programme).linked_waves = True
    db.session.commit()
    assert said()
    assert "carry the same number" in desk.get(f"{desk.place('Ben')}/erasing")


def test_copy_is_asked_for_and_written_down(desk: Desk) -> None:
    place = desk.place("Ben")
    csrf = token(desk.get(place))
    refused = desk.client.post(place, data={"csrf_token": csrf})
    assert refused.status_code == 422
    assert "Tick the box if they asked for it" in refused.get_data(as_text=True)
    acts = select(AuditEntry).where(AuditEntry.action == "person.copied")
    assert db.session.scalars(acts).all() == []
    desk.copy(place)
    db.session.rollback()
    (entry,) = db.session.scalars(acts)
    assert entry.by == "administrator@example.org"
    assert entry.detail == {"person": str(desk.there.people["Ben"].id)}


def test_copy_is_not_to_be_had_by_others(desk: Desk) -> None:
    manager = visitor(desk.app, desk.there.account)
    csrf = token(manager.get("/practices").get_data(as_text=True))
    for place in (desk.place("Ben"), "/admin/people"):
        answer = manager.post(place, data={"csrf_token": csrf, "confirm": "yes", "text": "ben"})
        assert answer.status_code == 404
