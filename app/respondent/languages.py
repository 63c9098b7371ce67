"""The way from a page to the same page in another language."""

from __future__ import annotations

from flask import request

from app.languages import LANGUAGES, OtherLanguage, current_language
from questionnaires.types import DEFAULT_LANGUAGE, Instrument

GO = "language-"


def other_languages(instrument: Instrument, page: str) -> tuple[OtherLanguage, ...]:
    """Return the other languages of ``instrument``. ``page``: the address's last part, "" for the start."""
    return tuple(
        OtherLanguage(code, name, address_in(code, page))
        for code, name in LANGUAGES.items()
        if code != current_language() and code in instrument.languages
    )


def address_in(code: str, page: str) -> str:
    """Return the address of ``page`` in the language ``code``, relative to a page of the current one."""
    up = "" if current_language() == DEFAULT_LANGUAGE else "../"
    down = "" if code == DEFAULT_LANGUAGE else f"{code}/"
    query = request.query_string.decode("ascii", "ignore")
    return f"{up}{down}{page}{'?' + query if query else ''}" or "./"


def language_asked_for() -> str | None:
    """Return the language that the button which was pressed asks for; None for another button."""
    _before, found, code = request.form.get("go", "").partition(GO)
    return code if found and code in LANGUAGES and code != current_language() else None
