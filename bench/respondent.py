"""How fast somebody gets through 25 statements on 5 pages: open, five pages, check, send, receipt.

Against gunicorn as ``readiness serve`` runs it, over loopback, on SQLite with full durability, with 8 people
at a time who wait for nothing but the answers. Browsers follow redirects, so does this. The people's own work
runs on the same cores; processor seconds are those of the server alone, read from /proc (Linux).
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from sqlalchemy import update

from app import create_app
from app.commands.serve import gunicorn
from app.db import db
from app.links import token
from app.models import Invitation, WaveInstrument
from app.schema import upgrade
from app.settings import Settings
from bench.respondent_site import INSTRUMENT, ITEMS_A_PAGE, PAGES, instrument_toml, prepare_bare
from bench.row import Row
from tests.app import builder

CLIENTS, WARM_UP, COMPLETIONS, INSERTS = 8, 16, 240, 1200
MOST_SECONDS, MOST_CORE_SECONDS, MOST_PAGE_MS, MOST_KB = 1 / 20, 0.1, 50.0, 30.0
BARE = "a bare view with one INSERT"
_REVISION = re.compile(rb'name="revision" value="(\d+)"')
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Seen:
    """What the people noticed: milliseconds of each request, bytes of the first page of questions."""

    milliseconds: list[float] = field(default_factory=list)
    first_page: int = 0
    seconds: float = 0.0
    core_seconds: float = 0.0


class Browser:
    """One connection, and how long each answer took."""

    def __init__(self, port: int, seen: Seen) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._seen = seen

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[bytes, str]:
        """Return the body, and where it leads to ("" for nowhere)."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        self._connection.request(method, path, urlencode(form) if form is not None else None, headers)
        answer = self._connection.getresponse()
        body = answer.read()
        self._seen.milliseconds.append((time.perf_counter() - start) * 1000)
        if answer.status not in (200, 303):
            raise SystemExit(f"{method} {path} answered {answer.status}")
        return body, answer.headers.get("Location", "")

    def complete(self, link: str) -> None:
        """Go from the start page to the receipt."""
        self.ask("GET", link)
        _, place = self.ask("POST", link, {})
        for page in range(1, PAGES + 1):
            body, _ = self.ask("GET", link + place)
            self._seen.first_page = self._seen.first_page or len(body)
            answers = {
                f"item_{page}_{item}": str(1 + (page + item) % 5) for item in range(1, ITEMS_A_PAGE + 1)
            }
            _, place = self.ask("POST", link + place, {"revision": "0", **answers})
        body, _ = self.ask("GET", link + place)
        revision = _REVISION.search(body)
        assert revision is not None
        _, place = self.ask("POST", link + place, {"revision": revision[1].decode()})
        if place != "receipt":
            raise SystemExit(f"the answers were not taken: {place}")
        self.ask("GET", link + place)

    def insert(self, words: str) -> None:
        """Send one row to the bare view."""
        self.ask("POST", "/", {"words": words})


def rows() -> list[Row]:
    """Return time and processor time of a completion, the slowest pages, the size of the first page."""
    with tempfile.TemporaryDirectory() as folder:
        bare = _bare(Path(folder))
        way = _way(Path(folder))
    each, cores = way.seconds / COMPLETIONS, way.core_seconds / COMPLETIONS
    bare_each, bare_cores = bare.seconds / INSERTS, bare.core_seconds / INSERTS
    p95, bare_p95 = (float(np.percentile(seen.milliseconds, 95)) for seen in (way, bare))
    load = os.getloadavg()[0]
    return [
        Row(f"{BARE}: one of {CLIENTS} clients' ({1 / bare_each:.0f}/s)", bare_each, "s"),
        Row(
            f"respond: a completion, passed ({1 / each:.1f}/s, load {load:.1f})",
            each,
            "s",
            MOST_SECONDS,
            BARE,
            each / bare_each,
        ),
        Row("respond: a completion, core seconds", cores, "s", MOST_CORE_SECONDS, BARE, cores / bare_cores),
        Row(f"respond: a page at {CLIENTS} clients, p95", p95, "ms", MOST_PAGE_MS, BARE, p95 / bare_p95),
        Row("respond: first page of questions, HTML", way.first_page / 1000, "kB", MOST_KB),
    ]


