"""Comments: which are chosen when a wave closes, what remains of them, who reads the tables."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import Date, DateTime, Time, delete, func, select

from app.db import db
from app.disclosure.comments import (
    NOTHING,
    ReleasedComments,
    as_shown,
    comments_for_lead,
    comments_in_wave,
    may_be_shown,
    release_comment,
    release_comments,
)
from app.errors import NotFoundError, WaveStateError
from app.models import Audience, AuditEntry, Base, Comment, Practice, Response, SharedComment, Snapshot, Wave
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.operations.withhold_comment import show_comment_again, withhold_comment
from app.queries import comments, snapshots
from questionnaires import catalogue
from questionnaires.types import TEXT_TYPES, Attribution, Instrument, InstrumentKind
from tests.app import builder
from tests.app.responses import respond
from tests.app.world import PUBLISHED

AGREED, KEPT = "They walk with people.", "Nobody told me."


def closed(
    others: int, *, managers: int = 0, minimum: int = 5, agreed: str = AGREED, kept: str = KEPT
) -> tuple[Practice, Wave]:
    """Return a practice and a wave in which so many answered, one of them agreeing to be read, one not."""
    of = builder.programme()
    of.minimum_group = minimum
    place = builder.practice(of, headcount=30)
    wave = builder.wave(of, [place])
    for _ in range(managers):
        respond(place, wave, "practice_manager")
    texts = [(agreed, True), (kept, False)]
    for position in range(others):
        text, may_share = texts[position] if position < len(texts) else (None, False)
        respond(place, wave, "receptionist", comment=text, may_share=may_share)
    close_wave(wave, PUBLISHED)
    db.session.commit()
    return place, wave


def released(place: Practice, wave: Wave) -> ReleasedComments:
    """Return what may be read of the practice."""
    found = release_comments(snapshot(place, wave))
    assert found.total == sum(1 for question in found.questions for _ in question.comments)
    return found


def snapshot(place: Practice, wave: Wave) -> Snapshot:
    """Return the practice's snapshot."""
    (found,) = snapshots.of_wave(wave.id, practice_ids=[place.id])
    return found


def read(place: Practice, wave: Wave) -> set[str]:
    """Return the texts that may be read."""
    return {each.text for question in released(place, wave).questions for each in question.comments}


@pytest.mark.parametrize(
    ("others", "managers", "minimum", "texts"),
    [
        (4, 0, 5, set()),
        (4, 1, 5, set()),
        (5, 0, 5, {AGREED}),
        (9, 0, 5, {AGREED}),
        (9, 1, 5, {AGREED}),  # ten answered, one of them the manager
        (10, 0, 5, {AGREED, KEPT}),
        (2, 0, 3, set()),
        (3, 0, 3, {AGREED}),
        (10, 0, 12, set()),
        (12, 0, 12, {AGREED, KEPT}),
    ],
)
def test_who_answered_decides_what_may_be_read(
    app: Flask, others: int, managers: int, minimum: int, texts: set[str]
) -> None:
    place, wave = closed(others, managers=managers, minimum=minimum)
    assert read(place, wave) == texts
    stored = set(db.session.scalars(select(SharedComment.text)))
    assert stored == texts, "what may not be read is not written down either"


@pytest.mark.parametrize("others", range(13))
@pytest.mark.parametrize("minimum", [3, 5, 12])
def test_consent_never_shows_less_and_never_shows_small_groups(others: int, minimum: int) -> None:
    without, with_consent = (may_be_shown(others, minimum, agreed=agreed) for agreed in (False, True))
    assert with_consent >= without
    assert with_consent == (others >= minimum)
    assert not (without and others < 10)


def test_nothing_is_read_of_a_group_that_is_too_small_whatever_the_table_holds(app: Flask) -> None:
    place, wave = closed(4)
    row = SharedComment(snapshot_id=snapshot(place, wave).id, item_id="coherence_comment", text=KEPT)
    db.session.add(row)
    db.session.commit()
    assert read(place, wave) == set()
    assert list(comments_in_wave(wave)) == []


def test_an_open_wave_shows_nothing(app: Flask) -> None:
    of = builder.programme()
    place = builder.practice(of)
    wave = builder.wave(of, [place])
    with pytest.raises(WaveStateError):
        comments_in_wave(wave)


def test_questions_stand_in_their_order_with_what_they_ask_about(app: Flask) -> None:
    found = released(*closed(10))
    assert [question.aspect for question in found.questions] == [
        "coherence",
        "cognitive_participation",
        "collective_action",
        "reflexive_monitoring",
    ]
    assert found.questions[0].text == "In your own words, what is the link practitioner here to do?"
    assert "at least 10 people besides the practice manager" in found.rule


def test_what_is_said_is_the_same_whether_nobody_wrote_or_nobody_agreed(app: Flask) -> None:
    of = builder.programme()
    places = [builder.practice(of, slug, 20) for slug in ("elm", "oak")]
    wave = builder.wave(of, places)
    for position in range(6):
        respond(places[0], wave, "receptionist")
        respond(places[1], wave, "receptionist", comment=KEPT if position else "A far longer text. " * 40)
    close_wave(wave, PUBLISHED)
    silent, hidden = (released(place, wave) for place in places)
    assert silent == hidden
    assert hidden.total == 0
    assert NOTHING


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  two  spaces\r\n\r\nand lines\t", "two spaces and lines"),
        ("left\u202e\u200b right\u0007", "left right"),
        ("Ystyr y gwaith: ŵ", "Ystyr y gwaith: ŵ"),
        ("=1+1", "=1+1"),
        ("7", "7"),
        (" - ", None),
        ("\u200b", None),
        ("", None),
    ],
)
def test_habits_of_typing_do_not_remain(written: str, shown: str | None) -> None:
    assert as_shown(written) == shown


