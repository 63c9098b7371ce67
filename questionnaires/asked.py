"""Which of a wave's instruments somebody is asked: all cores and pulses of their role, one module at most.

One module, so that nobody is asked for ten minutes. Which one follows from the instruments alone: one that is
attributed by role comes first, since its few people are asked for nobody else's sake. Then comes the module
whose questions go to this role and few others: it was written for them. Where there is none, the one that
asks most roles the same, since its answers can be set beside each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.routing import possible_items
from questionnaires.types import Attribution, Instrument, InstrumentKind

FEW = 3
"""Up to so many roles that get the same questions count as few."""


def instruments_for(role: str, offered: Sequence[Instrument]) -> tuple[Instrument, ...]:
    """Return what a person of ``role`` is asked of the instruments that a wave offers, in its order."""
    mine = [each for each in offered if role in each.roles]
    modules = [each for each in mine if each.kind is InstrumentKind.MODULE]
    module = min(modules, key=lambda each: _rank(role, each)) if modules else None
    return tuple(each for each in mine if each.kind is not InstrumentKind.MODULE or each is module)


def _rank(role: str, module: Instrument) -> tuple[bool, bool, int, int]:
    """Return what modules are ranked by, the lowest first."""
    sharing = _sharing(role, module)
    few = sharing <= FEW
    is_anonymous = module.attribution is not Attribution.ROLE
    return is_anonymous, not few, sharing if few else -sharing, len(module.roles)


def _sharing(role: str, module: Instrument) -> int:
    """Return how many roles, this one among them, get the same questions of a module."""
    own = possible_items(module, role)
    return sum(possible_items(module, each) == own for each in module.roles)
