"""How far the staff of each practice answered alike on each scale: the strength beside the level.

A high mean with little agreement is a split practice. For every practice and scale: r_wg(j) against the
uniform and, on five options, the slight-skew null, and AD_M(j). "Not relevant" is not an answer on the scale.
Missing rule: pairwise, as :mod:`scoring.agreement` says. Reversed items need no flip: it moves no answers
apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from questionnaires.types import Instrument, Scale
from scoring.agreement import SLIGHT_SKEW_SHARES, AgreementTable, agreement_by_group, reasons_of
from scoring.answers import AnswerTable
from scoring.rounding import plain_or_none


@dataclass(frozen=True, slots=True)
class ScaleAgreement:
    """Agreement within one practice on one scale; None where it cannot be had, with reasons.

    ``n`` persons with any answer; ``rwg_j`` and ``rwg_j_skew`` 0 to 1; ``ad_m`` in scale points, by
    convention agreement up to ``ad_m_bound`` (A / 6).
    """

    scale: str
    n: int
    rwg_j: float | None
    rwg_j_skew: float | None
    ad_m: float | None
    ad_m_bound: float
    reasons: tuple[str, ...]


def scale_agreement(instrument: Instrument, table: AnswerTable) -> tuple[dict[str, ScaleAgreement], ...]:
    """Return for each practice, in the table's order, the agreement on every scale by its id."""
    tables = {scale.id: _tables(scale, table) for scale in instrument.scales}
    return tuple(
        {scale.id: _one(scale, *tables[scale.id], index) for scale in instrument.scales}
        for index in range(len(table.practices))
    )


def _tables(scale: Scale, table: AnswerTable) -> tuple[AgreementTable, AgreementTable | None]:
    """Return agreement of all practices on a scale, by the uniform and by the slight-skew null."""
    columns = [table.items.index(item) for item in scale.items]
    answers = table.answers[:, columns]
    ratings = np.where(answers >= 0, answers, np.nan).astype(np.float64)
    options = scale.maximum - scale.minimum + 1
    practices = len(table.practices)
    uniform = agreement_by_group(ratings, table.practice, practices, missing="pairwise", options=options)
    if options != len(SLIGHT_SKEW_SHARES):
        return uniform, None
    skew = agreement_by_group(
        ratings, table.practice, practices, missing="pairwise", options=options, null="slight-skew"
    )
    return uniform, skew


def _one(scale: Scale, uniform: AgreementTable, skew: AgreementTable | None, index: int) -> ScaleAgreement:
    reasons = reasons_of(uniform, index)
    if skew is None:
        reasons = (*reasons, "the slight-skew null is defined for 5 answer options")
    return ScaleAgreement(
        scale=scale.id,
        n=int(uniform.n[index]),
        rwg_j=plain_or_none(float(uniform.rwg_j[index])),
        rwg_j_skew=None if skew is None else plain_or_none(float(skew.rwg_j[index])),
        ad_m=plain_or_none(float(uniform.ad_m[index])),
        ad_m_bound=(scale.maximum - scale.minimum + 1) / 6,
        reasons=reasons,
    )
