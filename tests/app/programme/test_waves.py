"""A programme's own page, and the list of programmes."""

from __future__ import annotations

import datetime

import pytest

from app.models import Wave, WaveState
from app.programme.wave_words import dates_in_words
from tests.app.world import Installation

CLOSED = "closed before its last day"
FIRST, LAST = datetime.date(2026, 11, 2), datetime.date(2026, 11, 22)


def test_waves_are_listed_with_what_to_do(installation: Installation) -> None:
    page = installation.visitor("evaluator").get("/programmes/harbour").get_data(as_text=True)
    assert "Compare practices" in page
    assert "See how many have answered" in page


def test_only_own_programmes_are_listed(installation: Installation) -> None:
    page = installation.visitor("lead").get("/programmes").get_data(as_text=True)
    assert "Harbour" in page
    assert "Valley" not in page


@pytest.mark.parametrize(
    ("state", "closed_on", "said"),
    [
        (WaveState.OPEN, None, "2 November 2026 to 22 November 2026"),
        (WaveState.CLOSED, None, "2 November 2026 to 22 November 2026"),
        (
            WaveState.CLOSED,
            datetime.date(2026, 11, 24),
            "2 November 2026 to 22 November 2026, closed on 24 November 2026",
        ),
        (
            WaveState.CLOSED,
            datetime.date(2026, 11, 20),
            "2 November 2026 to 20 November 2026, when it was closed before its last day (22 November 2026)",
        ),
    ],
)
def test_dates_of_a_closed_wave_are_those_on_which_it_took_answers(
    state: WaveState, closed_on: datetime.date | None, said: str
) -> None:
    assert dates_in_words(Wave(opens_on=FIRST, closes_on=LAST, state=state), closed_on) == said


def test_lists_and_pages_of_waves_say_when_a_wave_was_closed(installation: Installation) -> None:
    lead = installation.visitor("lead")
    assert lead.get("/programmes/harbour").get_data(as_text=True).count(CLOSED) == 1
    for label, closed in (("W1", True), ("W2", False)):
        page = lead.get(f"/programmes/harbour/waves/{label}/set-up").get_data(as_text=True)
        assert (CLOSED in page) is closed, label
