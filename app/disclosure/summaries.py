"""The summaries of a wave's practices, all or those chosen: through the same gate as ``release``.

A filter only leaves practices out of a list whose every line is shown without it. What is counted of those
that are left is counted of lines that can be read, so that no choice tells anything that the whole does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

from app.disclosure.release import require_closed
from app.disclosure.summary import VERSION, Summary, from_text, verdict_in
from app.errors import OldSummariesError
from app.models import Wave
from app.queries import summaries
from app.queries.summaries import EVERY_PRACTICE, Chosen, ClassRow, CountRow, ResultRow, SummaryRow
from scoring.result import Verdict

Row = TypeVar("Row", SummaryRow, ResultRow, CountRow, ClassRow)


class Summarised(NamedTuple):
    """A practice in a wave, and its class as shown; more is read where it is needed, a practice at a time."""

    name: str
    slug: str
    shown_class: str | None
    shown_weakest: str | None
    text: str

    @property
    def weakest(self) -> Sequence[str]:
        """The ids of the missed gates than which none is shown to be weaker."""
        return self.shown_weakest.split() if self.shown_weakest else ()

    def read(self) -> Summary:
        """Return all of the summary."""
        return from_text(self.text)

    def verdict(self, gate: str) -> Verdict:
        """Return the shown verdict of one gate; unknown where nothing is shown."""
        return verdict_in(self.text, gate)


def summaries_of(wave: Wave, chosen: Chosen = EVERY_PRACTICE) -> Iterator[Summarised]:
    """Yield the chosen practices of a closed wave in the order of their names.

    It raises when it is begun: WaveStateError while the wave is not closed, OldSummariesError where summaries
    are old.
    """
    rows = _current(wave.label, summaries.of_wave(require_closed(wave), chosen))
    for _, name, slug, shown_class, shown_weakest, text in rows:
        yield Summarised(name, slug, shown_class, shown_weakest, text or "")


def last_results(
    waves: Sequence[Wave], chosen: Chosen = EVERY_PRACTICE, most: int = 2
) -> Iterator[tuple[str, Summarised]]:
    """Yield the chosen practices in the order of their names, in the last closed waves with enough answers.

    Beside each the wave's label. Of each practice at most so many, the earliest first. Raises WaveStateError
    and OldSummariesError too.
    """
    ids = [require_closed(wave).id for wave in waves]
    labels = ", ".join(wave.label for wave in waves)
    for row in _current(labels, summaries.last_results(ids, chosen, most)):
        wave, _, name, slug, shown_class, shown_weakest, text = row
        yield wave, Summarised(name, slug, shown_class, shown_weakest, text or "")


def have_results(practice_ids: Collection[UUID], waves: Collection[Wave]) -> Mapping[tuple[UUID, UUID], bool]:
    """Return by the ids of practice and closed wave whether a result is shown: whether enough have answered.

    Nothing of a practice that a wave has published nothing of. Raises WaveStateError and OldSummariesError.
    """
    ids = [require_closed(wave).id for wave in waves]
    labels = ", ".join(wave.label for wave in waves)
    rows = _current(labels, summaries.classes(practice_ids, ids))
    return {(row.practice_id, row.wave_id): row.shown_class is not None for row in rows}


def class_counts(
    waves: Sequence[Wave], chosen: Chosen = EVERY_PRACTICE
) -> Mapping[UUID, Mapping[str | None, int]]:
    """Return for each closed wave how many of the chosen practices have each class, None: too few answers.

    Raises WaveStateError and OldSummariesError too.
    """
    ids = [require_closed(wave).id for wave in waves]
    found: dict[UUID, dict[str | None, int]] = {wave_id: {} for wave_id in ids}
    labels = ", ".join(wave.label for wave in waves)
    for row in _current(labels, summaries.counts(ids, chosen)):
        found[row.wave_id][row.shown_class] = row.practices
    return found


def _current(label: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows; raise OldSummariesError where one was written by other rules than this version's."""
    for row in rows:
        if row.version != VERSION:
            raise OldSummariesError(
                f"Results of wave {label} were summarised by rules of disclosure of version {row.version}, "
                f"not {VERSION}. Run: readiness upgrade"
            )
        yield row
