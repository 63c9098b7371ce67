"""What somebody with an account can do now, for the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.admission import audiences_of
from app.models import Audience, Practice, Programme, User, Wave, WaveState
from app.queries import practices, programmes, waves

MOST = 6  # tasks a home page shows; the rest is behind the list


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: where it leads and what is there."""

    title: str
    href: str
    sentence: str
    data_label: str | None


@dataclass(frozen=True, slots=True)
class Tasks:
    """What the home page offers. ``administrator``: an account that sees no results by design."""

    compare: tuple[Task, ...]
    read: tuple[Task, ...]
    more_practices: bool
    administrator: bool


def tasks_of(user: User) -> Tasks:
    """Return the user's tasks: the programmes they follow, and the practices of those who follow none."""
    followed = programmes.all_for_user(user)
    mine = practices.all_for_user(user)
    found = waves.by_practice(mine.rows)
    current = [(place, wave) for place in mine.rows for wave in _current(found.get(place.id, ()))]
    return Tasks(
        compare=tuple(programme_task(programme) for programme in followed[:MOST]),
        read=() if followed else tuple(practice_task(*each) for each in current[:MOST]),
        more_practices=mine.total > MOST or bool(followed),
        administrator=Audience.ADMINISTRATOR in audiences_of(user),
    )


def programme_task(programme: Programme) -> Task:
    """Return the way to the programme's page, with what its latest wave is at."""
    latest = next(iter(waves.all_of_programme(programme)), None)
    return Task(
        title=programme.name,
        href=url_for("programme.waves", programme=programme.slug),
        sentence=_progress_of(latest) if latest else "There is no wave yet.",
        data_label=programme.data_label,
    )


def practice_task(practice: Practice, wave: Wave) -> Task:
    """Return the way to a practice's latest wave."""
    return Task(
        title=f"{practice.name}, wave {wave.label}",
        href=url_for(
            "practice.results",
            programme=practice.programme.slug,
            practice=practice.slug,
            wave=wave.label,
        ),
        sentence=_progress_of(wave),
        data_label=practice.programme.data_label,
    )


def _progress_of(wave: Wave) -> str:
    if wave.state is WaveState.CLOSED:
        return f"{wave.title} is closed. Its results are ready to read."
    if wave.state is WaveState.OPEN:
        return f"{wave.title} is open until {wave.closes_on:%-d %B %Y}. See how many have answered."
    return f"{wave.title} is being prepared. It opens on {wave.opens_on:%-d %B %Y}."


def _current(found: Sequence[Wave]) -> list[Wave]:
    """Return the waves that are open and the last one that is closed, of waves with the latest first."""
    closed = [wave for wave in found if wave.state is WaveState.CLOSED]
    return [wave for wave in found if wave.state is WaveState.OPEN] + closed[:1]
