"""The Flesch-Kincaid grade and its syllables."""

from __future__ import annotations

import pytest

from questionnaires.readability import count_syllables, measure


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("the", 1),
        ("time", 1),
        ("make", 1),
        ("table", 2),
        ("people", 2),
        ("asked", 1),
        ("needed", 2),
        ("helps", 1),
        ("tasks", 1),
        ("times", 1),
        ("changes", 2),
        ("practice", 2),
        ("community", 4),
        ("practitioner", 4),
        ("one-to-one", 3),
        ("I", 1),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_a_text_of_one_syllable_words_has_the_grade_of_the_formula() -> None:
    """0.39 * 6 + 11.8 * 1 - 15.59: the well-known cat on the mat."""
    assert measure(["The cat sat on the mat."]).grade == pytest.approx(-1.45)


def test_the_lowest_grade_is_a_sentence_of_one_word() -> None:
    """-3.40, the theoretical minimum of the formula."""
    assert measure(["Go."]).grade == pytest.approx(-3.40)


def test_longer_words_and_longer_sentences_are_harder() -> None:
    easy = measure(["We meet. We talk. We act."])
    longer = measure(["We meet we talk we act."])
    harder = measure(["Interdisciplinary communication facilitates implementation."])
    assert easy.grade < longer.grade < harder.grade


def test_reading_age_is_the_grade_and_five_years() -> None:
    reading = measure(["We meet each week to learn."])
    assert reading.reading_age == pytest.approx(reading.grade + 5)


def test_texts_without_a_word_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="no word"):
        measure(["", "1 2 3"])
