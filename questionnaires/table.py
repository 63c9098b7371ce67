"""A table of an instrument file after its types were checked: what is left in it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from questionnaires.findings import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """The usable values of a table; what was missing or of the wrong type is not in it."""

    place: Place
    values: Mapping[str, object]
    seen: frozenset[str] = frozenset()  # all keys of the table in the file, usable or not

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return the value, or None where it is missing or was unusable."""
        value = self.values.get(key)
        return value if isinstance(value, kind) else None

    def need(self, key: str, kind: type[T]) -> T:
        """Return a value that the checks have made sure of."""
        value = self.values[key]
        if not isinstance(value, kind):
            raise TypeError(f"{self.place.path}.{key}: {type(value)}")
        return value

    def entries(self, key: str, kind: type[T]) -> list[tuple[Place, T]]:
        """Return the usable entries of a list, each with its place."""
        place = self.place.key(key)
        found = self.get(key, tuple) or ()
        return [(place.index(n), entry) for n, entry in enumerate(found) if isinstance(entry, kind)]

    def tables(self, key: str) -> list[Table]:
        """Return the usable tables of a list of tables."""
        return [entry for _, entry in self.entries(key, Table)]
