"""The programme's words in texts: a capital where they begin a sentence, as they are everywhere else."""

from __future__ import annotations

import pytest

from questionnaires import catalogue
from questionnaires.filling_in import fill_in
from questionnaires.types import Text

WORDS = {"the_programme": "social prescribing with a link worker", "link_practitioner": "link worker"}


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{link_practitioner}", "Link worker"),
        ("{link_practitioner}: a quick look", "Link worker: a quick look"),
        ("“{link_practitioner}” is a word", "“Link worker” is a word"),
        ("It works. {link_practitioner} or not?", "It works. Link worker or not?"),
        ("Does it work? {link_practitioner}!", "Does it work? Link worker!"),
        ("They said “yes.” {link_practitioner} too", "They said “yes.” Link worker too"),
        ("First\n\n{link_practitioner}", "First\n\nLink worker"),
        ("How is it with {link_practitioner}?", "How is it with link worker?"),
        ("Leading together: {link_practitioner}", "Leading together: link worker"),
        ("“This way” means “{link_practitioner}”.", "“This way” means “link worker”."),
        ("{link_practitioner} {link_practitioner}", "Link worker link worker"),
        ("{{{link_practitioner}}}", "{link worker}"),
        ("Nothing to fill in", "Nothing to fill in"),
    ],
)
def test_a_word_that_begins_a_sentence_begins_with_a_capital(template: str, filled: str) -> None:
    assert fill_in(template, WORDS) == filled
    assert Text({"en": template}).render(WORDS) == filled


def test_only_the_first_letter_changes_and_an_empty_word_stays_empty() -> None:
    assert fill_in("{it}.", {"it": "éa NHS App"}) == "Éa NHS App."
    assert fill_in("{it}.", {"it": ""}) == "."


def test_a_word_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_in("{unknown} is asked", WORDS)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_title_of_a_shipped_instrument_begins_with_a_capital(language: str) -> None:
    titles = [each.title.render(WORDS, language) for each in catalogue.all()]
    assert [title for title in titles if not title[0].isupper()] == []
    if language == "cy":
        assert "Social prescribing with a link worker: sut mae pethau'n mynd?" in titles
