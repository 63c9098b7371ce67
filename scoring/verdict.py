"""From the truth of each gate to the class of a practice, and to what decides it.

The same functions judge survey scores and coded evidence, one practice or thousands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scoring.logic import MET, MISSED, UNKNOWN, Truths
from scoring.result import IntegrationClass

CLASSES: tuple[IntegrationClass, ...] = ("fully_integrated", "partially_integrated", "not_yet", "cannot_tell")
FULLY, PARTIALLY, NOT_YET, CANNOT_TELL = range(4)


def classify(gates: Truths, base: int) -> NDArray[np.int8]:
    """Return the class of each practice as an index of CLASSES.

    ``gates``: practices x gates, values of :mod:`scoring.logic`; ``base`` the column of the base gate
    (patient level). All met: fully integrated. Base met, another missed: partially. Base missed: not yet.
    Anything else: cannot tell; an unknown gate never counts as met. Source: science of the score, section 5.

    >>> from scoring.logic import MET, MISSED, UNKNOWN
    >>> gates = np.array([[MET, MET], [MET, MISSED], [MISSED, UNKNOWN]], np.int8)
    >>> [CLASSES[i] for i in classify(gates, base=0)]
    ['fully_integrated', 'partially_integrated', 'not_yet']
    """
    lowest = gates.min(axis=1)
    at_base = gates[:, base]
    cases = [lowest == MET, at_base == MISSED, (at_base == MET) & (lowest == MISSED)]
    return np.select(cases, [FULLY, NOT_YET, PARTIALLY], CANNOT_TELL).astype(np.int8)


def deciding_gate(gates: Truths, margins: NDArray[np.float64], base: int) -> NDArray[np.intp]:
    """Return the column of the gate that decides each practice's class, -1 where the class is "cannot tell".

    ``margins``: practices x gates, value - threshold in scale points, NaN where a gate has none. The gate is
    the base gate where the class is "not yet" (nothing else would change it); else the one with the smallest
    margin, either side, among the missed ones where any is missed, among all where none is. A missed gate
    without margin decides only where no missed gate has one. The earlier gate wins a tie.
    """
    classes = classify(gates, base)
    missed = gates == MISSED
    eligible = np.where(missed.any(axis=1, keepdims=True), missed, gates != UNKNOWN)
    distance = np.where(np.isnan(margins), np.finfo(np.float64).max, np.abs(margins))
    nearest = np.where(eligible, distance, np.inf).argmin(axis=1)
    nearest = np.where(classes == NOT_YET, base, nearest)
    return np.where(classes == CANNOT_TELL, -1, nearest).astype(np.intp)
