"""A form that the session no longer covers: what the page says, where it leads, and which forms are kept."""

from __future__ import annotations

import pytest
from flask import Flask

from app.error_pages import EXPIRED, NOT_WHOLE, SESSION_OVER
from tests.app.accounts.conftest import People
from tests.app.world import token, visitor

KEEPS = 'name="kept-form" content="{}"'


@pytest.mark.parametrize(
    ("form", "back"),
    [
        ("/evidence/harbour/W1/elm/", "/evidence/harbour/W1/elm/"),
        ("/programmes/new?show=words", "/programmes/new?show=words"),
        ("/programmes/harbour/practices/apply", "/sign-in"),  # it stands on the page of an upload
        ("/admin/users/1/grants", "/sign-in"),
    ],
)
def test_form_without_a_session_leads_back_to_its_page(sqlite_app: Flask, form: str, back: str) -> None:
    answer = visitor(sqlite_app).post(form, data={"note": "typed"})
    assert answer.status_code == 400
    assert SESSION_OVER.explanation in answer.text
    assert f'href="{back}" data-back-to-form' in answer.text
    assert KEEPS.format("refused") in answer.text


@pytest.mark.parametrize("body", [b"--x\r\nbroken", b"broken"])
def test_form_that_arrived_broken_is_not_taken_for_one_without_a_session(
    app: Flask, people: People, body: bytes
) -> None:
    client = visitor(app, people["lead"])
    form = "/programmes/harbour/practices/upload"
    answer = client.post(form, data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400
    assert NOT_WHOLE.heading in answer.text
    assert SESSION_OVER.explanation not in answer.text
    assert KEEPS.format("refused") in answer.text
    without_token = client.post(form, data={"file": ""}, content_type="multipart/form-data")
    assert SESSION_OVER.explanation in without_token.text


@pytest.mark.parametrize("form", ["/sign-in", "/account/password", "/programmes/harbour/waves/W1/paper"])
def test_forms_of_paper_and_of_sign_in_are_not_kept(sqlite_app: Flask, form: str) -> None:
    answer = visitor(sqlite_app).post(form, data={"code": "typed"})
    assert answer.status_code == 400
    assert EXPIRED.explanation in answer.text
    assert "data-back-to-form" not in answer.text
    assert "kept-form" not in answer.text


@pytest.mark.parametrize(
    ("page", "part"),
    [("/programmes/new", "keeps"), ("/account", "none"), ("/account/password", "none"), ("/", "none")],
)
def test_pages_of_work_keep_their_forms_and_those_of_an_account_do_not(
    app: Flask, people: People, page: str, part: str
) -> None:
    assert KEEPS.format(part) in visitor(app, people["lead"]).get(page).text


def test_form_whose_sender_is_not_signed_in_any_more_comes_back_to_its_page(sqlite_app: Flask) -> None:
    client = visitor(sqlite_app)
    csrf = token(client.get("/sign-in").text)
    answer = client.post("/evidence/harbour/W1/elm/", data={"csrf_token": csrf})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/evidence/harbour/W1/elm/")
    assert KEEPS.format("refused") in client.get(answer.location).text
    answer = client.post("/programmes/harbour/practices/apply", data={"csrf_token": csrf})
    assert answer.location == "/sign-in"


@pytest.mark.parametrize(
    "address", ["//elsewhere.example/", "/%5Celsewhere.example/", "https://elsewhere.example/"]
)
def test_way_back_leads_to_no_other_host(sqlite_app: Flask, address: str) -> None:
    answer = visitor(sqlite_app).post(address, base_url="http://localhost")
    assert "elsewhere" not in answer.text
    assert "elsewhere" not in (answer.location or "").removeprefix("http://localhost/")
