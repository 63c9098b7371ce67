"""The Welsh texts: complete, to be reviewed, and right whatever words a programme puts into them."""

from __future__ import annotations

import re

import pytest

from questionnaires import catalogue
from questionnaires.types import Instrument, Text
from tests.questionnaires.texts import texts_of

WELSH = "cy"
# Words after which the first letter of the next one changes, which nobody can do to a placeholder.
MUTATING = (
    "a â ag am ar at chwe dan dau dros drwy dwy dy ei fy gan gyda heb hyd i na neu o pa pan "
    "tan tri tros trwy tua un wrth yn"
)
MUTATED = re.compile(rf"(?:\b(?:{'|'.join(MUTATING.split())})|['’]n) {{the_programme}}")

each_instrument = pytest.mark.parametrize("instrument", catalogue.all(), ids=lambda i: i.id)


@each_instrument
def test_every_text_is_there_in_welsh_and_a_native_speaker_is_asked_to_review_it(
    instrument: Instrument,
) -> None:
    assert instrument.languages == ("en", WELSH)
    assert [str(text) for text in texts_of(instrument) if WELSH not in text.translations] == []
    assert "native speaker" in instrument.review[WELSH]


def _welsh(instrument: Instrument) -> list[str]:
    return [text.translations[WELSH] for text in texts_of(instrument)]


@each_instrument
def test_the_article_before_the_link_practitioner_fits_any_first_letter(instrument: Instrument) -> None:
    """``'r`` follows a vowel and stands before any letter; ``y`` and ``yr`` depend on the next one."""
    for text in _welsh(instrument):
        assert not re.search(r"(?<!'r ){link_practitioner}", text), text


@each_instrument
def test_the_programme_stands_where_its_first_letter_does_not_change(instrument: Instrument) -> None:
    for text in _welsh(instrument):
        assert not MUTATED.search(text), text


@each_instrument
def test_a_welsh_text_is_not_the_english_one(instrument: Instrument) -> None:
    for text in texts_of(instrument):
        assert text.translations[WELSH] != text.translations["en"]


def test_one_english_text_has_one_welsh_one_throughout() -> None:
    """Items and options, so that two questionnaires ask the same in both languages."""
    found: dict[str, set[str]] = {}
    for instrument in catalogue.all():
        texts: list[Text] = [item.text for item in instrument.items]
        for text in texts + [option.text for item in instrument.items for option in item.options]:
            found.setdefault(str(text), set()).add(text.translations[WELSH])
    assert {english: welsh for english, welsh in found.items() if len(welsh) > 1} == {}
