"""Too large a file: the page that asked for it says so, to those who may see that page."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from app.uploads.rows import LARGEST_FILE
from app.uploads.too_large import TOO_LARGE
from tests.app.world import Installation, token

UPLOADS = {
    "lead": "/programmes/{}/practices/upload",
    "manager": "/programmes/{}/practices/elm/staff/upload",
    "evaluator": "/evidence/{}/W1/file/upload",
}
LIMIT = f"{LARGEST_FILE // 1_000_000} MB"


def send(installation: Installation, role: str | None, place: str) -> TestResponse:
    """Send a file of 3 MB."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
    body = head + b"x" * 3_000_000 + b"\r\n--x--\r\n"
    return installation.visitor(role).post(place, data=body, content_type="multipart/form-data; boundary=x")


@pytest.mark.parametrize("role", UPLOADS)
def test_page_that_asked_for_the_file_says_the_limit_and_what_to_do(
    installation: Installation, role: str
) -> None:
    place = UPLOADS[role].format("harbour")
    before = installation.visitor(role).get(place).get_data(as_text=True)
    assert f"No larger than {LIMIT}" in before
    answer = send(installation, role, place)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 413
    assert page.count(TOO_LARGE) == 2  # in the summary and beside the field
    assert LIMIT in TOO_LARGE
    assert 'href="#file"' in page
    assert "<title>Error: Upload" in page
    assert token(page)


@pytest.mark.parametrize("role", UPLOADS)
def test_page_of_others_is_shown_to_nobody_who_sends_too_much(installation: Installation, role: str) -> None:
    assert send(installation, role, UPLOADS[role].format("valley")).status_code == 404
    assert send(installation, "administrator", UPLOADS[role].format("harbour")).status_code == 404
    signed_out = send(installation, None, UPLOADS[role].format("harbour"))
    assert signed_out.status_code == 303
    assert "/sign-in" in signed_out.location


def test_other_pages_keep_their_page_for_too_much(installation: Installation) -> None:
    answer = send(installation, "lead", "/programmes/harbour/practices/new")
    assert answer.status_code == 413
    assert "Too much was sent" in answer.get_data(as_text=True)
