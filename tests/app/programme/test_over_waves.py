"""A programme over its waves: classes counted, and who gained, lost and kept the practice level."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.programme.over_waves import MOST_NAMES, Followed, kept_up
from scoring.result import Verdict
from tests.app import builder
from tests.app.responses import core_team, respond
from tests.app.world import PUBLISHED, Installation, visitor


def followed(*verdicts: Verdict) -> tuple[Followed, ...]:
    return tuple(Followed(f"p{place}", f"P{place}", verdict) for place, verdict in enumerate(verdicts))


def test_gained_and_lost_are_named_and_the_others_counted() -> None:
    before, after = followed("missed", "met", "met", "missed"), followed("met", "missed", "met", "unknown")
    found = {kept.title.split(":")[0]: kept for kept in kept_up(before, after)}
    assert [each.name for each in found["Gained"].named] == ["P0"]
    assert [each.name for each in found["Lost"].named] == ["P1"]
    assert (found["Sustained"].practices, found["Sustained"].named) == (1, ())
    assert found["Cannot be told"].practices == 1


def test_a_practice_of_one_wave_only_is_not_compared() -> None:
    assert sum(kept.practices for kept in kept_up(followed("met"), followed("met", "met"))) == 1


def test_a_long_line_of_names_is_cut_and_says_how_many_more() -> None:
    many = MOST_NAMES + 3
    before: list[Verdict] = ["missed"] * many
    after: list[Verdict] = ["met"] * many
    gained = kept_up(followed(*before), followed(*after))[0]
    assert (len(gained.named), gained.more) == (MOST_NAMES, 3)


@pytest.fixture
def page(app: Flask) -> str:
    """The page of a programme in which Ash gained the practice level and Yew lost it."""
    of = builder.programme()
    ash, yew = builder.practice(of, "ash", 9), builder.practice(of, "yew", 9)
    for number, (label, levels) in enumerate((("W1", (2, 4)), ("W2", (4, 2)))):
        wave = builder.wave(of, [ash, yew], label)
        wave.opens_on = wave.opens_on.replace(month=1 + number)
        for place, level in zip((ash, yew), levels, strict=True):
            for _ in range(5):
                respond(place, wave, "gp", 4, scales={"practice_level": level})
            core_team(place, wave)
        close_wave(wave, PUBLISHED)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    return visitor(app, account).get("/programmes/harbour").get_data(as_text=True)


def test_page_counts_the_classes_of_each_wave_the_earliest_first(page: str) -> None:
    table = page[page.index('id="classes"') :]
    rows = re.findall(r'<th role="rowheader".*?</span>(W\d)</th>(.*?)</tr>', table, re.DOTALL)
    counts = [(label, re.findall(r'app-table__value">(\d)<', cells)) for label, cells in rows]
    assert counts == [("W1", ["1", "1", "0", "0", "0"]), ("W2", ["1", "1", "0", "0", "0"])]


def test_page_names_who_gained_and_who_lost_the_practice_level(page: str) -> None:
    kept = page[page.index('id="kept"') :]
    lines = dict(re.findall(r"<dt[^>]*>(\w+)[^<]*</dt><dd[^>]*>(.*?)</dd>", kept))
    assert ">Ash</a>" in lines["Gained"]
    assert ">Yew</a>" in lines["Lost"]
    assert lines["Sustained"] == "0 practices"


def test_with_one_closed_wave_it_says_when_there_will_be_something(installation: Installation) -> None:
    page = installation.visitor("lead").get("/programmes/harbour").get_data(as_text=True)
    assert "This is shown from the second closed wave on." in page
    assert 'id="classes"' in page
