"""Practice scores: what the people of a practice say together, for thousands of practices at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.answers import Indices
from scoring.scales import UNIT, PersonScores, Whole, rounded_quotient

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RoleCounts:
    """Role groups, sorted by practice and role; those in which nobody answered are left out.

    ``practice`` and ``role`` (groups,) are indices, ``people`` (groups,) how many answered. ``answered``
    groups x scales and ``not_relevant`` groups x scales x (role, stage, programme) count cells.
    """

    practice: Indices
    role: Indices
    people: Whole
    answered: Whole
    not_relevant: Whole

    def of_practice(self, index: int) -> range:
        """Return the places of a practice's role groups."""
        first, end = np.searchsorted(self.practice, (index, index + 1))
        return range(int(first), int(end))


@dataclass(frozen=True, slots=True)
class PracticeScores:
    """All arrays are practices x scales unless said otherwise; NaN where ``n`` says there is nothing.

    ``respondents`` (practices,) people who answered; ``n`` people with a score; ``mean`` of persons, ``sd``
    with divisor n - 1, ``role_balanced`` the mean of role-group means, all in scale units; ``answered``
    cells that are not empty; ``not_relevant`` practices x scales x (role, stage, programme), cells;
    ``by_role`` the same counts of cells by role group.
    """

    respondents: Whole
    n: Whole
    mean: Floats
    sd: Floats
    role_balanced: Floats
    answered: Whole
    not_relevant: Whole
    by_role: RoleCounts


def practice_scores(
    persons: PersonScores, practice: Indices, role: Indices, practices: int
) -> PracticeScores:
    """Put persons together: first by practice and role, then by practice.

    ``practice`` and ``role`` (respondents,) are indices; ``practices`` is how many there are, answering or
    not. Formulas: mean = sum of person scores / n; sd = sqrt((n * sum of squares - sum^2) / (n (n - 1)));
    role-balanced mean = mean over role groups of the mean of the group's persons. A person without a score
    counts nowhere but in ``respondents``, ``answered`` and ``not_relevant``. All sums are of whole numbers,
    so that no order of people or practices changes a bit. Source: science of the score, section 2.
    """
    groups = _Groups.of(practice, role, practices)
    scored = persons.scored.astype(np.int64)
    n_by_role = groups.by_role(scored)
    sum_by_role = groups.by_role(persons.scores)
    n, total = groups.by_practice(n_by_role), groups.by_practice(sum_by_role)
    squares = groups.by_practice(groups.by_role(persons.scores * persons.scores))
    role_means = rounded_quotient(sum_by_role * UNIT, n_by_role)
    answered, not_relevant = groups.by_role(persons.answered), groups.by_role(persons.not_relevant)
    roles_present = groups.by_practice((n_by_role > 0).astype(np.int64))
    return PracticeScores(
        respondents=np.bincount(practice, minlength=practices).astype(np.int64),
        n=n,
        mean=_quotient(total, n * UNIT),
        sd=_spread(n, total, squares),
        role_balanced=_quotient(groups.by_practice(role_means), roles_present * UNIT * UNIT),
        answered=groups.by_practice(answered),
        not_relevant=groups.by_practice(not_relevant),
        by_role=RoleCounts(*groups.labels, groups.sizes, answered, not_relevant),
    )


@dataclass(frozen=True, slots=True)
class _Groups:
    """People sorted by practice and role: where each group and each practice begins."""

    order: Indices
    role_starts: Indices
    practice_starts: Indices
    present: Indices
    practices: int
    labels: tuple[Indices, Indices]  # practice and role of each group
    sizes: Whole

    @classmethod
    def of(cls, practice: Indices, role: Indices, practices: int) -> _Groups:
        """Sort people into groups."""
        roles = int(role.max(initial=0)) + 1
        key = practice * roles + role
        order = np.argsort(key, kind="stable")
        keys, role_starts, sizes = np.unique(key[order], return_index=True, return_counts=True)
        present, practice_starts = np.unique(keys // roles, return_index=True)
        labels = keys // roles, keys % roles
        return cls(order, role_starts, practice_starts, present, practices, labels, sizes.astype(np.int64))

    def by_role(self, values: NDArray[np.integer]) -> Whole:
        """Sum respondents x ... to groups x ..."""
        if not len(values):
            return np.zeros((0, *values.shape[1:]), np.int64)
        return np.add.reduceat(values[self.order], self.role_starts, axis=0, dtype=np.int64)

    def by_practice(self, values: Whole) -> Whole:
        """Sum groups x ... to practices x ..., 0 for a practice where nobody answered."""
        sums = np.zeros((self.practices, *values.shape[1:]), np.int64)
        if len(values):
            sums[self.present] = np.add.reduceat(values, self.practice_starts, axis=0)
        return sums


def _quotient(total: Whole, count: Whole) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _spread(n: Whole, total: Whole, squares: Whole) -> Floats:
    """Standard deviation from whole sums, in unbounded integers: nothing overflows, nothing cancels."""
    people = n.astype(object)
    above = people * squares.astype(object) - total.astype(object) ** 2
    below = np.maximum(people * (people - 1), 1) * UNIT**2
    return np.where(n > 1, np.sqrt((above / below).astype(np.float64)), np.nan)
