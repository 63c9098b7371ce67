"""What people wrote in their own words: what of it may be read, and the only way from the tables to a page.

Nothing can be made coarse here: a text is shown as a whole or not at all. Where at least ten others answered
all comments are shown; where fewer did, those whose writers agreed to it; under the group's minimum, none.
Only anonymous questionnaires for all staff have open questions whose answers are shown: one for few people
(a module, the core team) would say who wrote it (see ``Item.shareable``).

The choice is made once, when the wave closes. A comment then has an id of its own and stands in the order of
these ids, which are random: there is no role, no date and no order, and two comments of one person cannot be
told to be. How somebody types (line breaks, spaces, signs that are not seen) does not remain either. What a
text says of its writer, its language among it, remains: docs/disclosure.md.

Who reads them is said to whoever writes (app/survey/words.py): practice manager, leads, evaluators. So they
stand on pages and in the evaluators' file, and in no report that is forwarded.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.disclosure.release import require_closed
from app.disclosure.threshold import comments_from, enough_people
from app.errors import NotFoundError
from app.models import SharedComment, Snapshot, Wave
from app.queries import comments
from app.typed_text import one_line
from questionnaires import catalogue
from questionnaires.npt import SUBCONSTRUCTS
from questionnaires.types import Item

NOTHING = "There is no comment here that may be shown."


@dataclass(frozen=True, slots=True)
class ReleasedComment:
    """A text that may be read. The id is that of the shown comment, and leads to no response.

    ``withheld``: a lead took it out of sight; only leads are given such a one.
    """

    id: uuid.UUID
    text: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class ReleasedQuestion:
    """An open question with what was written to it. ``aspect`` is the construct it asks about, if any."""

    item_id: str
    text: str
    aspect: str | None
    comments: tuple[ReleasedComment, ...]


@dataclass(frozen=True, slots=True)
class ReleasedComments:
    """What may be read of a practice. ``rule`` and ``withheld`` are sentences, the latter mostly None.

    ``asked``: whether there were open questions at all.
    """

    asked: bool
    questions: tuple[ReleasedQuestion, ...]
    rule: str
    withheld: str | None

    @property
    def total(self) -> int:
        """How many comments may be read."""
        return sum(len(question.comments) for question in self.questions)


@dataclass(frozen=True, slots=True)
class ReleasedLine:
    """A comment in the file of a whole wave."""

    practice_id: uuid.UUID
    question: ReleasedQuestion
    text: str


def may_be_shown(others: int, minimum: int, *, agreed: bool) -> bool:
    """Return whether a text may be shown where so many ``others`` answered besides the practice manager.

    ``minimum`` is the group's; ``agreed`` whether its writer lets others read it.
    """
    return enough_people(others, 0, minimum if agreed else comments_from(minimum))


def as_shown(text: str) -> str | None:
    """Return a text on one line without what is not seen; None where no letter and no digit is in it.

    >>> as_shown(" Ask  the desk.\\n\\nFirst. "), as_shown("--")
    ('Ask the desk. First.', None)
    """
    line = one_line(text)
    return line if any(sign.isalnum() for sign in line) else None


def release_comments(snapshot: Snapshot) -> ReleasedComments:
    """Return what may be read of a practice in a closed wave."""
    return release_comments_of([snapshot])[snapshot.id]


def release_comments_of(snapshots: Sequence[Snapshot]) -> Mapping[uuid.UUID, ReleasedComments]:
    """Return what may be read of practices in one closed wave, by the snapshots' ids."""
    if not snapshots:
        return {}
    questions = open_questions(require_closed(snapshots[0].wave))
    rows = _readable(snapshots)
    return {
        snapshot.id: ReleasedComments(
            asked=bool(questions),
            questions=_by_question(questions, [row for row in rows[snapshot.id] if not row.withheld]),
            rule=_rule(snapshot.wave.minimum_group),
            withheld=_withheld(sum(row.withheld for row in rows[snapshot.id])),
        )
        for snapshot in snapshots
    }


