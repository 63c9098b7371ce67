"""How long names are kept: seen, tried out, changed."""

from __future__ import annotations

import datetime

import pytest
from sqlalchemy import select

from app.db import db
from app.models import Participant, Programme
from app.queries.retention import ends_on
from tests.app.admin.conftest import Office
from tests.app.world import token

PLACE = "/admin/retention/harbour"
TODAY = datetime.datetime.now(datetime.UTC).date()


def listed(office: Office, *since: datetime.date) -> None:
    """Put people on the list, a day each."""
    for number, day in enumerate(since):
        person = Participant(practice_id=office.practice.id, name=f"Person {number}", role="gp", added_on=day)
        db.session.add(person)
    db.session.commit()


def get(office: Office, place: str) -> tuple[int, str]:
    """Return status and page."""
    answer = office.visitor().get(place)
    return answer.status_code, answer.get_data(as_text=True)


def save(office: Office, months: str) -> tuple[int, str]:
    """Send the form as the page with that number of months has it; return status and page."""
    client = office.visitor()
    csrf = token(client.get(f"{PLACE}?months=1").get_data(as_text=True))
    answer = client.post(PLACE, data={"csrf_token": csrf, "months": months})
    page = client.get(answer.location) if answer.status_code == 303 else answer
    return answer.status_code, page.get_data(as_text=True)


def months_kept() -> int:
    """Return what the programme's row says."""
    db.session.rollback()
    return db.session.scalars(select(Programme.retention_months)).one()


def test_page_says_who_is_erased_when(office: Office) -> None:
    listed(office, TODAY, TODAY)
    status, page = get(office, "/admin/retention")
    assert status == 200
    assert "24 months" in page
    assert f"2 people on {ends_on(TODAY, 24):%-d %B %Y}" in page


def test_page_of_a_programme_without_people_says_so(office: Office) -> None:
    assert "nobody" in get(office, "/admin/retention")[1]


def test_change_is_seen_before_it_is_made(office: Office) -> None:
    listed(office, TODAY - datetime.timedelta(days=200), TODAY)
    page = get(office, f"{PLACE}?months=6")[1]
    assert "1 person would be erased at once" in page
    assert f"1 person on {ends_on(TODAY, 6):%-d %B %Y}" in page
    assert months_kept() == 24
    assert "Nobody would be erased at once" in get(office, f"{PLACE}?months=36")[1]


def test_change_is_made(office: Office) -> None:
    status, page = save(office, "6")
    assert status == 303
    assert "keeps names for 6 months" in page
    assert months_kept() == 6
    assert "as before" in save(office, "6")[1]


@pytest.mark.parametrize("typed", ["", "0", "-1", "241", "x", "1.5", "٥", "1_2", "999999999999999999999"])
def test_wrong_number_is_said_beside_the_box_and_kept_in_it(office: Office, typed: str) -> None:
    for status, page in (get(office, f"{PLACE}?months={typed}"), save(office, typed)):
        assert status == 422
        assert "<title>Error: " in page
        assert page.count("Enter a whole number of months from 1 to 240") == 2
        assert f'value="{typed}"' in page or not typed
        assert "Keep names for" not in page
    assert months_kept() == 24
