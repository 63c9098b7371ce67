"""Who is asked what: the items of an instrument that a person of a role, with answers so far, is asked.

An item is asked where its page and the item itself have no ``ask_if`` or a fulfilled one. An answer to an
item that is not asked counts as not given, so whatever hangs on it is not asked either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from math import isfinite
from types import MappingProxyType

from questionnaires.conditions import Asked, Condition, Heard
from questionnaires.types import CHOICE_TYPES, SCORED_TYPES, TEXT_TYPES, Instrument, Item, ItemType, Section

Answers = Mapping[str, object]
"""Answers by item id as forms keep them: ``"4"`` or 4, ``"NR-role"``, an option's id, a list of them, a text
(or a list that begins with it).

What is not a possible answer of its item, "not relevant" among it, counts as not given.
"""

_DIGITS = 20  # no number that is asked for is longer


def visible_sections(instrument: Instrument, role: str, answers: Answers) -> tuple[Section, ...]:
    """Return the pages that a person is asked, each with its visible items; empty pages are left out."""
    heard: dict[str, Heard] = {}
    asked = Asked(role, heard)
    shown = []
    for section in instrument.sections:
        items = tuple(_asked_items(section, asked))
        heard.update(_heard(items, answers))
        if items:
            shown.append(section if len(items) == len(section.items) else replace(section, items=items))
    return tuple(shown)


def possible_items(instrument: Instrument, role: str) -> tuple[Item, ...]:
    """Return the items that a person of that role may come to be asked, whatever they answer."""
    return tuple(
        item
        for section in instrument.sections
        for item in section.items
        if may_be_asked(role, section.ask_if, item.ask_if)
    )


def may_be_asked(role: str, *conditions: Condition | None) -> bool:
    """Return whether somebody of that role may come to fulfil all of the conditions."""
    return all(condition is None or condition.may_hold(role) for condition in conditions)


def _asked_items(section: Section, asked: Asked) -> Iterator[Item]:
    if section.ask_if is None or section.ask_if.holds(asked):
        yield from (item for item in section.items if item.ask_if is None or item.ask_if.holds(asked))


def _heard(items: tuple[Item, ...], answers: Answers) -> Iterator[tuple[str, Heard]]:
    for item in items:
        found = _HEARD[item.type](item, answers.get(item.id))
        if found is not None:
            yield item.id, found


def _number(item: Item, raw: object) -> Heard | None:
    if isinstance(raw, str) and len(raw) <= _DIGITS:
        try:
            raw = float(raw)
        except ValueError:
            return None
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite(raw):
        return None
    fits = (item.minimum is None or raw >= item.minimum) and (item.maximum is None or raw <= item.maximum)
    whole = not item.integer or raw == int(raw)
    return float(raw) if fits and whole else None


def _options(item: Item, raw: object) -> Heard | None:
    """Return the options chosen; a list of none of them is an answer too: none of these."""
    given = [raw] if isinstance(raw, str) else raw
    if not isinstance(given, Collection) or not given:
        return None
    known = {option.id for option in item.options}
    chosen = frozenset(name for name in given if isinstance(name, str) and name in known)
    if item.type is ItemType.SINGLE_CHOICE:
        return chosen if len(chosen) == len(given) == 1 else None
    return chosen


def _words(_item: Item, raw: object) -> Heard | None:
    text = raw[0] if isinstance(raw, list) and raw else raw
    return frozenset() if isinstance(text, str) and text.strip() else None


def _nothing(_item: Item, _raw: object) -> Heard | None:
    return None


_HEARD: Mapping[ItemType, Callable[[Item, object], Heard | None]] = MappingProxyType(
    dict.fromkeys((*SCORED_TYPES, ItemType.NUMBER), _number)
    | dict.fromkeys(CHOICE_TYPES, _options)
    | dict.fromkeys(TEXT_TYPES, _words)
    | {ItemType.INFORMATION: _nothing}
)
