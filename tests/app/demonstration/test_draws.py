"""Draws: the same everywhere, for ever."""

from __future__ import annotations

import pytest

from app.demonstration.draws import Draws


def test_a_seed_gives_the_same_numbers_on_every_machine() -> None:
    draws = Draws("a seed")
    assert [draws.below(100) for _ in range(8)] == [39, 3, 76, 40, 87, 90, 67, 1]


def test_another_seed_gives_other_numbers() -> None:
    assert [Draws("a").unit() for _ in range(4)] != [Draws("b").unit() for _ in range(4)]


def test_normal_draws_have_mean_0_and_standard_deviation_1() -> None:
    draws = Draws("normal")
    values = [draws.normal() for _ in range(4000)]
    mean = sum(values) / len(values)
    assert mean == pytest.approx(0, abs=0.05)
    assert sum((value - mean) ** 2 for value in values) / len(values) == pytest.approx(1, abs=0.06)


def test_some_keeps_the_order_and_takes_each_thing_once() -> None:
    chosen = Draws("some").some(range(20), 7)
    assert len(set(chosen)) == 7
    assert chosen == sorted(chosen)


def test_more_than_there_are_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="cannot draw 4 of 3"):
        Draws("some").some("abc", 4)
