"""One table from an error to the page people see. The pages need no database."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from app.db import SAFE_METHODS
from app.errors import (
    ChangedResultError,
    ErasureError,
    LinkError,
    NotFoundError,
    OldSummariesError,
    ProgrammeError,
    WaveStateError,
)
from app.kept_forms import is_kept, page_of_form

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
    "It may have been mistyped or replaced by a newer one, or the questionnaire may have closed."
    " Answers that were sent stay counted.",
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
SESSION_OVER = ErrorPage(
    400,
    "This page was open for too long",
    "You were signed out while it was open, or signed in anew in another tab. "
    "For your safety nothing was saved.",
    "Sign in and go back to the form. What you typed stands there again if your browser runs scripts. If it "
    "does not, use your browser's Back button first and copy what you typed.",
)
NOT_WHOLE = ErrorPage(
    400,
    "The form did not arrive whole",
    "What was sent could not be read, so nothing was saved. The connection may have broken.",
    "Use your browser's Back button and send the form again.",
)
NOT_STORABLE = ErrorPage(
    400,
    "Something in this form cannot be kept",
    "A text holds a sign that nobody can see, or a number is far too large. Nothing was saved.",
    "Use your browser's Back button, type the text again and send the form.",
)
CONFLICT = ErrorPage(
    409,
    "This cannot be done now",
    "Something changed while this page was open.",
    "Go back, reload the page and look at what is there now.",
)

UPGRADING = ErrorPage(
    503,
    "The service is being upgraded",
    "Results are written down anew before they are shown side by side.",
    "Try again in a few minutes. If it stays, tell whoever runs this installation: readiness upgrade.",
)

NOT_AS_PUBLISHED = ErrorPage(
    500,
    "A result cannot be shown",
    "It was changed or damaged after it was published, so nobody can be sure what it says.",
    "Tell whoever runs this installation: readiness doctor names the result and says what to do.",
)

NOT_TAKEN = (SESSION_OVER, NOT_WHOLE, EXPIRED, TOO_LARGE, FAILED, UPGRADING, NOT_AS_PUBLISHED)
"""The pages after which a form may be sent again as it is. What changed meanwhile must be looked at first."""

PAGES: dict[type[Exception] | int, ErrorPage] = {
    NotFoundError: NOT_FOUND,
    LinkError: LINK,
    WaveStateError: CONFLICT,
    ProgrammeError: CONFLICT,
    OldSummariesError: UPGRADING,
    ChangedResultError: NOT_AS_PUBLISHED,
    ErasureError: CONFLICT,
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
    # A form without its token. Whoever answers a questionnaire has no session that could be over.
    if isinstance(error, CSRFError) and is_kept():
        page = NOT_WHOLE if _is_unread() else SESSION_OVER
    # PostgreSQL takes no NUL: no row has such a name, and no text is kept with one.
    if isinstance(error, DataError):
        page = NOT_FOUND if request.method in SAFE_METHODS else NOT_STORABLE
    if page.status >= 500:
        log.error("failed: %s %s", request.method, request.endpoint, exc_info=error)
    # Not render_template: it would load the signed-in user, and the database may be what has failed.
    template = current_app.jinja_env.get_template("error.html")
    # Translated for respondents only, whose address says the language; gettext needs no database either.
    body = template.render(
        heading=gettext(page.heading),
        explanation=gettext(page.explanation),
        what=str(error) if page is CONFLICT and is_kept() else "",
        wave=_page_of_wave() if page is CONFLICT else None,
        advice=gettext(page.advice),
        way_back=(page_of_form() or url_for("security.login")) if page is SESSION_OVER else None,
        keeps_form=is_kept() and page in NOT_TAKEN,
    )
    return body, page.status


def _is_unread() -> bool:
    """Return whether a form with files was sent of which nothing could be read, its token neither."""
    is_multipart = request.mimetype == "multipart/form-data"
    return is_multipart and bool(request.content_length) and not request.form and not request.files


def _page_of_wave() -> tuple[str, str] | None:
    """Return (label, address) of the wave that a lead's form was about, to see what is there now."""
    place = request.view_args or {}
    if request.blueprint != "programme" or not {"programme", "wave"} <= place.keys():
        return None
    return place["wave"], url_for("programme.wave_set_up", programme=place["programme"], wave=place["wave"])


def page_for(error: Exception) -> ErrorPage:
    """Return the page of the table for ``error``, by its type or by its HTTP status."""
    for kind, page in PAGES.items():
        if isinstance(kind, type) and isinstance(error, kind):
            return page
    code = error.code if isinstance(error, HTTPException) else 500
    if code is not None and code < 500:
        return PAGES.get(code, NOT_FOUND)
    return FAILED
