"""Everything of an instrument that a respondent or a reader of a report may see."""

from __future__ import annotations

from questionnaires.types import Instrument, Text


def texts_of(instrument: Instrument) -> list[Text]:
    """Return all texts of an instrument."""
    found = [instrument.title, instrument.purpose, instrument.consent]
    for scale in instrument.scales:
        found += [scale.title, scale.question]
    for section in instrument.sections:
        found += [section.title, section.intro]
    for item in instrument.items:
        found += [item.text, item.hint, item.low, item.high, item.unit]
        found += [option.text for option in item.options]
    return [text for text in found if text is not None]
