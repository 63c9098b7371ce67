"""The preview of a wave: what respondents will see, from the same templates, and nothing of it acts."""

from __future__ import annotations

import re
from posixpath import normpath

import pytest
from flask import Flask
from sqlalchemy import Select, select

from app.db import db
from app.models import Invitation, OutboxRow, Participant, PrintKind, PrintOrder, Task, WaveState
from questionnaires import catalogue
from tests.app.programme.desk import PROGRAMME, TODAY, Desk, desk, wave_form
from tests.app.respondent.person import Person, tables

ALL_MODULES = ["core-team 1.0.0", "context 1.0.0", "gp 1.0.0", "provider 1.0.0", "stakeholder 1.0.0"]
CORE = catalogue.get("npt-core", "1.0.0")
CORE_PAGES = [f"npt-core/page-{section}" for section in CORE.section_ids]


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and a wave in preparation with every module."""
    found = desk(app)
    assert found.send("/new-wave", wave_form(modules=ALL_MODULES, minimum_group="7")).status_code == 303
    found.page("/waves/W1/set-up")
    return found


def shown(page: str) -> str:
    """Return what somebody reads in the main part of a page: its words, links and forms left out."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    words = re.sub(r"<[^>]*>", " ", main)
    return " ".join(words.split())


def fields(page: str) -> list[str]:
    """Return the names and values that can be ticked or filled in, in order."""
    found = re.findall(r'<(?:input|textarea)[^>]*?name="([^"]*)"(?:[^>]*?value="([^"]*)")?', page)
    return [f"{name}={value}" for name, value in found if name not in {"revision", "csrf_token"}]


def everything(there: Desk) -> list[str]:
    """Return the addresses of all pages that the overview leads to, followed link by link."""
    overview = there.page("/waves/W1/preview")
    places = re.findall(r'href="/programmes/harbour(/waves/W1/preview/[^"]+/)"', overview)
    for place in list(places):
        _, _, _, _, _role, _language, instrument, _ = place.split("/")
        pages = re.findall(r'href="(page-[a-z_0-9-]+)\?', there.page(f"{place}check"))
        assert pages, instrument
        places += [f"{place}{page}" for page in dict.fromkeys(pages)] + [f"{place}check", f"{place}receipt"]
    return places


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_are_those_that_a_respondent_gets(there: Desk, language: str) -> None:
    previewed = {
        page: there.page(f"/waves/W1/preview/receptionist/{language}/npt-core/{page}")
        for page in ("", *(f"page-{section}" for section in CORE.section_ids), "check")
    }
    person = _receptionist_of_elm(there)
    in_language = "" if language == "en" else f"{language}/"
    person.post(in_language)
    for page, preview in previewed.items():
        real = person.get(f"{in_language}{page}").text if page else _before_beginning(there, in_language)
        assert fields(real) == fields(preview), page
        assert _words(real) == _words(preview), page


def _words(page: str) -> str:
    """Return the words of a page that both have; the real one has ways out that lead nowhere in a preview."""
    both = shown(page)
    ways_out = ("Delete my answers instead", "Dileu fy atebion yn lle hynny", "(inactive in the preview)")
    for way_out in ways_out:
        both = both.replace(way_out, "")
    return " ".join(both.split())


def _receptionist_of_elm(there: Desk) -> Person:
    assert there.open_wave().status_code == 303
    there.wave()
    invitations = db.session.scalars(_receptionists(there)).all()
    return Person(there.app, invitations[0])


def _before_beginning(there: Desk, in_language: str) -> str:
    other = db.session.scalars(_receptionists(there)).all()[1]
    return Person(there.app, other).get(in_language).text


def _receptionists(there: Desk) -> Select[Invitation]:
    return (
        select(Invitation)
        .join(Invitation.participant)
        .where(
            Participant.role == "receptionist",
            Participant.practice_id == there.elm.id,
            Invitation.instrument_id == "npt-core",
        )
        .order_by(Participant.name)
    )


def test_every_page_of_every_role_and_language_is_there_and_says_that_it_is_a_preview(there: Desk) -> None:
    places = everything(there)
    assert len(places) > 150
    for place in places:
        page = there.page(place)
        assert "<strong>Preview</strong> of wave W1" in page, place
        assert "<title>Preview: " in page, place
        assert "<form" not in page.split("<main", 1)[1], place
        assert "data-keep" not in page, place


def test_looking_at_the_preview_writes_nothing(there: Desk) -> None:
    before = tables()
    for place in everything(there):
        there.page(place)
    there.page("/waves/W1/preview/mail")
    after = tables()
    assert {name for name in after if after[name] != before[name]} <= {"sign_ins"}


def test_nothing_can_be_sent_to_a_page_of_the_preview(there: Desk) -> None:
    place = f"{PROGRAMME}/waves/W1/preview/gp/en/npt-core/"
    for page in ("", "page-coherence", "check", "receipt"):
        assert there.lead.post(place + page, data={"revision": "0"}).status_code in {400, 404}


