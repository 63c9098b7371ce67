"""Answers as arrays: the one form in which scoring takes them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaires.types import NotRelevant

MISSING = -1
NOT_RELEVANT_CODES = {NotRelevant.ROLE: -2, NotRelevant.STAGE: -3, NotRelevant.PROGRAMME: -4}

Answers = NDArray[np.int8]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The answers of one instrument in one wave.

    ``answers`` is respondents x items, int8: the value, or MISSING = -1, or a not-relevant code
    (-2 role, -3 stage, -4 programme). ``practice`` (respondents,) indexes ``practices``; ``role``
    (respondents,) indexes ``roles``. ``headcount`` (practices,) is the number of staff, the population
    the respondents are drawn from. A practice may have no respondent.
    """

    practices: tuple[str, ...]
    headcount: Indices
    roles: tuple[str, ...]
    items: tuple[str, ...]
    practice: Indices
    role: Indices
    answers: Answers
