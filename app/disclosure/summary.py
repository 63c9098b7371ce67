"""What is shown of a practice in a few hundred bytes: what comparisons of thousands of practices are made of.

A page cannot put 6,500 snapshots through the gate. So what the gate lets through is written down beside each
snapshot when its wave is closed (app/operations/write_summaries.py), and such pages read that. It is worked
out of a :class:`ReleasedResult` and of nothing else: it tells nothing that the practice's own page does not.

``VERSION`` is raised whenever the gate would let something else through: ``readiness upgrade`` then writes
every summary anew, and no page shows an older one. Words that a programme can change (names of practices,
titles of scales) are not in here. The document is flat, since reading it is what such a page does most.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from app.disclosure.released import ReleasedResult, ReleasedScale
from scoring.document import canonical_bytes
from scoring.result import IntegrationClass, Verdict
from scoring.rule import Rule, shipped_rule

VERSION = 1
OR_LESS, OR_MORE = "or less", "or more"
_VERDICTS: Mapping[str, Verdict] = {"met": "met", "missed": "missed", "unknown": "unknown"}


class SummaryScale(NamedTuple):
    """A construct or level as shown: without numbers, and with words for that, where it is hidden."""

    mean: float | None
    mean_text: str
    low: float | None
    high: float | None
    interval_text: str

    @property
    def interval(self) -> tuple[float, float] | None:
        """The ends of the shown interval."""
        return None if self.low is None or self.high is None else (self.low, self.high)


class SummaryRole(NamedTuple):
    """What a core role names as part of the job, level by level, and which side of the minimum it is on."""

    names_level: tuple[bool | None, ...]
    coherence_text: str


class Summary(NamedTuple):
    """What is shown of one practice in one wave. With too few answers there is only what is ``needed``.

    ``scales`` has the constructs and levels by their ids, ``gates`` the shown verdicts; ``weakest`` are the
    ids of the missed gates than which none is shown to be weaker. ``roles`` is None where nothing of the core
    team is shown. ``rule`` is the rule's id and version.
    """

    rule: str
    answering: int | None
    headcount: int
    needed: str | None
    integration_class: IntegrationClass | None
    weakest: tuple[str, ...]
    scales: Mapping[str, SummaryScale]
    gates: Mapping[str, Verdict]
    roles: tuple[SummaryRole, ...] | None


def summarise(released: ReleasedResult) -> Summary:
    """Return the summary of what is released of a practice."""
    rule_id, version, _ = released.rule.split(" ")
    shared = released.shared_understanding
    return Summary(
        rule=f"{rule_id} {version}",
        answering=released.answering,
        headcount=released.headcount,
        needed=released.needed,
        integration_class=released.integration_class,
        weakest=weakest(released, shipped_rule(rule_id, version)),
        scales={scale.id: _scale(scale) for scale in (*released.constructs, *released.levels)},
        gates={gate.id: gate.verdict for gate in released.gates},
        roles=None
        if shared is None
        else tuple(SummaryRole(role.names_level, role.coherence_text) for role in shared.roles),
    )


def weakest(released: ReleasedResult, rule: Rule) -> tuple[str, ...]:
    """Return the missed gates than which no other is shown to be further below its threshold.

    There is more than one where shown margins are equal; and of a mean that is shown as "or less" nobody
    can say that it is not the lowest. The core team's gate has no points: it counts where it alone is missed.
    """
    scales = {scale.id: scale for scale in (*released.constructs, *released.levels)}
    missed = [gate.id for gate in released.gates if gate.verdict == "missed"]
    in_points = [gate for gate in rule.gates if gate.id in missed and scales[gate.scale].mean is not None]
    margins = {gate.id: round((scales[gate.scale].mean or 0.0) - gate.threshold, 2) for gate in in_points}
    lowest = min(margins.values(), default=0.0)
    found = tuple(
        gate.id
        for gate in in_points
        if margins[gate.id] == lowest or scales[gate.scale].mean_text.endswith(OR_LESS)
    )
    return found or tuple(missed)


def to_text(summary: Summary) -> str:
    """Return the summary as canonical JSON; its named tuples are arrays there."""
    return canonical_bytes(summary._asdict()).decode()


def from_text(text: str) -> Summary:
    """Return the summary that :func:`to_text` made this of."""
    document = json.loads(text)
    document["weakest"] = tuple(document["weakest"])
    document["scales"] = {name: SummaryScale(*row) for name, row in document["scales"].items()}
    if document["roles"] is not None:
        document["roles"] = tuple(SummaryRole(tuple(names), words) for names, words in document["roles"])
    return Summary(**document)


def verdict_in(text: str, gate: str) -> Verdict:
    """Return one verdict of a summary, "unknown" where there is none, without reading the rest.

    The text is canonical, and of its objects only that of the gates has a word for a value of this key.
    """
    _, found, after = text.partition(f'"{gate}":"')
    return _VERDICTS.get(after.partition('"')[0], "unknown") if found else "unknown"


def _scale(scale: ReleasedScale) -> SummaryScale:
    low, high = scale.interval or (None, None)
    return SummaryScale(scale.mean, scale.mean_text, low, high, scale.interval_text)
