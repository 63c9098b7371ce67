"""How long the service takes to compare practices: 1,000 and 6,500 of them, three waves each.

Every page is asked of the real application in this process, signed in, on SQLite: what is measured is the
server's time, without the network. Each view is asked for with each choice, and on later pages. The limits
are held against processor time: a page is one thread that waits for nothing, so that is what passes on a
machine with a core to spare. The time that did pass is printed beside it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from app.programme.comparison_page import VIEWS
from app.queries.paging import PAGE_SIZE
from bench.comparison_site import IN_PREPARATION, LARGE, SLUGS, SMALL, Filled, filled, service
from bench.row import Row
from tests.app.respondent.person import statements
from tests.app.world import Visitor, token

MOST_MS = {SMALL: 200.0, LARGE: 500.0}
MOST_KB, MOST_STATEMENTS = 300.0, 12.0
REPEATS = 3
EMPTY = "a page of words"
CHOICES = (
    "",
    "&network=Network+0007",
    "&region=Region+03",
    "&verdict=partially_integrated",
    "&verdict=not_enough",
    "&enough=yes",
    "&name=surgery+00",
    "&region=Region+03&verdict=partially_integrated&enough=yes&name=surgery",
)
WHAT_IF = ("threshold=3.0", "of_coherence=3.9&without=community_level&coherence=2.5", "threshold=4.5&page=2")


@dataclass
class Seen:
    """What a group of pages took: milliseconds of each request, the largest page, the most statements."""

    processor: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    kilobytes: float = 0.0
    statements: int = 0

    @property
    def p95(self) -> float:
        """The milliseconds of processor time that nineteen of twenty requests keep."""
        return float(np.percentile(self.processor, 95))


def rows() -> list[Row]:
    """Return time, size and statements of the pages of many practices, and the time of closing a wave."""
    with tempfile.TemporaryDirectory() as folder:
        found, app = filled(Path(folder)), service(Path(folder))
        client = Visitor(app, app.response_class)
        sign_in(client, found)
        with app.app_context():
            return list(_rows(found, client))


def _rows(found: Filled, client: Visitor) -> Iterator[Row]:
    words = ask(client, ["/who-sees-what"] * 20)
    load = os.getloadavg()[0]
    yield Row(f"compare: {EMPTY} (load {load:.1f}), p95", words.p95, "ms")
    for practices in (SMALL, LARGE):
        name = f"compare: {practices:,} practices x 3 waves"
        yield from _within(name, ask(client, comparisons(practices)), MOST_MS[practices], words)
        over = f"/programmes/{SLUGS[practices]}/over-waves"
        pages = [over, f"{over}?region=Region+03"]
        yield from _within(f"{name}, over the waves", ask(client, pages), MOST_MS[practices], words)
        pages = [f"/what-if/{SLUGS[practices]}/W2?{asked}" for asked in WHAT_IF]
        yield from _within(f"{name}, what if", ask(client, pages), MOST_MS[practices], words)
    many = f"{LARGE:,} practices"
    yield from _within(
        f"{many}: lists, roles, evidence", ask(client, lists(SLUGS[LARGE])), MOST_MS[LARGE], words
    )
    yield from _within(f"{many}: a wave before it opens", ask(client, before_opening()), None, words)
    closing = f"close a wave: {SMALL:,} practices, {found.people:,} answered"
    yield Row(closing, found.closing_seconds, "s")


def _within(name: str, seen: Seen, most_ms: float | None, words: Seen) -> Iterator[Row]:
    yield Row(f"{name}, p95, processor", seen.p95, "ms", most_ms, EMPTY, seen.p95 / words.p95)
    yield Row(f"{name}, p95, passed", float(np.percentile(seen.passed, 95)), "ms")
    yield Row(f"{name}, largest page", seen.kilobytes, "kB", MOST_KB)
    yield Row(f"{name}, most statements", seen.statements, "", MOST_STATEMENTS)


def comparisons(practices: int) -> Iterator[str]:
    """Yield the addresses of every view with every choice, and of pages in the middle and at the end."""
    wave = f"/programmes/{SLUGS[practices]}/waves/W2"
    last = -(-practices // PAGE_SIZE)
    for view in VIEWS:
        yield from (f"{wave}?view={view}{choice}" for choice in CHOICES)
        yield from (f"{wave}?view={view}&page={number}" for number in (last // 2, last))


def lists(programme: str) -> Iterator[str]:
    """Yield the addresses of the other pages that list the practices of a programme."""
    yield from ("/", "/practices", "/practices?name=surgery+64", "/programmes", f"/programmes/{programme}")
    yield from (f"/programmes/{programme}/practices{asked}" for asked in ("", "?page=60", "?text=surgery+64"))
    yield from (f"/programmes/{programme}/waves/W2/roles{asked}" for asked in ("", "?region=Region+03"))
    yield from (f"/{page}/{programme}/W2/" for page in ("evidence", "framework"))
    yield from ("/reports", "/evidence", f"/modules/{programme}/W2", f"/programmes/{programme}/people")


def before_opening() -> Iterator[str]:
    """Yield the addresses of a wave that would ask everybody in all practices: each is opened once."""
    wave = f"/programmes/{SLUGS[LARGE]}/waves/{IN_PREPARATION}"
    yield from (f"{wave}/set-up", f"{wave}/opening", f"{wave}/opening?page=60")


def sign_in(client: Visitor, found: Filled) -> None:
    """Sign in through the page, as a person would."""
    page = client.get("/sign-in").get_data(as_text=True)
    form = {"email": found.email, "password": found.password, "csrf_token": token(page)}
    client.post("/sign-in", data=form)


def ask(client: Visitor, pages: Iterable[str]) -> Seen:
    """Ask for each page several times, the first of which only warms up what is kept."""
    seen = Seen()
    for page in pages:
        with statements() as made:
            answer = client.get(page)
        if answer.status_code != 200:
            raise SystemExit(f"{page} answered {answer.status_code}")
        seen.kilobytes = max(seen.kilobytes, len(answer.data) / 1000)
        seen.statements = max(seen.statements, len(made))
        for _ in range(REPEATS):
            used, start = time.process_time(), time.perf_counter()
            client.get(page)
            seen.passed.append((time.perf_counter() - start) * 1000)
            seen.processor.append((time.process_time() - used) * 1000)
    return seen


if __name__ == "__main__":
    from bench.__main__ import table

    for line in table(rows()):
        print(line)
