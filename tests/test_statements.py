"""Every page costs at most twelve SQL statements, however many rows there are of what it lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.respondent.person import statements
from tests.app.world import Installation, installed
from tests.crowd import crowd
from tests.site_map import PAGES, WITHOUT_ACCOUNT, address

MOST = 12
# Pages that show something else when it is asked for.
ASKED_FOR: dict[str, tuple[str, ...]] = {
    "manager": (),
    "evaluator": ("/practices?page=2",),
    "lead": (
        "/programmes/harbour/practices?merged=1",
        "/programmes/harbour/practices?q=synthetic",
        "/programmes/harbour/practices/oak/merge?q=synthetic",
        "/programmes/harbour/practices/oak/merge?into=elm",
        "/programmes/harbour/people?q=reader",
        "/programmes/harbour/waves/W2?search=synthetic",
        "/programmes/harbour/waves/W1/roles?role=gp",
    ),
    "administrator": (
        "/admin/users?email=reader",
        "/admin/audit?by=reader",
        "/admin/erasing/harbour?find=synthetic",
        "/admin/retention/harbour?months=12",
    ),
}
# Closed, closed after others, open, being closed, a draft.
WAVES = ("W1", "C6", "W2", "B9", "D1")


@pytest.fixture(scope="module")
def crowded(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The small world with a crowd in it; it is only read."""
    with installed(sqlite_template, tmp_path_factory.mktemp("crowd")) as found:
        with found.app.app_context():
            crowd(found)
        yield found


def places(installation: Installation, role: str) -> list[str]:
    """Return the addresses of all pages of people with accounts, of each wave, but those of signing in."""
    names = [name for name in PAGES if not name.startswith((*WITHOUT_ACCOUNT, "security."))]
    of_waves = ({"programme": "harbour", "practice": "elm", "wave": wave} for wave in WAVES)
    found = {address(installation, name, **values) for values in of_waves for name in names}
    return sorted({*found, *ASKED_FOR[role]})


def costs(installation: Installation, role: str) -> dict[str, int]:
    """Return the number of statements of each page that a role can open."""
    client, found = installation.visitor(role), {}
    with installation.app.app_context():
        for place in places(installation, role):
            with statements() as seen:
                status = client.get(place).status_code
            assert status < 500, place
            if status == 200:
                found[place] = len(seen)
    return found


@pytest.mark.parametrize("role", ASKED_FOR)
def test_no_page_of_many_rows_takes_more_than_twelve_statements(crowded: Installation, role: str) -> None:
    found = costs(crowded, role)
    assert len(found) >= 15
    assert found.keys() >= set(ASKED_FOR[role])
    assert sum(map(bool, found.values())) > 10, "nothing was counted"
    assert {place: cost for place, cost in found.items() if cost > MOST} == {}
