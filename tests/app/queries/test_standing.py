"""Where a practice stands: which waves are its own, and who of its people is counted as what."""

from __future__ import annotations

from flask import Flask

from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Participant
from app.queries import standing
from tests.app import builder
from tests.app.practice.place import DAY, TODAY, Place, ask, draft, list_staff, place

__all__ = ["place"]


def test_practice_that_has_merged_is_asked_by_no_further_wave(place: Place) -> None:
    draft(place, TODAY + 5 * DAY)
    assert [each.wave.label for each in standing.waves(place.practice, MOST_ATTEMPTS)] == ["W2"]
    oak = builder.practice(place.practice.programme, "oak")
    place.practice.merged_into_id, place.practice.merged_on = oak.id, TODAY
    assert standing.waves(place.practice, MOST_ATTEMPTS) == []


def test_waves_of_other_practices_are_not_there(place: Place) -> None:
    builder.wave(place.practice.programme, [builder.practice(place.practice.programme, "oak")])
    assert standing.waves(place.practice, MOST_ATTEMPTS) == []


def test_people_who_left_are_not_listed_and_managers_are_no_others(place: Place) -> None:
    people = list_staff(place)
    people[1].active = False
    assert standing.listed(place.practice) == standing.Listed(people=6, others=5)


def test_who_needs_a_card_does_not_tell_who_wants_no_more_mail(place: Place) -> None:
    people: list[Participant] = list_staff(place, mail=False)
    people[0].do_not_ask = True
    people[1].active = False
    wave = ask(place, people)[0].wave
    (found,) = standing.asked(place.practice, [wave], TODAY, mail_is_on=True)
    assert (found.invited, found.managers, found.without_card) == (7, 1, 6)


def test_questionnaires_come_in_the_order_of_the_wave(app: Flask, place: Place) -> None:
    people = list_staff(place)
    wave = ask(place, people)[0].wave
    builder.invitation(place.practice, wave, "gp", "core-team")
    found = standing.asked(place.practice, [wave], TODAY, mail_is_on=True)
    assert [each.instrument_id for each in found] == ["npt-core", "core-team"]
