"""One measured figure of the table that ``make bench`` prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with its limit and its reference.

    ``limit`` is the most that ``figure`` may be, in the same ``unit``; None where no limit was set.
    ``ratio`` is the figure divided by the same figure of ``reference`` (a bare numpy mean of the same
    table, say); both are None where there is nothing to compare with.
    """

    name: str
    figure: float
    unit: str
    limit: float | None = None
    reference: str | None = None
    ratio: float | None = None

    @property
    def within_limit(self) -> bool:
        """Whether the figure keeps its limit; one without a limit does."""
        return self.limit is None or self.figure <= self.limit
