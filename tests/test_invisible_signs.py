"""A NUL in an address or a form: PostgreSQL takes none, and nobody sees an error of ours for that."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.app.world import Installation, build_world
from tests.site_map import PAGES, RULES

ARGUMENT = re.compile(r"<(?:[^:>]+:)?[^>]+>")
WITHIN = {"<programme>": "harbour", "<practice>": "elm", "<wave>": "W1"}
ROLES = ("lead", "manager", "evaluator", "administrator")
SEARCHES = (
    "/programmes/harbour/practices?q=%00",
    "/programmes/harbour/practices?network=%00",
    "/programmes/harbour/people?q=%00",
    "/programmes/harbour/people?practice=%00",
    "/programmes/harbour/practices/elm/merge?q=%00",
    "/programmes/harbour/practices/elm/merge?into=%00",
    "/programmes/harbour/waves/W1?name=%00",
    "/programmes/harbour/waves/W2?search=%00",
)


@pytest.fixture
def installation(app: Flask) -> Installation:
    """The small world, on each database."""
    return Installation(app, build_world())


def places() -> set[str]:
    """Return the addresses of every page with a NUL for all its arguments, and for those behind real ones."""
    found = set()
    for rule in RULES:
        shown = rule.rule if rule.endpoint in PAGES else ""
        for name, real in (("", ""), *WITHIN.items()):
            shown = shown.replace(name, real) if name else shown
            found.add(ARGUMENT.sub("%00", shown))
    return {place for place in found if "%00" in place}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_has_such_an_address(installation: Installation, role: str) -> None:
    client = installation.visitor(role)
    answers = {place: client.get(place).status_code for place in places()}
    assert {place: status for place, status in answers.items() if status >= 500} == {}
    assert 404 in answers.values()


@pytest.mark.parametrize("place", SEARCHES)
def test_searches_find_as_without_it(installation: Installation, place: str) -> None:
    client = installation.visitor("lead")
    assert client.get(place).status_code in {200, 404, 422}
