"""What somebody is asked, without its pages."""

from __future__ import annotations

from questionnaires.routing import Answers, visible_sections
from questionnaires.types import Instrument, Item


def asked_items(instrument: Instrument, role: str, answers: Answers) -> tuple[Item, ...]:
    """Return the items of the pages that a person is asked, in order."""
    return tuple(item for section in visible_sections(instrument, role, answers) for item in section.items)
