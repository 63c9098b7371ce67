"""Whatever managers and leads do, nothing tells them who has answered or what hidden answers are."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.db import db
from app.disclosure import release
from app.disclosure.threshold import SCALE_HIDDEN
from app.models import Invitation, Participant, Participation, Practice, Wave, WaveState
from app.operations import issue_cards, submit_response
from app.queries import invitations, mailings, printing, roster
from app.queries.invitations import Waiting
from tests.app.mail.server import mail_server
from tests.oracle.looking import differing
from tests.oracle.roster_acts import (
    ACTORS,
    DRAWN,
    ELMS,
    HARBOUR,
    OF_LEADS,
    REFUSED,
    W2,
    Act,
    Side,
    closes,
    draw,
    side,
)
from tests.oracle.roster_world import ANYBODY, ELM, ONE, OTHER
from tests.oracle.test_plants import counts_of_today, gates_as_scored

QUICK = 10
LONG = 100
NEAR = (ELMS, f"{HARBOUR}/practices/elm", f"{HARBOUR}/practices/elm/waves/W2", W2)


@dataclass(frozen=True, slots=True)
class Often:
    """One of how many pages is looked at, besides those that acts change most: after each act, in the end."""

    after_each: int
    in_the_end: int


USUAL, THOROUGH, SELDOM = Often(100, 15), Often(10, 2), Often(1_000, 1_000)


@dataclass(frozen=True, slots=True)
class Worlds:
    """A service, and two that differ from it: one with the same roles of who has answered, one with any."""

    one: Side
    other: Side
    anybody: Side

    def pair(self, seed: int) -> tuple[Side, Side]:
        """Return two services for a sequence. Once a wave is closed, the roles of who answered matter."""
        return self.one, self.other if closes(seed) else self.anybody


@pytest.fixture(scope="module")
def worlds(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Three services and a mail server, once for all sequences."""
    folder = tmp_path_factory.mktemp("roster")
    with mail_server() as post, ExitStack() as stack:
        post.answers |= dict.fromkeys(REFUSED, "550 no such user")
        secrets = {"one": ONE, "other": OTHER, "anybody": ANYBODY}
        sides = {
            name: stack.enter_context(side(sqlite_template, folder / name, secret, post))
            for name, secret in secrets.items()
        }
        yield Worlds(**sides)


def told(pair: tuple[Side, Side], seed: int, often: Often = USUAL) -> list[str]:
    """Return what tells two services apart while people act: empty where nothing does."""
    acts = draw(seed)
    for each in pair:
        each.begin()
    for number, act in enumerate(acts, start=1):
        first, second = (each.do(act) for each in pair)
        if first != second:
            return [f"the answer to {acts[:number]}"]
        leaks = [found for each in pair for found in each.hands.leaks()]
        if leaks:
            return [f"after {acts[:number]}", *leaks]
        found = looked_at(pair, act.actor, often.after_each, seed + number, NEAR)
        if found:
            return [f"after {acts[:number]}", *found]
    return [page for actor in ACTORS for page in looked_at(pair, actor, often.in_the_end, seed)]


def looked_at(
    pair: tuple[Side, Side], actor: str, one_in: int, first: int, near: Sequence[str] = ()
) -> list[str]:
    """Return which of the actor's pages tell two services apart: of ``near`` and of one in so many."""

    def chosen(places: Sequence[str]) -> Sequence[str]:
        return [*(each for each in near if each in places), *places[first % one_in :: one_in]]

    seen = [each.look(actor, chosen) for each in pair]
    assert [page for page, (status, _, _) in seen[0].items() if status >= 500] == []
    return differing(*seen)


@pytest.mark.parametrize("seed", range(QUICK))
def test_nothing_that_is_done_tells_who_has_answered(worlds: Worlds, seed: int) -> None:
    assert told(worlds.pair(seed), seed) == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, LONG, 10))
def test_nothing_that_is_done_in_many_sequences_tells_who_has_answered(worlds: Worlds, first: int) -> None:
    for seed in range(QUICK + first, QUICK + first + 10):
        assert told(worlds.pair(seed), seed, THOROUGH) == []


def test_what_is_done_is_really_done(worlds: Worlds) -> None:
    """Were every act refused, or no mail sent, nothing would be proved."""
    worlds.one.begin()
    typed = {"name": "Eli", "email": REFUSED[0], "role": "gp"}
    _, changed, page = worlds.one.do(Act("manager", "change", typed, "Eli"))
    assert worlds.one.hands.codes == []
    assert (changed[0], "could not be delivered" in page[2]) == (303, True)
    asked, ordered, _, sheet, *followed = worlds.one.do(Act("manager", "cards", {"whom": "everybody"}))
    assert (asked[0], "a link already" in asked[2]) == (200, True)
    assert (ordered[0], "Ann" in sheet[2], "Lea" in sheet[2]) == (303, True, True)
    assert [each[0] for each in followed] == [303, 200] * len(ELM)
    assert all("If you have sent your answers before" in page[2] for page in followed[1::2])
    worlds.one.do(Act("lead", "close", {"early": "yes"}))
    seen = worlds.one.look("manager", lambda _: [f"{HARBOUR}/practices/elm/waves/W2"])
    assert SCALE_HIDDEN in str(seen)


