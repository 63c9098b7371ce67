"""Cells that a spreadsheet cannot take for formulas, and that come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spreadsheet_cells import guarded, unguarded

TEXTS = st.text(alphabet=st.sampled_from("=+-@'\t\r\n ＝aé1(|%"), max_size=6)


@given(TEXTS)
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_no_guarded_text_begins_as_a_formula_does(text: str) -> None:
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@", "＝"))


@pytest.mark.parametrize("text", ["Elm", "", "(+)", "1. visit", "St Mary's"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text
