"""A port in use is said before anything is built."""

from __future__ import annotations

import socket
import sys

import pytest

from scripts import free_port


def check(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Run the script for a port."""
    monkeypatch.setattr(sys, "argv", ["free_port.py", str(port)])
    free_port.main()


def test_a_port_in_use_gives_advice_and_a_free_one_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} is in use.*make demo PORT={port + 1}"):
            check(monkeypatch, port)
    check(monkeypatch, port)
