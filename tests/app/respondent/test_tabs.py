"""Two tabs, Back, reload: nothing is overwritten unseen and nothing typed is lost."""

from __future__ import annotations

from tests.app.respondent.person import PAGES, Person, revision_on

ITEM, OTHER = "coherence_differentiation", "coherence_internalisation"


def test_a_stale_tab_with_other_answers_gets_a_page_that_shows_both(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4", OTHER: "5"}, revision=0)
    answer = person.save(PAGES[0], {ITEM: "1", OTHER: "5", "coherence_comment": "New."}, revision=0)
    assert answer.status_code == 409
    assert "<title>Error:" in answer.text
    assert "in another tab, your answer was “Agree”" in answer.text
    assert "in another tab, your answer was “Left blank”" in answer.text
    assert answer.text.count("nhsuk-error-message") == 2
    assert 'value="1" checked' in answer.text
    assert ">New.</textarea>" in answer.text


def test_until_it_is_confirmed_the_other_tabs_answers_stay(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4"}, revision=0)
    answer = person.save(PAGES[0], {ITEM: "1"}, revision=0)
    assert "Agree" in person.get("check").text
    assert "Strongly disagree" not in person.get("check").text
    assert person.save(PAGES[0], {ITEM: "1"}, revision_on(answer)).location == PAGES[1]
    assert "Strongly disagree" in person.get("check").text


def test_a_stale_tab_with_the_same_answers_goes_on(person: Person) -> None:
    person.post()
    assert person.save(PAGES[0], {ITEM: "4"}, revision=0).location == PAGES[1]
    before = person.get("check").text
    assert person.save(PAGES[0], {ITEM: "4"}, revision=0).location == PAGES[1]
    assert person.get("check").text == before


def test_going_back_and_changing_an_answer_changes_it(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4"})
    again = person.get(PAGES[0])
    assert 'value="4" checked' in again.text
    assert person.save(PAGES[0], {ITEM: "2"}, revision_on(again)).location == PAGES[1]
    assert 'value="2" checked' in person.get(PAGES[0]).text


def test_tabs_on_different_pages_do_not_disturb_each_other(person: Person) -> None:
    person.post()
    assert person.save(PAGES[1], {"cognitive_participation_initiation": "3"}, revision=0).location == PAGES[2]
    assert person.save(PAGES[0], {ITEM: "4"}, revision=0).location == PAGES[1]
    assert 'value="3" checked' in person.get(PAGES[1]).text


def test_an_answer_can_be_taken_back(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4", "coherence_comment": "Words"})
    person.save(PAGES[0], {ITEM: "no-answer", "coherence_comment": ""})
    page = person.get(PAGES[0]).text
    assert 'value="no-answer" checked' in page
    assert "Words" not in page


def test_a_page_without_revision_is_a_stale_one(person: Person) -> None:
    person.post()
    person.save(PAGES[0], {ITEM: "4"})
    assert person.post(PAGES[0], {ITEM: "2"}).status_code == 409


def test_answers_that_are_not_valid_are_kept_and_shown_with_the_error_first(person: Person) -> None:
    person.post()
    long = "x" * 1001
    answer = person.save(PAGES[0], {ITEM: "4", "coherence_comment": long})
    assert answer.status_code == 422
    for page in (answer, person.get(PAGES[0])):
        assert "<title>Error: " in page.text
        assert 'href="#coherence_comment"' in page.text
        assert page.text.index("nhsuk-error-summary") < page.text.index("<h1")
        assert long in page.text
        assert 'value="4" checked' in page.text


def test_a_value_outside_the_definition_is_refused_and_the_rest_kept(person: Person) -> None:
    person.post()
    answer = person.save(PAGES[0], {ITEM: "6", OTHER: "5"})
    assert answer.status_code == 422
    assert f'href="#{ITEM}"' in answer.text
    assert 'value="5" checked' in person.get(PAGES[0]).text


def test_answers_that_are_not_valid_cannot_be_sent(person: Person) -> None:
    person.answer({ITEM: "4"})
    person.save(PAGES[0], {"coherence_comment": "x" * 1001})
    check = person.get("check")
    assert f'href="{PAGES[0]}?then=check#coherence_comment"' in check.text
    assert person.post("check", {"revision": str(revision_on(check))}).location == "check"
    assert person.get("receipt").location == "./"


def test_going_back_is_not_held_up_by_an_answer_that_is_not_valid(person: Person) -> None:
    person.post()
    answer = person.save(PAGES[1], {"cognitive_participation_comment": "x" * 1001, "go": "back"})
    assert answer.location == PAGES[0]
