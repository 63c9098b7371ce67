"""What a chart is drawn for: a column of a page that may be a phone's, or the full width of a printed sheet.

Texts have the same size in both, so that a wider chart has more room and not larger words.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.charts.marks import WIDTH


@dataclass(frozen=True, slots=True)
class Sheet:
    """``width`` in units; ``radius`` of a radar; ``track``, the left and right end of the tracks of rows.

    ``beside``: there is room for a row's words beside its track; else they stand above it. ``key``: the chart
    has a key of its own; charts that stand side by side have one together.
    """

    width: int
    radius: float
    track: tuple[float, float]
    beside: bool
    key: bool = True


SCREEN = Sheet(WIDTH, 90.0, (12.0, WIDTH - 12.0), beside=False)
ONE_OF_MANY = Sheet(WIDTH, 90.0, (12.0, WIDTH - 12.0), beside=False, key=False)
PAPER = Sheet(760, 90.0, (220.0, 560.0), beside=True)
PAPER_RADAR = Sheet(520, 140.0, (12.0, 508.0), beside=False)
