"""Changed answers in hidden cells change no byte of any page, file or header that anybody can get."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app import create_app
from app.db import db
from app.disclosure import release as release_module
from app.disclosure.threshold import SCALE_HIDDEN
from app.jobs.worker import Worker
from app.models import (
    Audience,
    Invitation,
    Participation,
    Practice,
    PrintOrder,
    Programme,
    SharedComment,
    Snapshot,
    User,
    Wave,
    WaveInstrument,
    WaveState,
)
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.operations.issue_cards import order_paper_form
from app.operations.plan_steps import add_step
from app.queries import report_files, waves
from app.reports.pdf import print_html
from questionnaires.types import NotRelevant
from tests.app import builder
from tests.app.jobs.orders import fake_pdf
from tests.app.responses import Value, core_team, respond
from tests.audiences import AUDIENCES
from tests.conftest import make_settings
from tests.oracle.looking import READ, READERS, Seen, Service, differing
from tests.oracle.test_plants import counts_of_today, gates_as_scored
from tests.site_map import PAGES

DAY = datetime.date(2026, 3, 2)
TODAY = datetime.datetime.now(datetime.UTC).date()
PLACE = "/programmes/harbour/practices"
RESULT = f"{PLACE}/elm/waves/W1"
OF_A_ROW = {each: {"manager"} for each in ("practice.print_order", "practice.download_print")}  # who ordered
OPENLY = "They walk with people. It helps."


@contextmanager
def service(template: Path, folder: Path, hidden: Value) -> Iterator[Service]:
    """Run a service in which the answers of every hidden cell are ``hidden``.

    One practice shows a hidden scale, one shows nothing. W1 is closed, W2 open, W3 in preparation.
    """
    folder.mkdir()
    shutil.copy(template, folder / "readiness.db")
    app = create_app(make_settings(folder, f"sqlite:///{folder / 'readiness.db'}"))
    with app.app_context():
        of = builder.programme()
        elm, oak = builder.practice(of, "elm", 12), builder.practice(of, "oak", 8)
        answered_and_closed(elm, oak, hidden)
        asked = builder.wave(of, [elm, oak], "W2")
        people = [builder.invitation(elm, asked, "gp") for _ in range(6)]
        respond(elm, asked, "gp", hidden)
        db.session.add(Participation(invitation_id=people[0].id, submitted_on=DAY))
        draft_wave(of)
        accounts = {
            "manager": create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)]),
            "lead": create_account("lead@example.org", [Grant(Audience.LEAD, of)]),
            "evaluator": create_account("evaluator@example.org", [Grant(Audience.EVALUATOR, of)]),
        }
        order = order_paper_form(elm, asked, "npt-core", accounts["manager"].user, TODAY)
        rows = rows_of(elm, people[1], order, accounts["evaluator"].user)
        db.session.commit()
        Worker(app, fake_pdf).drain()
        for account in accounts.values():
            db.session.refresh(account.user)
        yield Service(app, accounts, drafts=("W3",), rows=rows)
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()


def answered_and_closed(elm: Practice, oak: Practice, hidden: Value) -> None:
    """Add the wave W1 with all that is hidden in it, and close it."""
    wave = builder.wave(elm.programme, [elm, oak])
    db.session.add(WaveInstrument(wave_id=wave.id, instrument_id="context", version="1.0.0", position=2))
    # Five with a score on coherence, one of them the manager: enough for the rule, too few to show.
    for role in ("gp", "gp", "receptionist", "receptionist", "practice_manager"):
        respond(elm, wave, role, 4, scales={"coherence": hidden}, comment=f"We gave {hidden}")
    for said in (OPENLY, None):
        respond(elm, wave, "gp", 4, scales={"coherence": NotRelevant.ROLE}, comment=said, may_share=True)
    for _ in range(4):
        respond(oak, wave, "gp", hidden, comment=f"We gave {hidden}", may_share=True)
    for _ in range(5):  # a module is shown of three practices together
        respond(elm, wave, "gp", hidden, instrument="context")
    core_team(elm, wave)
    close_wave(wave, DAY)


def draft_wave(of: Programme) -> None:
    """Add the wave W3, which is being prepared."""
    builder.wave(of, [], "W3").state = WaveState.DRAFT


def rows_of(elm: Practice, asked: Invitation, order: PrintOrder, evaluator: User) -> dict[str, str]:
    """Return the ids of rows that pages are of: Elm's, and what its manager ordered."""
    wave = waves.of_programme(elm.programme, "W1")
    comment = db.session.scalars(select(SharedComment).order_by(SharedComment.item_id)).first()
    assert comment is not None
    return {
        "person": str(asked.participant_id),
        "order": str(order.id),
        "step": str(add_step(elm, wave, builder.STEP, "S3.I9", None).id),
        "comment": str(comment.id),
        "member": str(evaluator.memberships[0].id),
    }


