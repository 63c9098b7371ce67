"""What people type, made fit to be kept."""

from __future__ import annotations

LONGEST_SEARCH = 200


def searched(text: str | None) -> str:
    """Return what was typed into a search, in one line and no longer than its box takes."""
    return one_line(text)[:LONGEST_SEARCH]


def one_line(text: str | None) -> str:
    """Return the text in one line, without what cannot be seen: such characters may turn or hide others."""
    seen = "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text or ""
    )
    return " ".join(seen.split())
