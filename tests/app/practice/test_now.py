"""The manager's one page while a wave is prepared, open or being closed: the step, and the counts."""

from __future__ import annotations

import pytest

from app.db import db
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import (
    Affiliation,
    Mailing,
    MailState,
    Participation,
    PracticeChoice,
    Task,
    WavePractice,
    WaveState,
)
from app.operations.ask_to_close import ask_to_close
from app.operations.issue_cards import issue_cards
from app.promise import PROMISE
from tests.app import builder
from tests.app.jobs.orders import give_up
from tests.app.practice.place import (
    DAY,
    NOW,
    PEOPLE,
    TODAY,
    Place,
    ask,
    draft,
    list_staff,
    place,
    with_mail,
)
from tests.app.practice.planning import text_of

__all__ = ["place"]


def test_new_practice_adds_staff(place: Place) -> None:
    page = place.page()
    assert "Add your staff" in page
    assert "Nobody is on the list of staff." in page
    assert "The headcount is 10: everybody who works here, on the list or not." in page


@pytest.mark.parametrize(
    ("choice", "names", "is_asked"),
    [
        (PracticeChoice.ALL, [], True),
        (PracticeChoice.LISTED, [], False),
        (PracticeChoice.NETWORK, ["North"], True),
        (PracticeChoice.NETWORK, ["South"], False),
        (PracticeChoice.REGION, ["Coast"], True),
        (PracticeChoice.REGION, ["North"], False),
    ],
)
def test_wave_in_preparation_counts_if_it_would_ask_the_practice(
    place: Place, choice: PracticeChoice, names: list[str], *, is_asked: bool
) -> None:
    list_staff(place)
    wave = draft(place, TODAY + 5 * DAY)
    wave.practices_by, wave.practices_in = choice, names
    for since, network in ((TODAY - 90 * DAY, "North"), (TODAY + 20 * DAY, "South")):
        db.session.add(
            Affiliation(practice_id=place.practice.id, since=since, network=network, region="Coast")
        )
    assert ("When wave W2 opens" in place.page()) is is_asked


def test_wave_in_preparation_for_which_the_practice_was_written_down(place: Place) -> None:
    list_staff(place)
    wave = draft(place, TODAY + 5 * DAY)
    wave.practices_by = PracticeChoice.LISTED
    db.session.add(WavePractice(wave_id=wave.id, practice_id=place.practice.id, headcount=10))
    assert "7 people are on the list. When wave W2 opens, on" in place.page()


def test_the_wave_that_opens_first_is_named(place: Place) -> None:
    list_staff(place)
    draft(place, TODAY + 60 * DAY, "W3")
    draft(place, TODAY + 5 * DAY, "W2")
    assert "When wave W2 opens" in place.page()


def test_people_without_mail_get_cards_and_then_colleagues_are_told(place: Place) -> None:
    with_mail(place)
    people = list_staff(place)
    people[1].email = None
    wave = ask(place, people)[0].wave
    assert "1 person can be reached by nothing but a card" in place.page()
    issue_cards(place.practice, wave, place.account.user, place.app.extensions["settings"].link_key, TODAY)
    assert "0 of 7 had answered when the day began" in place.page()
    assert f"the next on {TODAY + 6 * DAY:%-d %B %Y}" in place.page()


def test_words_for_colleagues_promise_what_is_kept(place: Place) -> None:
    with_mail(place)
    ask(place, list_staff(place))
    assert f"{PROMISE} The practice sees how many have answered, not who." in place.page()


def test_without_mail_everybody_needs_a_card_and_no_reminder_is_promised(place: Place) -> None:
    people = list_staff(place)
    wave = ask(place, people)[0].wave
    assert "7 people can be reached by nothing but a card" in place.page()
    key = place.app.extensions["settings"].link_key
    issue_cards(place.practice, wave, place.account.user, key, TODAY, only=[each.id for each in people])
    assert "No more reminders go out" in place.page()


def test_invitation_that_came_back_is_said_and_a_reminder_that_did_is_not(place: Place) -> None:
    with_mail(place)
    asked = ask(place, list_staff(place))
    for number, invitation in ((0, asked[0]), (1, asked[1])):
        db.session.add(
            Mailing(
                invitation_id=invitation.id,
                generation=1,
                number=number,
                state=MailState.REFUSED,
                ordered_on=TODAY,
            )
        )
    assert "1 invitation came back" in place.page()