def seen_with(template: Path, folder: Path, hidden: Value, pages: Sequence[str] | None = None) -> Seen:
    """Return all that can be seen of a service whose hidden answers are ``hidden``."""
    with service(template, folder, hidden) as running:
        return running.look(pages)


@pytest.fixture(scope="module")
def low(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """All that can be seen where hidden answers are low."""
    return seen_with(sqlite_template, tmp_path_factory.mktemp("seen") / "low", 1)


@pytest.fixture(scope="module")
def high(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """All that can be seen where they are high, and everything else is the same."""
    return seen_with(sqlite_template, tmp_path_factory.mktemp("seen") / "high", 5)


def test_answers_in_hidden_cells_change_no_byte(low: Seen, high: Seen) -> None:
    """Pages of every kind, headers with lengths and file names, files, and all reports in one."""
    assert differing(low, high) == []
    assert [page for page in low if low[page][0] >= 500] == []
    status, _, body = low[f"manager {RESULT}"]
    assert (status, SCALE_HIDDEN in body, OPENLY in body, "We gave" in str(low)) == (200, True, True, False)
    assert "Not enough answers" in low[f"lead {PLACE}/oak/waves/W1"][2]


def test_answers_in_hidden_cells_change_no_byte_of_a_pdf(low: Seen, high: Seen) -> None:
    """The services keep what their reports are printed from; here one is printed."""
    printed = [print_html(seen[f"lead {RESULT}/report"][2]).content for seen in (low, high)]
    assert printed[0] == printed[1]


@pytest.mark.parametrize("endpoint", READ)
def test_every_page_is_looked_at_by_its_readers(low: Seen, endpoint: str) -> None:
    """A comparison of pages that are not there would prove nothing."""
    pattern = re.compile(
        "(?P<reader>[a-z]+) " + re.sub(r"<[^>]+>", "[^/]+", PAGES[endpoint].rule) + r"(\?.*)?"
    )
    found = [(match["reader"], low[place][0]) for place in low if (match := pattern.fullmatch(place))]
    readers = OF_A_ROW.get(endpoint) or AUDIENCES.get(endpoint, frozenset(READERS))
    assert {reader for reader, status in found if status in (200, 303)} == readers & set(READERS)


def a_verdict_on_a_hidden_scale(patch: pytest.MonkeyPatch) -> str:
    """Say whether a gate was passed although its scale is hidden."""
    patch.setattr(release_module, "as_shown", gates_as_scored)
    return f"manager {RESULT}"


def a_digest_of_the_exact_result(patch: pytest.MonkeyPatch) -> str:
    """Say in the list of all reports by what digest an exact result is known."""
    real = report_files.of_wave

    def told(wave: Wave, most_attempts: int) -> Sequence[report_files.ReportFile]:
        digests = {row.id: row.digest for row in db.session.scalars(select(Snapshot))}
        return [replace(file, ods_code=digests[file.snapshot_id]) for file in real(wave, most_attempts)]

    patch.setattr(report_files, "of_wave", told)
    return "evaluator /reports/harbour/W1.zip"


@pytest.mark.parametrize(
    "leak", [a_verdict_on_a_hidden_scale, a_digest_of_the_exact_result], ids=lambda leak: leak.__name__
)
def test_a_planted_leak_is_found(
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    leak: Callable[[pytest.MonkeyPatch], str],
) -> None:
    where = leak(monkeypatch)
    page = where.partition(" ")[2]
    seen = [seen_with(sqlite_template, tmp_path / str(hidden), hidden, [page]) for hidden in (1, 5)]
    assert where in differing(*seen)


def somebody_answers() -> None:
    """Let one of those asked send their answers today."""
    db.session.rollback()  # what was read before must not hold the file
    asked = db.session.scalars(
        select(Invitation).where(~Invitation.id.in_(select(Participation.invitation_id)))
    )
    first = asked.first()
    assert first is not None
    wave = db.session.scalars(select(Wave).where(Wave.label == "W2")).one()
    respond(first.participant.practice, wave, "gp", 2)
    db.session.add(Participation(invitation_id=first.id, submitted_on=TODAY))
    db.session.commit()


def test_one_submission_changes_no_page_that_day(sqlite_template: Path, tmp_path: Path) -> None:
    with service(sqlite_template, tmp_path / "open", 4) as running:
        before = running.look()
        somebody_answers()
        assert differing(before, running.look()) == []


def test_counts_that_follow_each_submission_are_found(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts_of_today(monkeypatch)
    with service(sqlite_template, tmp_path / "open", 4) as running:
        place = [f"{PLACE}/elm/waves/W2"]
        before = running.look(place)
        somebody_answers()
        assert differing(before, running.look(place))
