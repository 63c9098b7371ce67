"""``readiness serve``: the pages and the worker, started and stopped together."""

from __future__ import annotations

import ctypes
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import click

from app import create_app
from app.commands.readiness_check import require_schema
from app.errors import ReadinessError
from app.settings import Settings

# Worker heartbeats are files; on a disk that is busy they come late and healthy workers are killed.
_HEARTBEATS = Path("/dev/shm")  # noqa: S108 - a folder in memory, not a place for our own files
_LONGEST_REQUEST_LINE = (
    8190  # bytes, gunicorn's most: a search in the address is cut off by it with bare words
)
_PR_SET_PDEATHSIG = 1  # from <sys/prctl.h>
_PATIENCE = 40  # seconds that a process has to end in peace; a report may be in the making


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option(
    "--trusted-proxies",
    default="127.0.0.1,::1",
    show_default=True,
    help="Addresses of proxies whose word is taken on https.",
)
def command(host: str, port: int, workers: int, trusted_proxies: str) -> None:
    """Serve the pages with gunicorn and run the worker beside them; Ctrl-C or SIGTERM stops both."""
    try:
        app = create_app()
        require_schema(app)
        require_port(host, port)
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error
    settings: Settings = app.extensions["settings"]
    click.echo(f"NPT Readiness is at {settings.public_url} (listening on {host}:{port}). Ctrl-C stops it.")
    raise SystemExit(supervise([gunicorn(host, port, workers, trusted_proxies), worker()]))


def gunicorn(host: str, port: int, workers: int, trusted_proxies: str) -> list[str]:
    """Return the command line of the web server.

    No access log: a respondent's token is part of the path. No control socket: nobody needs to reach in.
    """
    shared_memory = ["--worker-tmp-dir", str(_HEARTBEATS)] if _HEARTBEATS.is_dir() else []
    return [
        *(sys.executable, "-m", "gunicorn", "app:create_app()"),
        *("--bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"),
        *("--worker-class", "gthread", "--workers", str(workers), "--threads", "4"),
        *("--forwarded-allow-ips", trusted_proxies),
        *("--limit-request-line", str(_LONGEST_REQUEST_LINE)),
        *("--no-control-socket", "--graceful-timeout", "20"),
        *shared_memory,
    ]


def worker() -> list[str]:
    """Return the command line of the worker."""
    return [sys.executable, "-c", "from app.cli import main; main()", "worker"]


def require_port(host: str, port: int) -> None:
    """Raise ReadinessError where nothing can listen on the port: gunicorn would try for seconds."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise ReadinessError(
                f"Cannot listen on {host}:{port} ({error.strerror}). Stop what uses it, or choose another: "
                f"readiness serve --port {port + 1}"
            ) from error


def supervise(commands: Sequence[Sequence[str]]) -> int:
    """Run the commands until a signal comes or one of them ends, then end the others.

    Return 0 after a signal, 1 where a process ended by itself: whoever started us can start us again.
    """
    told, ended = threading.Event(), threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told.set()
        ended.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    # Our own command lines; no thread has begun yet, so that preexec_fn is safe.
    processes = [subprocess.Popen(each, preexec_fn=_end_with_parent) for each in commands]  # noqa: S603, PLW1509
    for process in processes:
        threading.Thread(target=_announce_end, args=(process, ended), daemon=True).start()
    ended.wait()
    if not told.is_set():
        click.echo("A part of the service ended by itself; the rest is stopped.", err=True)
    _end(processes)
    return 0 if told.is_set() else 1


def _end_with_parent() -> None:
    """Let Linux end this process in peace when its parent is killed and cannot."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _announce_end(process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    process.wait()
    ended.set()


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
