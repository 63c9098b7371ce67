"""Printed reports: tagged, vector, labelled, the same every time, and deaf to the outside."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from app.reports import pdf
from app.reports.printed import PrintedReport, ReportError
from tests.app.reports import sample
from tests.app.reports.composed import page


@cache
def printed() -> PrintedReport:
    """The report of the practice that has everything."""
    return pdf.print_html(page())


def reader() -> PdfReader:
    """Return the report opened."""
    return PdfReader(io.BytesIO(printed().content))


def entry(parent: PdfObject, *names: str) -> PdfObject:
    """Return what lies at the end of a path of names."""
    for name in names:
        parent = cast("DictionaryObject", parent.get_object())[name]
    return parent


def test_report_has_at_least_five_pages_and_counts_them() -> None:
    assert len(reader().pages) == printed().pages >= 5


def test_report_is_tagged_titled_and_has_a_language() -> None:
    trailer = reader().trailer
    assert entry(trailer, "/Root", "/MarkInfo", "/Marked")
    assert str(entry(trailer, "/Root", "/Lang")) == "en"
    assert entry(trailer, "/Root", "/StructTreeRoot", "/K")
    assert str(entry(trailer, "/Info", "/Title")) == "Readiness report: Elm Street, P2"


def test_report_says_the_verdict_on_page_one_and_the_label_on_every_page() -> None:
    texts = [each.extract_text() for each in reader().pages]
    assert "Partially integrated practice" in texts[0]
    assert all("synthetic, shaped after S4" in text for text in texts)
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))


def test_charts_are_vectors() -> None:
    assert [image for each in reader().pages for image in each.images] == []


def test_same_result_gives_the_same_bytes() -> None:
    assert pdf.print_html(page()).digest == printed().digest


def test_dates_are_those_of_publication() -> None:
    assert str(entry(reader().trailer, "/Info", "/CreationDate")).startswith("D:20260302")


def test_report_without_enough_answers_is_one_page() -> None:
    assert pdf.print_html(page(sample.not_enough())).pages == 1


PROBES = {
    "image file": '<img src="{file}">',
    "image http": '<img src="http://127.0.0.1:9/x.png">',
    "image data": '<img src="data:image/png;base64,iVBORw0KGgo=">',
    "object": '<object data="{file}"></object>',
    "embed": '<embed src="{file}">',
    "stylesheet link": '<link rel="stylesheet" href="{file}">',
    "stylesheet import": "<style>@import url({file});</style>",
    "stylesheet font": "<style>@font-face {{font-family: x; src: url({file})}} p {{font-family: x}}</style>",
    "background": '<p style="background: url({file})">x</p>',
    "list marker": '<ul style="list-style-image: url({file})"><li>x</li></ul>',
    "content": "<style>p::before {{content: url({file})}}</style><p>x</p>",
    "attachment": '<link rel="attachment" href="{file}">',
    "attachment of a link": '<a rel="attachment" href="{file}">x</a>',
    "svg image": '<svg viewBox="0 0 9 9"><image href="{file}" width="9" height="9"/></svg>',
}


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES.keys())
def test_nothing_outside_the_text_is_reached(probe: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>')
    html = f"<html lang=en><title>t</title>{probe.format(file=secret.as_uri())}"
    with pytest.raises(ReportError, match="must not fetch anything") as raised:
        pdf.print_html(html)
    assert "secret" not in str(raised.value)


def test_svg_that_uses_another_file_shows_nothing_of_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text id="x">SECRET</text></svg>')
    html = f'<html lang=en><title>t</title><svg viewBox="0 0 9 9"><use href="{secret.as_uri()}#x"/></svg>'
    content = pdf.print_html(html).content
    assert "SECRET" not in PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_chart_that_cannot_be_drawn_is_an_error_not_a_blank() -> None:
    broken = '<svg viewBox="0 0 9 9"><style>@import url(x.css);</style><rect/></svg>'
    with pytest.raises(ReportError, match="cannot be drawn"):
        pdf.print_html(f"<html lang=en><title>t</title>{broken}")
