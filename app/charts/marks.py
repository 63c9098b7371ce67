"""The marks charts are drawn with: lines, dots and texts as SVG.

Charts on pages are WIDTH units wide with texts of TEXT_SIZE units: on a phone of 320 px, where a chart is
288 px wide, texts are still 11 px. Marks differ in shape and stroke, never in colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

WIDTH = 416
TEXT_SIZE = 16
LINE_HEIGHT = 19
INK = "#212b32"
QUIET = "#4c6272"
GRID = "#aeb7bd"
MAIN = "#005eb8"
_ENTRY = 240  # width of an entry of a key in a row

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


def line(start: Point, end: Point, stroke: str = GRID, width: float = 1, dash: str = "") -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" '
        f'stroke-width="{width:g}"{_dashed(dash)}/>'
    )


def lines(segments: Iterable[tuple[Point, Point]], stroke: str = GRID, width: float = 1) -> str:
    """Return several straight lines as one path: one mark is one element, which prints faster."""
    steps = "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for (x1, y1), (x2, y2) in segments)
    return f'<path d="{steps}" fill="none" stroke="{stroke}" stroke-width="{width:g}"/>'


def shape(points: Iterable[Point], stroke: str, width: float = 1, fill: str = "none", dash: str = "") -> str:
    """Return a closed polygon; ``fill`` is a colour that is laid on thinly."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    thin = "" if fill == "none" else ' fill-opacity="0.15"'
    return (
        f'<polygon points="{corners}" fill="{fill}"{thin} stroke="{stroke}" '
        f'stroke-width="{width:g}"{_dashed(dash)}/>'
    )


def dot(at: Point, radius: float = 5) -> str:
    """Return the marker of a value: a filled disc with a white rim."""
    return (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" fill="{MAIN}" stroke="#fff" '
        'stroke-width="1.5"/>'
    )


def ring(at: Point, radius: float = 5) -> str:
    """Return the marker of an earlier value: a white disc with a rim."""
    return (
        f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" fill="#fff" stroke="{MAIN}" '
        'stroke-width="2.5"/>'
    )


def box(at: Point, size: Point, fill: str, stroke: str = INK) -> str:
    """Return a rectangle from its upper left corner; ``fill`` may name a pattern."""
    (x, y), (width, height) = at, size
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{escape(fill)}" '
        f'stroke="{stroke}" stroke-width="1"/>'
    )


def whisker(start: Point, end: Point, across: Point) -> str:
    """Return an interval: a line with end ticks; ``across`` is half a tick as (dx, dy)."""
    dx, dy = across
    ticks = [((x - dx, y - dy), (x + dx, y + dy)) for x, y in (start, end)]
    return lines([(start, end), *ticks], INK, 2)


def text(at: Point, words: str, anchor: Anchor = "start", *, bold: bool = False, colour: str = INK) -> str:
    """Return one line of text, escaped."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{TEXT_SIZE}" text-anchor="{anchor}" '
        f'fill="{colour}"{weight}>{escape(words)}</text>'
    )


def wrapped(words: str, characters: int) -> list[str]:
    """Break ``words`` into lines of at most ``characters``; a longer word is broken too."""
    return textwrap.wrap(words, characters, break_long_words=True) or [""]


def image(prefix: str, title: str, summary: str, size: tuple[int, float], marks: Sequence[str]) -> Markup:
    """Return a whole SVG with title and description for screen readers; ``prefix`` is unique on a page."""
    name, (width, height) = escape(prefix), size
    return Markup(  # noqa: S704 - texts are escaped above and here
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {width} {height:g}" '
        f'style="width:100%;max-width:{width}px" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(summary)}</desc>{"".join(marks)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class Legend:
    """The key to the marks: one line an entry, or all of them ``in_a_row`` where there is room."""

    threshold: float | None
    with_interval: bool
    in_a_row: bool = False

    @property
    def height(self) -> float:
        """The height that the key takes."""
        lines = 1 if self.in_a_row else 1 + self.with_interval + (self.threshold is not None)
        return LINE_HEIGHT * lines + 4

    def draw(self, top: float) -> list[str]:
        """Return the key, beginning at ``top``."""
        drawn: list[str] = []
        x, y = 0.0, top + 12
        for mark, words in self._entries():
            drawn += [*mark(x, y), text((x + 44, y), words)]
            x, y = (x + _ENTRY, y) if self.in_a_row else (x, y + LINE_HEIGHT)
        return drawn

    def _entries(self) -> list[tuple[Callable[[float, float], list[str]], str]]:
        entries: list[tuple[Callable[[float, float], list[str]], str]] = [
            (lambda x, y: [dot((x + 24, y - 5))], "mean of the practice")
        ]
        if self.with_interval:
            entries.append(
                (lambda x, y: [whisker((x + 14, y - 5), (x + 34, y - 5), (0, 4))], "95 % interval")
            )
        if self.threshold is not None:
            words = f"threshold {self.threshold:g}"
            entries.append((lambda x, y: [line((x + 13, y - 5), (x + 35, y - 5), INK, 2, "5 3")], words))
        return entries


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""
