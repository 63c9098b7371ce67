"""A dot with its interval in one row of a table, as SVG that is as wide as its cell whatever the screen.

Positions are shares of the width and have no picture's frame around them: words stay HTML beside it. A value
that is shown as "or more" or "or less" is a ring with a broken line to that end of the scale.
"""

from __future__ import annotations

from markupsafe import Markup

from app.charts.description import IntervalDescription, Measure

_MIDDLE = 10  # of the row's height of 20


def draw(row: Measure, description: IntervalDescription) -> Markup:
    """Return the drawing of a row; nothing but its track where no value is shown.

    It is hidden from screen readers, for which the numbers stand beside it.
    """
    place = _Places(description)
    drawn = [] if description.threshold is None else [place.across(description.threshold)]
    if row.value is not None:
        if row.end is not None:
            end = description.maximum if row.end == "more" else description.minimum
            drawn.append(place.along(row.value, end, "open"))
        if row.interval is not None:
            drawn.append(place.along(*row.interval, "interval"))
        kind = "ring" if row.end else "dot"
        drawn.append(f'<circle class="{kind}" cx="{place.of(row.value)}" cy="{_MIDDLE}" r="5"/>')
    return _image("".join(drawn))


def axis(description: IntervalDescription) -> Markup:
    """Return the numbers of the scale, for the head of the column."""
    place = _Places(description)
    numbers = range(description.minimum, description.maximum + 1)
    return _image("".join(f'<text x="{place.of(number)}" y="15">{number}</text>' for number in numbers))


def bar(share: float) -> Markup:
    """Return a bar of a share (0 to 1) of the width."""
    return _image(f'<rect width="{100 * share:.1f}%" height="16" y="2"/>')


def _image(drawn: str) -> Markup:
    return Markup(f'<svg class="app-row" aria-hidden="true" focusable="false">{drawn}</svg>')  # noqa: S704 - numbers


class _Places:
    """Where values stand, in percent of the width."""

    def __init__(self, description: IntervalDescription) -> None:
        self._minimum = description.minimum
        self._span = description.maximum - description.minimum

    def of(self, value: float) -> str:
        """Return where a value stands."""
        return f"{100 * (value - self._minimum) / self._span:.4g}%"

    def along(self, low: float, high: float, kind: str) -> str:
        """Return a line on the track."""
        return (
            f'<line class="{kind}" x1="{self.of(low)}" x2="{self.of(high)}" y1="{_MIDDLE}" y2="{_MIDDLE}"/>'
        )

    def across(self, value: float) -> str:
        """Return a line across the track."""
        return f'<line class="threshold" x1="{self.of(value)}" x2="{self.of(value)}" y2="20"/>'
