"""The browser has a thread of its own.

Playwright keeps an event loop running in the thread that uses it, and where one runs Flask's contexts refuse
to close. So everything that touches the browser, the tests' own functions included, runs in one thread, and
what asks the service for its data runs in another.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

Result = TypeVar("Result")
_BROWSER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")


def in_browser_thread(function: Callable[..., Result]) -> Callable[..., Result]:
    """Return ``function`` so that it runs in the browser's thread and its caller waits for it."""

    @functools.wraps(function)
    def wrapper(*arguments: object, **named: object) -> Result:
        return _BROWSER.submit(function, *arguments, **named).result()

    return wrapper


def in_service(service: Flask, question: Callable[[], Result]) -> Result:
    """Return what ``question`` says inside the service's context."""

    def ask() -> Result:
        with service.app_context():
            return question()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(ask).result()
