"""The oracle's shortcut is sound: what it takes for alike is released alike, and nothing else is."""

from __future__ import annotations

import numpy as np
import pytest

from tests.oracle import small
from tests.oracle.display import numbered, released, shown_of, text_of
from tests.oracle.practices import all_assignments
from tests.oracle.test_exhaustive import QUICK, case_of


@pytest.mark.parametrize(
    "name", ["6 people, a gate of one item", "empty and not relevant", "two gates at once"]
)
def test_what_is_taken_for_alike_is_released_alike(name: str) -> None:
    case = case_of(QUICK[name])
    people = all_assignments(case)
    some = np.random.default_rng(5).choice(len(people), size=min(len(people), 150), replace=False)
    with small.in_catalogue(case.instrument):
        shown = shown_of(case, people)[some]
        really = numbered([text_of(result) for result in released(case, people[some])])
    pairs = {(int(mine), int(theirs)) for mine, theirs in zip(shown, really, strict=True)}
    assert len(pairs) == len(set(shown.tolist())) == len(set(really.tolist()))
