"""How long a practice's PDF takes, warm and in one process, beside an empty page by the same renderer.

The limit is held against processor seconds: printing is one thread that waits for nothing, so they are what
passes on a machine with a core to spare. The seconds that did pass are printed beside them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from app.charts import describe, svg
from app.disclosure.released import ReleasedResult
from app.reports import html
from app.reports.compose import compose
from app.reports.pdf import print_html
from bench.row import Row
from tests.app.reports import sample
from tests.app.reports.composed import labelled

MOST_SECONDS, MOST_CHART_MS, LEAST_PAGES = 0.5, 1.0, 5
REPEATS = 7
EMPTY = "<html lang=en><title>Empty</title><p>x</p>"


def rows() -> list[Row]:
    """Return the seconds of reports of at least five pages and of their steps, and of one radar as SVG.

    One report is of a practice's first wave, the other has an earlier wave to compare with.
    """
    released = labelled(sample.result())
    before = replace(released, wave="P1", wave_title="First phase")
    empty, _ = best_seconds(lambda: print_html(EMPTY))
    words, _ = best_seconds(lambda: html.render(compose(released)))
    radar = describe.constructs_radar(released)
    chart, _ = best_seconds(lambda: svg.draw(radar, "radar"))
    return [
        *_printing("", released, None, empty),
        *_printing(", earlier wave", released, before, empty),
        Row("report: charts and HTML alone", words, "s"),
        Row("report: empty page", empty, "s"),
        Row("report: one radar as SVG", chart * 1000, "ms", MOST_CHART_MS),
    ]


def _printing(what: str, released: ReleasedResult, before: ReleasedResult | None, empty: float) -> list[Row]:
    def report() -> int:
        return print_html(html.render(compose(released, before))).pages

    pages = report()  # warms everything up
    if pages < LEAST_PAGES:
        raise SystemExit(f"the report has {pages} pages; the figure is about at least {LEAST_PAGES}")
    whole, passed = best_seconds(report)
    name = f"report: PDF of {pages} pages{what}, warm"
    return [
        Row(f"{name}, processor", whole, "s", MOST_SECONDS, "an empty page", whole / empty),
        Row(f"{name}, passed", passed, "s"),
    ]


def best_seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return the least processor seconds and the least seconds passed of REPEATS runs."""
    used, passed = [], []
    for _ in range(REPEATS):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        used.append(time.process_time() - cpu)
        passed.append(time.perf_counter() - wall)
    return min(used), min(passed)


if __name__ == "__main__":
    from bench.__main__ import table

    for line in table(rows()):
        print(line)