def _way(folder: Path) -> Seen:
    instruments = folder / "instruments"
    instruments.mkdir()
    (instruments / f"{INSTRUMENT}-1.0.0.toml").write_text(instrument_toml(), encoding="utf-8")
    settings = Settings(
        secret_key="s" * 40,
        link_key="k" * 40,
        public_url="http://127.0.0.1",
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'readiness.db'}",
        secure_cookies=False,
    )
    links = _links(settings, WARM_UP + COMPLETIONS)
    environment = {
        "SECRET_KEY": settings.secret_key,
        "LINK_KEY": settings.link_key,
        "PUBLIC_URL": settings.public_url,
        "DATA_DIR": str(folder),
        "DATABASE_URL": settings.database_url,
        "BENCH_INSTRUMENTS": str(instruments),
    }
    with _serving("bench.respondent_site:service()", environment) as (port, process):
        _together(port, process, links[:WARM_UP], Browser.complete)
        return _together(port, process, links[WARM_UP:], Browser.complete)


def _bare(folder: Path) -> Seen:
    path = folder / "bare.db"
    prepare_bare(path)
    with _serving("bench.respondent_site:bare()", {"BENCH_BARE_DATABASE": str(path)}) as (port, process):
        _together(port, process, ["warm"] * CLIENTS * 4, Browser.insert)
        return _together(port, process, ["words"] * INSERTS, Browser.insert)


def _links(settings: Settings, count: int) -> list[str]:
    """Make a database with an open wave and so many people; return the paths of their links."""
    app = create_app(settings)
    with app.app_context():
        upgrade(db.engine)
        built = builder.open_wave(("receptionist",) * count)
        for table in (WaveInstrument, Invitation):
            of_core = table.instrument_id == "npt-core"
            db.session.execute(update(table).where(of_core).values(instrument_id=INSTRUMENT))
        db.session.commit()
        links = [f"/q/{token(settings.link_key, each.id, 1)}/" for each in built.invitations]
        db.session.rollback()
        db.engine.dispose()
    return links


@contextmanager
def _serving(application: str, environment: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve ``application`` as ``readiness serve`` does, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = gunicorn("127.0.0.1", port, workers=2, trusted_proxies="127.0.0.1")
    command = [application if part == "app:create_app()" else part for part in command]
    process = subprocess.Popen(  # noqa: S603 - our own command line
        [*command, "--log-level", "error"], env={**os.environ, **environment}, cwd=Path(__file__).parents[1]
    )
    try:
        _await(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server takes connections."""
    while process.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def _together(
    port: int, process: subprocess.Popen[bytes], work: Sequence[str], do: Callable[[Browser, str], None]
) -> Seen:
    """Let CLIENTS people share the work; return what they noticed."""
    seen, waiting, lock = Seen(), list(work), threading.Lock()

    def person() -> None:
        while True:
            with lock:
                if not waiting:
                    return
                mine = waiting.pop()
            do(Browser(port, seen), mine)

    people = [threading.Thread(target=person) for _ in range(CLIENTS)]
    cores, start = _core_seconds(process), time.perf_counter()
    for each in people:
        each.start()
    for each in people:
        each.join()
    seen.seconds = time.perf_counter() - start
    seen.core_seconds = _core_seconds(process) - cores
    return seen


def _core_seconds(process: subprocess.Popen[bytes]) -> float:
    """Return the processor seconds of a server and its workers so far."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    stats = [
        Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in (process.pid, *children)
    ]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / _TICK


if __name__ == "__main__":
    from bench.__main__ import table

    for line in table(rows()):
        print(line)
