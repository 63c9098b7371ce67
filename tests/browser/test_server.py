"""The server that the browser tests look at."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask, Response

from tests.browser.server import serving

AT_ONCE = struct.pack("ii", 1, 0)  # the connection is reset, not ended


class Body:
    """A body that ends only when the browser has gone away, and says when it has been closed."""

    def __init__(self) -> None:
        self.gone, self.closed = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield b"!"
        self.gone.wait()

    def close(self) -> None:
        self.closed.set()


def test_body_is_closed_where_the_browser_goes_away() -> None:
    app, body = Flask(__name__), Body()
    app.add_url_rule("/", view_func=lambda: Response(body, headers={"Content-Length": "1"}))
    with serving(app) as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port)) as browser:
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            browser.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            while b"!" not in browser.recv(1000):
                pass
        body.gone.set()
        assert body.closed.wait(timeout=10)
