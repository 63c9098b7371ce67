"""Error pages: one for every error, in plain words, even where nothing else works."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from flask import Flask, abort
from sqlalchemy import text
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from app import create_app, error_pages
from app.db import db
from app.error_pages import ErrorPage
from app.errors import ReadinessError, WaveStateError
from app.settings import Settings
from tests.conftest import make_settings

STATUSES = [kind for kind in error_pages.PAGES if isinstance(kind, int)]
ERRORS = [kind for kind in error_pages.PAGES if isinstance(kind, type)]
EVERY_PAGE = {page.heading: page for page in (*error_pages.PAGES.values(), error_pages.FAILED)}


def add_failing_page(app: Flask, fail: Callable[[], object]) -> None:
    """Add the page ``/failing``, whose view only calls ``fail``."""

    def failing() -> str:
        fail()
        return ""

    app.add_url_rule("/failing", view_func=failing)


def raising(error: Exception) -> Callable[[], object]:
    """Return a function that raises ``error``."""

    def fail() -> object:
        raise error

    return fail


def assert_shows(app: Flask, page: ErrorPage) -> None:
    """Assert that ``/failing`` answers with this page."""
    response = app.test_client().get("/failing")
    assert response.status_code == page.status
    assert f"<title>{page.heading} - NPT Readiness</title>" in response.text
    assert response.text.count("<h1") == 1
    for words in (page.heading, page.explanation, page.advice):
        assert escape(words) in response.text


@pytest.mark.parametrize(
    ("method", "page"),
    [("GET", error_pages.NOT_FOUND), ("HEAD", error_pages.NOT_FOUND), ("POST", error_pages.NOT_STORABLE)],
)
def test_what_a_database_cannot_keep_is_not_there_and_not_saved(
    sqlite_app: Flask, method: str, page: ErrorPage
) -> None:
    sqlite_app.config["WTF_CSRF_CHECK_DEFAULT"] = False

    def fail() -> str:
        raise DataError("INSERT", {}, ValueError("cannot contain NUL"))

    sqlite_app.add_url_rule("/failing", view_func=fail, methods=["GET", "POST"])
    answer = sqlite_app.test_client().open("/failing", method=method)
    assert answer.status_code == page.status
    assert method == "HEAD" or f"<title>{page.heading} - NPT Readiness</title>" in answer.text


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_the_table_has_its_page(sqlite_app: Flask, status: int) -> None:
    add_failing_page(sqlite_app, lambda: abort(status))
    assert_shows(sqlite_app, error_pages.PAGES[status])


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_of_the_table_has_its_page(sqlite_app: Flask, error: type[Exception]) -> None:
    add_failing_page(sqlite_app, raising(error("what happened")))
    assert_shows(sqlite_app, error_pages.PAGES[error])


def test_what_was_not_yours_looks_exactly_like_what_is_not_there() -> None:
    assert error_pages.PAGES[403] is error_pages.PAGES[404]


@pytest.mark.parametrize("error", [RuntimeError("secret detail"), ReadinessError("secret detail")])
def test_an_error_outside_the_table_is_ours_logged_and_not_told(
    sqlite_app: Flask, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    add_failing_page(sqlite_app, raising(error))
    with caplog.at_level(logging.ERROR):
        assert_shows(sqlite_app, error_pages.FAILED)
    assert "secret detail" in caplog.text
    assert "secret detail" not in sqlite_app.test_client().get("/failing").text


def test_an_unknown_address_has_the_not_found_page(sqlite_app: Flask) -> None:
    response = sqlite_app.test_client().get("/no-such-page")
    assert response.status_code == 404
    assert error_pages.NOT_FOUND.heading in response.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_that_a_page_does_not_take_has_the_not_found_page(sqlite_app: Flask, method: str) -> None:
    response = sqlite_app.test_client().open("/", method=method)
    assert response.status_code == error_pages.PAGES[405].status
    assert error_pages.NOT_FOUND.heading in response.text


def test_an_address_that_is_repeated_on_the_page_cannot_carry_markup(sqlite_app: Flask) -> None:
    response = sqlite_app.test_client().get("/<script>alert(1)</script>")
    assert "<script>alert" not in response.text


@pytest.fixture
def without_database(tmp_path: Path) -> Settings:
    """Settings whose database cannot be opened."""
    return make_settings(tmp_path, f"sqlite:///{tmp_path / 'no-such-folder' / 'readiness.db'}")


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_page_of_our_own_failure_needs_no_database(without_database: Settings, signed_in: bool) -> None:
    app = create_app(without_database)
    add_failing_page(app, lambda: db.session.execute(text("SELECT 1")))
    client = app.test_client()
    if signed_in:
        with client.session_transaction() as session:
            session["_user_id"] = "somebody"
            session["_fresh"] = True
    response = client.get("/failing")
    assert response.status_code == 500
    assert error_pages.FAILED.heading in response.text


def test_an_unknown_address_needs_no_database(without_database: Settings) -> None:
    response = create_app(without_database).test_client().get("/no-such-page")
    assert response.status_code == 404
    assert error_pages.NOT_FOUND.heading in response.text


@pytest.mark.parametrize("page", EVERY_PAGE.values(), ids=lambda page: str(page.status))
def test_every_page_says_what_is_wrong_what_it_means_and_what_to_do(page: ErrorPage) -> None:
    assert all((page.heading, page.explanation, page.advice))
    assert page.advice.endswith(".")


def test_a_client_error_outside_the_table_keeps_to_the_clients_side() -> None:
    teapot = HTTPException()
    teapot.code = 418
    assert 400 <= error_pages.page_for(teapot).status < 500


def test_an_http_error_of_the_server_has_our_own_page() -> None:
    unavailable = HTTPException()
    unavailable.code = 503
    assert error_pages.page_for(unavailable) is error_pages.FAILED


def test_what_changed_is_told_to_those_who_work_with_it_only_and_escaped(sqlite_app: Flask) -> None:
    add_failing_page(sqlite_app, raising(WaveStateError("Wave <b>W1</b> was opened")))
    assert "W1" not in sqlite_app.test_client().get("/failing").text
    with sqlite_app.test_request_context("/programmes/harbour/waves/W1/delete", method="POST"):
        body, status = error_pages.show(WaveStateError("Wave <b>W1</b> was opened"))
    assert status == 409
    assert "Wave &lt;b&gt;W1&lt;/b&gt; was opened" in body
    assert 'href="/programmes/harbour/waves/W1/set-up"' in body