def test_sequences_are_of_every_kind() -> None:
    acts = [act for seed in range(QUICK) for act in draw(seed)]
    assert {act.kind for act in acts} == {*DRAWN, "close"}
    assert {act.actor for act in acts if act.kind not in OF_LEADS} == set(ACTORS)


def whoever_answered(practice: Practice) -> frozenset[uuid.UUID]:
    """Return the ids of the people who have answered."""
    found = select(Invitation.participant_id).join(
        Participation, Participation.invitation_id == Invitation.id
    )
    return frozenset(db.session.scalars(found))


def a_mark_on_the_list(patch: pytest.MonkeyPatch) -> None:
    """Mark on the list of staff who has answered."""
    patch.setattr(roster, "undeliverable", whoever_answered)


def cards_for_who_has_not_answered(patch: pytest.MonkeyPatch) -> None:
    """Leave out of the cards who has answered."""
    real = printing.card_lines

    def fewer(order_id: uuid.UUID) -> Sequence[printing.CardLine]:
        return [line for line in real(order_id) if not db.session.get(Participation, line.invitation_id)]

    patch.setattr(printing, "card_lines", fewer)


def no_invitation_for_who_has_answered(patch: pytest.MonkeyPatch) -> None:
    """Send no invitation to a new address where somebody has answered: what is refused is marked."""
    real = mailings.asked

    def unanswered(*of: uuid.UUID, unanswered_only: bool) -> Sequence[Waiting]:
        return real(*of, unanswered_only=True)

    patch.setattr(mailings, "asked", unanswered)


def a_role_that_stays_where_somebody_has_answered(patch: pytest.MonkeyPatch) -> None:
    """Freeze the roles of those only who have answered."""
    patch.setattr(roster, "invited_now", whoever_answered)


def the_same_link_on_a_card_and_in_a_mail(patch: pytest.MonkeyPatch) -> None:
    """Mail people who have a card, too, as order_mailings once did."""
    rows = select(Invitation).join(Invitation.participant).join(Invitation.wave)
    addressed = rows.where(Participant.email.is_not(None), Wave.state == WaveState.OPEN)

    def everybody(_today: datetime.date) -> Sequence[mailings.Addressed]:
        return [
            mailings.Addressed(each.id, each.generation, str(each.participant.email), each.wave.opens_on, ())
            for each in db.session.scalars(addressed)
        ]

    real = mailings.wanted
    patch.setattr(mailings, "addressed", everybody)
    patch.setattr(mailings, "wanted", lambda *of: replace(real(*of), is_current=True))


def a_card_that_keeps_the_mailed_link(patch: pytest.MonkeyPatch) -> None:
    """Print the link that was mailed."""
    patch.setattr(issue_cards, "renew", lambda _invitation: None)


def a_receipt_behind_every_link(patch: pytest.MonkeyPatch) -> None:
    """Show a receipt for whatever was sent with an earlier link."""
    answered = Participation.invitation_id == Invitation.id
    patch.setattr(invitations, "_sent_with_the_link", lambda: answered)
    patch.setattr(invitations, "_linked", invitations._linked.__wrapped__)


def an_outcome_for_who_has_answered(patch: pytest.MonkeyPatch) -> None:
    """Say that nothing was sent where answers were sent with an earlier link."""
    patch.setattr(submit_response, "_drop", lambda *_of: submit_response.Outcome.NOTHING)


def a_verdict_on_a_hidden_scale(patch: pytest.MonkeyPatch) -> None:
    """Say whether a gate was passed although its scale is hidden."""
    patch.setattr(release, "as_shown", gates_as_scored)


@pytest.mark.parametrize(
    "leak",
    [
        a_mark_on_the_list,
        cards_for_who_has_not_answered,
        no_invitation_for_who_has_answered,
        a_role_that_stays_where_somebody_has_answered,
        counts_of_today,
        the_same_link_on_a_card_and_in_a_mail,
        a_card_that_keeps_the_mailed_link,
        a_receipt_behind_every_link,
        an_outcome_for_who_has_answered,
        a_verdict_on_a_hidden_scale,
    ],
    ids=lambda leak: leak.__name__,
)
def test_a_planted_leak_is_found(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch, leak: Callable[[pytest.MonkeyPatch], None]
) -> None:
    leak(monkeypatch)
    assert any(told(worlds.pair(seed), seed, SELDOM) for seed in range(QUICK))
