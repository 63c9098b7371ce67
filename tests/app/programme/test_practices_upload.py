"""Practices from a file: previewed, then applied as it was shown, or not at all."""

from __future__ import annotations

import datetime
import html
import io
import random
import re

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.db import db
from app.models import AccountLetter, Affiliation, Audience, Membership, Practice
from app.operations.create_account import Grant, create_account
from app.operations.practice_list import COLUMNS
from tests.app.programme.leading import PRACTICES, fresh, led, said
from tests.app.uploads.workbooks import workbook
from tests.app.world import Visitor, token, visitor

UPLOAD, APPLY = f"{PRACTICES}/upload", f"{PRACTICES}/apply"
HEADING = ",".join(COLUMNS)
FILE = "\n".join(
    (
        HEADING,
        "Elm,A81001,12,North,Coast,2019-07-01,,",
        "Oak,,8,,,,,",
        "Ash,A81003,6,North,Coast,,,new@example.org",
        "Fir,A81004,6,,,,2021-04-01,new@example.org",
    )
)


def upload(client: Visitor, content: bytes | str) -> TestResponse:
    """Send a file."""
    body = content.encode() if isinstance(content, str) else content
    page = client.get(UPLOAD).get_data(as_text=True)
    data = {"csrf_token": token(page), "file": (io.BytesIO(body), "../../list.csv")}
    return client.post(UPLOAD, data=data, content_type="multipart/form-data")


def sealed(page: TestResponse) -> dict[str, str]:
    """Return the fields with which a preview comes back."""
    text = page.get_data(as_text=True)
    found = re.search(r'name="preview" value="([^"]+)"', text)
    assert found, text
    return {"csrf_token": token(text), "preview": html.unescape(found[1])}


def there_are() -> dict[str, tuple[str | None, int]]:
    """Return every practice by name with code and headcount."""
    fresh()
    return {each.name: (each.ods_code, each.headcount) for each in db.session.scalars(select(Practice))}


def test_preview_says_everything_and_changes_nothing(app: Flask) -> None:
    there = led(app)
    before = there_are()
    page = said(upload(there.client, FILE))
    for words in (
        "2 new",
        "1 changed",
        "1 the same",
        "0 not in the file",
        "1 person becomes a manager: who has no account yet is invited by mail",
        "headcount: 10 becomes 12",
        "ODS code: none becomes A81001",
        "North, Coast from 1 July 2019",
        "link practitioner since 1 April 2021",
        "manager: new@example.org",
    ):
        assert words in page
    assert there_are() == before
    assert db.session.scalars(select(AccountLetter)).all() == []


def test_what_changes_of_practices_that_are_there_is_listed_first(app: Flask) -> None:
    there = led(app)
    heading, *lines = FILE.splitlines()
    page = said(upload(there.client, "\n".join([heading, *reversed(lines)])))
    assert page.index("headcount: 10 becomes 12") < page.index("Fir") < page.index("Ash")


def test_what_was_shown_is_done(app: Flask) -> None:
    there = led(app)
    answer = there.client.post(APPLY, data=sealed(upload(there.client, FILE)))
    assert answer.status_code == 303
    assert "Imported: 3 practices added or changed" in there.page(answer.location)
    assert there_are() == {
        "Elm": ("A81001", 12),
        "Oak": (None, 8),
        "Ash": ("A81003", 6),
        "Fir": ("A81004", 6),
    }
    managers = select(func.count()).where(Membership.audience == Audience.MANAGER)
    assert db.session.scalar(managers) == 2
    assert len(db.session.scalars(select(AccountLetter)).all()) == 1
    assert len(db.session.scalars(select(Affiliation)).all()) == 2


def test_workbook_with_real_dates_and_numbers_does_as_well(app: Flask) -> None:
    there = led(app)
    day = datetime.datetime(2019, 7, 1)  # noqa: DTZ001 - as a spreadsheet has it
    rows = [list(COLUMNS), ["Ash", "A81003", 6, "North", "Coast", day, None, None]]
    answer = there.client.post(APPLY, data=sealed(upload(there.client, workbook(rows))))  # type: ignore[arg-type]
    assert answer.status_code == 303
    assert there_are()["Ash"] == ("A81003", 6)
    assert db.session.scalars(select(Affiliation)).one().since == day.date()


def test_every_problem_is_listed_and_nothing_is_imported(app: Flask) -> None:
    there = led(app)
    before = there_are()
    wrong = f"{HEADING}\nAsh,A81003,6,,,,,\n,x,0,,,soon,,nobody\nElm,,12,,,,,\nelm,,13,,,,,\n"
    answer = upload(there.client, wrong)
    page = said(answer)
    assert answer.status_code == 422
    assert "The file has 6 problems. Nothing was imported" in page
    for place in ("Line 3, column name", "Line 3, column manager_email", "Line 5, column name"):
        assert place in page
    assert page.count("<title>Error: ") == 1
    assert there_are() == before


