"""Print the table of measurements: ``make bench``, or ``python -m bench scoring report`` for a part of it.

Exit 1 where a figure is over its limit, so that a script can tell.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module

from bench.row import Row

PARTS = ("scoring", "report", "uncertainty", "respondent", "comparison")
HEADINGS = ("what", "measured", "limit", "", "times the reference")


def main() -> None:
    """Measure the parts named as arguments (default: all) and print their rows as one table."""
    parts = sys.argv[1:] or PARTS
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        sys.exit(f"No such part: {', '.join(unknown)}. There are: {', '.join(PARTS)}")
    rows = [row for part in parts for row in measure(part)]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    for line in table(rows):
        print(line)
    sys.exit(0 if all(row.within_limit for row in rows) else 1)


def measure(part: str) -> Iterable[Row]:
    """Return the rows of one module of this package."""
    print(f"Measuring {part} ...", file=sys.stderr, flush=True)
    rows: Iterable[Row] = import_module(f"bench.{part}").rows()
    return rows


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of the table, columns aligned."""
    cells = [HEADINGS, *(line(row) for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for name, *others in cells:
        aligned = [cell.rjust(width) for cell, width in zip(others[:2], widths[1:3], strict=True)]
        yield "  ".join([name.ljust(widths[0]), *aligned, others[2].ljust(widths[3]), others[3]]).rstrip()


def line(row: Row) -> tuple[str, str, str, str, str]:
    """Return the cells of one row."""
    limit = "" if row.limit is None else f"{row.limit:,g} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:,.1f} x {row.reference}"
    figure = f"{row.figure:,.0f}" if row.figure >= 100 else f"{row.figure:.3g}"
    return row.name, f"{figure} {row.unit}", limit, "" if row.within_limit else "OVER", ratio


if __name__ == "__main__":
    main()
