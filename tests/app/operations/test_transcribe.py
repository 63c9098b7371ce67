"""Paper forms: typed in twice, sent once, on record without whose or what."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.card_codes import code
from app.db import db
from app.models import Answer, Base, Draft, Participation, Response, Transcription
from app.operations.issue_cards import issue_cards
from app.operations.transcribe import Entered, PaperSheet, enter, find_sheet, first_entry
from tests.app.respondent.person import Person
from tests.app.staffing import OPENED, Office, office

ANSWERS = {"coherence_differentiation": "4"}
OTHERS = {"coherence_differentiation": "2"}


@pytest.fixture
def there(app: Flask) -> Office:
    """An open wave; Cas has a card."""
    found = office()
    issue_cards(found.practice, found.wave, found.manager, key(app), OPENED)
    db.session.commit()
    return found


def key(app: Flask) -> str:
    """Return the installation's link key."""
    found: str = app.extensions["settings"].link_key
    return found


def sheet(app: Flask, there: Office) -> PaperSheet:
    """Return Cas's paper form."""
    invitation = there.invitation("Cas")
    card = code(key(app), invitation.id, invitation.generation)
    found = find_sheet(there.wave, card, "npt-core", key(app))
    assert found is not None
    return found


def count(table: type[Base]) -> int:
    """Return how many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def type_in(app: Flask, there: Office, answers: dict[str, str]) -> Entered:
    """Enter answers once and commit."""
    outcome = enter(sheet(app, there), answers, there.manager, key(app), OPENED)
    db.session.commit()
    return outcome


def test_two_equal_entries_are_one_response(app: Flask, there: Office) -> None:
    assert type_in(app, there, ANSWERS) is Entered.FIRST
    assert count(Response) == 0
    assert type_in(app, there, ANSWERS) is Entered.SENT
    assert count(Response) == count(Participation) == count(Transcription) == 1
    assert db.session.scalars(select(Answer.value)).one() == 4
    assert count(Draft) == 0


def test_entries_that_differ_are_not_sent_until_two_in_a_row_agree(app: Flask, there: Office) -> None:
    assert type_in(app, there, ANSWERS) is Entered.FIRST
    assert type_in(app, there, OTHERS) is Entered.DIFFERENT
    assert type_in(app, there, ANSWERS) is Entered.DIFFERENT
    assert count(Response) == 0
    assert type_in(app, there, ANSWERS) is Entered.SENT


def test_record_says_who_and_which_day_and_nothing_more(app: Flask, there: Office) -> None:
    type_in(app, there, ANSWERS)
    type_in(app, there, ANSWERS)
    row = db.session.scalars(select(Transcription)).one()
    assert (row.typed_by, row.typed_on) == (there.manager.id, OPENED)
    parents = {each.column.table.name for each in Transcription.__table__.foreign_keys}
    assert parents == {"users", "waves", "practices"}


def test_form_of_somebody_who_has_answered_is_not_counted_again(app: Flask, there: Office) -> None:
    type_in(app, there, ANSWERS)
    type_in(app, there, ANSWERS)
    assert enter(sheet(app, there), ANSWERS, there.manager, key(app), OPENED) is Entered.NOT_TAKEN
    db.session.rollback()
    assert count(Response) == 1


def test_what_somebody_began_on_screen_is_never_compared_with(app: Flask, there: Office) -> None:
    cas = Person(app, there.invitation("Cas"))
    assert cas.post().status_code == 303
    cas.save("page-coherence", OTHERS)
    assert first_entry(sheet(app, there), key(app)) is None
    assert type_in(app, there, ANSWERS) is Entered.FIRST


def test_code_of_another_wave_or_questionnaire_finds_nothing(app: Flask, there: Office) -> None:
    invitation = there.invitation("Cas")
    card = code(key(app), invitation.id, invitation.generation)
    assert find_sheet(there.wave, card, "core-team", key(app)) is None
    assert find_sheet(there.wave, "AAAA-AAAA", "npt-core", key(app)) is None
