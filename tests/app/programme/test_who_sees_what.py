"""What leads are told of who sees what, respondents are told too: sentence by sentence."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import pytest
from flask import Flask

from app.programme.wave_words import who_sees_what
from tests.app.programme.desk import Desk, desk, wave_form

START, CORE_TEAM = "gp/en/npt-core", "lead_gp/en/core-team"
RESULTS = "Results of a practice are shown only if at least 7 people besides the practice manager answer."
# Who, and what leads read of them -> respondents' page, None for the one on who sees what; and its words.
TOLD: Mapping[tuple[str, str], tuple[str | None, str]] = {
    ("People who answer", "Their own answers until they send them, then a receipt."): (
        None,
        "You, who answer Your own answers until you send them, then a receipt.",
    ),
    ("Practice manager", "While the wave is open, how many had answered when the day began."): (
        None,
        "While it is open, only the number of answers is shown, as it was when the day began.",
    ),
    (
        "Practice manager",
        "When it is closed, results of their own practice, if at least 7 people besides them have answered.",
    ): (START, RESULTS),
    ("You and other leads", "The same of every practice, under the same rules."): (
        None,
        "Programme lead The same, for every practice of the programme, under the same rules.",
    ),
    ("Evaluators", "The same of every practice, under the same rules."): (
        None,
        "Evaluator The results and reports of the programmes they evaluate, under the same rules.",
    ),
    (
        "Comments",
        "Shown from 10 people besides the practice manager; of fewer only those whose writers agreed.",
    ): (
        START,
        "What you write in your own words can be read by them if at least 10 people besides the practice "
        "manager answer. If fewer answer, it can be read only if you tick the box below it.",
    ),
    ("Comments", "Never with a name, a role or a date."): (
        START,
        "Your name, your job and the date are never shown with it.",
    ),
    (
        "Core team",
        "Answers of the lead GP, the link practitioner and the practice manager are shown by role, to the "
        "practice, leads and evaluators.",
    ): (
        CORE_TEAM,
        "Who will see them: the three of you, in the report of your practice; the people who lead the "
        "programme; and the people who evaluate it.",
    ),
    ("Core team", "Each agrees to that before the first question."): (
        CORE_TEAM,
        "I agree that my answers are shown under my role",
    ),
    ("", "Results are published once, when the wave is closed."): (
        None,
        "Results are published once, when a wave of questions is closed.",
    ),
}


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead who has set up a wave with the core team's questionnaire."""
    found = desk(app)
    assert found.send("/new-wave", wave_form(minimum_group="7")).status_code == 303
    return found


def words(page: str) -> str:
    """Return what a page says, without markup."""
    inline = re.sub(r"</?(?:a|strong)\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.findall(r"[^ ].*?\.(?= |$)", text)


def test_every_sentence_that_leads_are_told_is_told_to_respondents(there: Desk) -> None:
    rows = who_sees_what(there.wave())
    page = words(there.page("/waves/W1/set-up"))
    told = [(who, each) for who, sees in rows for each in sentences(sees)]
    below = page.partition(rows[-1][1])[2].partition("Respondents are told all this")[0]
    assert {*told, *(("", each) for each in sentences(below.strip()))} == set(TOLD)
    assert all(sentence in page for _, sentence in TOLD)


@pytest.mark.parametrize("told", TOLD, ids=" ".join)
def test_respondents_read_it_on_their_pages(there: Desk, told: tuple[str, str]) -> None:
    place, said = TOLD[told]
    answer = there.lead.get("/who-sees-what") if place is None else None
    page = answer.get_data(as_text=True) if answer else there.page(f"/waves/W1/preview/{place}/")
    assert said in words(page)
