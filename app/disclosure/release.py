"""``release``: the only way from a snapshot to a page, a chart, a report or a file.

Every audience gets the same: what leaves the service is forwarded, so that whatever one reader may see, any
reader may come to see, and two views that differ could be subtracted. Which practices somebody may ask for is
decided before, by the queries.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from dataclasses import replace

from app.disclosure.change import progress_sentence
from app.disclosure.core_team import release_shared_understanding
from app.disclosure.gates import as_shown, decides_sentence, judge, release_gates
from app.disclosure.released import ReleasedResult
from app.disclosure.robustness import release_robustness
from app.disclosure.scales import Group, release_scales
from app.disclosure.threshold import enough_people, needed
from app.disclosure.words import CLASS_SENTENCES, MERGED, NOT_ENOUGH_SENTENCE, NOT_ENOUGH_TITLE
from app.errors import ChangedResultError, WaveStateError
from app.models import Practice, Snapshot, Wave, WaveState
from app.queries import snapshots
from questionnaires import catalogue
from questionnaires.types import Instrument
from scoring.document import from_document
from scoring.result import GateResult, IntegrationClass, ResultSet
from scoring.rule import Rule, shipped_rule


def release(wave: Wave, *, practice_ids: Collection[uuid.UUID] | None = None) -> tuple[ReleasedResult, ...]:
    """Return what may be shown of a closed wave's practices, in the order of their names.

    ``practice_ids`` None: of every practice. Raises WaveStateError while the wave is not closed: results are
    published once, and nothing can be learned by looking before and after somebody answers.
    """
    found = snapshots.of_wave(require_closed(wave).id, practice_ids=practice_ids)
    return tuple(release_snapshot(snapshot) for snapshot in found)


def require_closed(wave: Wave) -> Wave:
    """Return the wave; raise WaveStateError where it is not closed and nothing may be shown."""
    if wave.state is not WaveState.CLOSED:
        raise WaveStateError(f"Wave {wave.label} is {wave.state}; results are shown when it is closed.")
    return wave


def release_snapshot(snapshot: Snapshot) -> ReleasedResult:
    """Return what may be shown of one snapshot; raise ChangedResultError where it is not as published."""
    _require_as_published(snapshot)
    results = from_document(json.loads(snapshot.result))
    result = results.practices[0]
    managers = result.n - snapshot.others
    minimum = snapshot.wave.minimum_group
    withheld = _withheld(snapshot, results, needed(minimum))
    if not enough_people(result.n, managers, minimum):
        return withheld
    return _shown(withheld, snapshot, results, managers)


def _require_as_published(snapshot: Snapshot) -> None:
    if snapshot.digest != snapshot.digest_now:
        raise ChangedResultError(
            f"The result of {snapshot.practice.in_full} in wave {snapshot.wave.label} is not as it was "
            "published, so it is not shown. To see what to do, run: readiness doctor"
        )


def _shown(withheld: ReleasedResult, snapshot: Snapshot, results: ResultSet, managers: int) -> ReleasedResult:
    result = results.practices[0]
    instrument, rule = _instrument(results.instrument), _rule(results.rule)
    group = Group(
        answering=result.n,
        managers=managers,
        minimum=snapshot.wave.minimum_group,
        headcount=result.headcount,
        words=snapshot.wave.programme.words,
        thresholds={gate.scale: gate.threshold for gate in rule.gates},
    )
    constructs = release_scales(result.constructs, instrument, group)
    levels = release_scales(result.levels, instrument, group)
    judged = as_shown(result.gates, (*constructs, *levels))
    integration_class, decides = judge(judged, rule)
    gates = release_gates(judged, (*constructs, *levels))
    return replace(
        withheld,
        enough=True,
        needed=None,
        answering=result.n,
        integration_class=integration_class,
        class_title=rule.classes[integration_class].title,
        class_sentence=CLASS_SENTENCES[integration_class],
        constructs=constructs,
        levels=levels,
        factors=release_scales(result.factors, instrument, group),
        overall=release_scales(result.globals, instrument, group),
        gates=gates,
        shared_understanding=release_shared_understanding(result.shared_understanding, rule),
        decides=decides_sentence(decides, gates),
        progress=progress_sentence(integration_class, snapshot.months_in_post, withheld.link_practitioner),
        robustness=release_robustness(integration_class, judged, gates, (*constructs, *levels), rule),
        reasons=_reasons(integration_class, judged, rule),
    )


def _withheld(snapshot: Snapshot, results: ResultSet, what_is_needed: str) -> ReleasedResult:
    """Return the result with nothing in it but what is needed. It reads no answer, nor how many there are."""
    wave, practice, result = snapshot.wave, snapshot.practice, results.practices[0]
    return ReleasedResult(
        programme=wave.programme.name,
        programme_slug=wave.programme.slug,
        practice=practice.name,
        practice_slug=practice.slug,
        wave=wave.label,
        wave_title=wave.title,
        data_label=wave.programme.data_label,
        merged_in=_merged_in(wave, practice),
        link_practitioner=wave.programme.words["link_practitioner"],
        linked_waves=wave.programme.linked_waves,
        same_people=snapshot.same_people,
        answering=None,
        headcount=result.headcount,
        minimum_group=wave.minimum_group,
        enough=False,
        needed=what_is_needed,
        integration_class=None,
        class_title=NOT_ENOUGH_TITLE,
        class_sentence=NOT_ENOUGH_SENTENCE,
        constructs=(),
        levels=(),
        factors=(),
        overall=(),
        gates=(),
        shared_understanding=None,
        decides=None,
        progress=None,
        robustness=None,
        reasons=(),
        instrument=results.instrument,
        rule=results.rule,
        published_on=snapshot.published_on,
    )


def _merged_in(wave: Wave, practice: Practice) -> tuple[str, ...]:
    """Return what to say of practices that had merged into this one when the wave asked their staff."""
    return tuple(
        MERGED.format(practice=each.name, day=f"{each.merged_on:%-d %B %Y}")
        for each in practice.predecessors
        if each.merged_on and each.merged_on <= wave.opens_on
    )


def _reasons(
    integration_class: IntegrationClass, gates: Collection[GateResult], rule: Rule
) -> tuple[str, ...]:
    """Return what must be said beside the class. Scoring's own reasons carry exact numbers: not these."""
    reasons = []
    if note := rule.classes[integration_class].note:
        reasons.append(f"{note[0].upper()}{note[1:]}.")
    if integration_class == "cannot_tell" and any(gate.verdict == "missed" for gate in gates):
        reasons.append("It is not fully integrated, whatever the gates that are not known would say.")
    return tuple(reasons)


def _instrument(label: str) -> Instrument:
    instrument_id, version, _ = label.split(" ")
    return catalogue.get(instrument_id, version)


def _rule(label: str) -> Rule:
    rule_id, version, _ = label.split(" ")
    return shipped_rule(rule_id, version)
