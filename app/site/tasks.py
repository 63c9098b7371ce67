"""What somebody with an account can do now, for the home page."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.admission import audiences_of
from app.disclosure.summaries import have_results
from app.jobs.outbox import MOST_ATTEMPTS
from app.models import Audience, Practice, Programme, User, Wave, WaveState
from app.queries import closing, practices, programmes, waves

MOST = 6  # tasks a home page shows; the rest is behind the list

Results = Mapping[uuid.UUID, bool]  # whether a result is shown of one practice, by the wave's id


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
    shown = followed[:MOST]
    found = waves.of_programmes(shown)
    mine = practices.all_for_user(user)
    managed = mine.rows[:MOST] if not followed else ()
    return Tasks(
        compare=tuple(programme_task(programme, found.get(programme.id, ())) for programme in shown),
        read=_practice_tasks(managed),
        more_practices=mine.total > MOST or bool(followed),
        administrator=Audience.ADMINISTRATOR in audiences_of(user),
    )


def programme_task(programme: Programme, found: Sequence[Wave]) -> Task:
    """Return the way to the programme's page, with what its open waves are at, or else its latest."""
    return Task(
        title=programme.name,
        href=url_for("programme.waves", programme=programme.slug),
        sentence=_progress_of(found) if found else "There is no wave yet.",
        data_label=programme.data_label,
    )


def practice_task(practice: Practice, found: Sequence[Wave], results: Results) -> Task:
    """Return the way to a practice's one page, with what its open waves are at, or else its latest."""
    return Task(
        title=practice.name,
        href=way_to(practice),
        sentence=_merged(practice) or _stands(practice, found, results),
        data_label=practice.programme.data_label,
    )


def only_practice(user: User) -> Practice | None:
    """Return the practice of somebody who manages one and is nothing else: its page is their home."""
    only = user.memberships[0] if len(user.memberships) == 1 else None
    return only.practice if only is not None and only.audience is Audience.MANAGER else None


def way_to(practice: Practice) -> str:
    """Return the address of a practice's one page."""
    return url_for("practice.now", programme=practice.programme.slug, practice=practice.slug)


def _merged(practice: Practice) -> str | None:
    into = practice.merged_into
    if into is None:
        return None
    return f"{practice.name} is now part of {into.name}. Read here what came of it before."


def _practice_tasks(managed: Sequence[Practice]) -> tuple[Task, ...]:
    found = waves.by_practice(managed)
    closed = {wave for each in found.values() for wave in each if wave.state is WaveState.CLOSED}
    shown = have_results([place.id for place in managed], closed) if closed else {}
    return tuple(
        practice_task(
            place,
            found.get(place.id, ()),
            {wave_id: enough for (place_id, wave_id), enough in shown.items() if place_id == place.id},
        )
        for place in managed
    )


def _stands(practice: Practice, found: Sequence[Wave], results: Results) -> str:
    if not found:
        return _before_the_first(practice)
    if found[0].state is WaveState.CLOSED and all(wave.state is not WaveState.OPEN for wave in found):
        return _result_of(found, results)
    return _progress_of(found)


def _result_of(found: Sequence[Wave], results: Results) -> str:
    """Return whether the latest wave, which is closed, has a result; if not, which is the latest that has."""
    latest = found[0]
    if latest.id not in results:
        return f"{latest.title} is closed."
    if results[latest.id]:
        return f"{latest.title} is closed. Its result is ready to read."
    said = f"{latest.title} is closed. Not enough people answered, so nothing is shown of it."
    before = next((wave for wave in found if results.get(wave.id)), None)
    return f"{said} The result of {before.title} is ready to read." if before else said


def _before_the_first(practice: Practice) -> str:
    return f"No wave has opened yet for {practice.name}. See what to do before one does."


def _progress_of(found: Sequence[Wave]) -> str:
    """Return what the open waves are at, and where none is open the latest."""
    are_open = [wave for wave in found if wave.state is WaveState.OPEN]
    sentences = [_progress_of_one(wave) for wave in are_open or found[:1]]
    if any(wave.closes_on >= _today() for wave in are_open):
        sentences.append("See how many have answered.")
    return " ".join(sentences)


def _progress_of_one(wave: Wave) -> str:
    if wave.state is WaveState.CLOSED:
        return f"{wave.title} is closed. See what came of it."
    if wave.state is WaveState.CLOSING:
        stuck = closing.was_given_up(wave, MOST_ATTEMPTS)
        how = "could not be worked out yet" if stuck else "are being worked out"
        return f"{wave.title} is being closed. Its results {how}."
    if wave.state is WaveState.OPEN and wave.closes_on < _today():
        return f"The last day of {wave.title} has passed. Its results are worked out when it is closed."
    if wave.state is WaveState.OPEN:
        return f"{wave.title} is open until {wave.closes_on:%-d %B %Y}."
    return f"{wave.title} is being prepared. It opens on {wave.opens_on:%-d %B %Y}."


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
