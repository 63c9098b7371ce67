"""The HTML of reports: what it says of a practice, and what it does not."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from app.disclosure.released import ReleasedRobustness
from app.reports.method import NOT_IN_REPORTS
from scoring.resampling import READINGS
from tests.app.reports import sample
from tests.app.reports.composed import page
from tests.scoring.test_methods_document import SECTIONS


class _Words(HTMLParser):
    """Collects what a reader sees, without the words inside of charts."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag in ("svg", "head")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in ("svg", "head")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)


def words(html: str) -> str:
    """Return the visible words of a page in one line."""
    parser = _Words()
    parser.feed(html)
    return " ".join(" ".join(parser.words).split())


def test_first_page_says_verdict_what_decides_and_how_many_answered() -> None:
    text = words(page())
    for expected in (
        "Partially integrated practice",
        "Practice level decides",
        "8 people answered, of 14 staff by headcount",
        "Data: synthetic, shaped after S4.",
    ):
        assert expected in text


@pytest.mark.parametrize(
    "heading",
    [
        "The four constructs",
        "The three levels of the work",
        "Shared understanding of the core team",
        "What surrounds the work",
        "Overall ratings",
        "How sure is this?",
        "The gates one by one",
        "What each number means",
        "How this result came about",
    ],
)
def test_every_part_has_its_page(heading: str) -> None:
    assert f"<h2>{heading}</h2>" in page()


def test_every_gate_shows_value_threshold_margin_people_and_source() -> None:
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page(), re.DOTALL) if "S4, theme 1" in row)
    assert [cell.strip() for cell in re.findall(r"<td>(.*?)</td>", row)] == [
        "3.8",
        "3.1 to 4.3",
        "3.5",
        "+0.3",
        "8 of 8 who answered, of 14",
        "close: the interval holds the threshold",
    ]


def test_core_team_is_shown_by_role_and_level() -> None:
    text = words(page())
    assert "Lead GP ✓ yes ✓ yes ✗ no 3.8" in text
    assert "Practice manager no answer no answer no answer not answered" in text


def test_hidden_scale_is_said_in_words_with_its_reason() -> None:
    assert "Continuity of support fewer than 5 people have a score" in words(page())


def test_not_relevant_answers_are_reported_as_findings() -> None:
    assert "Community level: A third of the answers say" in words(page())


def test_method_names_versions_policy_and_limits() -> None:
    text = words(page())
    for expected in (
        "npt-core 1.0.0",
        "npt-integration 1.0.0",
        "at least 50% of its statements",
        "are not validated",
        "not a ranking",
        "that study has no scores",
        "Numbers are shown from 5 people up",
        "levels.community: ties with community organisations",
    ):
        assert expected in text


def test_practice_without_a_core_team_says_so() -> None:
    assert "The core team was not asked in this wave." in words(
        page(replace(sample.result(), shared_understanding=None))
    )


def test_report_without_enough_answers_says_what_is_needed_and_shows_no_result() -> None:
    html = page(sample.not_enough())
    text = words(html)
    assert "Not enough answers" in text
    assert "At least 2 more people must answer" in text
    assert "<svg" not in html
    assert "Mean" not in text
    assert not re.search(r"(?<![\d.])\d\.\d(?!\.\d)", text)  # versions have two dots, means have one


def test_texts_from_outside_are_escaped() -> None:
    html = page(sample.result(practice="<img src=file:///etc/passwd>"))
    assert "<img" not in html


def test_ids_are_unique() -> None:
    ids = re.findall(r'\bid="([^"]+)"', page())
    assert len(ids) == len(set(ids)) > 0


def test_twin_for_the_screen_carries_its_stylesheet() -> None:
    assert "<style>" not in page()
    assert 'font: 10pt/1.45 "DejaVu Sans Condensed"' in page(standalone=True)


ROBUSTNESS = ReleasedRobustness(
    reading=READINGS["borderline"],
    share="About 4 of 10 resamples meet the rule.",
    stability="The class would be the same for every threshold over about 3.4.",
    nearest=("It would be “fully integrated” if Collective action rose by about 0.3.",),
)


def test_report_says_how_sure_the_verdict_is_and_what_would_turn_it() -> None:
    text = words(page(replace(sample.result(), robustness=ROBUSTNESS)))
    for expected in (ROBUSTNESS.share, ROBUSTNESS.stability, *ROBUSTNESS.nearest):
        assert expected in text


def test_a_borderline_verdict_says_on_the_first_page_not_to_act_on_it() -> None:
    html = page(replace(sample.result(), robustness=ROBUSTNESS))
    first = words(html[: html.index('<section class="page">')])
    assert "Borderline: do not act on the label." in first
    clear = replace(ROBUSTNESS, reading=READINGS["clear_fully"])
    assert "Borderline" not in words(page(replace(sample.result(), robustness=clear)))


def test_first_page_says_how_the_first_year_is_to_be_read() -> None:
    html = page(replace(sample.result(), progress="Read this as “on track”."))
    assert "Read this as “on track”." in words(html[: html.index('<section class="page">')])


def test_first_wave_has_no_page_on_change() -> None:
    assert "Since last time" not in words(page())


def test_a_later_wave_shows_what_changed_in_words_numbers_and_a_chart() -> None:
    before = replace(sample.result(), wave="P1", class_title="Not yet")
    html = page(before=before)
    text = words(html)
    for expected in (
        "Wave P1: Not yet. Wave P2: Partially",
        "Sustained: met in both waves",
        "no clear change",
    ):
        assert expected in text
    assert 'id="change-title"' in html


def test_a_wave_before_with_too_few_answers_is_said_so_and_has_no_number() -> None:
    html = page(before=replace(sample.not_enough(), wave="P1"))
    assert "In one of the two waves there were not enough answers" in words(html)
    assert 'id="change-title"' not in html


def test_the_same_two_waves_give_the_same_words() -> None:
    before = replace(sample.result(), wave="P1")
    assert page(before=before) == page(before=before)


def test_short_form_of_the_methods_has_every_heading_on_which_the_report_rests() -> None:
    html = page()
    assert set(SECTIONS) > NOT_IN_REPORTS
    for title in set(SECTIONS) - {"References"}:
        assert (f"<dt>{title}</dt>" in html) is (title not in NOT_IN_REPORTS), title
    assert "**" not in html
    assert "](#" not in html


def test_unlabelled_programme_has_no_label() -> None:
    assert "Data:" not in words(page(replace(sample.result(), data_label=None)))
