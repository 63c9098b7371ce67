"""What opening a wave would do: whom it would ask in each practice, and what to look at before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.models import Practice, Wave, WaveInstrument
from app.queries import managers, opening
from app.queries.opening import Listed
from app.queries.tracking import MANAGER
from questionnaires import catalogue
from questionnaires.roles import CORE_ROLES, ROLE_TITLES
from questionnaires.types import Instrument, InstrumentKind

# At most so many waves a year in a practice: people who are asked again and again stop answering, and a few
# months change little in how a practice works. Source: science of the score, section 9.
MOST = 3
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PracticeOpening:
    """What opening means for one practice: whom it asks, and what somebody should look at before.

    ``free_from`` is the day before which it cannot be asked again; None where it can be asked now.
    """

    practice: Practice
    invited: tuple[Listed, ...]
    warnings: tuple[str, ...]
    free_from: datetime.date | None

    def without_mail(self, *, mail_is_on: bool) -> int:
        """Return how many of them need a card: everybody where mail is off."""
        return sum(not (mail_is_on and person.has_mail) for person in self.invited)


def plan_opening(wave: Wave, today: datetime.date) -> tuple[PracticeOpening, ...]:
    """Return what opening ``wave`` on ``today`` would do, by practice. Nothing is changed."""
    found = opening.staff(wave, today)
    accounts = managers.accounts_in(wave.programme_id)
    often = opening.asked_often(wave.programme_id, MOST, today - YEAR)
    asks = _Asks.of(wave)
    return tuple(
        _plan(
            practice,
            found.get(practice.id, ()),
            accounts.get(practice.id, 0),
            often[practice.id] + YEAR if practice.id in often else None,
            asks,
        )
        for practice in opening.practices(wave, today)
    )


def not_before(plans: Iterable[PracticeOpening]) -> datetime.date | None:
    """Return the day from which all practices may be asked; None where they may be now."""
    return max((plan.free_from for plan in plans if plan.free_from), default=None)


def offered_by(wave: Wave) -> list[Instrument]:
    """Return what the wave asks, in its order."""
    rows: Sequence[WaveInstrument] = wave.instruments
    return [catalogue.get(row.instrument_id, row.version) for row in rows]


@dataclass(frozen=True, slots=True)
class _Asks:
    """Which roles a wave asks anything, and which its survey of all staff; how many others must answer it."""

    roles: frozenset[str]
    of_survey: frozenset[str]
    minimum_group: int

    @classmethod
    def of(cls, wave: Wave) -> _Asks:
        offered = offered_by(wave)
        return cls(
            roles=frozenset(role for each in offered for role in each.roles),
            of_survey=frozenset(
                role for each in offered if each.kind is not InstrumentKind.MODULE for role in each.roles
            ),
            minimum_group=max(wave.minimum_group, wave.programme.minimum_group),
        )


def _plan(
    practice: Practice,
    people: Sequence[Listed],
    accounts: int,
    again_from: datetime.date | None,
    asks: _Asks,
) -> PracticeOpening:
    invited = tuple(person for person in people if person.role in asks.roles)
    return PracticeOpening(
        practice=practice,
        invited=invited,
        warnings=(
            *_too_often(again_from),
            *_warnings(practice, people, invited),
            *_too_few(invited, accounts, asks),
        ),
        free_from=again_from,
    )


def _too_often(again_from: datetime.date | None) -> Sequence[str]:
    if again_from is None:
        return ()
    return (f"Asked in {MOST} waves within a year: it can be asked again from {again_from:%-d %B %Y} on",)


def _warnings(practice: Practice, people: Sequence[Listed], invited: Sequence[Listed]) -> Sequence[str]:
    if not people:
        return ["Nobody is on the list of staff: nobody would be asked"]
    found = _asked_nothing(people, invited)
    if not invited:
        return [*found, "Nobody would be asked"]
    there = {person.role for person in invited}
    missing = [ROLE_TITLES[role] for role in CORE_ROLES if role not in there]
    if missing:
        found.append(f"Nobody is listed as {', '.join(missing)}: shared understanding cannot be judged")
    if len(invited) > practice.headcount:
        found.append(
            f"{len(invited)} people are listed, but the headcount is {practice.headcount}: correct one"
        )
    return found


def _too_few(invited: Sequence[Listed], accounts: int, asks: _Asks) -> Sequence[str]:
    """Return a warning where the survey would be asked of too few for a result.

    Who holds a manager's account may stand on the list under any role: the gate counts whichever are more,
    managers by role or accounts, and so does this.
    """
    asked = [person.role for person in invited if person.role in asks.of_survey]
    others = max(0, len(asked) - max(asked.count(MANAGER), accounts))
    if not invited or others >= asks.minimum_group:
        return ()
    return (
        f"{others} besides the practice manager would be asked; results need {asks.minimum_group} answers",
    )


def _asked_nothing(people: Sequence[Listed], invited: Sequence[Listed]) -> list[str]:
    """Return a warning of those on the list whose role the wave has no questions for; nothing without any."""
    roles = {person.role for person in invited}
    left_out = [person.role for person in people if person.role not in roles]
    if not left_out:
        return []
    many = "1 person has" if len(left_out) == 1 else f"{len(left_out)} people have"
    titles = ", ".join(title for role, title in ROLE_TITLES.items() if role in left_out)
    return [f"{many} a role that this wave asks nothing: {titles}"]
