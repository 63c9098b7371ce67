"""The results page over waves and over how sure it is: what changed, what is kept up, what not to act on."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from flask import Flask

from app.db import db
from app.disclosure.history import released_before
from app.models import Audience, Practice, Programme, Wave
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.practice.results_page import results_page, sureness
from app.queries import documents
from scoring.resampling import READINGS
from tests.app import builder
from tests.app.reports import sample
from tests.app.reports.composed import labelled
from tests.app.responses import core_team, respond
from tests.app.world import PUBLISHED, visitor


def closed(of: Programme, place: Practice, label: str, month: int, level: int, people: int = 6) -> Wave:
    """Add a closed wave that opened in a month of 2026, in which the practice level was ``level``."""
    wave = builder.wave(of, [place], label)
    wave.opens_on = datetime.date(2026, month, 5)
    for _ in range(people):
        respond(place, wave, "gp", 4, scales={"practice_level": level})
    core_team(place, wave)
    close_wave(wave, PUBLISHED)
    return wave


def page(app: Flask, of: Programme, label: str) -> str:
    """Return the results page of the practice in a wave, as its programme's lead sees it."""
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    address = f"/programmes/{of.slug}/practices/elm/waves/{label}"
    return visitor(app, lead).get(address).get_data(as_text=True)


def test_first_wave_says_that_there_is_nothing_to_compare(sqlite_app: Flask) -> None:
    of = builder.programme()
    closed(of, builder.practice(of), "W1", 1, 4)
    shown = page(sqlite_app, of, "W1")
    assert "This is the first wave with a result of this practice." in shown
    assert 'id="change"' not in shown


def test_a_later_wave_shows_change_gates_both_classes_people_and_the_chart(sqlite_app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    closed(of, elm, "W1", 1, 2)
    closed(of, elm, "W2", 2, 4)
    shown = page(sqlite_app, of, "W2")
    for expected in (
        "<strong>Wave W1:</strong> Partially integrated",
        "<strong>Wave W2:</strong> Fully integrated",
        "Gained: met now, missed before",
        "Sustained: met in both waves",
        "a clear rise",
        "The waves are not linked",
        'id="change-title"',
        'href="/programmes/harbour/practices/elm/waves/W1"',
    ):
        assert expected in shown


def test_the_wave_before_is_the_latest_earlier_one_whatever_came_later(sqlite_app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    waves = [closed(of, elm, f"W{number}", number, 4) for number in (1, 2, 3)]
    found = []
    for wave in waves:
        snapshot = documents.snapshot_of(elm, wave)
        assert snapshot is not None
        before = released_before(snapshot)
        found.append(before.wave if before else None)
    assert found == [None, "W1", "W2"]


def test_a_wave_published_later_does_not_change_what_came_before(sqlite_app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    closed(of, elm, "W1", 1, 4)
    late = builder.wave(of, [elm], "late")
    late.opens_on = datetime.date(2026, 2, 5)
    wave = closed(of, elm, "W3", 3, 4)
    close_wave(late, PUBLISHED + datetime.timedelta(days=1))
    snapshot = documents.snapshot_of(elm, wave)
    assert snapshot is not None
    before = released_before(snapshot)
    assert before is not None
    assert before.wave == "W1"


def test_another_practices_or_programmes_wave_is_not_the_wave_before(sqlite_app: Flask) -> None:
    of, other = builder.programme(), builder.programme("valley")
    closed(of, builder.practice(of, "oak"), "W1", 1, 4)
    closed(other, builder.practice(other), "W1", 1, 4)
    elm = builder.practice(of)
    snapshot = documents.snapshot_of(elm, closed(of, elm, "W2", 2, 4))
    assert snapshot is not None
    assert released_before(snapshot) is None


def test_too_few_answers_before_are_said_and_nothing_is_compared(sqlite_app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    closed(of, elm, "W1", 1, 2, people=3)
    closed(of, elm, "W2", 2, 4)
    shown = page(sqlite_app, of, "W2")
    assert "In one of the two waves there were not enough answers" in shown
    assert 'id="change' not in shown


def test_too_few_answers_now_lead_to_the_result_before(sqlite_app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    closed(of, elm, "W1", 1, 4)
    closed(of, elm, "W2", 2, 4, people=3)
    shown = page(sqlite_app, of, "W2")
    assert "The result of wave W1: fully integrated" in shown
    assert "<svg" not in shown.replace("nhsuk-icon", "")


def test_first_year_in_post_is_said_beside_the_verdict(sqlite_app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    wave = builder.wave(of, [elm])
    wave.practices[0].link_practitioner_since = datetime.date(2035, 7, 5)
    for _ in range(6):
        respond(elm, wave, "gp", 4)
    core_team(elm, wave)
    close_wave(wave, PUBLISHED)
    shown = page(sqlite_app, of, "W1")
    assert shown.index("</h1>") < shown.index("read this as “on track”") < shown.index("<section")


@pytest.mark.parametrize("reading", sorted(READINGS))
def test_every_reading_is_a_word_and_one_of_them_says_not_to_act(reading: str) -> None:
    bears = sample.result().robustness
    assert bears is not None
    word = READINGS[reading]  # type: ignore[index]
    found = sureness(replace(sample.result(), robustness=replace(bears, reading=word)))
    assert found is not None
    assert found.word.lower() == word
    assert found.borderline is (reading == "borderline")


def test_borderline_is_said_as_a_warning_before_the_gates(sqlite_app: Flask) -> None:
    result = labelled(sample.result())
    template = sqlite_app.jinja_env.get_template("practice/_sure.html")
    with sqlite_app.test_request_context():
        method = sqlite_app.jinja_env.get_template("parts/method.html").module
        shown = template.render(result=result, page=results_page(result, None), method=method.method)  # type: ignore[attr-defined]
    assert result.robustness is not None
    assert result.robustness.share in shown
    assert "Borderline: do not act on the label" in shown
    assert shown.index("do not act on the label") < shown.index("<dl")


def test_without_a_share_no_word_is_given() -> None:
    bears = sample.result().robustness
    assert bears is not None
    assert sureness(replace(sample.result(), robustness=replace(bears, reading=None))) is None
    assert sureness(replace(sample.result(), robustness=None)) is None
