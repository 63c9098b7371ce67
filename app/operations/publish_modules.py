"""Publishing what the anonymous modules of a wave say, of the programme as a whole."""

from __future__ import annotations

from dataclasses import replace

from app.db import db
from app.disclosure.modules import enough_pooled
from app.models import ModuleResult
from app.operations.scored_wave import ScoredWave
from app.queries import responses
from questionnaires import catalogue
from questionnaires.types import Attribution, InstrumentKind
from scoring.document import canonical_bytes
from scoring.pooled import Pooled, pooled, pooled_to_document


def publish_modules(scored: ScoredWave) -> None:
    """Write down each module's means over all people of the wave, those that may be shown.

    A mean of few people is not even written down: it would outlast their answers.
    """
    wave = scored.wave
    for row in wave.instruments:
        instrument = catalogue.get(row.instrument_id, row.version)
        if instrument.kind is InstrumentKind.MODULE and instrument.attribution is Attribution.ANONYMOUS:
            found = pooled(instrument, responses.answer_table(wave.id, instrument))
            document = canonical_bytes(pooled_to_document(_kept(found, wave.minimum_group))).decode()
            db.session.add(
                ModuleResult(
                    wave_id=wave.id,
                    instrument_id=instrument.id,
                    version=instrument.version,
                    document=document,
                )
            )


def _kept(found: Pooled, minimum: int) -> Pooled:
    scales = {
        name: scale if enough_pooled(scale.pool, minimum) else replace(scale, mean=None)
        for name, scale in found.scales.items()
    }
    return replace(found, scales=scales)
