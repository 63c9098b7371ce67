"""Taking back a wave in preparation: whole, and only as long as nobody was asked."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.models import (
    EvidenceCell,
    Mark,
    OutboxRow,
    Participant,
    PrintOrder,
    WaveInstrument,
    WavePractice,
)
from tests.app.programme.desk import TODAY, Desk, desk, hidden, wave_form
from tests.app.programme.test_wave_set_up import create


@pytest.fixture
def there(app: Flask) -> Desk:
    """A lead, and a programme without a wave."""
    return desk(app)


def test_a_wave_that_was_opened_is_not_changed_and_not_deleted(there: Desk) -> None:
    create(there)
    seen = there.page("/waves/W1/edit")
    assert there.open_wave().status_code == 303
    form = {**wave_form(title="Late"), "revision": hidden(seen, "revision")}
    edited = there.send("/waves/W1/edit", form, seen=seen)
    assert edited.status_code == 409
    assert "What you typed was not saved" in edited.text
    assert ">Late<" in edited.text
    for place in ("delete", "opening"):
        refused = there.send(f"/waves/W1/{place}", {}, seen=seen)
        assert refused.status_code == 409
        assert "Wave W1 was opened on" in refused.text
        assert 'W1/set-up">Look at wave W1 as it is now</a>' in refused.text
    assert "This wave was opened" in there.page("/waves/W1/edit")
    assert "This wave was opened" in there.page("/waves/W1/delete")
    wave = there.wave()
    assert wave.title == "First year"


def test_a_wave_in_preparation_is_deleted_with_all_that_belongs_to_it(there: Desk) -> None:
    create(there, practices_by="listed", listed=["elm"])
    there.send("/waves/W1/preview", {"instrument": "npt-core"})
    assert "Nobody was asked yet" in there.page("/waves/W1/delete")
    assert there.waves()  # looking at the page deletes nothing
    assert there.send("/waves/W1/delete", {}).status_code == 303
    assert not there.waves()
    for table in (WaveInstrument, WavePractice, PrintOrder):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert [row.task.value for row in db.session.scalars(select(OutboxRow))] == ["sweep_files"]
    assert db.session.scalar(select(func.count()).select_from(Participant)) == 12


def test_a_wave_with_coded_evidence_is_not_deleted(there: Desk) -> None:
    create(there)
    wave = there.wave()
    db.session.add(
        EvidenceCell(
            wave_id=wave.id,
            practice_id=there.elm.id,
            aspect="coherence",
            mark=Mark.SUPPORTS,
            source="x",
            note="",
            coded_on=TODAY,
        )
    )
    db.session.commit()
    page = there.page("/waves/W1/delete")
    assert "Evidence was coded under it" in page
    assert there.send("/waves/W1/delete", {}).status_code == 409
    assert there.waves()
