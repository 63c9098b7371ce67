"""Three-valued logic: what is known to be so, known not to be so, or not known.

The values are ordered MISSED < UNKNOWN < MET, so that "all of them" is the minimum (Kleene's strong
conjunction): one missed part settles the whole, an unknown one never counts as met.

>>> all_of([MET, UNKNOWN]) == UNKNOWN, all_of([UNKNOWN, MISSED]) == MISSED
(True, True)
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from scoring.result import Verdict

MISSED = 0
UNKNOWN = 1
MET = 2

Truths = NDArray[np.int8]

WORDS: tuple[Verdict, ...] = ("missed", "unknown", "met")


def all_of(parts: Iterable[int]) -> int:
    """Return the truth of "all of these"; of none at all it is MET."""
    return min(parts, default=MET)


def reaches(values: NDArray[np.float64], threshold: float, known: NDArray[np.bool_]) -> Truths:
    """Return MET where ``values >= threshold``, MISSED where not, UNKNOWN where not ``known``.

    ``values`` and ``known`` are of one shape; a value that is not known may be anything, NaN too.
    """
    with np.errstate(invalid="ignore"):
        truths = np.where(values >= threshold, MET, MISSED)
    return np.where(known, truths, UNKNOWN).astype(np.int8)
