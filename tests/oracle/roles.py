"""What is shown by role of every set of answers of a practice, through the real rules."""

from __future__ import annotations

import numpy as np

from app.disclosure.roles import release_roles, to_text
from scoring.role_sums import role_sums
from tests.oracle.display import numbered, shown_of
from tests.oracle.feasible import Shown
from tests.oracle.practices import Case, Kinds, table_of


def with_roles(case: Case, people: Kinds) -> Shown:
    """Return for every set of answers the number of what is shown of it, results by role with it."""
    whole, parts = shown_of(case, people), roles_shown(case, people)
    both: Shown = whole * (parts.max() + 1) + parts
    return both


def roles_shown(case: Case, people: Kinds) -> Shown:
    """Return the number of what is shown by role: it depends on the sums of the roles and on nothing else."""
    instrument = case.instrument
    sums = role_sums(instrument, table_of(case, people))
    places = [instrument.scales.index(instrument.scale(scale)) for scale in case.scales]
    columns = np.concatenate([np.concatenate([sums.n[at], sums.total[at]], axis=1) for at in places], axis=1)
    _, firsts, which = np.unique(columns, axis=0, return_index=True, return_inverse=True)
    table = table_of(case, people[firsts])
    managers = np.full(len(table.practices), case.managers, np.int64)
    found = release_roles(instrument, table.roles, role_sums(instrument, table), managers, case.minimum_group)
    texts: list[list[str]] = [[] for _ in firsts]
    for (practice, role), released in found.in_practices.items():
        texts[practice].append(f"{role} {to_text(released)}")
    return numbered([str(each) for each in texts])[which.ravel()]
