"""Tables on a terminal."""

from __future__ import annotations

from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as lines whose columns stand under one another.

    >>> print(aligned([["practice", "n"], ["Cobalt", "12"]]))
    practice  n
    Cobalt    12
    """
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def number(value: float | None) -> str:
    """Return a number with two decimals, a dash where there is none."""
    return "-" if value is None else f"{value:.2f}"