def release_comment(snapshot: Snapshot, comment_id: uuid.UUID) -> ReleasedComment:
    """Return one comment that is not withheld. Raises NotFoundError."""
    found = comment_for_lead(snapshot, comment_id)
    if found.withheld:
        raise NotFoundError(f"comment {comment_id} is withheld")
    return found


def comments_for_lead(snapshot: Snapshot) -> tuple[ReleasedQuestion, ...]:
    """Return what may be read of a practice and what is withheld: for the page that withholds it."""
    questions = open_questions(require_closed(snapshot.wave))
    return _by_question(questions, _readable([snapshot])[snapshot.id])


def comment_for_lead(snapshot: Snapshot, comment_id: uuid.UUID) -> ReleasedComment:
    """Return one comment, withheld or not. Raises NotFoundError."""
    for question in comments_for_lead(snapshot):
        for comment in question.comments:
            if comment.id == comment_id:
                return comment
    raise NotFoundError(f"no comment {comment_id}")


def comments_in_wave(wave: Wave) -> Iterator[ReleasedLine]:
    """Return what may be read of all practices of a closed wave, in no order; read in batches."""
    questions, minimum = open_questions(require_closed(wave)), wave.minimum_group
    return (
        ReleasedLine(row.practice_id, questions[row.item_id], row.text)
        for row in comments.in_wave(wave.id)
        if enough_people(row.others, 0, minimum) and row.item_id in questions
    )


def open_questions(wave: Wave) -> Mapping[str, ReleasedQuestion]:
    """Return the open questions of a wave whose answers others may come to read, by their items' ids."""
    asked = (catalogue.get(row.instrument_id, row.version) for row in wave.instruments)
    items = (item for instrument in asked for item in instrument.items if item.shareable)
    words = {**wave.programme.words, "practice": "the practice"}
    return {item.id: ReleasedQuestion(item.id, item.text.render(words), _aspect(item), ()) for item in items}


def _aspect(item: Item) -> str | None:
    construct = (item.subconstruct or "").partition(".")[0]
    return construct if construct in SUBCONSTRUCTS else None


def _readable(snapshots: Sequence[Snapshot]) -> Mapping[uuid.UUID, Sequence[SharedComment]]:
    """Return the comments by snapshot where enough people answered: what was chosen is checked again."""
    found: dict[uuid.UUID, list[SharedComment]] = {snapshot.id: [] for snapshot in snapshots}
    enough = {
        snapshot.id
        for snapshot in snapshots
        if enough_people(snapshot.others, 0, snapshot.wave.minimum_group)
    }
    for row in comments.shared(list(found)):
        if row.snapshot_id in enough:
            found[row.snapshot_id].append(row)
    return found


def _by_question(
    questions: Mapping[str, ReleasedQuestion], rows: Sequence[SharedComment]
) -> tuple[ReleasedQuestion, ...]:
    """Return the questions that something was written to, in their order, with that."""
    texts: dict[str, list[ReleasedComment]] = {item_id: [] for item_id in questions}
    for row in rows:
        if row.item_id in texts:
            texts[row.item_id].append(ReleasedComment(row.id, row.text, row.withheld))
    return tuple(
        replace(questions[item_id], comments=tuple(found)) for item_id, found in texts.items() if found
    )


def _rule(minimum: int) -> str:
    """Return what is shown when: the same words whatever was written."""
    least = comments_from(minimum)
    return (
        f"Where at least {least} people besides the practice manager answered, all comments are shown; where "
        "fewer did, only those whose writers agreed to it. They are in no order and without roles or dates."
    )


def _withheld(number: int) -> str | None:
    if not number:
        return None
    if number == 1:
        return "1 comment is withheld by a programme lead, since somebody can be recognised in it."
    return f"{number} comments are withheld by a programme lead, since somebody can be recognised in them."
