"""The pages that erase: what they say, that they ask, and that the button does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.admin.erasing_words import PARTS
from app.db import db
from app.mail_addresses import address_mac
from app.models import Participant, Practice, Programme, StoppedAddress, User, WaveState
from app.queries.belonging import belonging
from tests.app.markup import parse
from tests.app.world import Installation, installed, token

HARBOUR = "/admin/erasing/harbour"
ELM = f"{HARBOUR}/practices/elm"


@pytest.fixture
def own(sqlite_template: Path, tmp_path: Path) -> Iterator[Installation]:
    """The small world for one test, with no wave open, in which things may be erased."""
    with installed(sqlite_template, tmp_path) as found:
        yield found


def close_waves(own: Installation) -> None:
    """Close the open waves of both programmes."""
    with own.app.app_context():
        for side in (own.world.harbour, own.world.valley):
            db.session.merge(side.open).state = WaveState.CLOSED
        db.session.commit()


def send(own: Installation, place: str, **fields: str) -> tuple[int, str]:
    """Send a page's form as the administrator; return status and page, or what the next page says."""
    client = own.visitor("administrator")
    csrf = token(client.get(place).get_data(as_text=True))
    answer = client.post(place, data={"csrf_token": csrf, **fields})
    if answer.status_code == 303:
        return 303, client.get(answer.location).get_data(as_text=True)
    return answer.status_code, answer.get_data(as_text=True)


def page_of(own: Installation, place: str) -> str:
    """Return a page as the administrator sees it."""
    answer = own.visitor("administrator").get(place)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def items(page: str, list_id: str) -> list[str]:
    """Return the items of a list of a page, without markup."""
    inside = page.split(f'id="{list_id}"', 1)[1].split("</ul>", 1)[0]
    return [
        " ".join(re.sub(r"<[^>]+>", "", item).split()) for item in re.findall(r"<li>(.*?)</li>", inside, re.S)
    ]


def slugs(own: Installation) -> list[str]:
    """Return the addresses of all practices."""
    with own.app.app_context():
        rows = db.session.execute(select(Programme.slug, Practice.slug).join(Practice.programme))
        return sorted("/".join(row) for row in rows)


def test_every_table_that_loses_rows_is_spoken_of() -> None:
    spoken = [table for part in PARTS for table in part.tables]
    found = belonging(Programme, Programme.slug == "harbour")
    assert {table.name for table in found} - {"programmes"} - set(spoken) == set()
    assert len(spoken) == len(set(spoken))


def test_answers_are_never_counted() -> None:
    counted = {part.counted for part in PARTS}
    assert counted.isdisjoint(
        {"responses", "answers", "figures", "choices", "comments", "participations", "drafts"}
    )


def test_practice_page_says_what_goes_and_what_stays(own: Installation) -> None:
    close_waves(own)
    page = page_of(own, ELM)
    goes = items(page, "goes")
    assert "People on lists of staff: 6" in goes
    assert "Answers and what people wrote, sent or typed in from paper: all" in goes
    assert "Steps of plans: 1" in goes
    assert not any(item.startswith("Practices") for item in goes)
    stays = " ".join(items(page, "stays"))
    for word in (
        "The waves",
        "Other practices",
        "Accounts",
        "list of who did what",
        "keyed hashes",
        "Backups",
    ):
        assert word in stays
    assert "1 account has nothing but this practice" in stays  # its manager's


def test_practice_that_is_erased_is_told_from_others_of_its_name(own: Installation) -> None:
    close_waves(own)
    with own.app.app_context():
        practice = db.session.scalars(select(Practice).where(Practice.slug == "elm")).first()
        assert practice is not None
        practice.ods_code = "A81001"
        in_full = practice.in_full
        db.session.commit()
    assert in_full.endswith(" (A81001)")
    page = page_of(own, ELM)
    for words in (f"Erase {in_full}</h1>", f"Erase {in_full} for good", f"leave {in_full} out"):
        assert words in page
    assert f'What erasing means<span class="nhsuk-u-visually-hidden"> for {in_full}<' in page_of(own, HARBOUR)
    assert f"{in_full} is erased." in send(own, ELM, confirm="y")[1]


def test_practice_is_erased_once_the_box_is_ticked(own: Installation) -> None:
    close_waves(own)
    status, page = send(own, ELM)
    assert status == 422
    assert parse(page).title.startswith("Error: ")
    assert 'href="#confirm"' in page
    assert "harbour/elm" in slugs(own)
    status, page = send(own, ELM, confirm="yes")
    assert (status, "Elm is erased" in page) == (303, True)
    assert slugs(own) == ["harbour/oak", "valley/elm", "valley/oak"]
    assert own.visitor("administrator").get(ELM).status_code == 404


