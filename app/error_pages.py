"""One table from an error to the page people see. The pages need no database."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from app.errors import LinkError, NotFoundError, WaveStateError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """The words of one error page: what is wrong, what it means, what to do."""

    status: int
    heading: str
    explanation: str
    advice: str


NOT_FOUND = ErrorPage(
    404,
    "Page not found",
    "There is no such page, or it is not one that your account may see.",
    "Check the address, or go back and try another way.",
)
LINK = ErrorPage(
    404,
    "This link does not open a questionnaire",
    "It may have been mistyped or replaced by a newer one, or the questionnaire may have closed.",
    "Try the newest link you were sent, or ask your practice manager.",
)
TOO_LARGE = ErrorPage(
    413, "Too much was sent", "What was sent is larger than this page takes.", "Shorten it and try again."
)
EXPIRED = ErrorPage(
    400,
    "This page was open for too long",
    "For your safety we did not act on it.",
    "Go back, reload the page and try again.",
)
FAILED = ErrorPage(
    500,
    "Something went wrong on our side",
    "What you saved before is kept.",
    "Wait a minute, then load this page again.",
)
CONFLICT = ErrorPage(
    409,
    "This cannot be done now",
    "Something changed while this page was open.",
    "Go back, reload the page and look at what is there now.",
)

PAGES: dict[type[Exception] | int, ErrorPage] = {
    NotFoundError: NOT_FOUND,
    LinkError: LINK,
    WaveStateError: CONFLICT,
    400: EXPIRED,
    403: NOT_FOUND,  # not yours looks like not there
    404: NOT_FOUND,
    405: NOT_FOUND,
    413: TOO_LARGE,
}


def init_app(app: Flask) -> None:
    """Show the pages of the table for their errors and the 500 page for everything else."""
    for error in PAGES:
        app.register_error_handler(error, show)
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(Exception, show)


def show(error: Exception) -> tuple[str, int]:
    """Render the page of an error. Unknown errors are logged with their traceback."""
    page = page_for(error)
    if page.status == 500:
        log.error("failed: %s %s", request.method, request.endpoint, exc_info=error)
    # Not render_template: it would load the signed-in user, and the database may be what has failed.
    template = current_app.jinja_env.get_template("error.html")
    # Translated for respondents only, whose address says the language; gettext needs no database either.
    body = template.render(
        heading=gettext(page.heading), explanation=gettext(page.explanation), advice=gettext(page.advice)
    )
    return body, page.status


def page_for(error: Exception) -> ErrorPage:
    """Return the page of the table for ``error``, by its type or by its HTTP status."""
    for kind, page in PAGES.items():
        if isinstance(kind, type) and isinstance(error, kind):
            return page
    code = error.code if isinstance(error, HTTPException) else 500
    if code is not None and code < 500:
        return PAGES.get(code, NOT_FOUND)
    return FAILED
