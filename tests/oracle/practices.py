"""All sets of answers that a small practice can give, people of one role being exchangeable."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from questionnaires.types import Instrument
from scoring.answers import AnswerTable

NO_VALUE = (-1, -2, -3, -4)  # empty, and "not relevant" for each of three reasons
NO_VALUE_BIT = 0  # in a mask of answers all of these are one: no value; value v is bit v + 1
FIXED = 5  # what everybody gives on the scales that are not searched, and everybody is known to give

Kinds = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Kind:
    """What one person can say on the searched scales: cells by item, and as masks of answers by scale."""

    cells: Mapping[str, int]
    masks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A practice to be searched: who answered (a role each, sorted), of how many staff, and what is asked.

    ``kinds`` are the different things that one person can say; ``scales`` those that are searched.
    """

    instrument: Instrument
    scales: tuple[str, ...]
    roles: tuple[str, ...]
    headcount: int
    kinds: tuple[Kind, ...]
    minimum_group: int = 5
    fixed: Mapping[str, int] | None = None

    @property
    def managers(self) -> int:
        """How many practice managers answered."""
        return self.roles.count("practice_manager")


def kinds(
    instrument: Instrument, codes: Mapping[str, Sequence[int]], *, by_item: bool = False
) -> tuple[Kind, ...]:
    """Return what a person can say: ``codes`` are the answers to be searched, by scale.

    On a scale of several items a person is known by the sum of the answers (all that is ever shown depends
    on sums), and by which answers to one question the sum leaves open; a code below 0 is all items at once.
    """
    by_scale = [_of_scale(instrument, scale, values, by_item) for scale, values in codes.items()]
    return tuple(
        Kind({item: cell for cells, _ in parts for item, cell in cells.items()}, tuple(m for _, m in parts))
        for parts in itertools.product(*by_scale)
    )


def _of_scale(
    instrument: Instrument, name: str, codes: Sequence[int], by_item: bool
) -> list[tuple[dict[str, int], int]]:
    items = instrument.scale(name).items
    found = [(dict.fromkeys(items, code), 1 << NO_VALUE_BIT) for code in codes if code < 0]
    values = sorted(code for code in codes if code >= 0)
    if by_item:
        answers = itertools.product(values, repeat=len(items))
        return [*found, *((dict(zip(items, each, strict=True)), 1 << (each[0] + 1)) for each in answers)]
    by_sum: dict[int, tuple[dict[str, int], int]] = {}
    for each in itertools.combinations_with_replacement(values, len(items)):
        cells, mask = by_sum.get(sum(each), (dict(zip(items, each, strict=True)), 0))
        for value in each:
            mask |= 1 << (value + 1)
        by_sum[sum(each)] = cells, mask
    return [*found, *by_sum.values()]


def all_assignments(case: Case) -> Kinds:
    """Return every set of answers: sets x people, the number of a kind each; within a role ascending."""
    groups = [len(list(people)) for _, people in itertools.groupby(case.roles)]
    choices = [
        np.array(list(itertools.combinations_with_replacement(range(len(case.kinds)), size)), np.int16)
        for size in groups
    ]
    grid = np.indices([len(choice) for choice in choices]).reshape(len(choices), -1)
    return np.hstack([choice[rows] for choice, rows in zip(choices, grid, strict=True)])


def table_of(case: Case, people: Kinds) -> AnswerTable:
    """Return sets of answers as one table, each as a practice of its own."""
    items = [item.id for item in case.instrument.items if item.is_scored]
    fixed = case.fixed or {}
    cells = np.array(
        [
            [kind.cells.get(item, fixed.get(case.instrument.item(item).scale or "", FIXED)) for item in items]
            for kind in case.kinds
        ],
        np.int8,
    )
    sets, size = people.shape
    roles = case.instrument.roles
    return AnswerTable(
        practices=tuple(f"{place:07}" for place in range(sets)),
        headcount=np.full(sets, case.headcount, np.intp),
        roles=roles,
        items=tuple(items),
        practice=np.repeat(np.arange(sets, dtype=np.intp), size),
        role=np.tile(np.array([roles.index(role) for role in case.roles], np.intp), sets),
        answers=cells[people.ravel()],
    )
