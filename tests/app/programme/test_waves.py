"""A programme's own page, and the list of programmes."""

from __future__ import annotations

from tests.app.world import Installation


def test_waves_are_listed_with_what_to_do(installation: Installation) -> None:
    page = installation.visitor("evaluator").get("/programmes/harbour").get_data(as_text=True)
    assert "Compare practices" in page
    assert "See how many have answered" in page


def test_only_own_programmes_are_listed(installation: Installation) -> None:
    page = installation.visitor("lead").get("/programmes").get_data(as_text=True)
    assert "Harbour" in page
    assert "Valley" not in page
