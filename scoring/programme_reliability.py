"""How reliably a programme's practices differ, scale by scale: ICC(1) and ICC(2) of people's scale means.

For a programme, never for one practice. A person's mean counts where the scale's own missing rule gives the
person one; a practice counts where it is among those asked for. Formulas, intervals and sources:
:mod:`scoring.icc`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from questionnaires.types import Instrument, ScaleKind
from scoring.answers import AnswerTable
from scoring.errors import ScoringError
from scoring.figure import Flags, Interval
from scoring.icc import Icc, icc
from scoring.rounding import plain
from scoring.scales import UNIT, locate, person_scores

KINDS = (ScaleKind.CONSTRUCT, ScaleKind.LEVEL)


@dataclass(frozen=True, slots=True)
class ScaleReliability:
    """ICC(1) and ICC(2) of one scale with 95 % intervals; None with a reason.

    ``practices`` with people who have a score on the scale, ``people`` with one in all of them. ``within``
    is how far people differ inside their practices: the sum of squares, in points of the scale; None in a
    document from before it was kept.
    """

    icc1: float | None
    icc1_ci: Interval | None
    icc2: float | None
    icc2_ci: Interval | None
    practices: int
    people: int
    reasons: tuple[str, ...]
    within: float | None = None


def programme_reliability(
    instrument: Instrument, table: AnswerTable, included: Flags
) -> dict[str, ScaleReliability]:
    """Return the reliability of every construct and level by its id.

    ``included`` (practices,) marks the practices that count. Range: ICC(1) -1 / (n - 1) to 1, ICC(2) up to
    1; negative values are kept.
    """
    persons = person_scores(
        table.answers,
        locate(instrument, table.items),
        min_answered=[scale.min_answered for scale in instrument.scales],
    )
    found = {}
    for place, scale in enumerate(instrument.scales):
        if scale.kind in KINDS:
            counts = persons.scored[:, place] & included[table.practice]
            means = persons.scores[counts, place].astype(np.float64) / UNIT
            found[scale.id] = _plain(icc(means, table.practice[counts]))
    return found


def reliability_to_document(found: Mapping[str, ScaleReliability]) -> dict[str, Any]:
    """Return the reliability of a programme as dicts, lists, texts, numbers and null."""
    return {
        scale: {
            key: list(entry) if isinstance(entry, tuple) else entry for key, entry in asdict(each).items()
        }
        for scale, each in found.items()
    }


def reliability_from_document(document: Mapping[str, Any]) -> dict[str, ScaleReliability]:
    """Return what :func:`reliability_to_document` made this of; ScoringError where it did not."""
    try:
        return {
            scale: ScaleReliability(
                **{
                    **each,
                    "icc1_ci": _interval(each["icc1_ci"]),
                    "icc2_ci": _interval(each["icc2_ci"]),
                    "reasons": tuple(each["reasons"]),
                }
            )
            for scale, each in document.items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ScoringError(f"not a document of reliability: {error!r}; score the wave again") from error


def _plain(found: Icc) -> ScaleReliability:
    table = found.table
    within = None if table.msw is None else table.msw * (table.persons - table.groups)
    return ScaleReliability(
        icc1=_rounded(found.icc1),
        icc1_ci=_ends(found.icc1_ci),
        icc2=_rounded(found.icc2),
        icc2_ci=_ends(found.icc2_ci),
        practices=table.groups,
        people=table.persons,
        reasons=found.reasons,
        within=_rounded(within),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else plain(value)


def _ends(ci: Interval | None) -> Interval | None:
    return None if ci is None else (plain(ci[0]), plain(ci[1]))


def _interval(ends: list[float] | None) -> Interval | None:
    return None if ends is None else (ends[0], ends[1])
