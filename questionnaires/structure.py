"""First check: keys, types and forms of the values, without asking what they refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from questionnaires.findings import Findings, Place, shorten
from questionnaires.table import Table

Kind = Callable[[object, Place, Findings], object | None]
"""Reads one value: returns it, or notes a problem and returns None."""


class Coverage(StrEnum):
    """What an instrument says it covers, so that the reader holds it to that."""

    NPT = "npt"  # the theory, see coverage.py
    S0 = "S0"  # every theme of that paper
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table."""

    kind: Kind
    required: bool = True


Fields = Mapping[str, Field]


def form(pattern: str, advice: str) -> Kind:
    """Return a kind: a string of that form."""
    compiled = re.compile(pattern)

    def read(value: object, place: Place, findings: Findings) -> object | None:
        if not isinstance(value, str):
            findings.wrong_type(place, value, "a text", advice)
        elif not compiled.fullmatch(value):
            findings.add(place, f"'{shorten(value)}' does not have the right form", advice)
        else:
            return value
        return None

    return read


def choice(names: type[StrEnum]) -> Kind:
    """Return a kind: one of the names."""
    known = [name.value for name in names]

    def read(value: object, place: Place, findings: Findings) -> object | None:
        if not isinstance(value, str):
            findings.wrong_type(place, value, "a text", f"Use one of: {', '.join(known)}")
        elif value not in known:
            findings.unknown(place, place.path.rpartition(".")[2], value, known)
        else:
            return names(value)
        return None

    return read


def number(low: float, high: float, *, whole: bool) -> Kind:
    """Return a kind: a number from ``low`` to ``high``."""
    wanted = "a whole number" if whole else "a number"
    advice = f"Use {wanted} from {low:g} to {high:g}"

    def read(value: object, place: Place, findings: Findings) -> object | None:
        fits = isinstance(value, int) or (isinstance(value, float) and not whole)
        if isinstance(value, bool) or not isinstance(value, int | float) or not fits:
            findings.wrong_type(place, value, wanted, advice)
        elif not low <= value <= high:  # also refuses nan
            findings.add(place, f"{shorten(_digits(value))} is out of range", advice)
        else:
            return value if whole else float(value)
        return None

    return read


def _digits(value: float) -> str:
    try:
        return str(value)
    except ValueError:  # an integer of thousands of digits
        return "the number"


def flag(value: object, place: Place, findings: Findings) -> object | None:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    findings.wrong_type(place, value, "true or false", "Write true or false without quotes")
    return None


def list_of(kind: Kind, what: str) -> Kind:
    """Return a kind: a list of at least one entry of that kind. Unusable entries become None."""

    def read(value: object, place: Place, findings: Findings) -> object | None:
        if not isinstance(value, list):
            findings.wrong_type(place, value, f"a list of {what}", f"Write a list of {what}")
            return None
        if not value:
            findings.add(place, "the list is empty", "Give at least one entry")
            return None
        return tuple(kind(entry, place.index(n), findings) for n, entry in enumerate(value))

    return read


def table_of(fields: Fields) -> Kind:
    """Return a kind: a table with those keys."""

    def read(value: object, place: Place, findings: Findings) -> object | None:
        return read_table(value, fields, place, findings)

    return read


def read_table(value: object, fields: Fields, place: Place, findings: Findings) -> Table | None:
    """Return the usable part of a table and note what is missing, unknown or of the wrong type."""
    if not isinstance(value, dict):
        findings.wrong_type(place, value, "a table", "Write its keys under a heading in square brackets")
        return None
    for name in value:
        if name not in fields:
            findings.unknown(place.key(name), "key", name, fields)
    for name, wanted in fields.items():
        if wanted.required and name not in value:
            findings.add(place.key(name), f"{name} is missing", f"Add {name}")
    read = {
        name: wanted.kind(value[name], place.key(name), findings)
        for name, wanted in fields.items()
        if name in value
    }
    usable = {name: found for name, found in read.items() if found is not None}
    return Table(place, MappingProxyType(usable), frozenset(value))
