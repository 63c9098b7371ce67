"""Filling in the programme's words: where one begins a text or a sentence, its first letter is a capital."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter

_BEGINS = re.compile(r"(?:^|[.!?][\"”’)]*\s+|\n)\s*[\"“‘(]*\Z")
"""The end of what stands before a placeholder that begins a sentence: nothing, or the end of another one."""

Part = tuple[str, str | None, bool]  # words as they are, the placeholder after them, whether it begins


def fill_in(template: str, words: Mapping[str, str]) -> str:
    """Return ``template`` with ``words`` for its placeholders. Raises KeyError where one has no word.

    >>> fill_in("{it}: a quick look. How far is {it}?", {"it": "walking"})
    'Walking: a quick look. How far is walking?'
    """
    return "".join(
        said if name is None else said + _begun(words[name], begins)
        for said, name, begins in _parts(template)
    )


def _begun(word: str, begins: bool) -> str:
    return word[:1].upper() + word[1:] if begins else word


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    before = ""
    for said, name, _, _ in Formatter().parse(template):
        before += said
        parts.append((said, name, name is not None and bool(_BEGINS.search(before))))
        before += "" if name is None else "x"  # a word: what follows it begins nothing
    return tuple(parts)
