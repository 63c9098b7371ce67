"""What the people of one role say together, practice by practice: sums, to put any group together from.

A role group of a practice is small. These are exact sums for the gate between results and eyes, which decides
what may be said of which group (app/disclosure/roles.py); they are shown nowhere as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from questionnaires.types import Instrument
from scoring.answers import AnswerTable
from scoring.scales import UNIT, Whole, locate, person_scores


@dataclass(frozen=True, slots=True)
class RoleSums:
    """Role groups, scale by scale in the order of the instrument.

    ``people`` (practices x roles) answered the questionnaire. ``n`` and ``total`` (scales x practices x
    roles): how many of them have a score, and its sum, in whole 1/UNIT points.
    """

    people: Whole
    n: Whole
    total: Whole

    @property
    def points(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """The sums in points of the scale."""
        return self.total / UNIT


def role_sums(instrument: Instrument, table: AnswerTable) -> RoleSums:
    """Return the sums of every role group of every practice, in the table's order of practices and roles.

    A person counts where the scale's own missing rule gives the person a score. Raises TableError where the
    table does not fit the instrument.
    """
    persons = person_scores(
        table.answers,
        locate(instrument, table.items),
        min_answered=[scale.min_answered for scale in instrument.scales],
    )
    groups = len(table.practices), len(table.roles)
    people = np.zeros(groups, np.int64)
    np.add.at(people, (table.practice, table.role), 1)
    n = np.zeros((*groups, len(instrument.scales)), np.int64)
    total = np.zeros_like(n)
    np.add.at(n, (table.practice, table.role), persons.scored.astype(np.int64))
    np.add.at(total, (table.practice, table.role), persons.scores)
    return RoleSums(people, np.moveaxis(n, 2, 0), np.moveaxis(total, 2, 0))
