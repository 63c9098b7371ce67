"""What the framework matrix charts: of each practice and aspect the survey, the comments, the coded evidence.

The survey's side is what the gate lets through, and nothing else is computed here: a cell puts side by side
what the results page and the evidence matrix show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.disclosure.coarsen import NOT_SHOWN as HIDDEN
from app.disclosure.comments import ReleasedComment, ReleasedComments, ReleasedQuestion, release_comments_of
from app.disclosure.release import release_snapshot
from app.disclosure.released import ReleasedResult, ReleasedScale
from app.disclosure.words import NOT_ENOUGH_TITLE
from app.evaluator.aspects import Aspect
from app.models import Mark, Practice, Wave, WaveState
from app.queries import evidence, snapshots
from app.queries.evidence import CodedCell

NOT_PUBLISHED = "Not published"
NOT_ASKED = "Not asked"
NOT_SHOWN = "Not shown"
NO_AGREEMENT = "agreement not shown"  # below a mean that is


@dataclass(frozen=True, slots=True)
class Charted:
    """One cell. ``survey`` is the mean in words, ``agreement`` how far people agree where that is shown."""

    aspect: Aspect
    survey: str
    agreement: str | None
    comments: tuple[ReleasedComment, ...]
    mark: Mark | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class ChartedPractice:
    """A practice with a cell for each aspect; ``other`` are comments that no aspect is asked about in."""

    practice: Practice
    cells: tuple[Charted, ...]
    other: tuple[ReleasedQuestion, ...]
    withheld: str | None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of a practice's survey."""

    result: ReleasedResult
    scales: Mapping[str, ReleasedScale]
    comments: ReleasedComments


def chart(
    wave: Wave, practices: Sequence[Practice], aspects: Sequence[Aspect]
) -> tuple[ChartedPractice, ...]:
    """Return the practices of a wave, each with a cell for each of ``aspects``."""
    ids = [practice.id for practice in practices]
    coded = evidence.cells(wave, ids)
    shown = _shown(wave, practices)
    return tuple(
        _row(practice, aspects, shown.get(practice.slug), coded.get(practice.id, {}))
        for practice in practices
    )


def _shown(wave: Wave, practices: Sequence[Practice]) -> Mapping[str, _Shown]:
    """Return what is shown of the practices by their short names; nothing while the wave is not closed."""
    if wave.state is not WaveState.CLOSED:
        return {}
    found = snapshots.of_wave(wave.id, practice_ids=[practice.id for practice in practices])
    comments = release_comments_of(found)
    shown = {}
    for snapshot in found:
        result = release_snapshot(snapshot)
        scales = (*result.constructs, *result.levels, *result.factors)
        by_id = {scale.id: scale for scale in scales}
        shown[result.practice_slug] = _Shown(result, by_id, comments[snapshot.id])
    return shown


def _row(
    practice: Practice, aspects: Sequence[Aspect], shown: _Shown | None, coded: Mapping[str, CodedCell]
) -> ChartedPractice:
    questions = shown.comments.questions if shown else ()
    return ChartedPractice(
        practice=practice,
        cells=tuple(_cell(aspect, shown, questions, coded.get(aspect.id)) for aspect in aspects),
        other=tuple(question for question in questions if question.aspect is None),
        withheld=shown.comments.withheld if shown else None,
    )


def _cell(
    aspect: Aspect, shown: _Shown | None, questions: Sequence[ReleasedQuestion], coded: CodedCell | None
) -> Charted:
    survey, agreement = _survey(aspect, shown)
    return Charted(
        aspect=aspect,
        survey=survey,
        agreement=agreement,
        comments=tuple(
            comment for question in questions if question.aspect == aspect.id for comment in question.comments
        ),
        mark=coded.mark if coded else None,
        source=coded.source if coded else "",
        note=coded.note if coded else "",
    )


def _survey(aspect: Aspect, shown: _Shown | None) -> tuple[str, str | None]:
    """Return the mean in words, and how far people agree where that is shown."""
    if shown is None:
        return NOT_PUBLISHED, None
    if not shown.result.enough:
        return NOT_ENOUGH_TITLE, None
    scale = shown.scales.get(aspect.id)
    if scale is None:
        return NOT_ASKED, None
    if scale.mean is None:
        return NOT_SHOWN, None
    if not scale.interval:
        return scale.mean_text, None
    return scale.mean_text, NO_AGREEMENT if scale.strength == HIDDEN else scale.strength
