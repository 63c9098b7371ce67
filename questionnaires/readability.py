"""How hard a text is to read: the Flesch-Kincaid grade, a school year of the United States.

Source: Kincaid, Fishburne, Rogers and Chissom 1975, Derivation of new readability formulas for Navy
enlisted personnel. Reading age is the grade plus 5. Syllables are counted by rule, not from a
dictionary, so the grade of a single short sentence is rough: judge an instrument by all its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from questionnaires.types import Instrument

PLAIN_WORDS: Mapping[str, str] = MappingProxyType(
    {"link_practitioner": "link worker", "the_programme": "the new work", "practice": "this practice"}
)
"""Short words in place of a programme's own, which an instrument cannot answer for."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouyscxzgh]es$")


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts of a text, and what follows from them."""

    sentences: int
    words: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        """Mean length of a sentence, in words."""
        return self.words / self.sentences

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade: ``0.39 words/sentence + 11.8 syllables/word - 15.59``; lowest -3.40.

        >>> round(measure(["The cat sat on the mat."]).grade, 2)
        -1.45
        """
        return 0.39 * self.words_per_sentence + 11.8 * self.syllables / self.words - 15.59

    @property
    def reading_age(self) -> float:
        """Age in years at which a text of that grade is read with ease: grade + 5."""
        return self.grade + 5


def measure(texts: Iterable[str]) -> Readability:
    """Return the readability of texts taken together; a text is at least one sentence.

    Raises ValueError where there is no word in them.
    """
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        raise ValueError("There is no word to measure. Give at least one text with words.")
    return Readability(len(sentences), len(words), sum(map(count_syllables, words)))


def sentences_of(text: str) -> list[list[str]]:
    """Return the words of each sentence of a text.

    >>> sentences_of("We meet. We talk.")
    [['We', 'meet'], ['We', 'talk']]
    """
    return [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]


def count_syllables(word: str) -> int:
    """Return the syllables of an English word: groups of vowels, without a silent ending.

    >>> [count_syllables(word) for word in ("time", "people", "patient", "asked")]
    [1, 2, 2, 1]
    """
    parts = re.split(r"['’-]", word.lower())
    return (
        sum(max(1, len(_VOWELS.findall(_SILENT_END.sub("", part)))) for part in parts if len(part) > 1) or 1
    )


def of_instrument(instrument: Instrument) -> Readability:
    """Return the readability of what a respondent reads to answer, in English: items, hints and options."""
    return measure(_texts(instrument))


def _texts(instrument: Instrument) -> Iterable[str]:
    for item in instrument.items:
        yield item.text.render(PLAIN_WORDS)
        if item.hint is not None:
            yield item.hint.render(PLAIN_WORDS)
        yield from (option.text.render(PLAIN_WORDS) for option in item.options)
