"""The way back from a practice's pages: to the comparison for who may see it, else to their practices."""

from __future__ import annotations

from flask import url_for

from app.models import Practice, User, Wave
from app.queries.programmes import OVERSEERS

Step = tuple[str, str]  # the words and the address of a link


def to_practices(user: User, wave: Wave) -> tuple[Step, ...]:
    """Return the steps above a practice's page."""
    if not oversees(user, wave):
        return (("Practices", url_for("practice.practices")),)
    slug = wave.programme.slug
    return (
        ("Programmes", url_for("programme.programmes")),
        (wave.programme.name, url_for("programme.waves", programme=slug)),
        (f"Wave {wave.label}", url_for("programme.comparison", programme=slug, wave=wave.label)),
    )


def to_results(practice: Practice, wave: Wave) -> Step:
    """Return the step from below a practice's results back to them."""
    slug = wave.programme.slug
    return (
        practice.name,
        url_for("practice.results", programme=slug, practice=practice.slug, wave=wave.label),
    )


def oversees(user: User, wave: Wave) -> bool:
    """Return whether the user leads or evaluates the wave's programme."""
    return any(
        membership.audience in OVERSEERS and membership.programme_id == wave.programme_id
        for membership in user.memberships
    )
