"""Printing a report's HTML as a tagged PDF."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import logging
from collections.abc import Iterator
from functools import cache

from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError

from app.reports.fetcher import DenyAll
from app.reports.html import STYLESHEET
from app.reports.printed import PrintedReport, ReportError

VARIANT = "pdf/ua-1"


def print_html(html: str) -> PrintedReport:
    """Return ``html`` as PDF/UA-1. The same HTML gives the same bytes.

    Raises ReportError where the HTML refers to anything outside itself or a part of it cannot be drawn.
    """
    fetcher = DenyAll()
    with _complaints() as complaints, _no_collector():
        content, pages = _print(html, fetcher)
    if fetcher.refused:
        schemes = ", ".join(sorted(set(fetcher.refused)))
        raise ReportError(
            f"A report must not fetch anything, but its text refers to an address ({schemes}). Nothing was "
            "printed; take the reference out of the text."
        )
    if complaints:
        raise ReportError(f"{len(complaints)} parts of the report cannot be drawn. Nothing was printed.")
    return PrintedReport(content, hashlib.sha256(content).hexdigest(), pages)


def _print(html: str, fetcher: DenyAll) -> tuple[bytes, int]:
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    try:
        document = HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=[stylesheet()], pdf_variant=VARIANT
        )
        content: bytes = document.write_pdf(pdf_identifier=identifier, pdf_variant=VARIANT)
    except FatalURLFetchingError:  # derives from BaseException: nothing else would catch it
        return b"", 0
    return content, len(document.pages)


@cache
def stylesheet() -> CSS:
    """Return the parsed stylesheet, shared by all reports of the process."""
    return CSS(string=STYLESHEET.read_text(encoding="utf-8"), url_fetcher=DenyAll())


class _Collector(logging.Handler):
    """Keeps errors that WeasyPrint logs and passes over, such as a chart it could not draw."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    """Hold back the garbage collector: walking the growing document takes it a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
