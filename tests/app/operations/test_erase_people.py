"""An erased person is named nowhere."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.errors import NotFoundError
from app.jobs.worker import Worker
from app.links import LinkTarget
from app.mail_addresses import address_mac
from app.models import (
    AuditEntry,
    Base,
    Draft,
    Invitation,
    Mailing,
    OutboxRow,
    Participant,
    StoppedAddress,
    Task,
)
from app.operations.erase_people import NO_NAME, erase_person
from app.operations.import_roster import import_roster
from app.operations.issue_cards import issue_cards
from app.operations.open_wave import open_wave
from app.operations.order_mailings import order_mailings
from app.operations.plan_roster import Entry, plan_roster
from app.operations.plan_steps import StepContent, add_step
from app.operations.readdress import readdress
from app.operations.stop_asking import stop_asking
from app.queries import invitations, printing, roster
from app.reports.printed import PrintedReport
from app.settings import Settings
from scoring.csv_file import Problems
from tests.app.jobs.orders import HandClock, fake_pdf
from tests.app.respondent.person import Person
from tests.app.staffing import DAY, OPENED, Office, office

TODAY = OPENED + DAY


def erase(there: Office, name: str, never_again: str | None = None) -> Invitation:
    """Erase one of the people and commit; return the invitation that was theirs."""
    invitation = there.invitation(name)
    erase_person(there.people[name], there.manager, TODAY, never_again)
    db.session.commit()
    return db.session.get_one(Invitation, invitation.id)


def settings(app: Flask) -> Settings:
    """Return the application's settings."""
    found: Settings = app.extensions["settings"]
    return found


def text_of_everything() -> str:
    """Return every row of every table as text."""
    db.session.rollback()
    rows = [row for table in Base.metadata.sorted_tables for row in db.session.execute(table.select())]
    return "\n".join(str(tuple(row)) for row in rows)


def test_nothing_in_the_database_names_them(app: Flask) -> None:
    there = office([("Benedict Ash", "ben.ash@example.org", "practice_nurse"), ("Ada", None, "gp")])
    step = StepContent("Visit a group", " benedict ash", OPENED, "They know us")
    add_step(there.practice, there.wave, step, None, there.manager)
    order_mailings(settings(app).link_key, OPENED)
    issue_cards(there.practice, there.wave, there.manager, settings(app).link_key, TODAY)
    db.session.commit()
    before = text_of_everything().lower()
    assert "benedict ash" in before
    assert "ben.ash@example.org" in before
    assert "practice_nurse" in before
    erase(there, "Benedict Ash")
    after = text_of_everything().lower()
    assert "benedict" not in after
    assert "ben.ash" not in after
    assert "practice_nurse" not in after
    assert NO_NAME in after


def test_link_and_draft_are_gone(app: Flask) -> None:
    there = office()
    ben = Person(app, there.invitation("Ben"))
    assert ben.post().status_code == 303
    assert ben.save("page-coherence", {"coherence_differentiation": "4"}).status_code == 303
    erase(there, "Ben")
    assert ben.get().status_code == 404
    assert db.session.scalars(select(Draft)).all() == []


def test_the_empty_row_has_another_number_and_the_old_one_stands_nowhere(app: Flask) -> None:
    there = office()
    old = there.people["Ben"].id
    readdress(there.people["Ben"], "new@example.org", there.manager)
    db.session.commit()
    assert str(old) in text_of_everything()
    person = erase(there, "Ben").participant
    assert (person.erased, person.practice_id) == (True, there.practice.id)
    assert str(old) not in text_of_everything()
    assert old.hex not in text_of_everything()


def test_their_stop_link_is_dead_too(app: Flask) -> None:
    there = office()
    invitation = there.invitation("Ben")
    target = LinkTarget(invitation.id, invitation.generation)
    assert invitations.person(target) is not None
    erase(there, "Ben")
    assert invitations.person(target) is None


def test_code_of_their_card_is_dead_and_the_sheet_is_printed_without_it(app: Flask) -> None:
    there, key = office(), settings(app).link_key
    order = issue_cards(
        there.practice,
        there.wave,
        there.manager,
        key,
        TODAY,
        only=[there.people["Ben"].id, there.people["Cas"].id],
    )
    db.session.commit()
    printed: list[str] = []

    def printer(html: str) -> PrintedReport:
        printed.append(html)
        return fake_pdf(html)

    worker = Worker(app, printer, HandClock())
    worker.drain()
    code = there.invitation("Ben").card_code_mac
    assert code is not None
    assert printing.by_code(code, TODAY) is not None
    erase(there, "Ben")
    worker.drain()
    assert printing.by_code(code, TODAY) is None
    assert code not in text_of_everything()
    assert [("Ben" in html, "Cas" in html) for html in printed] == [(True, True), (False, True)]
    path = settings(app).prints_dir / f"{order.id.hex}.pdf"
    assert b"Ben" not in path.read_bytes()


