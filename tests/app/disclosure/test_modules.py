"""Modules: shown of the programme only, and so coarse that nobody's answer can be had."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.disclosure import modules as gate
from app.disclosure.coarsen import Basis, coarse_mean
from app.disclosure.modules import ReleasedModule, enough_pooled, release_modules
from app.errors import WaveStateError
from app.models import ModuleResult, Practice, Wave, WaveInstrument
from app.operations.close_wave import close_wave
from scoring.pooled import Pool
from tests.app import builder
from tests.app.responses import respond
from tests.app.world import PUBLISHED


def asked(modules: tuple[str, ...] = ("context",)) -> tuple[Wave, list[Practice]]:
    """Return an open wave of four practices with modules."""
    of = builder.programme()
    places = [builder.practice(of, slug, 30) for slug in ("elm", "oak", "ash", "yew")]
    wave = builder.wave(of, places)
    for position, module in enumerate(modules, start=5):
        row = WaveInstrument(wave_id=wave.id, instrument_id=module, version="1.0.0", position=position)
        db.session.add(row)
    db.session.flush()
    db.session.refresh(wave)
    return wave, places


def closed(people: tuple[int, ...], value: int = 4) -> ReleasedModule:
    """Return what is shown of a module that so many people of each practice answered."""
    wave, places = asked()
    for place, number in zip(places, people, strict=False):
        for _ in range(number):
            respond(place, wave, "gp", value, instrument="context")
    close_wave(wave, PUBLISHED)
    (found,) = release_modules(wave)
    return found


@pytest.mark.parametrize(
    ("pool", "minimum", "enough"),
    [
        (Pool(10, 3, 5), 5, True),
        (Pool(9, 3, 4), 5, False),
        (Pool(10, 2, 5), 5, False),
        (Pool(10, 3, 6), 5, False),  # six of ten from one practice: nearly its own result
        (Pool(40, 3, 21), 5, False),
        (Pool(11, 4, 5), 12, False),
        (Pool(12, 4, 5), 12, True),
        (Pool(0, 0, 0), 5, False),
    ],
)
def test_ten_people_of_three_practices_and_none_with_more_than_half(
    pool: Pool, minimum: int, enough: bool
) -> None:
    assert enough_pooled(pool, minimum) is enough


def test_means_are_shown_of_all_practices_together(app: Flask) -> None:
    found = closed((4, 4, 4))
    assert found.behind == "12 people of 3 practices answered."
    assert {scale.mean_text for scale in found.scales} == {"4.0"}
    assert found.ends == "1 means “gets in the way a lot”, 5 means “helps a lot”."


@pytest.mark.parametrize("people", [(3, 3, 3), (8, 8), (11, 2, 2), ()])
def test_too_few_are_hidden_in_the_same_words_whatever_they_said(app: Flask, people: tuple[int, ...]) -> None:
    found = closed(people, 1)
    assert found.behind is None
    assert {scale.mean_text for scale in found.scales} == {"not shown"}
    assert found == closed_again(people, 5)


def closed_again(people: tuple[int, ...], value: int) -> ReleasedModule:
    """Return the same of another programme's wave, in which everybody gave ``value``."""
    db.session.rollback()
    return closed(people, value)


def test_a_mean_of_few_people_is_not_written_down(app: Flask) -> None:
    closed((3, 3, 3))
    document = json.loads(db.session.scalars(select(ModuleResult.document)).one())
    assert {scale["mean"] for scale in document["scales"].values()} == {None}


def test_core_team_and_the_survey_of_all_staff_are_no_modules_here(app: Flask) -> None:
    wave, places = asked(modules=("gp", "context"))
    for place in places:
        respond(place, wave, "gp")
    close_wave(wave, PUBLISHED)
    assert [module.instrument for module in release_modules(wave)] == ["context 1.0.0", "gp 1.0.0"]


def test_nothing_is_shown_of_an_open_wave(app: Flask) -> None:
    wave, _ = asked()
    with pytest.raises(WaveStateError):
        release_modules(wave)


def fewest_left(n: int, statements: int) -> int:
    """Return the fewest answers that a colleague may have given, to whoever gave one and sees a mean.

    ``n`` people answered one statement each, from 1 to 5; the mean is shown as if each had answered so many.
    """
    sums: dict[str, list[int]] = {}
    for total in range(n, 5 * n + 1):
        text = coarse_mean(total / n, Basis(n, statements, 1, 5), None).text
        sums.setdefault(text, []).append(total)
    rest = range(n - 2, 5 * (n - 2) + 1)
    left = [
        {value for value in range(1, 6) for total in totals if total - own - value in rest}
        for totals in sums.values()
        for own in range(1, 6)
        if any(total - own in range(n - 1, 5 * (n - 1) + 1) for total in totals)
    ]
    return min(map(len, left))


@pytest.mark.parametrize("n", range(gate.LEAST_PEOPLE, 61))
def test_at_least_three_answers_of_each_colleague_remain_possible(n: int) -> None:
    assert fewest_left(n, gate.STATEMENTS) >= 3


def test_a_grid_for_scales_of_many_statements_would_tell_sums_of_those_who_answered_one() -> None:
    assert fewest_left(10, 1) >= 3
    texts = [coarse_mean(total / 10, Basis(10, 4, 1, 5), None).text for total in range(10, 51)]
    assert len(set(texts)) > 30, "nearly every sum would have a mean of its own"
    coarse = [coarse_mean(total / 10, Basis(10, 1, 1, 5), None).text for total in range(10, 51)]
    assert len(set(coarse)) < 10