def test_practice_of_an_open_wave_has_no_button_and_is_refused(own: Installation) -> None:
    page = page_of(own, ELM)
    assert "Wave W2 is open, and Elm takes part" in page
    assert "nhsuk-button--warning" not in page
    assert send(own, ELM, confirm="yes")[0] == 409
    assert "harbour/elm" in slugs(own)


def test_programme_is_erased_once_its_name_is_typed(own: Installation) -> None:
    place = f"{HARBOUR}/all"
    assert "Wave W2 is open" in page_of(own, place)
    for wrong in ("", "Valley", "harbou"):
        status, page = send(own, place, name=wrong)
        assert status == 422
        assert "as it stands here: Harbour" in page
        assert f'value="{wrong}"' in page or not wrong
    status, page = send(own, place, name=" harbour ")
    assert status == 303
    assert "Harbour is gone for everybody" in page
    assert "being erased by the worker" in page
    assert own.visitor("administrator").get(place).status_code == 404
    assert own.visitor("lead").get("/programmes/harbour").status_code == 404


def test_programme_that_is_being_closed_has_no_button(own: Installation) -> None:
    with own.app.app_context():
        db.session.merge(own.world.harbour.open).state = WaveState.CLOSING
        db.session.commit()
    page = page_of(own, f"{HARBOUR}/all")
    assert "Wave W2 is being closed" in page
    assert "nhsuk-button--warning" not in page
    assert send(own, f"{HARBOUR}/all", name="Harbour")[0] == 409


def test_practices_are_found_by_a_part_of_their_name(own: Installation) -> None:
    assert "Practices: 2" in page_of(own, HARBOUR)
    found = page_of(own, f"{HARBOUR}?find=OA")
    assert "/practices/oak" in found
    assert "/practices/elm" not in found
    assert "No practice of this programme has" in page_of(own, f"{HARBOUR}?find=%25")


def person_of(own: Installation, email: str | None = None) -> str:
    """Return the id of somebody on Elm's list, who has that address."""
    with own.app.app_context():
        person = db.session.get_one(Participant, own.world.harbour.asked[1].participant_id)
        person.email = email
        db.session.commit()
        return str(person.id)


def test_person_is_erased_once_the_box_is_ticked(own: Installation) -> None:
    place = f"/admin/people/{person_of(own)}/erasing"
    page = page_of(own, place)
    assert "Wave W2 is open" in page
    assert "never_again" not in page  # no address, no box
    assert "That somebody was asked" in " ".join(items(page, "stays"))
    assert send(own, place)[0] == 422
    status, page = send(own, place, confirm="yes")
    assert status == 303
    assert "erased from the list of staff of Elm, Harbour" in page
    assert own.visitor("administrator").get(place).status_code == 404
    staff = own.visitor("manager").get("/programmes/harbour/practices/elm/staff").get_data(as_text=True)
    assert "People on the list: 5" in staff


@pytest.mark.parametrize("never_again", [True, False])
def test_whether_the_address_is_written_to_again_is_chosen(own: Installation, never_again: bool) -> None:
    place = f"/admin/people/{person_of(own, 'gp@example.org')}/erasing"
    ticked = {"never_again": "yes"} if never_again else {}
    status, page = send(own, place, **ticked)
    assert status == 422
    assert ("checked" in page) is never_again  # what was ticked is not lost
    assert send(own, place, confirm="yes", **ticked)[0] == 303
    with own.app.app_context():
        mac = address_mac(own.app.extensions["settings"].link_key, "gp@example.org")
        assert (db.session.get(StoppedAddress, mac) is not None) is never_again


def test_account_is_erased_once_the_box_is_ticked(own: Installation) -> None:
    number = own.world.accounts["manager"].user.id
    place = f"/admin/users/{number}/erasing"
    assert "1 programme or practice" in page_of(own, place)
    assert send(own, place)[0] == 422
    status, page = send(own, place, confirm="yes")
    assert (status, "The account is erased" in page) == (303, True)
    with own.app.app_context():
        assert db.session.get(User, number) is None


def test_own_account_has_no_button_and_is_refused(own: Installation) -> None:
    place = f"/admin/users/{own.world.accounts['administrator'].user.id}/erasing"
    page = page_of(own, place)
    assert "This is your own account" in page
    assert "nhsuk-button--warning" not in page
    assert send(own, place, confirm="yes")[0] == 409


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 20])
def test_account_that_is_not_there_is_not_found(own: Installation, number: str) -> None:
    assert own.visitor("administrator").get(f"/admin/users/{number}/erasing").status_code == 404
