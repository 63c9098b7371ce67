"""What a practice can do next: actions that follow from what is shown of its result, and from nothing else.

The exact scores are not read. What is recommended says no more than the verdicts and rounded means that the
same reader sees already; where they hide something, nothing is recommended for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.disclosure.released import ReleasedResult, ReleasedScale
from questionnaires.evidence import all_evidence
from scoring.action_library import Action, ActionLibrary, shipped_library
from scoring.recommend import Recommendation, Theme, recommend, weak_themes
from scoring.result import Verdict

NOT_KNOWN = "not known"
MAP_IS_OURS = (
    "The actions are findings of published studies, in our own words. Which action is shown for which weak "
    "result is this project's own judgement: no study says so, and nobody has tested it. You know your "
    "practice: choose, change or leave them."
)
# What a source is called, by the paper that its id belongs to.
_PAPERS: Mapping[str, str] = {
    "S2": "Interviews with 21 providers of social prescribing (S2), recommendation",
    "S3": "Interviews with 17 GPs (S3), proposed intervention",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a theme stands in one wave, in a word; ``weak`` None where it is not known."""

    theme: str
    title: str
    weak: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Advice:
    """An action in words: what it is, which of the practice's weak themes it helps with, where it is from."""

    id: str
    title: str
    what: str
    helps_with: tuple[str, ...]
    source: str
    leads_only: bool

    @property
    def why(self) -> str:
        """The weak themes in one line."""
        return ", ".join(title.lower() for title in self.helps_with)


def advice(result: ReleasedResult, *, for_leads: bool) -> tuple[Advice, ...]:
    """Return the actions for a result, those that help with most of its weak themes first.

    ``for_leads``: include what concerns whoever leads a programme, never a practice. Empty where nothing is
    weak, and where there are not enough answers.
    """
    found = recommend(themes(result), shipped_library(), for_leads=for_leads)
    return tuple(_worded(each, result.link_practitioner) for each in found)


def themes(result: ReleasedResult) -> tuple[Theme, ...]:
    """Return what may be weak in a result.

    Where the rule has a gate, its shown verdict decides (a mean shown as "or more" does not say on which
    side of the bound it is); elsewhere the shown mean.
    """
    verdicts = {gate.id: gate.verdict for gate in result.gates}
    scales = (*result.constructs, *result.levels, *result.factors)
    found = [_theme(scale, verdicts.get(scale.id)) for scale in scales]
    known = {theme.id for theme in found}
    found += [
        Theme(gate.id, gate.title, "gate", None, failed=gate.verdict == "missed")
        for gate in result.gates
        if gate.id not in known
    ]
    return tuple(found)


def standings(result: ReleasedResult | None) -> Mapping[str, Standing]:
    """Return how each theme of a result stands, by its id; nothing where there is no result to show."""
    if result is None or not result.enough:
        return {}
    verdicts = {gate.id: gate.verdict for gate in result.gates}
    means = {scale.id: scale.mean for scale in (*result.constructs, *result.levels, *result.factors)}
    library = shipped_library()
    return {
        theme.id: _standing(theme, verdicts.get(theme.id), means.get(theme.id), library)
        for theme in themes(result)
    }


def action_for_practices(action_id: str, link_practitioner: str) -> Action | None:
    """Return an action that a practice may put into its plan, None where there is none of that id."""
    found = {action.id: action for action in shipped_library().actions if not action.leads_only}
    action = found.get(action_id)
    return action.worded(link_practitioner) if action else None


def source_in_words(action: Action) -> str:
    """Return where an action comes from, in words with the finding's id."""
    evidence = all_evidence()[action.source]
    paper = _PAPERS.get(evidence.source, evidence.source)
    counted = (
        f"; by that study it could address {action.addresses} of the barriers and enablers it found"
        if action.addresses
        else ""
    )
    return f"{paper} {action.source}: {evidence.label}{counted}"


def _theme(scale: ReleasedScale, verdict: Verdict | None) -> Theme:
    mean = scale.mean if verdict is None else None
    return Theme(scale.id, scale.title, scale.kind, mean, failed=verdict == "missed")


def _standing(theme: Theme, verdict: Verdict | None, mean: float | None, library: ActionLibrary) -> Standing:
    weak = bool(weak_themes([theme], library))
    if verdict == "unknown" or (verdict is None and mean is None):
        return Standing(theme.id, theme.title, None, NOT_KNOWN)
    if verdict is not None:
        return Standing(theme.id, theme.title, weak, "missed" if weak else "met")
    return Standing(theme.id, theme.title, weak, "weak" if weak else "not weak")


def _worded(found: Recommendation, link_practitioner: str) -> Advice:
    action = found.action.worded(link_practitioner)
    return Advice(
        id=action.id,
        title=action.title,
        what=action.what,
        helps_with=tuple(theme.title for theme in found.because),
        source=source_in_words(action),
        leads_only=action.leads_only,
    )
