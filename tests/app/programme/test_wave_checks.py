"""What is refused of a wave that is set up: each thing beside its field, all at once, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.app.markup import parse
from tests.app.programme.desk import DAY, TODAY, Desk, date_boxes, desk, wave_form
from tests.app.programme.test_wave_set_up import create


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and a programme without a wave."""
    return desk(app)


BAD = [
    ("label", {"label": ""}, "Enter a label"),
    ("label", {"label": "a b"}, "letters, digits, dots and hyphens"),
    ("label", {"label": "../x"}, "letters, digits, dots and hyphens"),
    ("label", {"label": "x" * 21}, "20 characters at most"),
    ("title", {"title": " "}, "Enter a title, such as: One year after the start"),
    ("title", {"title": "x" * 201}, "shorten it to 200"),
    ("opens-day", {"opens-day": "32"}, "The first day must be a real date"),
    ("opens-day", date_boxes("opens", TODAY - DAY), "The first day must be today or a later day"),
    ("closes-day", date_boxes("closes", TODAY), "The last day must be later than today"),
    ("closes-year", {"closes-year": "3000"}, "Check the year of the last day"),
    ("opens-year", {"opens-year": "27"}, "The year of the first day must include 4 numbers"),
    ("survey", {"survey": ""}, "Choose the questionnaire for all staff"),
    ("survey", {"survey": "core-team 1.0.0"}, "Choose the questionnaire for all staff"),
    ("survey", {"survey": "npt-core 9.9.9"}, "Choose the questionnaire for all staff"),
    ("modules", {"modules": ["pulse 1.0.0"]}, "Choose from the questionnaires shown"),
    ("modules", {"modules": ["core-team 2"]}, "Choose from the questionnaires shown"),
    ("practices_by", {"practices_by": "some"}, "Choose which practices are asked"),
    ("listed", {"practices_by": "listed"}, "Choose at least one practice"),
    ("listed", {"practices_by": "listed", "listed": "ash"}, "“ash”: there is no such practice"),
    ("first_reminder", {"first_reminder": "x"}, "Enter whole numbers of days"),
    ("first_reminder", {"first_reminder": "9" * 5000}, "Enter whole numbers of days"),
    ("first_reminder", {"first_reminder": "31"}, "The wave is open for 29 days only"),
    ("second_reminder", {"first_reminder": "7", "second_reminder": "8"}, "Leave 3 days or more"),
    ("second_reminder", {"first_reminder": "", "second_reminder": "31"}, "The wave is open for 29 days only"),
    (
        "closes-day",
        {
            **date_boxes("opens", TODAY + 9 * DAY),
            **date_boxes("closes", TODAY + 8 * DAY),
            "first_reminder": "",
        },
        "The last day must lie after the first",
    ),
    ("minimum_group", {"minimum_group": "4"}, "Enter a number from 5 to 100"),
    ("minimum_group", {"minimum_group": "101"}, "Enter a number from 5 to 100"),
    ("minimum_group", {"minimum_group": "five"}, "The programme has promised at least 5"),
    ("minimum_group", {"minimum_group": "9" * 5000}, "Enter a number from 5 to 100"),
    ("rule", {"rule": "npt-integration 0.0.1"}, "Choose the rule"),
    ("rule", {"rule": "../rule 1.0.0"}, "Choose the rule"),
]


@pytest.mark.parametrize(("field", "changes", "words"), BAD)
def test_what_is_wrong_is_said_beside_its_field_and_in_the_summary(
    there: Desk, field: str, changes: dict[str, Any], words: str
) -> None:
    answer = there.send("/new-wave", wave_form(**changes))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(words) == 2, words
    assert f'href="#{field}"' in page
    assert field in parse(page).ids
    assert parse(page).title.startswith("Error: ")
    assert not there.waves()


def test_days_in_the_wrong_order_are_one_problem(there: Desk) -> None:
    days = {**date_boxes("opens", TODAY + 9 * DAY), **date_boxes("closes", TODAY + 8 * DAY)}
    page = there.send("/new-wave", wave_form(**days, first_reminder="")).get_data(as_text=True)
    assert page.count("The last day must lie after the first") == 2
    assert "The wave is open for" not in page


def test_problems_that_do_not_depend_on_each_other_are_told_at_once(there: Desk) -> None:
    create(there)
    no_day = dict.fromkeys(("opens-day", "opens-month", "opens-year"), "")
    last = date_boxes("closes", TODAY - DAY)
    wrong = wave_form(label="w1", title="", minimum_group="x", second_reminder="soon", **no_day, **last)
    page = there.send("/new-wave", wrong).get_data(as_text=True)
    for words in (
        "There is a wave W1 in this programme already",
        "Enter a title",
        "Enter the first day",
        "The last day must be later than today",
        "Enter whole numbers of days",
        "Enter a number from 5 to 100",
    ):
        assert page.count(words) == 2, words


def test_nothing_that_was_typed_is_lost_from_the_rest_of_the_form(there: Desk) -> None:
    chosen: dict[str, str | list[str]] = {"practices_by": "listed", "listed": ["oak"]}
    form = wave_form(title="", label="Pilot", second_reminder="19", minimum_group="9", **chosen)
    page = there.send("/new-wave", form).get_data(as_text=True)
    for kept in (
        'value="Pilot"',
        'value="oak" checked',
        'value="listed" checked',
        'value="core-team 1.0.0" checked',
        'value="19"',
        'value="9"',
        f'value="{(TODAY + 30 * DAY).year}"',
    ):
        assert kept in page, kept


def test_two_questionnaires_by_role_are_too_many(there: Desk) -> None:
    """Today one is shipped; a second version of it would be the same questionnaire twice."""
    page = there.send("/new-wave", wave_form(modules=["core-team 1.0.0", "core-team 1.0.0"])).get_data(
        as_text=True
    )
    assert page.count("Choose one version of each questionnaire") == 2


@pytest.mark.parametrize("label", ["W1", "w1"])
def test_a_label_is_given_once_in_a_programme(there: Desk, label: str) -> None:
    create(there)
    answer = there.send("/new-wave", wave_form(label=label))
    assert answer.status_code == 422
    assert "in this programme already" in answer.get_data(as_text=True)
