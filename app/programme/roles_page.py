"""What the page of results by role is given: released numbers of roles, and the same words where none are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.charts import row_svg
from app.charts.describe import in_words
from app.charts.describe_many import measure
from app.charts.description import IntervalDescription
from app.disclosure.headings import Heading, headings
from app.disclosure.release import require_closed
from app.disclosure.roles import ReleasedRole, from_text
from app.disclosure.summary import SummaryScale
from app.models import RoleResult, Wave
from app.programme.choice_form import ChoiceForm
from app.programme.pictures import Panel
from app.queries import role_results
from app.queries.paging import Page
from questionnaires import catalogue
from questionnaires.roles import ROLE_TITLES
from questionnaires.types import InstrumentKind


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role that was asked. ``people`` is None where nothing of it is shown across practices.

    ``practices`` is in how many practices it has a number.
    """

    id: str
    title: str
    people: int | None
    practices: int


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice in which the chosen role has numbers: how many people of it answered, and scale by scale."""

    name: str
    slug: str
    people: int
    scales: tuple[SummaryScale, ...]


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The roles by scale, and one page of the practices of the ``chosen`` one, None where there is none."""

    choices: tuple[RoleChoice, ...]
    panels: tuple[Panel, ...]
    headings: tuple[Heading, ...]
    chosen: RoleChoice | None
    lines: tuple[PracticeLine, ...]
    paging: Page[RoleResult] | None


def roles_page(wave: Wave, form: ChoiceForm, number: int) -> RolesPage:
    """Return the page of a closed wave by a valid form; the role "" is that with numbers in most practices.

    The choice of practices is one of what is shown of single practices anyway, so it tells nothing more; over
    all practices stands what was released of all. Raises NotFoundError for a page that is not there.
    """
    asked = roles_asked(require_closed(wave))
    across = {row.role: from_text(row.document) for row in role_results.across(wave)}
    practices = role_results.practices_by_role(wave)
    choices = tuple(_choice(each, across.get(each), practices.get(each, 0)) for each in asked)
    chosen = _chosen(choices, form.role.data)
    paging = role_results.in_practices(wave, chosen.id, form.chosen, number) if chosen else None
    scales = headings(wave)
    return RolesPage(
        choices=choices,
        panels=tuple(_panel(heading, across, asked) for heading in scales) if across else (),
        headings=scales,
        chosen=chosen,
        lines=tuple(_line(row, scales) for row in paging.rows) if paging else (),
        paging=paging,
    )


def roles_asked(wave: Wave) -> Sequence[str]:
    """Return the roles that the wave's questionnaire for all staff asks, in the usual order."""
    used = [catalogue.get(row.instrument_id, row.version) for row in wave.instruments]
    survey = next(each for each in used if each.kind is not InstrumentKind.MODULE)
    return [role for role in ROLE_TITLES if role in survey.roles]


def _choice(role: str, across: ReleasedRole | None, practices: int) -> RoleChoice:
    return RoleChoice(role, ROLE_TITLES[role], across.people if across else None, practices)


def _chosen(choices: Sequence[RoleChoice], role: str) -> RoleChoice | None:
    if role:
        return next(choice for choice in choices if choice.id == role)
    with_practices = [choice for choice in choices if choice.practices]
    return max(with_practices, key=lambda choice: choice.practices, default=None)


def _panel(heading: Heading, across: Mapping[str, ReleasedRole], asked: Sequence[str]) -> Panel:
    """Return one scale of all roles. There is no threshold: a role has no verdict."""
    measures = tuple(
        measure(across[role].scales.get(heading.id) if role in across else None, ROLE_TITLES[role])
        for role in asked
    )
    words = in_words(measures, heading.minimum, heading.maximum, None)
    described = IntervalDescription(
        heading.title, words, measures, heading.minimum, heading.maximum, threshold=None
    )
    rows = tuple((each, row_svg.draw(each, described)) for each in measures)
    return Panel(heading.id, heading.title, None, row_svg.axis(described), rows)


def _line(row: RoleResult, scales: Sequence[Heading]) -> PracticeLine:
    released, practice = from_text(row.document), row.practice
    assert practice is not None
    return PracticeLine(
        practice.name, practice.slug, released.people, tuple(released.scales[scale.id] for scale in scales)
    )
