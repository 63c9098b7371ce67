"""The way back from a practice's pages: by the comparison for who may see it, else by its one page."""

from __future__ import annotations

from flask import url_for

from app.models import Practice, Programme, User, Wave
from app.queries.programmes import OVERSEERS

Step = tuple[str, str]  # the words and the address of a link


def to_practice(user: User, practice: Practice) -> tuple[Step, ...]:
    """Return the steps above a practice's one page."""
    programme = practice.programme
    if not oversees(user, programme):
        return (("Practices", url_for("practice.practices")),)
    return (
        ("Programmes", url_for("programme.programmes")),
        (programme.name, url_for("programme.waves", programme=programme.slug)),
    )


def to_results(user: User, practice: Practice, wave: Wave) -> tuple[Step, ...]:
    """Return the steps above a practice's page of a wave."""
    slug = practice.programme.slug
    if oversees(user, practice.programme):
        return (
            *to_practice(user, practice),
            (f"Wave {wave.label}", url_for("programme.comparison", programme=slug, wave=wave.label)),
        )
    here = url_for("practice.now", programme=slug, practice=practice.slug)
    return (*to_practice(user, practice), (practice.name, here))


def below_results(user: User, practice: Practice, wave: Wave) -> tuple[Step, ...]:
    """Return the steps above what lies below a practice's page of a wave: its report and its plan."""
    programme = practice.programme
    name = practice.name if oversees(user, programme) else f"Wave {wave.label}"
    there = url_for("practice.results", programme=programme.slug, practice=practice.slug, wave=wave.label)
    return (*to_results(user, practice, wave), (name, there))


def oversees(user: User, programme: Programme) -> bool:
    """Return whether the user leads or evaluates the programme."""
    return any(
        membership.audience in OVERSEERS and membership.programme_id == programme.id
        for membership in user.memberships
    )
