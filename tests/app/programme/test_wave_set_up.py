"""Setting up a wave: everything that is taken, proposed and changed."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.models import (
    Affiliation,
    AuditEntry,
    Invitation,
    PracticeChoice,
    WavePractice,
    WaveState,
)
from app.programme.wave_set_up import next_label
from app.queries import opening
from tests.app.programme.desk import DAY, OPENS, PROGRAMME, TODAY, Desk, date_boxes, desk, hidden, wave_form


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and a programme without a wave."""
    return desk(app)


def asked(there: Desk) -> list[str]:
    """Return the practices that the wave would ask today."""
    wave = there.wave()
    return [practice.slug for practice in opening.practices(wave, TODAY)]


def create(there: Desk, **changes: str | list[str]) -> int:
    """Set up a wave and return the status of the answer."""
    return there.send("/new-wave", wave_form(**changes)).status_code


def test_a_wave_is_set_up_with_everything_that_was_entered(there: Desk) -> None:
    assert create(there, minimum_group="6", second_reminder="") == 303
    wave = there.wave()
    assert wave.state is WaveState.DRAFT
    assert (wave.title, wave.opens_on, wave.closes_on) == ("First year", OPENS, TODAY + 30 * DAY)
    assert [(row.instrument_id, row.version) for row in wave.instruments] == [
        ("npt-core", "1.0.0"),
        ("core-team", "1.0.0"),
    ]
    assert (wave.reminder_days, wave.minimum_group) == ([7], 6)
    assert (wave.rule_id, wave.rule_version) == ("npt-integration", "1.0.0")
    assert asked(there) == ["elm", "oak"]
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 0
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "wave.created")).one()
    assert (entry.by, entry.subject, entry.programme_id) == (
        "lead@example.org",
        "wave W1",
        there.programme.id,
    )


def test_the_page_of_a_wave_says_in_words_what_was_set_up(there: Desk) -> None:
    create(there, minimum_group="7")
    page = there.page("/waves/W1/set-up")
    for words in (
        "All practices that the programme has on the day of opening; today 2 practices",
        "7 and 14 days after opening",
        "7 people besides the practice manager",
        "Lead GP, Link practitioner, Practice manager",
        "answers are shown by role, after consent",
        "Takes less than 7 minutes; anonymous",
        "Minutes in all",
        "less than 9",
        "Everybody is told their own in the mail, on the card and on the page on which they start",
        "A mean of 3.5 or more on each of: Coherence",
        "Integration by Normalization Process Theory, version 1.0.0",
        "if at least 7 people besides them have answered",
        "Shown from 10 people besides the practice manager",
        "Delete this wave",
    ):
        assert words in page, words


def test_the_page_of_a_wave_names_the_roles_that_it_asks_nothing(there: Desk) -> None:
    create(there)
    page = there.page("/waves/W1/set-up")
    assert "Asks everybody on the lists of staff, except who is listed as Service user." in page
    assert "Nobody is asked anything who is listed as Service user." in page
    create(there, label="W2", modules=["stakeholder 1.0.0"])
    assert "Nobody is asked anything who is listed" not in there.page("/waves/W2/set-up")


def test_a_wave_in_preparation_is_led_to_what_is_set_up(there: Desk) -> None:
    create(there)
    answer = there.lead.get(f"{PROGRAMME}/waves/W1")
    assert (answer.status_code, answer.location) == (303, f"{PROGRAMME}/waves/W1/set-up")


@pytest.mark.parametrize(
    ("labels", "proposed"),
    [
        (["P2", "P1"], "P3"),
        (["W9"], "W10"),
        (["Pilot"], "W2"),
        (["Pulse", "P2"], "P3"),
        ([], "W1"),
        (["w1", "W2"], "w3"),
    ],
)
def test_the_next_number_is_proposed(labels: list[str], proposed: str) -> None:
    assert next_label(labels) == proposed


def test_a_new_wave_is_proposed_like_the_last_one(there: Desk) -> None:
    create(there, label="P7", modules=["gp 1.0.0"], minimum_group="8", first_reminder="5")
    page = there.page("/new-wave")
    for proposed in ('value="P8"', 'value="gp 1.0.0" checked', 'value="8"', 'value="5"'):
        assert proposed in page, proposed


def test_practices_are_chosen_by_network_as_it_is_on_the_day_of_opening(there: Desk) -> None:
    place(there, "North", TODAY - DAY)
    assert create(there, practices_by="network", networks=["North"]) == 303
    assert asked(there) == ["elm"]
    place(there, "South", TODAY)
    assert asked(there) == []
    assert "No practice would be asked today" in there.page("/waves/W1/set-up")


