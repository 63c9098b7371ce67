"""The report as HTML: what the PDF is printed from, and its twin for reading on a screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from app.promise import PROMISE
from app.reports.context import ReportContext

STYLESHEET = Path(__file__).with_name("report.css")


def render(context: ReportContext, *, standalone: bool = False) -> str:
    """Return the report's page. ``standalone`` carries the stylesheet within, for a browser."""
    stylesheet = Markup(STYLESHEET.read_text(encoding="utf-8")) if standalone else None  # noqa: S704 - our file
    return _environment().get_template("practice.html").render(report=context, stylesheet=stylesheet)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("app", "templates/reports"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["promise"] = PROMISE
    return made
