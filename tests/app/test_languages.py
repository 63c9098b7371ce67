"""The catalogue of messages: complete for respondents' pages, and nothing in it that no page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.error_pages import FAILED, PAGES
from app.languages import LANGUAGES, OTHER_LANGUAGES
from app.survey import words
from app.survey.roles import TITLES
from questionnaires.types import Text
from scripts.catalogues import compile_one

ROOT = Path(__file__).parents[2]
METHODS = [("**.html", "jinja2"), ("**.py", "python")]


def said() -> set[str]:
    """Return every message of respondents' pages, of the layout around them and of the error pages."""
    found = set(re.findall(r'_\("([^"]*)"\)', (ROOT / "app/templates/layout.html").read_text("utf-8")))
    for folder in ("app/templates/respondent", "app/respondent", "app/survey"):
        rows = extract_from_dir(str(ROOT / folder), method_map=METHODS, keywords={"_": None, "gettext": None})
        found |= {message for _, _, message, _, _ in rows if isinstance(message, str)}
    errors = (*PAGES.values(), FAILED)
    return found | {text for page in errors for text in (page.heading, page.explanation, page.advice)}


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    path = ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_message_of_respondents_pages_is_translated_and_no_other(language: str) -> None:
    translated = {str(each.id) for each in catalogue(language) if each.id and each.string and not each.fuzzy}
    assert said() - translated == set(), "without a translation"
    assert translated - said() == set(), "said on no page"


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_translation_has_the_placeholders_and_the_marks_of_its_message(language: str) -> None:
    marks = re.compile(r"%\(\w+\)s|</?\w+>")
    for each in catalogue(language):
        if each.id:
            assert sorted(marks.findall(str(each.string))) == sorted(marks.findall(str(each.id))), each.id


def test_the_names_of_answers_and_roles_are_in_every_language() -> None:
    tables = (words.AGREEMENT, words.BIPOLAR, words.NOT_RELEVANT, TITLES)
    texts = [text for table in tables for text in table.values()]
    texts += [text for text in vars(words).values() if isinstance(text, Text)]
    assert len(texts) > 25
    assert all(set(text.translations) == set(LANGUAGES) for text in texts)


def test_a_catalogue_with_a_wrong_placeholder_is_refused_with_the_message_named(tmp_path: Path) -> None:
    source = tmp_path / "cy" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text('#, python-format\nmsgid "of %(pages)s"\nmsgstr "o %(tudalen)s"\n', encoding="utf-8")
    (problem,) = compile_one(source)
    assert "of %(pages)s" in problem
    assert not source.with_suffix(".mo").exists()
