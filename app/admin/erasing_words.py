"""What erasing takes away, in words. Every table that can lose rows is spoken of: a test compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Participant
from app.queries.belonging import Belonging, count


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of thing that goes. ``counted`` is the table whose rows are told, None for a word in place.

    Answers are never counted: how many people have answered is told on the pages of a wave, by their rules.
    """

    words: str
    tables: frozenset[str]
    counted: str | None = None


def _part(words: str, *tables: str, counted: bool = True) -> Part:
    return Part(words, frozenset(tables), tables[0] if counted else None)


PARTS = (
    _part("Practices", "practices"),
    _part(
        "Waves, with what they asked and what was published of them as a whole",
        *("waves", "wave_instruments", "reliabilities", "module_results"),
    ),
    _part("People on lists of staff", "participants"),
    _part(
        "Invitations, with their links, cards, mail and what was begun",
        *("invitations", "drafts", "paper_entries", "mailings", "participations"),
    ),
    _part(
        "Answers and what people wrote, sent or typed in from paper",
        *("responses", "answers", "figures", "choices", "comments", "transcriptions"),
        counted=False,
    ),
    _part(
        "Published results, by role too, with comments chosen for them",
        *("snapshots", "role_results", "shared_comments"),
    ),
    _part("PDF reports", "documents"),
    _part("Sheets of cards and paper forms that were ordered", "print_orders"),
    _part("Steps of plans", "plan_steps"),
    _part("Cells of coded evidence", "evidence_cells"),
    _part("Places in waves, networks and regions", "wave_practices", "affiliations"),
    _part("Roles of accounts in it", "memberships"),
)


def parts(found: Belonging) -> Sequence[tuple[str, str]]:
    """Return what goes with a row, each kind with its number or "all", and nothing of what is not there."""
    root, *_ = found
    named = {
        table: (condition & Participant.erased.is_(False) if table is Participant.__table__ else condition)
        for table, condition in found.items()
    }
    numbers: Mapping[str, int] = count(named, {part.counted for part in PARTS if part.counted})
    return [
        (part.words, f"{numbers[part.counted]:,}" if part.counted else "all")
        for part in PARTS
        if part.counted != root.name and (part.counted is None or numbers.get(part.counted))
    ]


def of(count: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> of(1, "account", "accounts"), of(2000, "account", "accounts")
    ('1 account', '2,000 accounts')
    """
    return f"{count:,} {one if count == 1 else many}"
