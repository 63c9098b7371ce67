"""``readiness serve``: pages and worker start together and stop together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.commands import serve
from tests.app.commands import installation

COMMAND = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
# One part ends when the other is there; the other waits until it is told to end. They meet at a named pipe.
BRIEF = "import sys; open(sys.argv[1], 'rb')"
PATIENT = "import signal, sys; met = open(sys.argv[1], 'wb'); signal.alarm(60); signal.pause()"
TELL = """
import os, signal, sys
met = os.open(sys.argv[1], os.O_WRONLY)
signal.signal(signal.SIGALRM, lambda *_: os.write(met, b"left behind"))
signal.alarm(20)
signal.pause()
"""
SUPERVISE = """
import sys
from app.commands.serve import supervise
sys.exit(supervise([[sys.executable, "-c", code, sys.argv[1]] for code in sys.argv[2:]]))
"""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def test_pages_are_served_beside_a_worker_and_both_end_on_a_signal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path
) -> None:
    installation.prepare(monkeypatch, tmp_path, sqlite_template)
    port = free_port()
    with subprocess.Popen(
        [*COMMAND, "--port", str(port), "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as served:
        assert served.stdout is not None
        assert "http://localhost:8000" in served.stdout.readline()
        wanted = {"Listening at", "worker INFO ready"}
        while wanted:
            line = served.stdout.readline()
            assert line, "it ended before it served"
            wanted -= {words for words in wanted if words in line}
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:  # waits for gunicorn's worker
            assert page.status == 200
        served.send_signal(signal.SIGTERM)
        rest = served.stdout.read()
    assert served.returncode == 0, rest
    assert "worker INFO ended" in rest
    assert "Shutting down" in rest
    with socket.socket() as visitor:
        assert visitor.connect_ex(("127.0.0.1", port)) != 0


def test_when_one_part_ends_the_other_is_stopped_and_the_exit_says_so(tmp_path: Path) -> None:
    pipe, said = tmp_path / "pipe", tmp_path / "said"
    os.mkfifo(pipe)
    words = [sys.executable, "-c", SUPERVISE, str(pipe), BRIEF, PATIENT]
    with said.open("wb") as stderr:
        ended = subprocess.run(words, stderr=stderr, check=False)
    assert ended.returncode == 1
    assert "ended by itself" in said.read_text()
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert os.read(reader, 1) == b""  # its end; while the patient one lives this would be BlockingIOError
    os.close(reader)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells a process that its parent was killed")
def test_nothing_is_left_behind_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    words = [sys.executable, "-c", SUPERVISE, str(pipe), TELL]
    with subprocess.Popen(words) as supervisor, pipe.open("rb") as reader:
        supervisor.kill()
        assert reader.read() == b""  # the end of the pipe is the end of its writer


def test_web_server_keeps_no_access_log_and_opens_no_control_socket() -> None:
    words = serve.gunicorn("127.0.0.1", 8000, 2, "10.0.0.1")
    assert "--access-logfile" not in words  # gunicorn's default is none; tokens are in paths
    assert "--no-control-socket" in words
    assert words[words.index("--forwarded-allow-ips") + 1] == "10.0.0.1"


def test_gunicorn_knows_every_option_it_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path
) -> None:
    installation.prepare(monkeypatch, tmp_path, sqlite_template)
    words = [*serve.gunicorn("127.0.0.1", 8000, 2, "10.0.0.1"), "--print-config"]
    printed = subprocess.run(words, capture_output=True, text=True, check=True)
    pairs = (line.partition("=") for line in printed.stdout.splitlines())
    values = {name.strip(): value.strip() for name, _, value in pairs}
    assert values["control_socket_disable"] == "True"
    assert values["accesslog"] == "None"
    assert values["limit_request_line"] == "8190"


def test_port_in_use_is_said_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_template: Path
) -> None:
    installation.prepare(monkeypatch, tmp_path, sqlite_template)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert result.exit_code == 1
    assert f"readiness serve --port {port + 1}" in result.output
