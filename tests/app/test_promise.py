"""No text promises more than is kept: comments and the core team's answers are read, at the practice too."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from app.promise import PROMISE
from tests.app.mail.letters import message
from tests.app.reports.composed import page
from tests.app.reports.sample import not_enough
from tests.app.world import Installation
from tests.test_house import ROOT, read, tracked

FILES = re.compile(r"README\.md|app/.*\.(html|txt|toml|po|py)|questionnaires/.*\.toml")
NOBODY = (
    r"\b(nobody|no one|no-one|no colleague|none of your|never|cannot|(?:can|do|does|will) not|neb|byth)\b"
)
LEARNS = (
    r"\b(sees?|seen|reads?|knows?|learns?|finds? out|look|shown|shared|works? out|worked out|g?weld"
    r"|gweld|darllen|gwybod|chwilio)\b"
)
ANSWERS = r"\b(answers?|answered|said|who gave|what you|ateb\w*|dim)\b"
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
SPLIT = re.compile(
    r"<[^>]+>|\n\s*\n|\{\{\s*_\(\"|\"[^\"{}]*\)\s*\}\}|\"[,}]|\{%|%\}|(?<=[.?!:;])\s", re.DOTALL
)
# Each was held against what is shown. What is new here must be, too, before it is added.
TRUE = frozenset(
    {
        "Nobody can see who gave which answer.",
        "Ni all neb weld pwy roddodd ba ateb.",
        "Nobody can work out an answer from what is shown, but means are shown more coarsely, a scale of a "
        "single question may not be shown at all, and colleagues guess more easily than the service shows.",
        "Nobody learns from this what anybody answered, or whether.",
        "Nobody sees who answered what, but for the core team:",
        "Nobody sees who answered what, but for three leading roles, who agree first:",
        "Numbers are shown from {{ released.minimum_group }} people up and are rounded so that nobody's "
        "answer can be worked out;",
        "People answer honestly when they can be sure that nobody works out what they said.",
        "Results are about groups, so nobody is shown which answers are yours.",
        "Scores are rounded so that nobody's answers can be worked out.",
        "So that nobody's answers can be worked out, nothing is shown for small groups.",
        "nobody can see how one person's answers change.",
        # Of a receipt:
        "It says nothing of what you answered, and nobody can look your answers up with it.",
        "Nid yw'n dweud dim am eich atebion, ac ni all neb chwilio am eich atebion gyda hi.",
        # Of fewer than the minimum:
        "If fewer answer, nobody sees any.",
        "Os bydd llai yn ateb, ni fydd neb yn gweld dim.",
        "If too few answer for results to be shown, nobody reads it.",
    }
)
# What texts once said, and what somebody might write.
FALSE = (
    "Nobody at the practice sees what you answer, or whether you have.",
    "Say that it takes less than 10 minutes, and that nobody at the practice sees an answer.",
    "Tell colleagues that nobody in the practice can see who said what.",
    "<p>Nobody at <strong>your practice</strong> sees what you answered.",
    '{{ _("Your manager will never read your answers", role=role) }}',
    "Your colleagues cannot see what you answer",
    "Ni fydd neb yn eich practis yn gweld eich atebion.",
)


def texts(path: str, contents: str) -> Iterator[str]:
    """Yield what a file says to people: of a program its texts, without what is said of the program."""
    if path.endswith(".po"):
        with (ROOT / path).open("rb") as file:
            for each in read_po(file):
                yield from (str(each.id), str(each.string))
    elif path.endswith(".py"):
        tree = ast.parse(contents)
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield node.value
    else:
        yield contents


def promises(text: str) -> set[str]:
    """Return the sentences of a text, without markup, that say that nobody learns an answer."""
    plain = COMMENT.sub(" ", re.sub(r"</?(a|b|em|span|strong)\b[^>]*>", "", html.unescape(text)))
    found = {" ".join(each.split()) for each in SPLIT.split(plain)}
    return {
        each for each in found if all(re.search(words, each, re.I) for words in (NOBODY, LEARNS, ANSWERS))
    }


def promised() -> set[str]:
    """Return every such sentence of everything that people read."""
    paths = [path for path in tracked() if FILES.fullmatch(path.as_posix())]
    found = (promises(text) for path in paths for text in texts(path.as_posix(), read(path)))
    return set().union(*found)


def test_whatever_is_said_to_stay_unseen_was_held_against_what_is_shown() -> None:
    assert promised() == TRUE


@pytest.mark.parametrize("said", FALSE)
def test_search_finds_what_is_not_kept(said: str) -> None:
    assert promises(f"<li>The questionnaire is short.</li> {said}")


def test_promise_names_what_is_read_of_one_person() -> None:
    for said in ("comments that you write", "practice manager", "lead and evaluate", "under your role"):
        assert said in PROMISE.lower()


@pytest.mark.parametrize(
    ("role", "place"), [(None, "/"), ("lead", "/programmes/harbour/practices/oak/waves/W1")]
)
def test_pages_promise_it_in_one_way(installation: Installation, role: str | None, place: str) -> None:
    assert PROMISE in installation.visitor(role).get(place).get_data(as_text=True)


def test_mail_promises_it_in_both_bodies() -> None:
    for kind in ("plain", "html"):
        body = message().get_body((kind,))
        assert body is not None
        assert PROMISE in body.get_content()


def test_report_without_a_result_promises_it() -> None:
    assert PROMISE in page(not_enough())
