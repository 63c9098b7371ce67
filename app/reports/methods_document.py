"""The document on methods, ``docs/methods.md``: its headings, and one sentence on each.

The page of the service shows all of it, the report its short form. Both come from the one text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "methods.md"
NOT_A_SCORE = "References"


@dataclass(frozen=True, slots=True)
class MethodLine:
    """A heading of the document and what it says in a sentence, in plain words."""

    title: str
    sentence: str


def anchor(heading: str) -> str:
    """Return the address of a heading, as the usual viewers of Markdown make it.

    >>> anchor("0 to 100"), anchor("AD_M(j)"), anchor("Can practices be ranked?")
    ('0-to-100', 'ad_mj', 'can-practices-be-ranked')
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@cache
def short_form() -> tuple[MethodLine, ...]:
    """Return every heading of the document with its first sentence, the references left out."""
    sections = re.findall(r"^## (.+?)\n+(.+?)\n\n", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    return tuple(MethodLine(title, _sentence(text)) for title, text in sections if title != NOT_A_SCORE)


def _sentence(paragraph: str) -> str:
    """Return the first sentence without its marks."""
    plain = re.sub(r"\[([^\]]+)\]\([^)]+\)|\*+([^*]+)\*+", r"\1\2", " ".join(paragraph.split()))
    return re.split(r"(?<=[.!?]) (?=[A-Z])", plain)[0]
