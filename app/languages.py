"""The languages of respondents' pages: which there are, and which one this request is in.

Instruments carry their own translations (``questionnaires.types.Text``); everything else on a page comes from
the catalogue of messages in ``translations/``, compiled by ``make setup``. A request's language stands in its
address, so that no cookie is needed and answers do not depend on it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Flask, g
from flask_babel import Babel, format_date

from questionnaires.types import DEFAULT_LANGUAGE

LANGUAGES: Mapping[str, str] = MappingProxyType({DEFAULT_LANGUAGE: "English", "cy": "Cymraeg"})
"""The code of each language, and its name in itself."""


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """Another language that a page can be read in; ``address`` is relative to that page."""

    code: str
    name: str
    address: str


OTHER_LANGUAGES = tuple(code for code in LANGUAGES if code != DEFAULT_LANGUAGE)

babel = Babel()


def init_app(app: Flask) -> None:
    """Give templates gettext, the language and dates in it."""
    babel.init_app(app, default_locale=DEFAULT_LANGUAGE, locale_selector=current_language)
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]  # the i18n extension's own setting
    app.template_global("current_language")(current_language)
    app.template_filter("long_date")(long_date)


def use_language(code: str) -> None:
    """Make this request one in the language ``code``."""
    g.language = code


def current_language() -> str:
    """Return the language of this request; English where none was chosen."""
    language: str = g.get("language", DEFAULT_LANGUAGE)
    return language


def long_date(day: datetime.date) -> str:
    """Return a date in words: "5 January 2036", "5 Ionawr 2036"."""
    text: str = format_date(day, "d MMMM y")
    return text
