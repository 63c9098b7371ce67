"""Agreement and reliability of any table of ratings: what ``readiness stats`` prints.

ICCs are of the persons' scale means: the mean of the items a person answered, which under the missing rule
``drop`` are all of them. Nothing is withheld for being small; the reasons say what limits a figure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.agreement import Null, agreement_by_group, keep_rows, reasons_of
from scoring.figure import Figure, Interval, MissingRule
from scoring.icc import Icc, icc
from scoring.ratings_file import Ratings
from scoring.reliability import alpha, omega


@dataclass(frozen=True, slots=True)
class GroupAgreement:
    """Agreement within one group: ``n`` persons used, None with a reason where a figure cannot be had."""

    group: str
    n: int
    rwg_j: float | None
    ad_m: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatingsStatistics:
    """All statistics of one table. ``n`` persons used of ``rows`` in the file."""

    groups: tuple[GroupAgreement, ...]
    icc: Icc
    alpha: Figure
    omega: Figure
    n: int
    rows: int
    missing_rule: MissingRule

    @property
    def icc1_ci(self) -> Interval | None:
        """The 95 % F interval of ICC(1)."""
        return self.icc.icc1_ci

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why figures of the whole table are missing, or what limits their reading."""
        left_out = self.rows - self.n
        lacking = "lack an item" if self.missing_rule == "drop" else "have no answer"
        return (
            *((f"n: {left_out} of {self.rows} rows left out because they {lacking}",) if left_out else ()),
            *self.icc.reasons,
            *(f"alpha: {reason}" for reason in self.alpha.reasons),
            *(f"omega: {reason}" for reason in self.omega.reasons),
        )


def ratings_statistics(
    ratings: Ratings, *, missing: MissingRule, bounds: tuple[int, int] | None, null: Null = "uniform"
) -> RatingsStatistics:
    """Return agreement of every group, and ICCs, alpha and omega of all persons together.

    ``bounds`` are the lowest and highest answer, whole numbers; without them there is no r_wg(j).
    Missing-data rule: see :mod:`scoring.agreement` and :mod:`scoring.reliability`. ValueError for a
    slight-skew null where there are not five options.
    """
    options = None if bounds is None else bounds[1] - bounds[0] + 1
    table = agreement_by_group(
        ratings.values, ratings.group, len(ratings.groups), missing=missing, options=options, null=null
    )
    groups = tuple(
        GroupAgreement(
            label,
            int(table.n[index]),
            _known(table.rwg_j[index]),
            _known(table.ad_m[index]),
            reasons_of(table, index),
        )
        for index, label in enumerate(ratings.groups)
    )
    used = keep_rows(ratings.values, missing)
    values, group = ratings.values[used], ratings.group[used]
    known = ~np.isnan(values)
    means = np.where(known, values, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return RatingsStatistics(
        groups,
        icc(means, group),
        alpha(values, missing=missing),
        omega(values, missing=missing, items=ratings.items),
        len(values),
        len(ratings.values),
        missing,
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
