"""A list of staff from a file: previewed, then applied as it was shown, or not at all."""

from __future__ import annotations

import html
import io
import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import db
from app.uploads import preview as preview_of_uploads
from tests.app import builder
from tests.app.practice.planning import summary
from tests.app.practice.test_staff import STAFF, keeper, listed
from tests.app.staffing import office
from tests.app.uploads.workbooks import workbook
from tests.app.world import Visitor, token, visitor

FILE = b"name,email,role\nAda,ada@example.org,practice manager\nBen,new@example.org,GP\nDee,,Receptionist\n"


def upload(client: Visitor, content: bytes, absent: str = "keep") -> TestResponse:
    """Send a file."""
    page = client.get(f"{STAFF}/upload").get_data(as_text=True)
    data = {"csrf_token": token(page), "absent": absent, "file": (io.BytesIO(content), "../../list.csv")}
    return client.post(f"{STAFF}/upload", data=data, content_type="multipart/form-data")


def sealed(page: TestResponse) -> dict[str, str]:
    """Return the fields with which a preview comes back."""
    text = page.get_data(as_text=True)
    found = re.search(r'name="preview" value="([^"]+)"', text)
    assert found, text
    return {"csrf_token": token(text), "preview": html.unescape(found[1])}


def test_preview_changes_nothing_and_says_everything(app: Flask) -> None:
    there = office()
    before = listed()
    page = upload(keeper(app, there), FILE).get_data(as_text=True)
    assert listed() == before
    for said in ("1 new", "1 changed, 1 of them with another address", "1 the same", "1 not in the file"):
        assert said in page
    assert "Another address makes a new link" in page


def test_an_unknown_choice_for_who_is_not_in_the_file_is_an_error_at_its_field(app: Flask) -> None:
    answer = upload(keeper(app, office()), FILE, "gone")
    assert answer.status_code == 422
    said = "Choose what becomes of people who are not in the file"
    assert summary(answer.get_data(as_text=True)) == [("absent", said)]


def test_what_was_shown_is_done(app: Flask) -> None:
    there = office(opened=False)
    client = keeper(app, there)
    answer = client.post(f"{STAFF}/apply", data=sealed(upload(client, FILE, "left")))
    assert answer.status_code == 303
    assert listed() == {
        "Ada": ("ada@example.org", "practice_manager", True),
        "Ben": ("new@example.org", "gp", True),
        "Cas": (None, "receptionist", False),
        "Dee": (None, "receptionist", True),
    }


def test_what_was_done_is_said_in_the_words_of_the_preview(app: Flask) -> None:
    there = office(opened=False)
    client = keeper(app, there)
    client.post(f"{STAFF}/apply", data=sealed(upload(client, FILE, "left")))
    page = client.get(STAFF).get_data(as_text=True)
    assert "Imported: 1 new, 1 changed, 1 taken off the list." in page
    assert "from the next wave on" not in page


@pytest.mark.parametrize(
    ("more_waves", "said"),
    [
        (
            [],
            "A wave is open, and its list was frozen at opening:",
        ),
        (
            ["P1"],
            "2 waves are open, and their lists were frozen at opening:",
        ),
    ],
)
def test_who_is_new_is_asked_later_and_who_was_changed_is_not(
    app: Flask, more_waves: list[str], said: str
) -> None:
    there = office()
    for label in more_waves:
        builder.wave(there.programme, [there.practice], label)
    db.session.commit()
    client = keeper(app, there)
    changed = FILE.replace(b"Dee,,Receptionist", b"Cas,cas@example.org,Receptionist")
    client.post(f"{STAFF}/apply", data=sealed(upload(client, changed)))
    page = client.get(STAFF).get_data(as_text=True)
    assert "Imported: 2 changed." in page
    assert said not in page
    client.post(f"{STAFF}/apply", data=sealed(upload(client, FILE)))
    assert f"Imported: 1 new. {said} who is new is asked from the next wave on." in client.get(
        STAFF
    ).get_data(as_text=True)


