"""A lead sets up a programme, its practices and its people: as a person sees it, with and without scripts."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.db import db
from app.models import Audience, Participant
from app.operations.create_account import Grant, NewAccount, create_account
from tests.app import builder
from tests.browser.looking import follow, look
from tests.browser.test_staff_pages import sign_in
from tests.browser.threads import in_service

WIDTHS = [pytest.param((320, True), id="320px"), pytest.param((1280, True), id="1280px")]
WITHOUT_SCRIPTS = [pytest.param((320, False), id="320px-without-scripts")]
PLACE = "/programmes/harbour"
WRONG = b"name,headcont\n,12\n"
RIGHT = (
    b"name,ods_code,headcount,network,region,since,link_practitioner_since,manager_email\n"
    b"Elm,A81001,12,Harbour North and South Primary Care Network,Coast,2019-07-01,,\n"
    b"Ash,A81003,6,,,,2021-04-01,a.very.long.address.of.somebody@a-very-long-name.example.org\n"
)


@pytest.fixture
def lead(service: Flask, address: str) -> NewAccount:
    """The lead of a programme with two practices and some people."""

    def build() -> NewAccount:
        programme = builder.programme()
        elm, oak = builder.practice(programme, "elm"), builder.practice(programme, "oak")
        for practice in (elm, oak):
            db.session.add(Participant(practice_id=practice.id, name="Ben", role="gp"))
        create_account("manager@example.org", [Grant(Audience.MANAGER, practice=oak)])
        account = create_account("lead@example.org", [Grant(Audience.LEAD, programme)])
        db.session.commit()
        return account

    return in_service(service, build)


def file(name: str, content: bytes) -> dict[str, object]:
    """Return a file as a browser sends it."""
    return {"name": name, "mimeType": "text/csv", "buffer": content}


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_programme_is_set_up_and_its_examples_read_along(page: Page, address: str, lead: NewAccount) -> None:
    sign_in(page, address, lead, "lead@example.org")
    page.goto(f"{address}/programmes")
    follow(page.get_by_role("button", name="Set up a new programme"))
    look(page, "programme-new")
    page.get_by_label("Name of the programme").fill("Zoë's Valley")
    expect(page.get_by_label("Address of its pages")).to_have_value("zoes-valley")
    page.get_by_label("What its link practitioner is called").fill("coach")
    expect(page.locator("[data-word=link_practitioner]")).to_have_text("coach")
    page.get_by_label("How many must answer").fill("4")
    follow(page.get_by_role("button", name="Set up the programme"))
    look(page, "programme-new-error")
    page.get_by_label("Show results of so few people").check()
    page.get_by_label("Do not link them").check()
    follow(page.get_by_role("button", name="Set up the programme"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Practices")
    look(page, "practices-none")
    page.goto(f"{address}{PLACE}/edit")
    look(page, "programme-edit")


@pytest.mark.parametrize("page", WITHOUT_SCRIPTS, indirect=True)
def test_without_scripts_a_button_shows_the_examples(
    page: Page, address: str, lead: NewAccount, scripts: bool
) -> None:
    sign_in(page, address, lead, "lead@example.org")
    page.goto(f"{address}/programmes/new")
    page.get_by_label("Name of the programme").fill("Valley")
    page.get_by_label("What its link practitioner is called").fill("coach")
    page.get_by_role("button", name="Read the examples").click()
    expect(page.locator("[data-word=link_practitioner]")).to_have_text("coach")
    look(page, "programme-examples", scripts=scripts)
    page.get_by_label("Do not link them").check()
    page.get_by_label("Name of the programme").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Practices")


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_practices_come_from_a_list_and_change(page: Page, address: str, lead: NewAccount) -> None:
    sign_in(page, address, lead, "lead@example.org")
    page.goto(f"{address}{PLACE}/practices/upload")
    for content, name in ((WRONG, "practices-upload-error"), (RIGHT, "practices-preview")):
        page.locator("input[type=file]").set_input_files(file("list.csv", content))  # type: ignore[arg-type]
        follow(page.get_by_role("button", name="Show what would change"))
        look(page, name)
    follow(page.get_by_role("button", name="Make these changes"))
    look(page, "practices")
    page.get_by_label("Name or ODS code").fill("a81001")
    follow(page.get_by_role("button", name="Search"))
    follow(page.get_by_role("link", name="Change Elm"))
    look(page, "practice-edit")
    page.get_by_label("How many people work there").fill("none")
    follow(page.get_by_role("button", name="Save", exact=True))
    look(page, "practice-edit-error")
    follow(page.get_by_role("button", name="Save network and region"))
    look(page, "practice-place-error")
    page.goto(f"{address}{PLACE}/practices/new")
    follow(page.get_by_role("button", name="Add the practice"))
    look(page, "practice-new-error")


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_practice_merges_into_another(page: Page, address: str, lead: NewAccount) -> None:
    sign_in(page, address, lead, "lead@example.org")
    page.goto(f"{address}{PLACE}/practices/oak/merge")
    page.get_by_label("Name or ODS code").fill("elm")
    follow(page.get_by_role("button", name="Search"))
    look(page, "merge-choose")
    follow(page.get_by_role("link", name="Elm"))
    look(page, "merge-preview")
    page.get_by_label("How many people work there").fill("0")
    follow(page.get_by_role("button", name="Merge the practices"))
    look(page, "merge-error")
    page.get_by_label("How many people work there").fill("20")
    page.get_by_label("Merge Oak into Elm for good").check()
    follow(page.get_by_role("button", name="Merge the practices"))
    expect(page.get_by_text("Oak has merged into Elm")).to_be_visible()
    page.goto(f"{address}{PLACE}/practices?merged=1")
    look(page, "practices-merged")
    follow(page.get_by_role("link", name="See Oak"))
    look(page, "practice-merged")


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_people_are_given_access_and_lose_it(page: Page, address: str, lead: NewAccount) -> None:
    sign_in(page, address, lead, "lead@example.org")
    page.goto(f"{address}{PLACE}/people")
    follow(page.get_by_role("button", name="Give access"))
    look(page, "people-error")
    page.get_by_label("Email address").fill("new@example.org")
    page.get_by_label("Practice that they manage").fill("Elm")
    follow(page.get_by_role("button", name="Give access"))
    expect(page.get_by_text("new@example.org has access")).to_be_visible()
    look(page, "people")
    follow(page.get_by_role("link", name="Take access away from new@example.org, Elm"))
    look(page, "person-remove")
    follow(page.get_by_role("button", name="Take access away"))
    expect(page.get_by_text("has no access any more")).to_be_visible()
