"""Choosing practices: every choice can be combined with every other, and says what it cannot take."""

from __future__ import annotations

import re

import pytest
from werkzeug.datastructures import MultiDict

from app.programme.choice_form import MOST_LISTED, PlaceForm
from app.queries.summaries import Places
from tests.app.programme.comparing import CLASSES, Comparison
from tests.app.programme.test_comparison import listed


def test_only_those_chosen_are_listed(side_by_side: Comparison) -> None:
    chosen = {
        "network=North": "Alder Birch Cedar Hazel",
        "network=north": "Alder Birch Cedar Hazel",
        "region=Hills": "Cedar Damson Fir",
        "network=South&region=Hills": "Damson Fir",
        "verdict=partially_integrated": "Birch Cedar Damson",
        "verdict=partially_integrated&network=North": "Birch Cedar",
        "verdict=not_enough": "Hazel",
        "enough=yes&network=North": "Alder Birch Cedar",
        "name=ER": "Alder Elder",
        "name=%20der%20&network=South": "Elder",
        "network=&region=&verdict=&name=": " ".join(sorted(CLASSES)),
    }
    for view in ("table", "dots"):
        found = {query: " ".join(listed(side_by_side.get(f"view={view}&{query}"))) for query in chosen}
        assert found == chosen


@pytest.mark.parametrize("query", ["name=_", "name=%25", "name=zz", "verdict=not_enough&enough=yes"])
def test_where_nobody_is_like_that_the_page_says_so_and_leads_back(reading: Comparison, query: str) -> None:
    page = reading.get(query)
    assert "0 of 8 practices" in page
    assert "No practice of this wave is like that." in page
    assert "app-counts" not in page
    assert '<a href="/programmes/harbour/waves/W1">Show all practices</a>' in page


def test_the_choice_stays_in_the_form_and_in_the_links_to_other_views(reading: Comparison) -> None:
    page = reading.get("network=North&verdict=partially_integrated&enough=yes&name=r&view=heat")
    assert re.search(r'<option value="North" selected', page)
    assert re.search(r'<option value="partially_integrated" selected', page)
    assert re.search(r'name="enough"[^>]*value="yes"[^>]*checked', page)
    assert re.search(r'name="name"[^>]*value="r"', page)
    assert '<input type="hidden" name="view" value="heat">' in page
    link = re.search(r'href="([^"]*view=radars[^"]*)"', page)
    assert link is not None
    for part in ("network=North", "verdict=partially_integrated", "enough=yes", "name=r"):
        assert part in link[1]


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("network=Nor", "network", "Enter the whole name, such as North"),
        ("region=East", "region", "No practice of this wave was there when it opened"),
        ("verdict=best", "verdict", "Choose a verdict of the list"),
        (f"name={'x' * 201}", "name", "Enter at most 200 characters"),
    ],
)
def test_what_cannot_be_chosen_is_said_beside_its_field_and_above(
    reading: Comparison, query: str, field: str, words: str
) -> None:
    answer = reading.ask(f"{query}&enough=yes")
    page = " ".join(answer.get_data(as_text=True).split())
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert re.search(rf'<a href="#{field}" ?>[^<]*{words}', page)
    assert re.search(rf'id="{field}-error".*?{words}', page)
    assert re.search(r'name="enough"[^>]*checked', page)
    assert "app-counts" not in page


def test_where_places_are_many_their_name_is_typed() -> None:
    names = tuple(f"Network {number:03}" for number in range(MOST_LISTED + 1))
    form = PlaceForm(MultiDict(), Places(names, names[:-1]))
    assert (form.network.is_listed, form.region.is_listed) == (False, True)