def test_practices_are_chosen_by_region(there: Desk) -> None:
    place(there, "North", TODAY - DAY)
    assert create(there, practices_by="region", regions=["Coast"]) == 303
    assert asked(there) == ["elm"]


def place(there: Desk, network: str, since: datetime.date) -> None:
    """Put Elm into a network."""
    row = Affiliation(practice_id=there.elm.id, since=since, network=network, region="Coast")
    db.session.add(row)
    db.session.commit()


@pytest.mark.parametrize("written", ["oak", "Oak", "oak\r\n Oak ", "X12345"])
def test_practices_are_written_down_by_name_or_code(there: Desk, written: str) -> None:
    there.oak.ods_code = "X12345"
    db.session.commit()
    assert create(there, practices_by="listed", listed=written) == 303
    assert asked(there) == ["oak"]
    wave = there.wave()
    assert wave.practices_by is PracticeChoice.LISTED


def test_a_name_of_two_practices_is_asked_for_by_code(there: Desk) -> None:
    there.oak.name = there.elm.name = "Ash"
    db.session.commit()
    answer = there.send("/new-wave", wave_form(practices_by="listed", listed="ash"))
    assert "there is more than one such practice" in answer.get_data(as_text=True)


def test_a_practice_that_has_merged_is_not_asked(there: Desk) -> None:
    create(there, practices_by="listed", listed=["elm", "oak"])
    there.oak.merged_into_id, there.oak.merged_on = there.elm.id, TODAY
    db.session.commit()
    assert asked(there) == ["elm"]
    assert there.open_wave().status_code == 303
    assert there.waves()
    assert db.session.scalars(select(WavePractice.practice_id)).all() == [there.elm.id]


def test_a_wave_is_changed(there: Desk) -> None:
    create(there, practices_by="listed", listed=["elm", "oak"])
    page = there.page("/waves/W1/edit")
    form = wave_form(label="W2", modules=[], listed=["oak"], practices_by="listed")
    answer = there.send("/waves/W1/edit", {**form, "revision": hidden(page, "revision")})
    assert (answer.status_code, answer.location) == (303, f"{PROGRAMME}/waves/W2/set-up")
    wave = there.wave("W2")
    assert [row.instrument_id for row in wave.instruments] == ["npt-core"]
    assert [practice.slug for practice in opening.practices(wave, TODAY)] == ["oak"]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "wave.changed")).one()
    assert entry.detail == {"changed": "label, instruments, listed"}


def test_saving_what_is_shown_changes_nothing(there: Desk) -> None:
    create(there)
    page = there.page("/waves/W1/edit")
    form = {**wave_form(), "revision": hidden(page, "revision")}
    assert there.send("/waves/W1/edit", form).status_code == 303
    assert not db.session.scalars(select(AuditEntry).where(AuditEntry.action == "wave.changed")).all()


def test_a_change_of_somebody_else_is_not_overwritten_unseen(there: Desk) -> None:
    create(there)
    seen = hidden(there.page("/waves/W1/edit"), "revision")
    there.send("/waves/W1/edit", {**wave_form(title="Theirs"), "revision": seen})
    answer = there.send("/waves/W1/edit", {**wave_form(title="Mine"), "revision": seen})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "This wave was changed meanwhile" in page
    assert 'value="Mine"' in page
    wave = there.wave()
    assert wave.title == "Theirs"
    again = {**wave_form(title="Mine"), "revision": hidden(page, "revision")}
    assert there.send("/waves/W1/edit", again).status_code == 303


def test_short_time_and_missing_reminders_are_said_and_not_refused(there: Desk) -> None:
    days = date_boxes("closes", OPENS + 3 * DAY)
    assert create(there, **days, first_reminder="", second_reminder="") == 303
    page = there.page("/waves/W1/set-up")
    assert "The wave is open for 3 days" in page
    assert "Nobody is reminded" in page


def test_a_questionnaire_that_nobody_would_get_is_said(there: Desk) -> None:
    create(there, modules=["core-team 1.0.0", "provider 1.0.0"])
    assert "Nobody is asked “What helps and what gets in the way in your service?”" in there.page(
        "/waves/W1/set-up"
    )


def test_when_nothing_can_be_told_is_a_sentence_and_so_is_who_gets_which_module(there: Desk) -> None:
    create(there)
    assert "When too few people have answered, nobody has answered in a role" in there.page(
        "/waves/W1/set-up"
    )
    page = there.page("/new-wave")
    assert "Nobody is asked more than one of them" in page
    assert "the one by role comes first" not in page
