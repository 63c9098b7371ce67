"""A programme over its waves: classes counted, and who gained, lost and kept the practice level."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import db
from app.models import Audience, Practice, Programme, Wave, WaveInstrument
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.programme.over_waves import MOST_NAMES, Followed, Pair, compared, kept_up
from app.queries import snapshots
from scoring.result import Verdict
from tests.app import builder, many_practices
from tests.app.responses import core_team, respond
from tests.app.world import PUBLISHED, Installation, visitor


def pairs(before: Sequence[Verdict], after: Sequence[Verdict]) -> list[Pair]:
    """Return practices P0, P1 and so on with their verdicts in two waves."""
    return [
        (Followed(f"p{place}", f"P{place}", "W1", first), Followed(f"p{place}", f"P{place}", "W2", second))
        for place, (first, second) in enumerate(zip(before, after, strict=True))
    ]


def test_gained_and_lost_are_named_and_the_others_counted() -> None:
    both = pairs(["missed", "met", "met", "missed"], ["met", "missed", "met", "unknown"])
    found = {kept.title.split(":")[0]: kept for kept in kept_up(both)}
    assert [each.name for each in found["Gained"].named] == ["P0"]
    assert [each.name for each in found["Lost"].named] == ["P1"]
    assert (found["Sustained"].practices, found["Sustained"].named) == (1, ())
    assert found["Cannot be told"].practices == 1


def test_a_practice_of_one_wave_only_is_not_compared() -> None:
    (before, after), (other, _) = pairs(["met", "met"], ["met", "met"])
    assert compared([before, after, other]) == [(before, after)]


def test_a_long_line_of_names_is_cut_and_says_how_many_more() -> None:
    many = MOST_NAMES + 3
    before: list[Verdict] = ["missed"] * many
    after: list[Verdict] = ["met"] * many
    gained = kept_up(pairs(before, after))[0]
    assert (len(gained.named), gained.more) == (MOST_NAMES, 3)


@pytest.fixture
def programme(app: Flask) -> Programme:
    """A programme in which Ash gained the practice level and Yew lost it."""
    of = builder.programme()
    for slug in ("ash", "yew"):
        builder.practice(of, slug, 9)
    asked(of, "W1", ash=2, yew=4)
    asked(of, "W2", ash=4, yew=2)
    return of


def asked(of: Programme, label: str, **levels: int) -> Wave:
    """Close a wave, a month after the one before, in which five people each answered so of their level."""
    places = db.session.scalars(select(Practice).order_by(Practice.slug)).all()
    wave = builder.wave(of, list(places), label)
    wave.opens_on = wave.opens_on.replace(month=int(label[1]))
    for place in places:
        if place.slug in levels:
            for _ in range(5):
                respond(place, wave, "gp", 4, scales={"practice_level": levels[place.slug]})
            core_team(place, wave)
    close_wave(wave, PUBLISHED)
    return wave


@pytest.fixture
def page(app: Flask, programme: Programme) -> str:
    """The page of that programme."""
    return over_waves(app, programme)


def over_waves(app: Flask, of: Programme) -> str:
    """Return the page of a programme as its lead sees it."""
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    return visitor(app, account).get("/programmes/harbour/over-waves").get_data(as_text=True)


def kept_lines(page: str) -> dict[str, str]:
    """Return what the page says of the practice level, by its first word."""
    kept = page[page.index('id="kept"') :]
    return dict(re.findall(r"<dt[^>]*>(\w+)[^<]*</dt><dd[^>]*>(.*?)</dd>", kept))


def test_page_counts_the_classes_of_each_wave_the_earliest_first(page: str) -> None:
    table = page[page.index('id="classes"') :]
    rows = re.findall(r'<th role="rowheader".*?>(W\d)</a></th>(.*?)</tr>', table, re.DOTALL)
    counts = [(label, re.findall(r'app-table__value">(\d)<', cells)) for label, cells in rows]
    assert counts == [("W1", ["1", "1", "0", "0", "0"]), ("W2", ["1", "1", "0", "0", "0"])]


def test_page_names_who_gained_and_who_lost_the_practice_level(page: str) -> None:
    lines = kept_lines(page)
    assert ">Ash</a>" in lines["Gained"]
    assert ">Yew</a>" in lines["Lost"]
    assert lines["Sustained"] == "0 practices"


def test_wave_without_enough_answers_takes_nothing_back(app: Flask, programme: Programme) -> None:
    asked(programme, "W3")
    page = over_waves(app, programme)
    assert "the last two of these waves are compared" in page
    lines = kept_lines(page)
    assert "/practices/ash/waves/W2" in lines["Gained"]
    assert "/practices/yew/waves/W2" in lines["Lost"]
    assert lines["Cannot"] == "0 practices"


def test_each_practice_is_compared_over_its_own_last_two_results(app: Flask, programme: Programme) -> None:
    asked(programme, "W3", yew=4)
    lines = kept_lines(over_waves(app, programme))
    assert "/practices/ash/waves/W2" in lines["Gained"]
    assert "/practices/yew/waves/W3" in lines["Gained"]
    assert lines["Lost"] == "0 practices"


def test_pulse_does_not_ask_about_the_practice_level(app: Flask, programme: Programme) -> None:
    pulse = asked(programme, "W3", ash=4, yew=4)
    db.session.execute(
        update(WaveInstrument)
        .where(WaveInstrument.wave_id == pulse.id, WaveInstrument.instrument_id == "npt-core")
        .values(instrument_id="pulse")
    )
    lines = kept_lines(over_waves(app, programme))
    assert ">Yew</a>" in lines["Lost"]


def test_merger_is_said_of_a_practice_between_its_own_two_waves(app: Flask, programme: Programme) -> None:
    wave = asked(programme, "W3", ash=4)
    for slug, successor in (("elm", "ash"), ("oak", "yew")):
        old = builder.practice(programme, slug)
        into = db.session.scalars(select(Practice).where(Practice.slug == successor)).one()
        old.merged_into_id, old.merged_on = into.id, wave.opens_on
    page = over_waves(app, programme)
    assert "Elm merged into Ash" in page
    assert "Oak merged" not in page


def test_with_one_closed_wave_it_says_when_there_will_be_something(installation: Installation) -> None:
    page = installation.visitor("lead").get("/programmes/harbour/over-waves").get_data(as_text=True)
    assert "This is shown as soon as two closed waves have results about it." in page
    assert 'id="classes"' in page


def test_page_draws_what_the_table_says(page: str) -> None:
    drawn = page[page.index('id="classes-chart-desc"') :]
    assert "Wave W1: Fully integrated 1, Partially integrated 1, Not yet 0, Cannot tell 0" in drawn
    assert "2 practices</text>" in drawn


def test_only_the_practices_of_a_network_are_counted_in_each_wave(app: Flask) -> None:
    of = builder.programme()
    found = many_practices.scored(of, [f"kind-{number}" for number in range(len(many_practices.KINDS))])
    found.opens_on = found.opens_on.replace(year=2025)
    ids = many_practices.practices(of, 12)
    templates = snapshots.of_wave(found.id)
    for label in ("W1", "W2"):
        many_practices.closed_wave(of, ids, templates, label)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    client = visitor(app, account)
    page = client.get("/programmes/harbour/over-waves?network=network+0001").get_data(as_text=True)
    assert re.findall(r">(\d+) practices</text>", page) == ["5", "5"]
    kept = page[page.index('id="kept"') :].split("</dl>")[0]
    compared_of_five = sum(int(count) for count in re.findall(r">(\d+) practice", kept))
    assert compared_of_five == 3  # in each wave another of them has too few answers
    assert "?network=Network+0001" in page
    wrong = client.get("/programmes/harbour/over-waves?network=Network+9")
    assert wrong.status_code == 422
    nobody = client.get("/programmes/harbour/over-waves?network=Network+0001&region=Region+01")
    assert nobody.status_code == 422


def test_a_programme_without_a_closed_wave_says_so(app: Flask) -> None:
    account = create_account("lead@example.org", [Grant(Audience.LEAD, builder.programme())])
    db.session.commit()
    page = visitor(app, account).get("/programmes/harbour/over-waves").get_data(as_text=True)
    assert "No wave is closed yet." in page
