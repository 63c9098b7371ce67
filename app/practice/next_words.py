"""What the manager's next step is called and says: the words of ``next_step.toml``, filled in."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.models import WaveState
from app.practice.situation import Asking, Published, Situation

WORDS = Path(__file__).with_name("next_step.toml")


def words_of(kind: str, stands: Situation) -> Mapping[str, str]:
    """Return the words of a kind of step, by their names in the file, as they are where ``stands`` holds."""
    values = _values(stands)
    return {name: text.format_map(values) for name, text in _words()[kind].items()}


def _values(stands: Situation) -> Mapping[str, str]:
    """Return what fills the words' placeholders."""
    planned = stands.planned
    return {
        "successor": stands.merged_into or "",
        "listed": _count(stands.staff.listed, "person is", "people are"),
        "headcount": str(stands.staff.headcount),
        "steps": _count(planned.overdue or planned.still_open, "step of the plan", "steps of the plan"),
        "due": _day(planned.next_due) if planned.next_due else "",
        "when": "when a wave opens",
        "in_wave": f" in wave {stands.asking.label}" if stands.asking and stands.others else "",
        **(_of_result(stands.published, stands.too_few) if stands.published else {}),
        **(_of_wave(stands.asking, stands.today) if stands.asking else {}),
    }


def _of_result(published: Published, too_few: Published | None) -> Mapping[str, str]:
    return {
        "result": published.label,
        "published": _day(published.on),
        "needed": (too_few or published).needed,
    }


def _of_wave(asking: Asking, today: datetime.date) -> Mapping[str, str]:
    opens, is_late = _day(asking.opens_on), asking.opens_on < today
    opening = f"when wave {asking.label} opens" + ("" if is_late else f", on {opens}")
    next_mail = f"the next on {_day(asking.reminder_on)}" if asking.reminder_on else ""
    return {
        "wave": asking.label,
        "when": opening if asking.state is WaveState.DRAFT else "from the next wave on",
        "opens": f"which should have been on {opens}" if is_late else f"on {opens}",
        "closes": _day(asking.closes_on),
        "minimum": str(asking.minimum),
        "answered": str(asking.answered),
        "invited": str(asking.invited),
        "invitations": _count(asking.undelivered, "invitation", "invitations"),
        "unreached": _count(asking.without_card, "person", "people"),
        "reminders": f"Reminders go out by themselves, {next_mail}."
        if next_mail
        else "No more reminders go out.",
    }


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _day(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"