def test_sheets_of_earlier_days_are_not_printed_again(app: Flask) -> None:
    there = office()
    issue_cards(there.practice, there.wave, there.manager, settings(app).link_key, OPENED)
    db.session.commit()
    Worker(app, fake_pdf, HandClock()).drain()
    erase_person(there.people["Cas"], there.manager, OPENED + DAY)
    db.session.commit()
    assert Worker(app, fake_pdf, HandClock()).drain() == 0


def test_mail_that_was_ordered_is_not_sent(app: Flask) -> None:
    there = office()
    order_mailings(settings(app).link_key, OPENED)
    db.session.commit()
    ordered = len(db.session.scalars(select(Mailing)).all())
    bens = erase(there, "Ben")
    mails = db.session.scalars(select(Mailing)).all()
    assert len(mails) == ordered - 1
    assert bens.id not in {mail.invitation_id for mail in mails}
    work = set(db.session.scalars(select(OutboxRow.subject_id).where(OutboxRow.task == Task.SEND_INVITATION)))
    assert work == {mail.id for mail in mails}
    order_mailings(settings(app).link_key, TODAY)
    assert len(db.session.scalars(select(Mailing)).all()) == len(mails)


def test_no_card_is_printed_for_nobody(app: Flask) -> None:
    there = office()
    bens = erase(there, "Ben")
    issue_cards(there.practice, there.wave, there.manager, settings(app).link_key, TODAY)
    db.session.flush()
    assert there.invitation("Cas").card_code_mac is not None
    assert bens.card_code_mac is None


def test_address_that_wants_no_mail_stays_recognised(app: Flask) -> None:
    there, key = office(), settings(app).link_key
    stop_asking(there.people["Ben"], key)
    erase(there, "Ben")
    assert roster.is_stopped(address_mac(key, "ben@example.org"))


@pytest.mark.parametrize("wanted", [True, False])
def test_address_is_written_to_again_only_if_it_may_be(app: Flask, wanted: bool) -> None:
    there, key = office(), settings(app).link_key
    erase(there, "Ben", None if wanted else key)
    assert (db.session.scalars(select(StoppedAddress)).all() == []) is wanted
    assert roster.is_stopped(address_mac(key, "ben@example.org")) is not wanted


def test_list_that_names_them_again_adds_somebody_new(app: Flask) -> None:
    there = office()
    old = there.people["Ben"].id
    erase(there, "Ben")
    people = roster.staff(there.practice, active_only=False)
    entry = Entry(2, "Ben", "ben@example.org", "gp")
    changes = plan_roster([entry], people, roster.invited_now(there.practice), Problems(""))
    import_roster(there.practice, changes, there.manager, absent_left=False)
    db.session.commit()
    (ben,) = [person for person in roster.staff(there.practice) if person.name == "Ben"]
    assert ben.id != old
    assert ben.id not in roster.invited_now(there.practice)


def test_next_wave_does_not_ask_them(app: Flask) -> None:
    there = office(opened=False)
    erase_person(there.people["Ben"], there.manager, OPENED)
    open_wave(there.wave, OPENED)
    db.session.commit()
    asked = {
        invitation.participant_id for invitation in printing.first_invitations(there.practice, there.wave)
    }
    assert asked == {there.people["Ada"].id, there.people["Cas"].id}


def test_audit_log_says_that_somebody_was_erased_and_not_who(app: Flask) -> None:
    there = office()
    erase(there, "Ben")
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "person.erased"))
    assert entry.by == "manager@example.org"
    assert entry.subject == "Elm, Harbour"
    assert entry.detail == {}


def test_of_two_who_erase_somebody_at_once_the_second_finds_nobody(app: Flask) -> None:
    there = office()
    bens = erase(there, "Ben")
    generation = bens.generation
    old = Participant(id=uuid.uuid4(), practice=there.practice)  # as it was loaded before the first was done
    with pytest.raises(NotFoundError):
        erase_person(old, there.manager, TODAY)
    db.session.rollback()
    assert bens.generation == generation


def test_row_that_says_it_is_erased_cannot_name_anybody(app: Flask) -> None:
    there = office()
    erase(there, "Ben").participant.name = "Ben"
    with pytest.raises(IntegrityError, match="erased"):
        db.session.flush()
