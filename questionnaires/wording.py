"""What is wrong with the wording of an instrument that can be read: too hard, too long, or not translated.

These problems are reported by ``readiness check``; they do not keep an instrument from being loaded.
"""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.findings import Findings, Place
from questionnaires.readability import PLAIN_WORDS, measure, sentences_of
from questionnaires.table import Table
from questionnaires.types import DEFAULT_LANGUAGE, ItemType, Text

MAX_QUESTION_WORDS = 20
MAX_SENTENCE_WORDS = 25
MAX_READING_AGE = 11

_SHOWN_TO_ANSWER = ("text", "hint", "low", "high", "unit")
_SHOWN_BESIDE = ("purpose", "consent")


def check_wording(table: Table, findings: Findings) -> None:
    """Note what a respondent would find hard to read, and what a declared language lacks."""
    for item in table.tables("items"):
        _check_question(item, findings)
    for place, wording in _prose(table):
        longest = max((len(words) for words in sentences_of(wording)), default=0)
        if longest > MAX_SENTENCE_WORDS:
            findings.add(
                place, f"a sentence has {longest} words", f"Use {MAX_SENTENCE_WORDS} or fewer; make two of it"
            )
    _check_reading_age(table, findings)
    for language in [name for _, name in table.entries("languages", str) if name != DEFAULT_LANGUAGE]:
        for place, text in _texts(table):
            if language not in text.translations:
                findings.add(place.key(language), "the translation is missing", f'Add {language} = "..."')


def _check_question(item: Table, findings: Findings) -> None:
    text = item.get("text", Text)
    if text is None or item.get("type", ItemType) is ItemType.INFORMATION:
        return
    place = item.place.key("text")
    sentences = sentences_of(_plain(text))
    words = sum(len(sentence) for sentence in sentences)
    if len(sentences) > 1:
        findings.add(
            place, f"the question has {len(sentences)} sentences", "Ask one thing in one; a hint may say more"
        )
    if words > MAX_QUESTION_WORDS:
        findings.add(place, f"the question has {words} words", f"Use {MAX_QUESTION_WORDS} or fewer")


def _check_reading_age(table: Table, findings: Findings) -> None:
    read = [
        _plain(text)
        for item in table.tables("items")
        for part in (item, *item.tables("options"))
        for key in _SHOWN_TO_ANSWER
        if (text := part.get(key, Text))
    ]
    if not any(map(sentences_of, read)):
        return
    age = measure(read).reading_age
    if age > MAX_READING_AGE:
        findings.add(
            Place("items"),
            f"the questions have a reading age of {age:.1f}",
            f"Bring it to {MAX_READING_AGE} with shorter words and shorter sentences",
        )


def _prose(table: Table) -> Iterator[tuple[Place, str]]:
    """Yield what is read beside the questions: about the whole, at the head of pages, hints, information."""
    for key in _SHOWN_BESIDE:
        yield from _prose_of(table, key)
    for section in table.tables("sections"):
        yield from _prose_of(section, "intro")
    for item in table.tables("items"):
        yield from _prose_of(item, "hint")
        if item.get("type", ItemType) is ItemType.INFORMATION:
            yield from _prose_of(item, "text")
        for option in item.tables("options"):
            yield from _prose_of(option, "text")


def _prose_of(table: Table, key: str) -> Iterator[tuple[Place, str]]:
    text = table.get(key, Text)
    if text is not None:
        yield table.place.key(key), _plain(text)


def _texts(table: Table) -> Iterator[tuple[Place, Text]]:
    """Yield every text of a table and of the tables in it."""
    for key, value in table.values.items():
        if isinstance(value, Text):
            yield table.place.key(key), value
        for inner in table.tables(key):
            yield from _texts(inner)


def _plain(text: Text) -> str:
    return text.render(PLAIN_WORDS)
