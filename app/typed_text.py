"""What people type, made fit to be kept."""

from __future__ import annotations


def one_line(text: str | None) -> str:
    """Return the text in one line, without what cannot be seen: such characters may turn or hide others."""
    seen = "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text or ""
    )
    return " ".join(seen.split())
