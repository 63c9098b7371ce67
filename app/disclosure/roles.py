"""Releasing results by role: of the roles of a practice, and of each role across the practices of a wave.

Means only, as coarse as everywhere, of constructs and levels. A role across practices has an interval that
holds whatever the spread, since nothing is said of it. Who may have a number at all: app/disclosure/room.py.
What is returned is all that is ever stored of roles (see :class:`app.models.RoleResult`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.disclosure.coarsen import NOT_SHOWN, Basis, coarse_interval, coarse_mean, widest_sd
from app.disclosure.room import Cells, Flags, Whole, shown_in_practices, shown_of_all
from app.disclosure.scales import interval_text
from app.disclosure.summary import SummaryScale
from questionnaires.types import Instrument, Scale, ScaleKind
from scoring.document import canonical_bytes
from scoring.role_sums import RoleSums

KINDS = (ScaleKind.CONSTRUCT, ScaleKind.LEVEL)
EVERYWHERE = 1_000_000_000  # staff, where nobody knows how many have a role
HIDDEN = SummaryScale(None, NOT_SHOWN, None, None, NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class ReleasedRole:
    """What may be shown of a role: its constructs and levels by their ids, hidden ones in the usual words.

    ``people`` of it answered, in so many ``practices``.
    """

    people: int
    practices: int
    scales: Mapping[str, SummaryScale]


@dataclass(frozen=True, slots=True)
class RolesOfWave:
    """The roles of which something is shown: across practices by role, and by place of practice and role."""

    across: Mapping[str, ReleasedRole]
    in_practices: Mapping[tuple[int, str], ReleasedRole]


def release_roles(
    instrument: Instrument, roles: Sequence[str], sums: RoleSums, managers: Whole, minimum: int
) -> RolesOfWave:
    """Return what may be shown by role of a wave's practices, in the order of the table of answers.

    ``managers``, by practice, may be among those who answered.
    """
    asked = [(place, scale) for place, scale in enumerate(instrument.scales) if scale.kind in KINDS]
    cells = {
        scale.id: Cells(scale, sums.people, sums.n[place], sums.points[place], managers, minimum)
        for place, scale in asked
    }
    shown = {scale: shown_in_practices(each) for scale, each in cells.items()}
    return RolesOfWave(
        across={roles[role]: found for role, found in _across(cells, shown)},
        in_practices={
            (practice, roles[role]): found for (practice, role), found in _in_practices(cells, shown)
        },
    )


def to_text(released: ReleasedRole) -> str:
    """Return what is shown of a role as canonical JSON; its named tuples are arrays there."""
    scales = {name: list(scale) for name, scale in released.scales.items()}
    document = {"people": released.people, "practices": released.practices, "scales": scales}
    return canonical_bytes(document).decode()


def from_text(text: str) -> ReleasedRole:
    """Return what :func:`to_text` made this of."""
    document = json.loads(text)
    scales = {name: SummaryScale(*row) for name, row in document["scales"].items()}
    return ReleasedRole(document["people"], document["practices"], scales)


def _across(cells: Mapping[str, Cells], shown: Mapping[str, Flags]) -> Iterator[tuple[int, ReleasedRole]]:
    """Yield the roles that have a number across practices on some scale."""
    may = {scale: shown_of_all(each, shown[scale]) for scale, each in cells.items()}
    some = next(iter(cells.values()))
    for role in range(some.people.shape[1]):
        if any(flags[role] for flags in may.values()):
            people = some.people[:, role]
            scales = {
                scale: _mean(each.scale, each.n[:, role].sum(), each.total[:, role].sum(), people.sum())
                if may[scale][role]
                else HIDDEN
                for scale, each in cells.items()
            }
            yield role, ReleasedRole(int(people.sum()), int((people > 0).sum()), scales)


def _in_practices(
    cells: Mapping[str, Cells], shown: Mapping[str, Flags]
) -> Iterator[tuple[tuple[int, int], ReleasedRole]]:
    """Yield the roles of practices that have a number on some scale."""
    some = next(iter(cells.values()))
    for practice in range(some.people.shape[0]):
        for role in range(some.people.shape[1]):
            if any(flags[practice, role] for flags in shown.values()):
                scales = {
                    scale: _mean(each.scale, each.n[practice, role], each.total[practice, role])
                    if shown[scale][practice, role]
                    else HIDDEN
                    for scale, each in cells.items()
                }
                yield (practice, role), ReleasedRole(int(some.people[practice, role]), 1, scales)


def _mean(scale: Scale, n: int, total: float, people: int | None = None) -> SummaryScale:
    """Return a mean as shown; with an interval where ``people`` of the role answered, else without."""
    basis = Basis(int(n), len(scale.items), scale.minimum, scale.maximum)
    shown = coarse_mean(total / n, basis, None)
    if people is None:
        return SummaryScale(shown.value, shown.text, None, None, NOT_SHOWN)
    of_all = Basis(int(people), basis.items, basis.minimum, basis.maximum)
    low, high = coarse_interval(shown, widest_sd(shown, of_all), of_all, EVERYWHERE) or (None, None)
    words = interval_text(None if low is None or high is None else (low, high))
    return SummaryScale(shown.value, shown.text, low, high, words)
