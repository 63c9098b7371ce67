"""Changed answers in hidden cells change no byte of any page, file or header that anybody can get."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import ColumnElement

from app import create_app
from app.db import db
from app.disclosure import release as release_module
from app.disclosure.release import release
from app.disclosure.threshold import SCALE_HIDDEN
from app.models import Audience, Invitation, Participation, Wave
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, NewAccount, create_account
from app.queries import waves
from app.reports import html
from app.reports.compose import compose
from app.reports.pdf import print_html
from questionnaires.types import NotRelevant
from tests.app import builder
from tests.app.responses import Value, core_team, respond
from tests.app.world import visitor
from tests.conftest import make_settings
from tests.oracle.test_plants import gates_as_scored

DAY = datetime.date(2026, 3, 2)
TODAY = datetime.datetime.now(datetime.UTC).date()
AUDIENCES = ("manager", "lead", "evaluator")
PLACE = "/programmes/harbour/practices"
CLOSED = [
    *(
        f"{PLACE}/{practice}/waves/W1{rest}"
        for practice in ("elm", "oak")
        for rest in ("", "/plan", "/plan/sheet", "/report")
    ),
    "/practices",
    "/programmes/harbour",
    "/programmes/harbour/waves/W1",
    "/evidence/harbour/W1/",
    "/evidence/harbour/W1/elm/",
    "/evidence/harbour/W1/file/matrix.csv",
    *(f"/what-if/harbour/W1?threshold={asked}" for asked in ("1.5", "3.6", "4.9")),
]
OPEN = [f"{PLACE}/elm/waves/W2", "/programmes/harbour/waves/W2", "/programmes/harbour", "/practices"]
# What is new at each request whatever is shown: ids of rows, tokens of forms and scripts.
CHANCE = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|nonce[-=]\"?[\w+/=-]+"
    r"|name=\"csrf_token\"[^>]+"
)
Seen = dict[str, tuple[int, str, str]]


@dataclass(frozen=True)
class Service:
    """A running service with one practice that shows a hidden scale, and one that shows nothing."""

    app: Flask
    accounts: dict[str, NewAccount]

    def look(self, pages: list[str]) -> Seen:
        """Return all that each audience gets of the pages: status, headers and body."""
        seen = {}
        for name in AUDIENCES:
            client = visitor(self.app, self.accounts[name])
            for page in pages:
                answer = client.get(page)
                kept = [(key, text) for key, text in answer.headers if key not in {"Set-Cookie", "Date"}]
                body = answer.get_data(as_text=True)
                seen[f"{name} {page}"] = (answer.status_code, _steady(str(kept)), _steady(body))
        return seen


def _steady(text: str) -> str:
    return CHANCE.sub("*", text)


@contextmanager
def service(template: Path, folder: Path, hidden: Value) -> Iterator[Service]:
    """Run a service in which the answers of every hidden cell are ``hidden``."""
    folder.mkdir()
    shutil.copy(template, folder / "readiness.db")
    app = create_app(make_settings(folder, f"sqlite:///{folder / 'readiness.db'}"))
    with app.app_context():
        of = builder.programme()
        elm, oak = builder.practice(of, "elm", 12), builder.practice(of, "oak", 8)
        wave = builder.wave(of, [elm, oak])
        # Five with a score on coherence, one of them the manager: enough for the rule, too few to show.
        for role in ("gp", "gp", "receptionist", "receptionist", "practice_manager"):
            respond(elm, wave, role, 4, scales={"coherence": hidden})
        for _ in range(2):
            respond(elm, wave, "gp", 4, scales={"coherence": NotRelevant.ROLE})
        for _ in range(4):
            respond(oak, wave, "gp", hidden, comment=f"We gave {hidden}")
        core_team(elm, wave)
        close_wave(wave, DAY)
        asked = builder.wave(of, [elm, oak], "W2")
        for _ in range(6):
            builder.invitation(elm, asked, "gp")
        accounts = {
            "manager": create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)]),
            "lead": create_account("lead@example.org", [Grant(Audience.LEAD, of)]),
            "evaluator": create_account("evaluator@example.org", [Grant(Audience.EVALUATOR, of)]),
        }
        db.session.commit()
        for account in accounts.values():
            db.session.refresh(account.user)
        yield Service(app, accounts)
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()


def seen_with(template: Path, folder: Path, hidden: Value) -> tuple[Seen, list[str]]:
    """Return all pages of the closed wave, and the HTML that each report is printed from."""
    with service(template, folder, hidden) as running:
        wave = db.session.query(Wave).filter_by(label="W1").one()
        reports = [html.render(compose(result), standalone=True) for result in release(wave)]
        return running.look(CLOSED), reports


def test_answers_in_hidden_cells_change_no_byte(sqlite_template: Path, tmp_path: Path) -> None:
    """Pages, headers with lengths and file names, reports, and the PDF of a practice with a hidden scale."""
    pages, reports = seen_with(sqlite_template, tmp_path / "low", 1)
    others, other_reports = seen_with(sqlite_template, tmp_path / "high", 5)
    assert pages.keys() == others.keys()
    assert [page for page in pages if pages[page] != others[page]] == []
    assert reports == other_reports
    assert print_html(reports[0]).content == print_html(other_reports[0]).content
    status, _, body = pages[f"manager {PLACE}/elm/waves/W1"]
    assert (status, SCALE_HIDDEN in body) == (200, True)


def test_a_verdict_on_a_hidden_scale_is_found(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_module, "as_shown", gates_as_scored)
    pages, _ = seen_with(sqlite_template, tmp_path / "low", 1)
    others, _ = seen_with(sqlite_template, tmp_path / "high", 5)
    assert f"manager {PLACE}/elm/waves/W1" in [page for page in pages if pages[page] != others[page]]


def somebody_answers() -> None:
    """Let one of those asked send their answers today."""
    db.session.rollback()  # what was read before must not hold the file
    asked = db.session.query(Invitation).first()
    assert asked is not None
    wave = db.session.query(Wave).filter_by(label="W2").one()
    respond(asked.participant.practice, wave, "gp", 2)
    db.session.add(Participation(invitation_id=asked.id, submitted_on=TODAY))
    db.session.commit()


def test_one_submission_changes_no_page_of_an_open_wave_that_day(
    sqlite_template: Path, tmp_path: Path
) -> None:
    with service(sqlite_template, tmp_path / "open", 4) as running:
        before = running.look(OPEN)
        somebody_answers()
        assert running.look(OPEN) == before


def test_counts_that_follow_each_submission_are_found(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_once(_before: datetime.date | None) -> ColumnElement[bool]:
        return Participation.invitation_id == Invitation.id

    monkeypatch.setattr(waves, "_answered", at_once)
    with service(sqlite_template, tmp_path / "open", 4) as running:
        before = running.look(OPEN)
        somebody_answers()
        assert running.look(OPEN) != before