def test_the_buttons_lead_through_all_that_somebody_is_asked(there: Desk) -> None:
    place, seen = "/waves/W1/preview/lead_gp/en/npt-core/", list[str]()
    while place not in seen:
        seen.append(place)
        on = re.search(r'class="nhsuk-button" data-module="nhsuk-button"\s+href="([^"]+)"', there.page(place))
        place = normpath(f"{place.rpartition('/')[0]}/{on[1]}") + "/" * on[1].endswith("/") if on else place
    assert place.endswith("/lead_gp/en/core-team/receipt")
    names = [each.rpartition("preview/lead_gp/en/")[2] for each in seen]
    assert names[: len(CORE.sections) + 1] == ["npt-core/", *CORE_PAGES]
    assert {"npt-core/check", "npt-core/receipt", "core-team/", "core-team/check"} <= set(names)


def test_start_page_says_the_threshold_and_who_sees_what(there: Desk) -> None:
    page = there.page("/waves/W1/preview/gp/en/npt-core/")
    for words in (
        "at least 7 people besides the practice manager",
        "Nobody can see who gave which answer",
        "your practice (Elm)",
    ):
        assert words in page, words
    assert "your new answers are not linked to these" in page
    consent = there.page("/waves/W1/preview/lead_gp/en/core-team/")
    assert "I agree that my answers are shown under my role" in consent
    assert "These answers are not anonymous" in consent


def test_the_programmes_own_words_stand_in_it(there: Desk) -> None:
    there.programme.words = {"link_practitioner": "village agent", "the_programme": "the village scheme"}
    db.session.commit()
    page = there.page("/waves/W1/preview/gp/en/npt-core/")
    assert "the village scheme" in page
    assert "village agent" in there.page("/waves/W1/preview/lead_gp/en/core-team/")


@pytest.mark.parametrize(
    "place",
    [
        "chef/en/npt-core/",
        "gp/fr/npt-core/",
        "gp/en/pulse/",
        "gp/en/core-team/",
        "gp/en/npt-core/page-nowhere",
        "gp/en/npt-core/page-",
        "gp/../npt-core/",
    ],
)
def test_what_nobody_is_asked_is_not_there(there: Desk, place: str) -> None:
    assert there.lead.get(f"{PROGRAMME}/waves/W1/preview/{place}").status_code == 404


def test_a_wave_without_practices_has_a_preview_too(there: Desk) -> None:
    for practice, other in ((there.elm, there.oak), (there.oak, there.elm)):
        practice.merged_into_id, practice.merged_on = other.id, TODAY
    db.session.commit()
    assert "Your practice" in there.page("/waves/W1/preview/gp/en/npt-core/")
    assert "the wave has none yet" in there.page("/waves/W1/preview")


def test_minutes_are_those_of_the_start_page(there: Desk) -> None:
    overview = shown(there.page("/waves/W1/preview"))
    for role, title, minutes in (("gp", "GP", 10), ("receptionist", "Receptionist", 9)):
        assert re.search(rf"Role {title} Questionnaires [^>]*? Minutes in all less than {minutes} ", overview)
        start = there.page(f"/waves/W1/preview/{role}/en/npt-core/")
        assert f"less than <strong>{minutes} minutes</strong> in all: " in start


def test_mail_is_what_is_sent(there: Desk) -> None:
    page = there.page("/waves/W1/preview/mail")
    for words in (
        "Dear [their name],",
        "works at Elm",
        "at least 7 people besides the practice manager answer",
        "Subject: <strong>Your view of Harbour",
        "Reminder: your view of Harbour",
        "We have no answers from you yet",
        "It takes less than [2 to 10, by their role] minutes in all,",
        "Afterwards you are asked a few more questions, which you may skip.",
    ):
        assert words in page, words


def test_a_paper_form_is_ordered_and_only_for_who_asked(there: Desk) -> None:
    answer = there.send("/waves/W1/preview", {"instrument": "npt-core"})
    db.session.rollback()
    order = db.session.scalars(select(PrintOrder)).one()
    assert answer.location == f"{PROGRAMME}/practices/elm/staff/prints/{order.id}"
    assert (order.kind, order.instrument_id) == (PrintKind.PAPER_FORM, "npt-core")
    assert db.session.scalars(select(OutboxRow.task)).all() == [Task.PRINT_ORDER]
    assert there.lead.get(answer.location or "").status_code == 200


@pytest.mark.parametrize("instrument", ["", "pulse", "../npt-core"])
def test_a_form_that_the_wave_does_not_have_is_not_printed(there: Desk, instrument: str) -> None:
    assert there.send("/waves/W1/preview", {"instrument": instrument}).status_code == 404
    db.session.rollback()
    assert not db.session.scalars(select(PrintOrder)).all()


@pytest.mark.parametrize("state", [WaveState.CLOSING, WaveState.CLOSED])
def test_a_wave_that_is_over_prints_no_forms(there: Desk, state: WaveState) -> None:
    there.wave().state = state
    db.session.commit()
    assert there.send("/waves/W1/preview", {"instrument": "npt-core"}).status_code == 409
