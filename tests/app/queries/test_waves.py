"""Waves of programmes and practices."""

from __future__ import annotations

import datetime

import pytest
from flask import Flask

from app.db import db
from app.errors import NotFoundError
from app.models import WaveState
from app.queries import waves
from tests.app import builder


def test_wave_is_found_by_its_label_in_its_programme_only(app: Flask) -> None:
    harbour, valley = builder.programme("harbour"), builder.programme("valley")
    mine, _foreign = builder.wave(harbour, [], "W1"), builder.wave(valley, [], "W2")
    assert waves.of_programme(harbour, "W1") is mine
    with pytest.raises(NotFoundError):
        waves.of_programme(harbour, "W2")


def test_practice_finds_waves_in_which_it_takes_part(app: Flask) -> None:
    harbour = builder.programme()
    elm, oak = builder.practice(harbour, "elm"), builder.practice(harbour, "oak")
    wave = builder.wave(harbour, [elm])
    assert waves.of_practice(elm, "W1") is wave
    with pytest.raises(NotFoundError):
        waves.of_practice(oak, "W1")
    assert waves.by_practice([elm, oak]) == {elm.id: [wave]}


def test_practice_does_not_see_a_wave_in_preparation(app: Flask) -> None:
    harbour = builder.programme()
    elm = builder.practice(harbour)
    builder.wave(harbour, [elm]).state = WaveState.DRAFT
    db.session.flush()
    with pytest.raises(NotFoundError):
        waves.of_practice(elm, "W1")
    assert waves.by_practice([elm]) == {}


def test_waves_come_latest_first(app: Flask) -> None:
    harbour = builder.programme()
    elm = builder.practice(harbour)
    first, second = builder.wave(harbour, [elm], "W1"), builder.wave(harbour, [elm], "W2")
    second.opens_on = first.opens_on + datetime.timedelta(days=90)
    db.session.flush()
    assert waves.all_of_programme(harbour) == [second, first]
    assert waves.by_practice([elm])[elm.id] == [second, first]
