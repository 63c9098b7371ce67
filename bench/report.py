"""How long a practice's PDF takes, warm and in one process, beside an empty page by the same renderer."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.charts import describe, svg
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
    """Return the seconds of a report of at least five pages and of its steps, and of one radar as SVG."""
    released = labelled(sample.result())
    page = html.render(compose(released))
    pages = print_html(page).pages  # warms everything up
    if pages < LEAST_PAGES:
        raise SystemExit(f"the report has {pages} pages; the figure is about at least {LEAST_PAGES}")
    empty = best_seconds(lambda: print_html(EMPTY))
    whole = best_seconds(lambda: print_html(html.render(compose(released))))
    words = best_seconds(lambda: html.render(compose(released)))
    radar = describe.constructs_radar(released)
    chart = best_seconds(lambda: svg.draw(radar, "radar"))
    return [
        Row(f"report: PDF of {pages} pages, warm", whole, "s", MOST_SECONDS, "an empty page", whole / empty),
        Row("report: charts and HTML alone", words, "s"),
        Row("report: empty page", empty, "s"),
        Row("report: one radar as SVG", chart * 1000, "ms", MOST_CHART_MS),
    ]


def best_seconds(work: Callable[[], object]) -> float:
    """Return the least of REPEATS runs: what it takes when nobody else uses the machine."""
    seconds = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


if __name__ == "__main__":
    from bench.__main__ import table

    for line in table(rows()):
        print(line)
