"""What the scales of a wave's summaries are called, and what their gates ask for."""

from __future__ import annotations

from dataclasses import dataclass

from app.models import Wave
from questionnaires import catalogue
from questionnaires.types import InstrumentKind, ScaleKind
from scoring.rule import shipped_rule


@dataclass(frozen=True, slots=True)
class Heading:
    """A construct or level. ``threshold`` is that of its gate, None where it is no gate of the rule."""

    id: str
    title: str
    is_construct: bool
    minimum: int
    maximum: int
    threshold: float | None


def headings(wave: Wave) -> tuple[Heading, ...]:
    """Return the constructs, then the levels that a wave asks about, in the words of its programme."""
    used = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    survey = next(each for each in used if each.kind is not InstrumentKind.MODULE)
    rule = shipped_rule(wave.rule_id, wave.rule_version)
    thresholds = {gate.scale: gate.threshold for gate in rule.gates}
    return tuple(
        Heading(
            scale.id,
            scale.title.render(wave.programme.words),
            kind is ScaleKind.CONSTRUCT,
            scale.minimum,
            scale.maximum,
            thresholds.get(scale.id),
        )
        for kind in (ScaleKind.CONSTRUCT, ScaleKind.LEVEL)
        for scale in survey.scales
        if scale.kind is kind
    )
