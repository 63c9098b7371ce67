"""Comments that may not be read change no byte that anybody can get, whatever they say, whoever wrote."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import create_app
from app.db import db
from app.disclosure import comments as gate
from app.models import Audience, Comment, Practice, SharedComment, Snapshot, User, Wave
from app.operations import share_comments
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.operations.withhold_comment import withhold_comment
from app.queries import comments as stored
from tests.app import builder
from tests.app.responses import respond
from tests.conftest import make_settings
from tests.oracle.looking import Seen, Service, differing
from tests.oracle.test_pages import DAY, PLACE

PRACTICES = ("elm", "oak", "ash")
WITH_COMMENTS = ("/framework/harbour/W1/", f"{PLACE}/ash/waves/W1")
OPENLY = "They walk with people. It helps."  # what may be read, in both services

Silent = tuple[str, ...]
QUIET: tuple[Silent, bool] = ((), False)
LOUD: tuple[Silent, bool] = (
    (
        "I told Doctor Jones that nobody asked us. " * 20,
        "Does neb wedi dweud wrthym beth yw'r gwaith.",
        "No.",
    ),
    True,
)


@contextmanager
def service(template: Path, folder: Path, hidden: Silent, otherwise: bool) -> Iterator[Service]:
    """Run a service whose hidden comments are ``hidden``.

    ``otherwise``: somebody else wrote what is shown, and typed it in another way.
    """
    folder.mkdir()
    shutil.copy(template, folder / "readiness.db")
    app = create_app(make_settings(folder, f"sqlite:///{folder / 'readiness.db'}"))
    with app.app_context():
        of = builder.programme()
        elm, oak, ash = (builder.practice(of, slug, 20) for slug in PRACTICES)
        wave = builder.wave(of, [elm, oak, ash])
        few_of_whom_one_agreed(elm, wave, hidden, otherwise)
        for place in range(4):  # too few, all of whom agreed
            respond(oak, wave, "gp", comment=(*hidden, None, None, None, None)[place], may_share=True)
        for place in range(12):  # enough: here only modules hide anything
            respond(ash, wave, "gp", comment=OPENLY if place == 3 else None)
        module_texts(ash, wave, hidden)
        close_wave(wave, DAY)
        lead = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
        withhold_one(ash, wave, lead.user, hidden)
        accounts = {
            "manager": create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)]),
            "lead": lead,
            "evaluator": create_account("evaluator@example.org", [Grant(Audience.EVALUATOR, of)]),
        }
        builder.wave(of, [elm], "W2")
        db.session.commit()
        for account in accounts.values():
            db.session.refresh(account.user)
        yield Service(app, accounts, PRACTICES)
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()


def few_of_whom_one_agreed(place: Practice, wave: Wave, hidden: Silent, otherwise: bool) -> None:
    """Add seven answers and the manager's; one of them agreed to be read."""
    texts: list[tuple[str | None, bool]] = [(text, False) for text in hidden]
    texts += [(None, False)] * (6 - len(texts))
    texts.insert(5 if otherwise else 0, (OPENLY.replace(" ", "  \n") if otherwise else OPENLY, True))
    roles = ("gp", "gp", "gp", "receptionist", "receptionist", "receptionist", "administrator")
    for role, (text, agreed) in zip(roles, texts, strict=True):
        respond(place, wave, role, comment=text, may_share=agreed)
    respond(place, wave, "practice_manager", comment="" if otherwise else None, may_share=True)


def module_texts(place: Practice, wave: Wave, hidden: Silent) -> None:
    """Add answers to a module, with texts as a module of another installation may have them."""
    for number in range(12):
        row = respond(place, wave, "gp", instrument="gp")
        if number < len(hidden):
            theirs = {"response_id": row.id, "item_id": "coherence_comment", "may_share": True}
            db.session.add(Comment(**theirs, text=hidden[number]))


def withhold_one(place: Practice, wave: Wave, lead: User, hidden: Silent) -> None:
    """Withhold one of the practice's comments, in which stands what nobody else may read."""
    snapshot_id = stored.published(wave.id)[place.id].snapshot_id
    row = next(each for each in stored.shared([snapshot_id]) if each.item_id == "collective_action_comment")
    withhold_comment(wave, place, row.id, lead)
    row.text = hidden[0] if hidden else "x"


def seen_with(
    template: Path, folder: Path, hidden: tuple[Silent, bool], pages: Sequence[str] | None = None
) -> Seen:
    """Return all that anybody gets of a service."""
    with service(template, folder, *hidden) as running:
        seen = running.look(pages)
        seen.pop(f"lead {PLACE}/ash/waves/W1/comments", None)  # leads read what is withheld
        return seen


def test_hidden_comments_change_no_byte(sqlite_template: Path, tmp_path: Path) -> None:
    quiet = seen_with(sqlite_template, tmp_path / "quiet", QUIET)
    loud = seen_with(sqlite_template, tmp_path / "loud", LOUD)
    assert differing(quiet, loud) == []
    assert "Jones" not in str(loud)
    assert (
        quiet["evaluator /framework/harbour/W1/elm/"][2].count(OPENLY) == 8
    )  # and in the link that codes it
    assert "1 comment is withheld" in quiet[f"evaluator {PLACE}/ash/waves/W1"][2]


def without_consent(patch: pytest.MonkeyPatch) -> None:
    """Show every comment where results are shown."""
    patch.setattr(share_comments, "may_be_shown", lambda others, minimum, *, agreed: others >= minimum)


def under_the_minimum(patch: pytest.MonkeyPatch) -> None:
    """Show whatever was agreed to; the gate that looks again is open too."""
    patch.setattr(share_comments, "may_be_shown", lambda others, minimum, *, agreed: agreed or others >= 10)
    patch.setattr(gate, "enough_people", lambda *_: True)


def as_typed(patch: pytest.MonkeyPatch) -> None:
    """Keep line breaks and spaces as somebody typed them."""
    patch.setattr(share_comments, "as_shown", lambda text: text)


def of_modules(patch: pytest.MonkeyPatch) -> None:
    """Take the texts of every questionnaire."""
    real = stored.written

    def everything(wave_id: uuid.UUID, _instrument: str, items: Collection[str]) -> Iterator[stored.Written]:
        for instrument in ("npt-core", "gp"):
            yield from real(wave_id, instrument, items)

    patch.setattr(stored, "written", everything)


def withheld_text(patch: pytest.MonkeyPatch) -> None:
    """Say of what is withheld how long it is."""
    real = gate._readable

    def told(snapshots: Sequence[Snapshot]) -> Mapping[uuid.UUID, Sequence[SharedComment]]:
        found = real(snapshots)
        return {
            key: [row for row in rows for _ in range(len(row.text) // 50 + 1 if row.withheld else 1)]
            for key, rows in found.items()
        }

    patch.setattr(gate, "_readable", told)


@pytest.mark.parametrize(
    "leak",
    [without_consent, under_the_minimum, as_typed, of_modules, withheld_text],
    ids=lambda leak: leak.__name__,
)
def test_a_planted_leak_is_found(
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    leak: Callable[[pytest.MonkeyPatch], None],
) -> None:
    leak(monkeypatch)
    quiet = seen_with(sqlite_template, tmp_path / "quiet", QUIET, WITH_COMMENTS)
    loud = seen_with(sqlite_template, tmp_path / "loud", LOUD, WITH_COMMENTS)
    assert differing(quiet, loud)