def test_an_empty_text_is_no_comment(app: Flask) -> None:
    assert read(*closed(12, agreed=" - ", kept="...")) == set()


def test_modules_share_nothing(app: Flask) -> None:
    of = builder.programme()
    place = builder.practice(of, headcount=30)
    wave = builder.wave(of, [place])
    for _ in range(12):
        respond(place, wave, "gp")
        module = respond(place, wave, "gp", instrument="gp")
        theirs = {"response_id": module.id, "item_id": "coherence_comment", "text": AGREED}
        db.session.add(Comment(**theirs, may_share=True))
    close_wave(wave, PUBLISHED)
    assert read(place, wave) == set()


@pytest.mark.parametrize("instrument", catalogue.all(), ids=lambda each: each.id)
def test_only_anonymous_questionnaires_for_all_staff_have_texts_that_are_shared(
    instrument: Instrument,
) -> None:
    shared = [item.id for item in instrument.items if item.shareable]
    for_all = instrument.kind is not InstrumentKind.MODULE and instrument.attribution is Attribution.ANONYMOUS
    assert for_all or not shared
    assert all(instrument.item(item_id).type in TEXT_TYPES for item_id in shared)


def test_nothing_but_the_text_is_written_down(app: Flask) -> None:
    table = Base.metadata.tables[SharedComment.__tablename__]
    columns = table.columns
    assert {column.name for column in columns} == {"id", "snapshot_id", "item_id", "text", "withheld"}
    assert not [column for column in columns if isinstance(column.type, Date | DateTime | Time)]
    assert not table.dialect_options["sqlite"]["with_rowid"]
    closed(12)
    responses = set(db.session.scalars(select(Response.id)))
    assert not responses & set(db.session.scalars(select(SharedComment.id)))


def test_comments_stand_in_the_order_of_random_ids_not_in_that_of_writing(app: Flask) -> None:
    of = builder.programme()
    place = builder.practice(of, headcount=60)
    wave = builder.wave(of, [place])
    for number in range(40):
        respond(place, wave, "receptionist", comment=f"Comment {number:02}")
    close_wave(wave, PUBLISHED)
    db.session.commit()
    orders = [[each.text for each in question.comments] for question in released(place, wave).questions]
    assert all(len(order) == 40 for order in orders)
    written = sorted(orders[0])
    assert all(order not in (written, written[::-1]) for order in orders)
    assert orders[0] != orders[1], "two texts of one person would stand in the same place"
    ids = [each.id for question in released(place, wave).questions for each in question.comments]
    assert len(set(ids)) == 160
    in_file = [line.text for line in comments_in_wave(wave)]
    assert sorted(in_file) == sorted(text for order in orders for text in order)


def test_file_is_read_in_batches_and_leaves_nothing_out(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _, wave = closed(12)
    monkeypatch.setattr(comments, "BATCH", 3)
    assert len(list(comments_in_wave(wave))) == 8


def test_a_withheld_comment_is_not_read_and_comes_back(app: Flask) -> None:
    place, wave = closed(5)
    lead = create_account("lead@example.org", [Grant(Audience.LEAD, wave.programme)]).user
    first = released(place, wave)
    named = first.questions[0].comments[0].id
    assert withhold_comment(wave, place, named, lead)
    assert not withhold_comment(wave, place, named, lead)
    after = released(place, wave)
    assert after.total == first.total - 1
    assert (after.withheld or "").startswith("1 comment is withheld by a programme lead")
    assert len(list(comments_in_wave(wave))) == after.total
    with pytest.raises(NotFoundError):
        release_comment(snapshot(place, wave), named)
    listed = comments_for_lead(snapshot(place, wave))[0].comments
    assert [(each.id, each.withheld) for each in listed] == [(named, True)]
    assert show_comment_again(wave, place, named, lead)
    assert released(place, wave) == first
    acts = db.session.scalars(select(AuditEntry).where(AuditEntry.action.startswith("comment."))).all()
    assert {act.action for act in acts} == {"comment.withheld", "comment.shown_again"}
    said = " ".join(f"{act.subject} {act.detail}" for act in acts)
    assert AGREED not in said
    assert str(named) not in said


def test_comment_of_another_practice_or_wave_is_not_found(app: Flask) -> None:
    place, wave = closed(5)
    other = builder.practice(wave.programme, "oak")
    later = builder.wave(wave.programme, [place], "W2")
    found = released(place, wave).questions[0].comments[0].id
    assert release_comment(snapshot(place, wave), found).text == AGREED
    with pytest.raises(NotFoundError):
        release_comment(snapshot(place, wave), uuid.uuid4())
    for there, then in ((other, wave), (place, later)):
        with pytest.raises(NotFoundError):
            comments.one(then, there, found)


def test_comments_go_with_their_snapshot(app: Flask) -> None:
    place, wave = closed(5)
    db.session.execute(delete(Snapshot).where(Snapshot.id == snapshot(place, wave).id))
    assert db.session.scalar(select(func.count()).select_from(SharedComment)) == 0
