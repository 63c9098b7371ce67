"""A form on paper asks what the screen asks, the box below open questions among it."""

from __future__ import annotations

from app.stationery.paper_form import form_html, paper_form
from questionnaires import catalogue
from tests.app.builder import WORDS


def test_open_questions_have_the_box_and_the_number_of_the_wave() -> None:
    core = catalogue.get("npt-core")
    page = form_html(paper_form(core, WORDS, practice="Elm", minimum_group=12))
    open_questions = [item for item in core.items if item.shareable]
    assert len(open_questions) == 4
    assert page.count("may read this. My name is not shown.") == len(open_questions)
    assert page.count(
        "they can read it only if at least 12 people besides the practice manager answer"
    ) == len(open_questions)
    assert "shown only if at least 12 people besides the practice manager answer." in page
    assert page.count("shows who you are") == len(open_questions)


def test_form_says_how_long_it_takes_in_the_words_of_the_screen() -> None:
    page = form_html(paper_form(catalogue.get("npt-core"), WORDS))
    assert "It takes less than 7 minutes." in page


def test_form_without_open_questions_has_no_box_for_them() -> None:
    assert "may read this" not in form_html(paper_form(catalogue.get("core-team"), WORDS))
