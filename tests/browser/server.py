"""The service on a port of this machine, for a real browser."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve ``app`` in a thread while inside; yield its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, always_closed(app), threaded=True)
    # It looks 50 times a second whether it is to stop: of two, a test would wait for it at its end.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def always_closed(app: WSGIApplication) -> WSGIApplication:
    """Return ``app`` so that each body is closed, even where a browser goes away in the middle of it.

    Werkzeug's server leaves it open then. A file of the service would be found open by the garbage collector,
    in whichever test runs at that moment.
    """

    def closed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return _pieces(app(environ, start_response))

    return closed


def _pieces(body: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from body
    finally:
        if hasattr(body, "close"):
            body.close()
