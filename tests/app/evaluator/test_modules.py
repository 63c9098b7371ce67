"""The page of a wave's other questionnaires: of the programme only, and in words where nothing is shown."""

from __future__ import annotations

from flask import Flask

from app.db import db
from app.models import WaveInstrument
from app.operations.close_wave import close_wave
from tests.app import builder
from tests.app.evaluator.conftest import Hands
from tests.app.responses import respond
from tests.app.world import PUBLISHED, World


def with_module(world: World, people: int) -> None:
    """Close a wave W3 of four practices, in each of which so many people answered a module."""
    db.session.rollback()
    of = world.harbour.programme
    places = [builder.practice(of, slug, 30) for slug in ("birch", "fir", "larch", "yew")]
    wave = builder.wave(of, places, "W3")
    db.session.add(WaveInstrument(wave_id=wave.id, instrument_id="context", version="1.0.0", position=5))
    db.session.flush()
    db.session.refresh(wave)
    for place in places:
        for _ in range(people):
            respond(place, wave, "gp", 2, instrument="context")
    close_wave(wave, PUBLISHED)
    db.session.commit()


def test_page_shows_means_of_the_programme_and_names_no_practice(
    app: Flask, world: World, evaluator: Hands
) -> None:
    with_module(world, 3)
    page = evaluator.client.get("/modules/harbour/W3").text
    assert "12 people of 4 practices answered." in page
    assert "Is there enough to work with?" in page
    assert ">2.0<" in page
    assert not [name for name in ("Birch", "Fir", "Larch", "Yew") if name in page]


def test_page_says_so_where_too_few_answered(world: World, evaluator: Hands) -> None:
    with_module(world, 2)
    page = evaluator.client.get("/modules/harbour/W3").text
    assert "Too few people, or people of too few practices, answered" in page
    assert "8 people" not in page


def test_page_says_so_where_there_is_nothing(evaluator: Hands) -> None:
    assert "no other anonymous questionnaire" in evaluator.client.get("/modules/harbour/W1").text
    assert "This wave is not closed" in evaluator.client.get("/modules/harbour/W2").text
