"""The track of a row: a line from the least to the largest value with ticks, numbers and the threshold."""

from __future__ import annotations

from dataclasses import dataclass

from app.charts import marks
from app.charts.marks import LINE_HEIGHT, Point
from app.charts.sheet import Sheet

HEIGHT = 22.0
BETWEEN = 12.0  # rows
_LINE, _LABEL, _SHORT = 42, 24, 14  # characters of a line, of the label in it, of a label beside a long value


@dataclass(frozen=True, slots=True)
class Track:
    """Where values of a range stand on a sheet."""

    sheet: Sheet
    minimum: int
    maximum: int
    threshold: float | None

    def x(self, value: float) -> float:
        """Return where a value stands."""
        left, right = self.sheet.track
        return left + (right - left) * (value - self.minimum) / (self.maximum - self.minimum)

    def words(self, label: str, value: str, top: float) -> tuple[list[str], Point]:
        """Return the words of a row that begins at ``top``, the middle of its track and where it ends."""
        if self.sheet.beside:
            return self._words_beside(label, value, top)
        lines = marks.wrapped(label, max(_SHORT, min(_LABEL, _LINE - len(value))))
        drawn = [
            marks.text((self.sheet.track[0], top + LINE_HEIGHT * (number + 1) - 4), line, bold=True)
            for number, line in enumerate(lines)
        ]
        drawn.append(marks.text((self.sheet.track[1], top + LINE_HEIGHT - 4), value, "end"))
        y = top + LINE_HEIGHT * len(lines)
        return drawn, (y + HEIGHT / 2, y + HEIGHT + BETWEEN)

    def _words_beside(self, label: str, value: str, top: float) -> tuple[list[str], Point]:
        lines = marks.wrapped(label, _LABEL)
        height = max(HEIGHT, LINE_HEIGHT * len(lines))
        middle = top + height / 2
        first = middle - LINE_HEIGHT * (len(lines) - 1) / 2 + 5
        drawn = [
            marks.text((0, first + LINE_HEIGHT * number), line, bold=True)
            for number, line in enumerate(lines)
        ]
        drawn.append(marks.text((self.sheet.track[1] + 20, middle + 5), value))
        return drawn, (middle, top + height + BETWEEN)

    def line(self, y: float, *, gated: bool) -> list[str]:
        """Return the track at ``y``; ``gated`` draws the threshold."""
        left, right = self.sheet.track
        ticks = [self.x(tick) for tick in self._ticks()]
        drawn = [marks.lines([((left, y), (right, y)), *(((x, y - 4), (x, y + 4)) for x in ticks)])]
        if self.threshold is not None and gated:
            x = self.x(self.threshold)
            drawn.append(marks.line((x, y - HEIGHT / 2), (x, y + HEIGHT / 2), marks.INK, 2, "5 3"))
        return drawn

    def numbers(self, top: float) -> list[str]:
        """Return the numbers under the last track."""
        return [
            marks.text((self.x(tick), top + 10), str(tick), "middle", colour=marks.QUIET)
            for tick in self._ticks()
        ]

    def _ticks(self) -> range:
        return range(self.minimum, self.maximum + 1, 1 if self.maximum - self.minimum <= 5 else 2)
