"""Random waves for property-based tests."""

from __future__ import annotations

from hypothesis import strategies as st

from questionnaires.types import Instrument, ItemType
from tests.scoring import builders

People = list[tuple[str, list[int]]]
Wave = dict[str, tuple[int, People]]


@st.composite
def people(draw: st.DrawFn, instrument: Instrument, least: int = 0, most: int = 8) -> People:
    """Some people's answers, empty cells and "not relevant" among them."""
    return [
        (draw(st.sampled_from(instrument.roles)), draw(answers(instrument)))
        for _ in range(draw(st.integers(least, most)))
    ]


@st.composite
def answers(draw: st.DrawFn, instrument: Instrument, lowest: int = -4) -> list[int]:
    """One person's answers to the scored items; ``lowest`` -4 allows gaps, 1 only values."""
    usual = st.integers(max(lowest, 1), 5)
    gaps = st.integers(lowest, -1) if lowest < 0 else usual
    values = {
        ItemType.AGREEMENT: st.one_of(usual, usual, usual, gaps),
        ItemType.RATING: st.one_of(st.integers(0, 10), gaps),
    }
    return [draw(values[item.type]) for item in instrument.items if item.is_scored]


@st.composite
def waves(draw: st.DrawFn, instrument: Instrument, least: int = 0) -> Wave:
    """Up to four practices."""
    wave: Wave = {}
    for name in draw(st.lists(st.sampled_from("ABCDÉ"), unique=True, min_size=1, max_size=4)):
        answering = draw(people(instrument, least))
        wave[name] = (len(answering) + draw(st.integers(0 if answering else 1, 20)), answering)
    return wave


def small_instrument() -> Instrument:
    """The scales of the rule with one reversed item."""
    return builders.instrument(flipped=["coherence_2"])
