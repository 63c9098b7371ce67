"""Printing in a child: the same bytes as here, and a child that oversteps takes nothing down with it."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from app.jobs.printer import ChildPrinter, Limits
from app.reports.pdf import print_html
from app.reports.printed import ReportError
from tests.app.reports.composed import page

ENDLESS = "<html lang=en><title>t</title>" + "<table><tr><td>x</td></tr></table>" * 30_000
SMALL = "<html lang=en><title>t</title><p>x</p>"


def test_child_prints_the_same_bytes() -> None:
    with ChildPrinter() as printer:
        printed = printer(page())
    assert printed == print_html(page())
    assert len(PdfReader(io.BytesIO(printed.content)).pages) == printed.pages


def test_report_that_takes_too_long_is_an_error_and_the_next_is_printed() -> None:
    with ChildPrinter(Limits(cpu_seconds=1)) as printer:
        with pytest.raises(ReportError, match="within its limits"):
            printer(ENDLESS)
        assert printer(SMALL).pages == 1


def test_report_that_needs_too_much_memory_is_an_error() -> None:
    with (
        ChildPrinter(Limits(memory=64 * 1024**2)) as printer,
        pytest.raises(ReportError, match="within its limit"),
    ):
        printer(SMALL)


def test_error_of_the_report_comes_back_in_words() -> None:
    with ChildPrinter() as printer, pytest.raises(ReportError, match="must not fetch anything"):
        printer('<html lang=en><title>t</title><img src="file:///etc/hostname">')