def test_missing_file_is_said_beside_the_field(app: Flask) -> None:
    there = led(app)
    page = there.client.get(UPLOAD).get_data(as_text=True)
    answer = there.client.post(UPLOAD, data={"csrf_token": token(page)})
    assert answer.status_code == 422
    assert said(answer).count("Choose a file") == 2


def test_list_that_changed_meanwhile_is_shown_again(app: Flask) -> None:
    there = led(app)
    fields = sealed(upload(there.client, FILE))
    there.elm.headcount = 11
    db.session.commit()
    answer = there.client.post(APPLY, data=fields)
    assert answer.status_code == 409
    assert "Nothing was imported" in said(answer)
    assert "headcount: 11 becomes 12" in said(answer)
    assert "Ash" not in there_are()
    assert there.client.post(APPLY, data=sealed(answer)).status_code == 303
    assert "Ash" in there_are()


def test_practice_that_merged_meanwhile_stops_the_import(app: Flask) -> None:
    there = led(app)
    fields = sealed(upload(there.client, FILE))
    there.elm.merged_into_id, there.elm.merged_on = there.oak.id, datetime.date(2026, 3, 2)
    db.session.commit()
    answer = there.client.post(APPLY, data=fields)
    assert answer.status_code == 422
    assert "has merged into Oak" in said(answer)
    assert "Ash" not in there_are()


def test_preview_of_somebody_else_or_damaged_is_not_taken(app: Flask) -> None:
    there = led(app)
    other = create_account("other@example.org", [Grant(Audience.LEAD, there.programme)])
    db.session.commit()
    fields = sealed(upload(there.client, FILE))
    for preview in ("", "nonsense", fields["preview"][:-2] + "xx"):
        answer = there.client.post(APPLY, data={**fields, "preview": preview})
        assert answer.location == UPLOAD
    assert "came back damaged" in there.page(UPLOAD)
    client = visitor(app, other)
    fields["csrf_token"] = token(client.get(UPLOAD).get_data(as_text=True))
    assert client.post(APPLY, data=fields).location == UPLOAD
    assert "Ash" not in there_are()


def test_manager_whose_account_is_closed_stops_the_import(app: Flask) -> None:
    there = led(app)
    create_account("new@example.org", []).user.active = False
    db.session.commit()
    answer = there.client.post(APPLY, data=sealed(upload(there.client, FILE)))
    assert answer.location == UPLOAD
    assert "new@example.org is closed" in there.page(UPLOAD)
    assert "Ash" not in there_are()


def test_template_has_the_columns_that_the_upload_reads(app: Flask) -> None:
    there = led(app)
    answer = there.client.get(f"{PRACTICES}/template.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "has a heading and no practice below it" in said(upload(there.client, answer.data))


def big(count: int) -> str:
    """Return a list in which nothing repeats more than it does in real ones."""
    draw = random.Random(1)
    syllables = ["ash", "bar", "col", "den", "elm", "fen", "gar", "hol", "ing", "ket", "lin", "mor", "nor"]
    lines = [
        f"{''.join(draw.choices(syllables, k=3)).title()} {draw.choice(('Surgery', 'Centre'))},"
        f"{draw.choice('ABCDEFGHJKLMNPVWY')}{n:05},{draw.randint(4, 90)},N{draw.randrange(1250)},"
        f"R{draw.randrange(42)},2019-07-01,,{''.join(draw.choices(syllables, k=2))}.{n}@example.org"
        for n in range(count)
    ]
    return "\n".join((HEADING, *lines))


def test_all_practices_of_england_fit_into_one_file(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    preview = upload(there.client, big(6500))
    assert preview.status_code == 200
    assert "6,500 new" in said(preview)
    assert "And 6,000 more, which are not listed" in said(preview)
    assert there.client.post(APPLY, data=sealed(preview)).status_code == 303
    fresh()
    assert db.session.scalar(select(func.count()).select_from(Practice)) == 6502
    assert db.session.scalar(select(func.count()).select_from(AccountLetter)) == 6500
    again = upload(there.client, big(6500))
    assert "The file would change nothing" in said(again)


def test_list_that_is_too_long_says_so(sqlite_app: Flask) -> None:
    there = led(sqlite_app)
    lines = "\n".join((HEADING, *["Ash,,5,,,,,"] * 10_001))
    assert "has more than 10,000 lines" in said(upload(there.client, lines))