def test_counts_are_those_of_the_beginning_of_the_day(place: Place) -> None:
    with_mail(place)
    asked = ask(place, list_staff(place))
    db.session.add(Participation(invitation_id=asked[0].id, submitted_on=TODAY - DAY))
    before = place.page()
    assert "1 of 7 had answered when the day began" in before
    db.session.add(Participation(invitation_id=asked[1].id, submitted_on=TODAY))
    assert place.page() == before


def test_enough_answers_wait_for_the_end(place: Place) -> None:
    with_mail(place)
    asked = ask(place, list_staff(place))
    db.session.add_all(Participation(invitation_id=each.id, submitted_on=TODAY - DAY) for each in asked[:6])
    assert "Wait: enough have answered" in place.page()


def test_of_few_people_no_count_is_told(place: Place) -> None:
    with_mail(place)
    asked = ask(place, list_staff(place, PEOPLE[:4]))
    before = place.page()
    assert "Too few people were asked in wave W2" in before
    db.session.add_all(Participation(invitation_id=each.id, submitted_on=TODAY - DAY) for each in asked)
    assert place.page() == before


@pytest.mark.parametrize("role", ["practice_manager", "gp"])
@pytest.mark.parametrize("address", [NOW, f"{NOW}/waves/W2"])
def test_the_manager_and_four_others_are_too_few_for_a_count(place: Place, role: str, address: str) -> None:
    """From "4" a manager who has not answered would learn that all others have, whatever their own role."""
    people = list_staff(place, (role, "gp", "gp", "receptionist", "receptionist"))
    asked = ask(place, people)
    db.session.commit()
    before = text_of(place.client.get(address).get_data(as_text=True))
    db.session.add_all(Participation(invitation_id=each.id, submitted_on=TODAY - DAY) for each in asked[1:])
    db.session.commit()
    assert text_of(place.client.get(address).get_data(as_text=True)) == before
    assert "Of so few" in before


def test_wave_that_is_being_closed_waits(place: Place) -> None:
    wave = ask(place, list_staff(place))[0].wave
    wave.state = WaveState.CLOSING
    page = place.page()
    assert "Wait: the result is being worked out" in page
    assert "had answered" not in page


def test_wave_whose_closing_was_given_up_is_not_waited_for_and_said_to_have_failed(place: Place) -> None:
    wave = ask(place, list_staff(place))[0].wave
    ask_to_close(wave, place.account.user, MOST_ATTEMPTS)
    assert "is being worked out" in place.page()
    give_up(Task.CLOSE_WAVE)
    page = place.page()
    assert "The result could not be worked out yet" in page
    assert "Whoever leads the programme can try again" in page
    assert "Its result could not be worked out yet" in page
    assert "is being worked out" not in page


def test_merged_practice_points_to_the_other(place: Place) -> None:
    oak = builder.practice(place.practice.programme, "oak")
    place.practice.merged_into_id, place.practice.merged_on = oak.id, TODAY
    draft(place, TODAY + 5 * DAY)
    page = place.page()
    assert "This practice is now part of Oak" in page
    assert "W2" not in page


def test_every_open_wave_is_shown_with_its_counts(place: Place) -> None:
    with_mail(place)
    people = list_staff(place)
    first, second = ask(place, people), ask(place, people[:6], "P1")
    second[0].wave.title = "A pulse"
    answered = [*first[:2], second[0]]
    db.session.add_all(Participation(invitation_id=each.id, submitted_on=TODAY - DAY) for each in answered)
    page = place.page()
    assert "Wave W2 is open" in page
    assert "2 of 7 have answered." in page
    assert "A pulse Wave P1 is open" in page
    assert "1 of 6 have answered." in page
    assert "Earlier waves" not in page


def test_step_is_about_the_open_wave_that_needs_it_and_leads_to_its_cards(place: Place) -> None:
    people = list_staff(place)
    key = place.app.extensions["settings"].link_key
    latest = ask(place, people, "P1")[0].wave
    ask(place, people)[0].wave.opens_on -= DAY
    everybody = [each.id for each in people]
    issue_cards(place.practice, latest, place.account.user, key, TODAY, only=everybody)
    assert "7 people can be reached by nothing but a card in wave W2" in place.page()
    assert "/staff/cards?wave=W2" in place.client.get(NOW).get_data(as_text=True)


def test_wave_that_is_being_closed_does_not_hide_an_open_one(place: Place) -> None:
    with_mail(place)
    people = list_staff(place)
    ask(place, people)
    ask(place, people, "W3")[0].wave.state = WaveState.CLOSING
    page = place.page()
    assert "0 of 7 had answered in wave W2 when the day began" in page
    assert "Wave W3 is being closed" in page
