"""What each audience is called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.models import Audience, Membership

TITLES: Mapping[Audience, str] = MappingProxyType(
    {
        Audience.MANAGER: "Practice manager",
        Audience.LEAD: "Programme lead",
        Audience.EVALUATOR: "Evaluator",
        Audience.ADMINISTRATOR: "Administrator",
    }
)


def title_and_place(membership: Membership) -> tuple[str, str]:
    """Return (what somebody is, of what), without the names of what they may not see."""
    return TITLES[membership.audience], _place(membership)


def _place(membership: Membership) -> str:
    if membership.practice is not None:
        return membership.practice.name
    return membership.programme.name if membership.programme is not None else "this service"
