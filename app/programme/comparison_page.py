"""What the comparison of a wave's practices is given: by name, never by rank, all of them or those chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.charts import row_svg
from app.disclosure.headings import headings
from app.disclosure.ranking import ReleasedRanking, nothing_to_compare, release_ranking
from app.disclosure.summaries import Summarised, class_counts, summaries_of
from app.disclosure.words import NOT_ENOUGH_TITLE
from app.errors import NotFoundError
from app.models import Wave
from app.programme.choice_form import NOT_ENOUGH, ChoiceForm
from app.programme.pictures import Line, Picture, picture
from app.queries.paging import Page, page_of
from scoring.rule import Gate, Rule, SharedUnderstandingGate

SPREAD = "spread"
VIEWS = {
    SPREAD: "All at once",
    "radars": "Radars",
    "dots": "Dots and intervals",
    "heat": "Heat map",
    "table": "Numbers",
}


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many of the chosen practices have one verdict; ``name`` is what to choose them by."""

    name: str
    title: str
    practices: int


@dataclass(frozen=True, slots=True)
class GateCount:
    """In how many practices no missed gate is shown to be weaker than this one."""

    title: str
    practices: int
    bar: Markup


@dataclass(frozen=True, slots=True)
class Weakest:
    """The gates by how often they are the weakest. ``titles`` are those of the most frequent."""

    practices: int  # that miss a gate
    titles: tuple[str, ...]
    most: int
    gates: tuple[GateCount, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """One page of the chosen practices of a closed wave, and counts of all that are chosen.

    ``ranking`` answers whether the practices of the whole wave can be ranked; ``of_all`` is their number.
    """

    wave: Wave
    view: str
    counts: tuple[ClassCount, ...]
    weakest: Weakest
    ranking: ReleasedRanking
    of_all: int
    paging: Page[Summarised]
    lines: tuple[Line, ...]
    picture: Picture


def comparison_page(wave: Wave, rule: Rule, form: ChoiceForm, view: str, number: int) -> ComparisonPage:
    """Return the comparison of the practices chosen by a valid form.

    ``view`` "" is the radars, or of more than a page all at once. Raises NotFoundError for a view or a page
    that is not there.
    """
    found = list(summaries_of(wave, form.chosen))
    paging = page_of(found, number)
    view = view or (SPREAD if paging.pages > 1 else "radars")
    if view not in VIEWS:
        raise NotFoundError(f"no view {view!r}")
    titles: dict[str, str] = {name: meaning.title for name, meaning in rule.classes.items()}
    lines = tuple(line(each, titles) for each in paging.rows)
    of_all = class_counts([wave])[wave.id] if form.asked else Counter(each.shown_class for each in found)
    with_results = sum(practices for shown, practices in of_all.items() if shown is not None)
    return ComparisonPage(
        wave=wave,
        view=view,
        counts=counts_of(Counter(each.shown_class for each in found), rule),
        weakest=weakest_gates(found, rule),
        ranking=release_ranking(wave) if with_results > 1 else nothing_to_compare(with_results),
        of_all=sum(of_all.values()),
        paging=paging,
        lines=lines,
        picture=picture(view, headings(wave), lines, found),
    )


def line(practice: Summarised, titles: Mapping[str, str]) -> Line:
    """Return one practice of the comparison; ``titles`` are those of the classes."""
    title = titles.get(practice.shown_class or "", NOT_ENOUGH_TITLE)
    return Line(practice.name, practice.slug, title, practice.read())


def counts_of(found: Mapping[str | None, int], rule: Rule) -> tuple[ClassCount, ...]:
    """Return the number of practices in each class of the rule, in its order, and without enough answers."""
    counts = [ClassCount(name, meaning.title, found.get(name, 0)) for name, meaning in rule.classes.items()]
    return (*counts, ClassCount(NOT_ENOUGH, NOT_ENOUGH_TITLE, found.get(None, 0)))


def weakest_gates(practices: Sequence[Summarised], rule: Rule) -> Weakest:
    """Return how often each gate is the weakest; a practice counts for each of several that are."""
    missing = [practice for practice in practices if practice.weakest]
    found = Counter(gate for practice in missing for gate in practice.weakest)
    most = max(found.values(), default=0)
    gates: Sequence[Gate | SharedUnderstandingGate] = (*rule.gates, rule.shared_understanding)
    return Weakest(
        practices=len(missing),
        titles=tuple(gate.title for gate in gates if most and found[gate.id] == most),
        most=most,
        gates=tuple(
            GateCount(gate.title, found[gate.id], row_svg.bar(found[gate.id] / max(len(missing), 1)))
            for gate in gates
        ),
    )
