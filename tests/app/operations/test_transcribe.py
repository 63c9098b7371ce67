"""Paper forms: typed in twice, sent once, on record without whose or what."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.card_codes import code
from app.db import db
from app.drafts import Stored, unseal
from app.links import token
from app.models import Answer, Base, Comment, Draft, PaperEntry, Participation, Response, Transcription
from app.operations.close_wave import close_wave
from app.operations.issue_cards import issue_cards
from app.operations.transcribe import Entered, PaperSheet, enter, find_sheet, first_entry
from app.survey.words import MAY_SHARE
from tests.app.respondent.person import Person, tables
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


def type_in(app: Flask, there: Office, answers: Mapping[str, Stored]) -> Entered:
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
    assert count(PaperEntry) == 0


def test_entries_that_differ_are_not_sent_until_two_in_a_row_agree(app: Flask, there: Office) -> None:
    assert type_in(app, there, ANSWERS) is Entered.FIRST
    assert type_in(app, there, OTHERS) is Entered.DIFFERENT
    assert type_in(app, there, ANSWERS) is Entered.DIFFERENT
    assert count(Response) == 0
    assert type_in(app, there, ANSWERS) is Entered.SENT


def test_box_below_an_open_question_is_part_of_the_entry(app: Flask, there: Office) -> None:
    ticked: dict[str, Stored] = {"coherence_comment": ["They help.", MAY_SHARE]}
    empty: dict[str, Stored] = {"coherence_comment": "They help."}
    assert type_in(app, there, ticked) is Entered.FIRST
    assert type_in(app, there, empty) is Entered.DIFFERENT
    assert type_in(app, there, empty) is Entered.SENT
    assert db.session.execute(select(Comment.text, Comment.may_share)).all() == [("They help.", False)]


def test_record_says_who_and_which_day_and_nothing_more(app: Flask, there: Office) -> None:
    type_in(app, there, ANSWERS)
    type_in(app, there, ANSWERS)
    row = db.session.scalars(select(Transcription)).one()
    assert (row.typed_by, row.typed_on) == (there.manager.id, OPENED)
    parents = {each.column.table.name for each in Transcription.__table__.foreign_keys}
    assert parents == {"users", "waves", "practices"}


def test_form_of_who_has_answered_is_taken_like_any_and_not_counted(app: Flask, there: Office) -> None:
    type_in(app, there, ANSWERS)
    type_in(app, there, ANSWERS)
    assert type_in(app, there, OTHERS) is Entered.FIRST
    assert type_in(app, there, OTHERS) is Entered.SENT
    assert (count(Response), count(Participation)) == (1, 1)
    assert db.session.scalars(select(Answer.value)).all() == [4]


def test_card_does_not_tell_that_its_form_was_typed_in(app: Flask, there: Office) -> None:
    cas = Person(app, there.invitation("Cas"))
    before = cas.get().text
    type_in(app, there, ANSWERS)
    type_in(app, there, ANSWERS)
    assert (cas.get().text, cas.get("receipt").location) == (before, "./")


def test_what_somebody_began_on_screen_is_never_compared_with(app: Flask, there: Office) -> None:
    cas = Person(app, there.invitation("Cas"))
    assert cas.post().status_code == 303
    cas.save("page-coherence", OTHERS)
    assert first_entry(sheet(app, there), key(app)) is None
    assert type_in(app, there, ANSWERS) is Entered.FIRST


def test_what_was_entered_once_is_not_behind_the_link_of_the_card(app: Flask, there: Office) -> None:
    cas, untouched = Person(app, there.invitation("Cas")), tables()["drafts"]
    nothing_entered = cas.get().text
    assert type_in(app, there, {"coherence_comment": "I am afraid."}) is Entered.FIRST
    assert cas.get().text == nothing_entered
    assert tables()["drafts"] == untouched
    assert cas.post().status_code == 303
    assert "I am afraid." not in cas.get("page-coherence").text + cas.get("check").text


def test_entry_is_sealed_under_a_key_that_the_card_does_not_give(app: Flask, there: Office) -> None:
    type_in(app, there, ANSWERS)
    entry, cas = db.session.scalars(select(PaperEntry)).one(), there.invitation("Cas")
    assert unseal(entry.ciphertext, token(key(app), cas.id, cas.generation), cas.id) is None


def test_screen_and_paper_take_nothing_from_each_other_until_one_is_sent(app: Flask, there: Office) -> None:
    cas = Person(app, there.invitation("Cas"))
    cas.post()
    cas.save("page-coherence", OTHERS)
    type_in(app, there, ANSWERS)
    assert "Carry on" in cas.get().text
    assert first_entry(sheet(app, there), key(app)) == ANSWERS
    assert type_in(app, there, ANSWERS) is Entered.SENT
    assert (count(Response), count(Draft), count(PaperEntry)) == (1, 0, 0)
    assert db.session.scalars(select(Answer.value)).one() == 4


def test_form_of_who_sends_between_the_entries_is_not_counted_twice(app: Flask, there: Office) -> None:
    type_in(app, there, ANSWERS)
    cas = Person(app, there.invitation("Cas"))
    cas.answer(OTHERS)
    assert cas.send().location == "receipt"
    assert type_in(app, there, ANSWERS) is Entered.SENT
    assert db.session.scalars(select(Answer.value)).all() == [2]
    assert cas.get("receipt").status_code == 200
    assert (count(Response), count(Participation)) == (1, 1)


def test_entry_is_gone_with_its_card_and_with_its_wave(app: Flask, there: Office) -> None:
    type_in(app, there, ANSWERS)
    issue_cards(there.practice, there.wave, there.manager, key(app), OPENED)
    db.session.commit()
    assert count(PaperEntry) == 0
    type_in(app, there, ANSWERS)
    close_wave(there.wave, OPENED)
    db.session.commit()
    assert count(PaperEntry) == 0


def test_code_of_another_wave_or_questionnaire_finds_nothing(app: Flask, there: Office) -> None:
    invitation = there.invitation("Cas")
    card = code(key(app), invitation.id, invitation.generation)
    assert find_sheet(there.wave, card, "core-team", key(app)) is None
    assert find_sheet(there.wave, "AAAA-AAAA", "npt-core", key(app)) is None
