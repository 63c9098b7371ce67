"""The loaded demonstration: what is in the database, and what may be shown of it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.demonstration import harbour, links_worker
from app.demonstration.build import SLUGS
from app.demonstration.harbour_places import PLACES
from app.disclosure.ranking import release_ranking
from app.disclosure.release import release
from app.disclosure.released import ReleasedResult
from app.disclosure.threshold import LEAST_KEPT
from app.models import (
    Answer,
    Comment,
    Draft,
    Invitation,
    OutboxRow,
    Participant,
    Response,
    Snapshot,
    Wave,
    WaveState,
)
from app.queries import demonstration as queries
from questionnaires import catalogue
from scoring.published import published_cases
from tests.app.demonstration.conftest import TODAY, load_both

NUMBERS = ("constructs", "levels", "factors", "overall", "gates", "reasons")


def released(slug: str) -> dict[tuple[str, str], ReleasedResult]:
    """Return everything that is released of a programme, by wave and practice."""
    programme = queries.programmes([slug])[slug]
    return {
        (result.wave, result.practice): result
        for wave in queries.closed_waves(programme)
        for result in release(wave)
    }


def expected_in_harbour() -> dict[tuple[str, str], str | None]:
    """Return the class that each made-up practice is to get in each wave."""
    return {
        (harbour.WAVES[number][0], place.name): place.situations[number].expected
        for place in PLACES
        for number in range(3)
    }


@pytest.mark.usefixtures("demonstration")
def test_regression_published_classes_are_released_for_7_of_7_in_p2() -> None:
    """A regression test and no validation: the answers were made to give these classes."""
    classes = {
        name: result.integration_class for (wave, name), result in released(SLUGS[0]).items() if wave == "P2"
    }
    assert classes == {name: case.integration_class for name, case in published_cases().items()}


@pytest.mark.usefixtures("demonstration")
def test_p4_has_not_enough_answers_in_four_practices() -> None:
    results = {name: result for (wave, name), result in released(SLUGS[0]).items() if wave == "P4"}
    assert {name for name, result in results.items() if not result.enough} == {
        "Cyan",
        "Crimson",
        "Olive",
        "Amber",
    }
    assert {name: result.integration_class for name, result in results.items() if result.enough} == {
        "Magenta": "fully_integrated",
        "Ochre": "fully_integrated",
        "Cobalt": "partially_integrated",
    }


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("slug", SLUGS)
def test_a_practice_with_too_few_answers_has_no_number_in_its_release(slug: str) -> None:
    withheld = [result for result in released(slug).values() if not result.enough]
    assert withheld
    for result in withheld:
        assert result.integration_class is None
        assert result.shared_understanding is None
        assert result.decides is None
        assert [getattr(result, name) for name in NUMBERS] == [()] * len(NUMBERS)


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    ("slug", "label"), [(links_worker.SLUG, "Synthetic, shaped after S4"), (harbour.SLUG, "Synthetic")]
)
def test_every_released_result_carries_the_programmes_label(slug: str, label: str) -> None:
    results = released(slug)
    assert results
    assert {result.data_label for result in results.values()} == {label}


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(("label", "invited", "replied"), [("P2", 44, 38), ("P4", 30, 19)])
def test_invitations_and_participations_are_as_many_as_in_the_study(
    label: str, invited: int, replied: int
) -> None:
    programme = queries.programmes(SLUGS)[links_worker.SLUG]
    wave = next(wave for wave in queries.closed_waves(programme) if wave.label == label)
    counts = queries.replies(wave, "npt-core").values()
    assert (sum(each.invited for each in counts), sum(each.replied for each in counts)) == (invited, replied)


@pytest.mark.usefixtures("demonstration")
def test_participations_are_as_many_as_responses_that_are_kept_in_every_practice_and_wave() -> None:
    for programme in queries.programmes(SLUGS).values():
        for wave in queries.closed_waves(programme):
            for instrument, least in (("npt-core", LEAST_KEPT), ("core-team", 1)):
                rows = db.session.execute(
                    select(Response.practice_id, func.count())
                    .where(Response.wave_id == wave.id, Response.instrument_id == instrument)
                    .group_by(Response.practice_id)
                )
                slugs = {row.practice_id: row.practice.slug for row in wave.practices}
                replied = {
                    slug: each.replied
                    for slug, each in queries.replies(wave, instrument).items()
                    if each.replied >= least
                }
                assert {slugs[practice]: count for practice, count in rows} == replied


@pytest.mark.usefixtures("demonstration")
def test_the_made_up_practices_get_the_classes_they_were_made_for() -> None:
    classes = {key: result.integration_class for key, result in released(harbour.SLUG).items()}
    assert classes == expected_in_harbour()


def test_the_made_up_programme_shows_every_class_and_change_over_waves() -> None:
    expected = expected_in_harbour()
    classes = {"fully_integrated", "partially_integrated", "not_yet", "cannot_tell", None}
    assert set(expected.values()) == classes
    for wave, _, _, _ in harbour.WAVES:
        assert [name for (label, name), found in expected.items() if label == wave and found is None] == [
            "Marlsand",
            "Windlass Row",
        ]
    changing = [place for place in PLACES if len({each.expected for each in place.situations}) > 1]
    assert len(changing) >= 4


@pytest.mark.usefixtures("demonstration")
def test_under_a_year_in_post_the_word_is_on_track_and_the_study_is_past_it() -> None:
    said = {key: result.progress for key, result in released(harbour.SLUG).items() if result.progress}
    assert {key for key, words in said.items() if "“on track”" in words} == {
        ("W1", "Gullhaven"),
        ("W3", "Tidewick"),
    }
    assert {key for key, words in said.items() if "“not on track yet”" in words} == {
        ("W1", "Tidewick"),
        ("W2", "Tidewick"),
    }
    assert not any(result.progress for result in released(links_worker.SLUG).values())


@pytest.mark.usefixtures("demonstration")
def test_twelve_practices_can_be_asked_whether_they_can_be_ranked() -> None:
    programme = queries.programmes([harbour.SLUG])[harbour.SLUG]
    found = [release_ranking(wave) for wave in queries.closed_waves(programme)]
    assert [len(ranking.scales) for ranking in found] == [7, 7, 7]


def test_nobody_answers_in_a_role_that_is_vacant() -> None:
    plan = harbour.plan(TODAY)
    vacant = [
        (wave, place.name, place.situations[number].vacant)
        for number, wave in enumerate(plan.waves[:3])
        for place in PLACES
        if place.situations[number].vacant
    ]
    assert len(vacant) == 3
    for wave, practice, role in vacant:
        sheets = (*wave.sheets, *wave.core_team)
        assert role not in {sheet.role for sheet in sheets if sheet.practice == practice}


def test_the_made_up_practices_have_6_to_30_staff() -> None:
    headcounts = [place.headcount for place in PLACES]
    assert (len(headcounts), min(headcounts), max(headcounts)) == (12, 6, 30)


@pytest.mark.usefixtures("demonstration")
def test_only_the_waves_to_try_are_open_and_nobody_has_answered_them() -> None:
    programmes = queries.programmes(SLUGS)
    still_open = db.session.scalars(select(Wave).where(Wave.state == WaveState.OPEN)).all()
    assert {wave.label for wave in still_open} == {harbour.TRY_IT, harbour.TRY_PULSE}
    assert queries.open_invitations(programmes[links_worker.SLUG]) == []
    invitations = queries.open_invitations(programmes[harbour.SLUG])
    assert {(each.instrument_id, each.role) for each in invitations} == {
        *(("npt-core", role) for role in ("gp", "receptionist", "community_organisation_worker", "lead_gp")),
        ("core-team", "lead_gp"),
        ("gp", "gp"),
        ("context", "receptionist"),
        ("stakeholder", "community_organisation_worker"),
        ("pulse", "receptionist"),
        ("pulse", "link_practitioner"),
        ("provider", "link_practitioner"),
    }
    assert {each.instrument_id for each in invitations} == {each.id for each in catalogue.all()}
    assert not any(each.answered for each in invitations)


@pytest.mark.usefixtures("demonstration")
def test_a_report_is_ordered_for_every_snapshot() -> None:
    assert db.session.scalar(select(func.count()).select_from(Snapshot)) == 7 * 2 + 12 * 3
    assert queries.jobs_to_do() == db.session.scalar(select(func.count()).select_from(OutboxRow)) == 50


@pytest.mark.usefixtures("demonstration")
def test_people_are_invented_and_their_addresses_lead_nowhere() -> None:
    people = db.session.scalars(select(Participant)).all()
    assert all(person.name.endswith("(invented)") for person in people)
    assert all((person.email or "").endswith("@example.org") for person in people)
    assert len({person.email for person in people}) == len(people)


@pytest.mark.usefixtures("demonstration")
def test_comments_and_not_relevant_answers_are_there_and_no_draft() -> None:
    comments = db.session.scalars(select(Comment.text)).all()
    assert len(comments) >= 8
    assert all(text.startswith("[synthetic] ") for text in comments)
    reasons = db.session.scalars(select(Answer.not_relevant).where(Answer.not_relevant.is_not(None))).all()
    assert len(set(reasons)) == 3
    assert db.session.scalars(select(Draft)).all() == []


@pytest.mark.postgres
def test_postgresql_gives_the_same_results(postgres_app: Flask, demonstration: Flask) -> None:
    def digests() -> set[tuple[str, str]]:
        rows = db.session.execute(select(Wave.label, Snapshot.digest).join(Wave, Wave.id == Snapshot.wave_id))
        return {(label, digest) for label, digest in rows}

    with demonstration.app_context():
        on_sqlite = digests()
    with postgres_app.app_context():
        load_both()
        assert digests() == on_sqlite


@pytest.mark.usefixtures("demonstration")
def test_nobody_was_put_on_a_list_after_being_asked() -> None:
    asked = select(func.count()).select_from(Invitation).join(Invitation.participant).join(Invitation.wave)
    assert db.session.scalar(asked) == db.session.scalar(asked.where(Participant.added_on < Wave.opens_on))
