"""What a report is made of: every word and chart prepared, so that templates only lay them out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app.disclosure.actions import Advice
from app.disclosure.released import ReleasedChange, ReleasedGate, ReleasedResult, ReleasedScale
from app.reports.methods_document import MethodLine


@dataclass(frozen=True, slots=True)
class Explained:
    """A scale with what it means in plain words and a question for the practice's own meeting."""

    scale: ReleasedScale
    meaning: str | None
    talk: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Scales shown together: their chart and their explanations."""

    chart: Markup
    scales: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate with the mark that stands before its verdict; the mark differs in shape, not in colour.

    ``source`` leaves out what is said of every threshold: the method says it once.
    """

    gate: ReleasedGate
    mark: str
    people: str
    source: str


@dataclass(frozen=True, slots=True)
class CoreRoleLine:
    """A core role with one cell a level: "yes", "no" or "no answer", and its coherence."""

    title: str
    cells: tuple[str, ...]
    coherence: str


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class of the rule and when it is given."""

    title: str
    when: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the result came about: instrument, rule, their versions and short digests."""

    instrument: str
    instrument_digest: str
    missing: str
    rule: str
    rule_digest: str
    threshold_note: str
    core_team_minimum: str
    classes: tuple[ClassLine, ...]
    sources: tuple[str, ...]
    numbers: tuple[MethodLine, ...]


@dataclass(frozen=True, slots=True)
class SinceLastTime:
    """What changed since the wave before; no chart where one of the two had too few answers."""

    change: ReleasedChange
    chart: Markup | None


@dataclass(frozen=True, slots=True)
class Results:
    """What only a practice with enough answers has.

    ``sure`` is the word for how sure the verdict is, ``borderline`` where the label must not be acted on.
    ``since`` is None in the first wave of a practice. ``actions`` are the first few; ``more_actions`` says
    how many there are besides.
    """

    people: str
    radar: Markup
    gates: tuple[GateLine, ...]
    sure: str | None
    borderline: bool
    since: SinceLastTime | None
    constructs: Group
    levels: Group
    factors: Group
    overall: Group
    core_team: tuple[CoreRoleLine, ...]
    not_relevant: tuple[ReleasedScale, ...]
    actions: tuple[Advice, ...]
    more_actions: int
    actions_note: str


@dataclass(frozen=True, slots=True)
class ReportContext:
    """One report. ``results`` is None where there are not enough answers: then the report holds no number.

    ``created`` is the day of publication (ISO 8601), so that the same snapshot gives the same bytes.
    """

    title: str
    language: str
    created: str
    published: str
    released: ReleasedResult
    results: Results | None
    method: Method
