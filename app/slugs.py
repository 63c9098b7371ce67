"""Short names for addresses: small letters, digits and hyphens. Once given they never change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
PAGES = frozenset({"new", "upload", "apply"})  # of a programme's practices: an address that is theirs already
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LEFT_OUT = "'\N{RIGHT SINGLE QUOTATION MARK}"
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+", re.ASCII)


def proposed(name: str) -> str:
    """Return what a name becomes as an address, empty where nothing of it is left.

    >>> proposed(" St. Mary's & Zoë's  Surgery ")
    'st-marys-zoes-surgery'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in plain if each not in _LEFT_OUT and not unicodedata.combining(each))
    return _NOT_A_SLUG.sub("-", letters).strip("-")[:LONGEST].strip("-")


def slug_of(name: str, taken: Collection[str]) -> str:
    """Return an address for ``name`` that is not ``taken``, with a number behind it where one is needed.

    >>> slug_of("Elm", {"elm", "elm-2"}), slug_of("?", ()), slug_of("New", ())
    ('elm-3', 'practice', 'new-2')
    """
    first = proposed(name) or "practice"
    slug, number = first, 1
    while slug in taken or slug in PAGES:
        number += 1
        slug = f"{first}-{number}"
    return slug
