"""A practice in whose open wave some have answered: for tests of what its manager and the lead do meanwhile.

Two such worlds differ in what nobody may see: who of those asked has answered, has begun or was reminded, how
many answered of a practice in which few were asked, and every answer in a hidden cell.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from app.db import db
from app.drafts import DraftDocument, seal
from app.links import token
from app.models import (
    Audience,
    Draft,
    Invitation,
    Mailing,
    MailState,
    Participant,
    Participation,
    Practice,
    SharedComment,
    Wave,
)
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, NewAccount, create_account
from app.operations.plan_steps import add_step
from questionnaires.types import NotRelevant
from tests.app import builder
from tests.app.responses import core_team, respond

NAMESPACE = uuid.UUID(int=4)  # people have the same ids in both worlds, so that their links are the same
DAY = datetime.timedelta(days=1)
TODAY = datetime.datetime.now(datetime.UTC).date()
OPENED = TODAY - 40 * DAY
ELM: Mapping[str, str] = {
    "Mara": "practice_manager",
    **dict.fromkeys(("Ann", "Bea", "Cid", "Dot", "Eli", "Fay"), "gp"),
    **dict.fromkeys(("Gus", "Hal", "Ivy", "Jon"), "receptionist"),
    **dict.fromkeys(("Kit", "Lea"), "practice_nurse"),
}
OAK: Mapping[str, str] = dict.fromkeys(("Oda", "Pia", "Quin"), "gp")
WITH_CARDS = frozenset({"Fay", "Jon", "Oda"})  # have no address
MANAGER, LEAD, EVALUATOR = "manager@example.org", "lead@example.org", "evaluator@example.org"
SAID = "They walk with people."


@dataclass(frozen=True, slots=True)
class Secret:
    """What tells two worlds apart: who had answered before today and today, who has begun, hidden answers."""

    answered: Collection[str]
    today: Collection[str]
    begun: Collection[str]
    hidden: int


# In a wave that is to be closed the same roles have answered: how many of each role did may be shown.
ONE = Secret({"Mara", "Ann", "Bea", "Cid", "Dot", "Gus", "Hal", "Oda", "Pia"}, (), {"Eli", "Ivy"}, 1)
OTHER = Secret({"Mara", "Cid", "Dot", "Eli", "Fay", "Ivy", "Jon", "Pia", "Quin"}, (), {"Gus", "Ann"}, 5)
# In one that stays open anybody else may have: not the manager, nobody of a practice in which few were asked.
ANYBODY = Secret({"Bea", "Eli", "Fay", "Ivy", "Jon", "Kit", "Lea"}, {"Mara", "Hal"}, {"Ann"}, 5)


def build(secret: Secret) -> tuple[dict[str, NewAccount], dict[str, str]]:
    """Add and commit a world; return its accounts by role, and ids of rows that pages are of."""
    of = builder.programme()
    elm, oak = builder.practice(of, "elm", 14), builder.practice(of, "oak", 8)
    before = builder.wave(of, [elm, oak], "W1")
    answers(elm, oak, before, secret.hidden)
    close_wave(before, OPENED - 60 * DAY)
    now = builder.wave(of, [elm, oak], "W2")
    now.opens_on, now.closes_on, now.reminder_days = OPENED, TODAY + 30 * DAY, [7, 14]
    answers(elm, oak, now, secret.hidden)
    ask(elm, now, ELM, secret)
    ask(oak, now, OAK, secret)
    comment = db.session.scalars(select(SharedComment).order_by(SharedComment.item_id)).first()
    assert comment is not None
    step = add_step(elm, before, builder.STEP, "S3.I9", None)
    rows = {"person": str(id_of("Ann")), "step": str(step.id), "comment": str(comment.id)}
    accounts = {
        "manager": create_account(MANAGER, [Grant(Audience.MANAGER, practice=elm)]),
        "lead": create_account(LEAD, [Grant(Audience.LEAD, of)]),
        "evaluator": create_account(EVALUATOR, [Grant(Audience.EVALUATOR, of)]),
    }
    db.session.commit()
    for account in accounts.values():
        db.session.refresh(account.user)
    return accounts, rows


def answers(elm: Practice, oak: Practice, wave: Wave, hidden: int) -> None:
    """Add what was answered: Elm's coherence is hidden (five scores, one the manager's), and all of Oak."""
    for role in ("gp", "gp", "receptionist", "receptionist", "practice_manager"):
        respond(elm, wave, role, 4, scales={"coherence": hidden}, comment=f"We gave {hidden}")
    for said in (SAID, None):
        respond(elm, wave, "gp", 4, scales={"coherence": NotRelevant.ROLE}, comment=said, may_share=True)
    for _ in range(2):
        respond(oak, wave, "gp", hidden, comment=f"We gave {hidden}", may_share=True)
    core_team(elm, wave)


def ask(place: Practice, wave: Wave, people: Mapping[str, str], secret: Secret) -> None:
    """Add people with their invitations, the mail that they got, and what they did."""
    for name, role in people.items():
        email = None if name in WITH_CARDS else f"{name.lower()}@example.org"
        person = Participant(id=id_of(name), practice_id=place.id, name=name, email=email, role=role)
        db.session.add(person)
        db.session.flush()
        asked = Invitation(
            id=id_of(f"{name} is asked"), wave_id=wave.id, participant_id=person.id, instrument_id="npt-core"
        )
        db.session.add(asked)
        db.session.flush()
        db.session.add_all(_done(asked, name, secret))
        if email:
            db.session.add_all(_mailed(asked, name in secret.answered))
    db.session.flush()


def id_of(name: str) -> uuid.UUID:
    """Return the id of a person or of their invitation."""
    return uuid.uuid5(NAMESPACE, name)


def _done(asked: Invitation, name: str, secret: Secret) -> Sequence[Participation | Draft]:
    if name in secret.begun:
        return [Draft(invitation_id=asked.id, revision=1, ciphertext=_begun(asked))]
    on = OPENED + DAY if name in secret.answered else TODAY if name in secret.today else None
    return [Participation(invitation_id=asked.id, submitted_on=on)] if on else []


def _begun(asked: Invitation) -> bytes:
    """Return a draft that the mailed link opens."""
    document = DraftDocument({"coherence_comment": "Between us."}, {"coherence": 1})
    link = token(current_app.extensions["settings"].link_key, asked.id, 1)
    return seal(document, link, asked.id)


def _mailed(asked: Invitation, has_answered: bool) -> Sequence[Mailing]:
    """Everybody was invited; who had answered was left out when the two reminders were sent."""
    reminded = MailState.LEFT_OUT if has_answered else MailState.SENT
    mails = ((0, MailState.SENT, OPENED), (1, reminded, OPENED + 7 * DAY), (2, reminded, OPENED + 14 * DAY))
    return [
        Mailing(invitation_id=asked.id, generation=1, number=number, state=state, ordered_on=on)
        for number, state, on in mails
    ]
