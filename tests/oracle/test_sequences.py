"""Random histories: whatever is looked at, each colleague is left with three answers to each question."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from tests.oracle import sequences
from tests.oracle.feasible import ENOUGH
from tests.oracle.sequences import draw, left_in, others_that_look_alike, transcript

QUICK = 300
LONG = int(os.environ.get("ORACLE_SEQUENCES", "2000"))


def check(seed: int) -> None:
    """Fail where a history tells too much, or shows more than the searched release."""
    history = draw(seed)
    for what, many in left_in(history):
        assert many >= ENOUGH, f"history {seed}: {what}"
    others = others_that_look_alike(history, seed)
    assert transcript(history, history.answers) == transcript(history, others), f"history {seed}"


@pytest.mark.parametrize("first", range(0, QUICK, 50))
def test_nothing_in_a_history_tells_what_a_colleague_answered(first: int) -> None:
    for seed in range(first, first + 50):
        check(seed)


@pytest.mark.long
def test_nothing_in_many_histories_tells_what_a_colleague_answered() -> None:
    for seed in range(QUICK, QUICK + LONG):
        check(seed)


def test_a_page_that_shows_more_than_what_is_released_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a page with the exact set of answers in it."""
    seen = iter(range(10_000))

    def leaky(*_: object) -> str:
        return str(next(seen))

    monkeypatch.setattr(sequences, "_page", leaky)
    with pytest.raises(AssertionError):
        check(1)


def test_histories_are_of_every_kind() -> None:
    drawn = [draw(seed) for seed in range(QUICK)]
    pages = {look.page for history in drawn for look in history.looks}
    assert pages == set(sequences.LOOKS)
    assert {len(history.waves) for history in drawn} == {1, 2}


def _alike(seeds: Sequence[int]) -> int:
    return sum(others_that_look_alike(draw(seed), seed) != draw(seed).answers for seed in seeds)


def test_most_histories_are_held_against_other_answers() -> None:
    """Were the other answers always the same ones, nothing would be proved."""
    assert _alike(range(100)) > 80
