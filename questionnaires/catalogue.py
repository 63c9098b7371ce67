"""The instruments that are shipped: every file in the folder ``instruments``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from questionnaires.errors import InstrumentError, Problem, UnknownInstrument
from questionnaires.reader import load
from questionnaires.types import Instrument

FOLDER = Path(__file__).with_name("instruments")


def get(instrument_id: str, version: str | None = None) -> Instrument:
    """Return a shipped instrument, the newest version where none is named.

    Raises :class:`UnknownInstrument` where there is none, :class:`~questionnaires.errors.InstrumentError`
    where a shipped file is broken.
    """
    found = _by_id().get(instrument_id)
    if found is None:
        raise UnknownInstrument(
            f"There is no instrument '{instrument_id}'. Use one of: {', '.join(_by_id())}."
        )
    if version is None:
        return found[-1]
    for instrument in found:
        if instrument.version == version:
            return instrument
    known = ", ".join(versions(instrument_id))
    raise UnknownInstrument(f"There is no version '{version}' of {instrument_id}. Use one of: {known}.")


def all() -> tuple[Instrument, ...]:  # noqa: A001 - read as catalogue.all()
    """Return the newest version of every shipped instrument, in the order of their ids."""
    return tuple(found[-1] for found in _by_id().values())


def versions(instrument_id: str) -> tuple[str, ...]:
    """Return the versions of an instrument, oldest first; empty where there is no such instrument."""
    return tuple(instrument.version for instrument in _by_id().get(instrument_id, ()))


def _age(instrument: Instrument) -> tuple[int, ...]:
    return tuple(int(part) for part in instrument.version.split("."))


@cache
def _by_id() -> Mapping[str, tuple[Instrument, ...]]:
    """All versions of each instrument, oldest first. Files never change while the program runs."""
    loaded: dict[tuple[str, str], Instrument] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        instrument = load(path)
        key = (instrument.id, instrument.version)
        if key in loaded:
            raise InstrumentError(path, [_twice(instrument)])
        loaded[key] = instrument
    ids = sorted({name for name, _ in loaded})
    return MappingProxyType(
        {name: tuple(sorted((i for i in loaded.values() if i.id == name), key=_age)) for name in ids}
    )


def _twice(instrument: Instrument) -> Problem:
    message = f"{instrument.id} {instrument.version} is in another file too"
    return Problem("version", message, "A change is a new version: give it a higher number")
