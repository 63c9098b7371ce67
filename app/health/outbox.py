"""Work that waits, in one line."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from app.health.finding import Finding, age
from app.queries.work import Pile


def outbox(piles: Sequence[Pile], now: datetime.datetime) -> Finding:
    """Return how much work waits and how much was given up."""
    waiting = [pile for pile in piles if not pile.given_up]
    given_up = [pile for pile in piles if pile.given_up]
    texts = [_waiting(waiting, now)] + ([f"{amount(given_up)} given up"] if given_up else [])
    return Finding("outbox", "note" if given_up else "ok", ", ".join(texts))


def amount(piles: Sequence[Pile]) -> str:
    """Return how much work there is, in a few words; of what is not counted only that there is some."""
    counted = [pile.count for pile in piles if pile.count is not None]
    texts = [f"{sum(counted):,}"] if counted or not piles else []
    if len(counted) < len(piles):
        texts.append("reminders")
    return " and ".join(texts)


def _waiting(piles: Sequence[Pile], now: datetime.datetime) -> str:
    if not piles:
        return "nothing waits"
    oldest = min(pile.oldest for pile in piles)
    return f"{amount(piles)} waiting, the oldest for {age(oldest, now)}"
