"""All PDF reports of somebody's programmes: which are ready, and all of a wave in one file."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.evaluator.reports import HEADING, MANIFEST
from app.models import Document, Snapshot, Task
from tests.app.evaluator.conftest import Hands
from tests.app.jobs.orders import give_up
from tests.app.respondent.person import statements
from tests.app.world import World, visitor

PDF = b"%PDF-1.7 a report"
ZIP = "/reports/harbour/W1.zip"


@pytest.fixture
def made(app: Flask, world: World) -> Document:
    """Elm's report; Oak's is still being made."""
    db.session.rollback()
    side = world.harbour
    snapshot_id = db.session.scalars(
        select(Snapshot.id).where(Snapshot.practice_id == side.elm.id, Snapshot.wave_id == side.closed.id)
    ).one()
    digest = hashlib.sha256(PDF).hexdigest()
    row = Document(snapshot_id=snapshot_id, file_name="e.pdf", digest=digest, pages=7)
    db.session.add(row)
    db.session.commit()
    folder = app.extensions["settings"].reports_dir
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "e.pdf").write_bytes(PDF)
    return row


def archive(hands: Hands) -> zipfile.ZipFile:
    """Return the ZIP of the closed wave."""
    answer = hands.client.get(ZIP)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=readiness-harbour-W1.zip"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def manifest(of: zipfile.ZipFile) -> list[dict[str, str]]:
    """Return the lines of the manifest, which ends with their number."""
    heading, *lines, end = csv.reader(io.StringIO(of.read(MANIFEST).decode("utf-8-sig")))
    assert tuple(heading) == HEADING
    assert end == ["rows", str(len(lines))]
    return [dict(zip(heading, line, strict=True)) for line in lines]


def test_list_tells_what_is_ready_from_what_is_being_made(made: Document, evaluator: Hands) -> None:
    page = evaluator.client.get("/reports").text
    assert "2 reports" in page
    assert "PDF, 7 pages" in page
    assert "being made" in page
    assert "Valley" not in page
    assert "/programmes/harbour/practices/elm/waves/W1/report" in page


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"wave": "harbour/W1"}, "Download all reports of this wave", "Choose a wave to download"),
        ({"practice": "oak"}, ">Oak</a>", ">Elm</a>"),
        ({"wave": "harbour/W1", "practice": "birch"}, "No practice of this wave has “birch”", ">Elm</a>"),
    ],
)
def test_list_is_filtered(evaluator: Hands, asked: dict[str, str], there: str, not_there: str) -> None:
    page = evaluator.client.get("/reports", query_string=asked).text
    assert there in page
    assert not_there not in page


@pytest.mark.parametrize("wave", ["valley/W1", "harbour/W2", "nowhere"])
def test_wave_that_is_not_theirs_or_not_closed_is_none_of_the_list(evaluator: Hands, wave: str) -> None:
    answer = evaluator.client.get("/reports", query_string={"wave": wave})
    assert answer.status_code == 422
    assert "Choose a wave of the list" in answer.text


def test_zip_holds_what_is_ready_and_says_what_is_not(made: Document, evaluator: Hands) -> None:
    found = archive(evaluator)
    assert found.testzip() is None
    assert set(found.namelist()) == {"readiness-harbour-elm-W1.pdf", MANIFEST}
    assert found.read("readiness-harbour-elm-W1.pdf") == PDF
    elm, oak = manifest(found)
    assert elm["state"] == "ready"
    assert elm["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert elm["instrument"].startswith("npt-core 1.0.0 ")
    assert elm["rule"].startswith("npt-integration 1.0.0 ")
    assert (elm["pages"], elm["published_on"]) == ("7", "2026-03-02")
    assert (oak["state"], oak["file"], oak["sha256"]) == ("being made", "", "")


def test_report_that_nobody_makes_is_not_said_to_be_being_made(
    app: Flask, made: Document, evaluator: Hands
) -> None:
    give_up(Task.RENDER_REPORT)
    (app.extensions["settings"].reports_dir / "e.pdf").unlink()
    assert [line["state"] for line in manifest(archive(evaluator))] == ["file lost", "could not be made"]
    page = evaluator.client.get("/reports").text
    for practice, said in (("elm", "file lost"), ("oak", "could not be made")):
        assert f'href="/programmes/harbour/practices/{practice}/waves/W1/report">{said}<' in page
    assert "being made" not in page
    assert "PDF, 7 pages" not in page


def test_names_of_files_and_manifest_say_no_result(made: Document, evaluator: Hands) -> None:
    found = archive(evaluator)
    said = " ".join([*found.namelist(), found.read(MANIFEST).decode()]).lower()
    assert not [word for word in ("integrated", "not yet", "cannot tell", "enough") if word in said]


def test_damaged_file_is_not_handed_out(app: Flask, made: Document, evaluator: Hands) -> None:
    (app.extensions["settings"].reports_dir / "e.pdf").write_bytes(PDF + b"!")
    found = archive(evaluator)
    assert found.namelist() == [MANIFEST]
    assert manifest(found)[0]["state"] == "damaged"


def test_zip_of_an_open_wave_or_of_somebody_else_is_not_there(evaluator: Hands) -> None:
    assert evaluator.client.get("/reports/harbour/W2.zip").status_code == 409
    assert evaluator.client.get("/reports/valley/W1.zip").status_code == 404


def test_lead_of_another_programme_sees_that_one_only(app: Flask, world: World) -> None:
    page = visitor(app, world.accounts["stranger"]).get("/reports").text
    assert "Valley" in page
    assert "Harbour" not in page


def test_list_costs_few_statements_however_many_reports(app: Flask, made: Document, evaluator: Hands) -> None:
    db.session.rollback()
    with statements() as seen:
        evaluator.client.get("/reports")
    assert 0 < len(seen) <= 12