def test_workbook_does_as_well(app: Flask) -> None:
    there = office(opened=False)
    client = keeper(app, there)
    rows = [line.split(",") for line in FILE.decode().splitlines()]
    assert client.post(f"{STAFF}/apply", data=sealed(upload(client, workbook(rows)))).status_code == 303
    assert "Dee" in listed()


def test_list_that_changed_meanwhile_is_shown_again(app: Flask) -> None:
    there = office(opened=False)
    client = keeper(app, there)
    fields = sealed(upload(client, FILE))
    there.people["Ada"].name = "Adele"
    db.session.commit()
    answer = client.post(f"{STAFF}/apply", data=fields)
    assert answer.status_code == 409
    assert "The list was changed meanwhile. Nothing was imported" in answer.get_data(as_text=True)
    assert "Dee" not in listed()
    assert client.post(f"{STAFF}/apply", data=sealed(answer)).status_code == 303
    assert "Dee" in listed()


def test_preview_of_another_user_is_not_taken(app: Flask) -> None:
    from app.models import Audience
    from app.operations.create_account import Grant, create_account

    there = office(opened=False)
    other = create_account("lead@example.org", [Grant(Audience.LEAD, there.programme)])
    db.session.commit()
    fields = sealed(upload(keeper(app, there), FILE))
    client = visitor(app, other)
    fields["csrf_token"] = token(client.get(f"{STAFF}/upload").get_data(as_text=True))
    assert client.post(f"{STAFF}/apply", data=fields).headers["Location"].endswith("/upload")
    assert "Dee" not in listed()


def test_preview_that_was_tampered_with_or_is_old_is_not_taken(app: Flask, monkeypatch: object) -> None:
    there = office(opened=False)
    client = keeper(app, there)
    fields = sealed(upload(client, FILE))
    for preview in ("", "nonsense", fields["preview"][:-2] + "xx"):
        client.post(f"{STAFF}/apply", data={**fields, "preview": preview})
    preview_of_uploads.GOOD_FOR, kept = -1, preview_of_uploads.GOOD_FOR
    try:
        client.post(f"{STAFF}/apply", data=fields)
    finally:
        preview_of_uploads.GOOD_FOR = kept
    assert "Dee" not in listed()


def test_every_problem_is_listed_and_nothing_is_imported(app: Flask) -> None:
    there = office(opened=False)
    wrong = b"name,email,role\nDee,dee@,GP\nEve,eve@example.org,Boss\n"
    answer = upload(keeper(app, there), wrong)
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "The file has 2 problems. Nothing was imported" in page
    assert "Line 2, column email" in page
    assert "Line 3, column role" in page
    assert len(listed()) == 3


@pytest.mark.parametrize("as_workbook", [False, True])
def test_one_cell_that_is_far_too_long_hides_no_other_problem(app: Flask, as_workbook: bool) -> None:
    rows = [("name", "email", "role"), ("D" * 600, "dee@", "GP"), ("Eve", "e" * 9_000, "Boss")]
    text = "".join(f"{','.join(row)}\n" for row in rows).encode()
    answer = upload(keeper(app, office(opened=False)), workbook(rows) if as_workbook else text)
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "The file has 4 problems" in page
    assert "Line 2, column name: has more than 500 characters; shorten it to" in page
    for place in ("Line 2, column email", "Line 3, column email", "Line 3, column role"):
        assert place in page
    assert "e" * 100 not in page


def test_five_thousand_people_fit_into_a_preview(app: Flask) -> None:
    there = office(opened=False)
    client = keeper(app, there)
    lines = [f"Person {n * 7919 % 99991} Ex{n},p{n * 6007 % 99991}x{n}@example.org,GP" for n in range(5000)]
    answer = upload(client, "\n".join(["name,email,role", *lines]).encode())
    assert answer.status_code == 200
    assert client.post(f"{STAFF}/apply", data=sealed(answer)).status_code == 303
    assert len(listed()) == 5003
