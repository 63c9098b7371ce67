"""The modules and the pulse: what they cover, whom they ask, and how long that takes beside the core."""

from __future__ import annotations

import pytest

from questionnaires import catalogue
from questionnaires.minutes import seconds_of
from questionnaires.npt import CONSTRUCTS, SUBCONSTRUCT_IDS
from questionnaires.roles import ROLES, STAFF_ROLES
from questionnaires.themes import all_themes, themes_among
from questionnaires.types import Attribution, Instrument, InstrumentKind, Item, ItemType, ScaleKind
from tests.questionnaires.asked import asked_items

NPT_CORE = catalogue.get("npt-core")
PULSE = catalogue.get("pulse")
STAKEHOLDER = catalogue.get("stakeholder")
MODULES = [i for i in catalogue.all() if i.kind is InstrumentKind.MODULE]
OF_THEMES = [i for i in MODULES if any(scale.kind is ScaleKind.THEME for scale in i.scales)]
PAPERS = {"context": ("S0", 11), "stakeholder": ("S1", 25), "provider": ("S2", 22), "gp": ("S3", 22)}

LONGEST = 600
MOST_STAKEHOLDER_ITEMS = 15

each_module = pytest.mark.parametrize("module", OF_THEMES, ids=lambda module: module.id)


def _themes(instrument: Instrument) -> list[str]:
    """Return the theme that each bipolar item asks about; others cite themes and do not measure them."""
    bipolar = [item for item in instrument.items if item.type is ItemType.BIPOLAR]
    return [themes_among(item.provenance)[0] for item in bipolar]


def test_every_theme_of_the_papers_is_asked_about() -> None:
    asked = {theme for instrument in catalogue.all() for theme in _themes(instrument)}
    assert asked == set(all_themes())
    assert len(asked) == 80


def test_every_sub_construct_of_the_theory_is_asked_about() -> None:
    asked = {
        item.subconstruct for i in catalogue.all() for item in i.items if item.type is ItemType.AGREEMENT
    }
    assert asked == set(SUBCONSTRUCT_IDS)


def test_there_is_a_module_for_each_paper_of_barriers_and_one_for_the_core_team() -> None:
    assert {module.id for module in OF_THEMES} == set(PAPERS)
    assert {module.id for module in MODULES} - set(PAPERS) == {"core-team"}


@each_module
def test_a_module_asks_about_each_theme_of_its_paper_once(module: Instrument) -> None:
    paper, number = PAPERS[module.id]
    themes = _themes(module)
    assert len(themes) == len(set(themes)) == number
    assert {theme.partition(".")[0] for theme in themes} == {paper}


@each_module
def test_a_module_is_anonymous_and_every_line_of_it_is_bipolar(module: Instrument) -> None:
    assert module.attribution is Attribution.ANONYMOUS
    assert {item.type for item in module.items} == {ItemType.BIPOLAR}
    assert {scale.kind for scale in module.scales} == {ScaleKind.THEME}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_the_core_and_any_one_module_take_less_than_ten_minutes(module: Instrument, role: str) -> None:
    both = [i for i in (NPT_CORE, module) if role in i.roles]
    assert sum(seconds_of(instrument, role) for instrument in both) < LONGEST


@pytest.mark.parametrize(
    ("module", "roles"),
    [
        ("context", STAFF_ROLES),
        ("gp", ("gp", "lead_gp")),
        ("provider", ("link_practitioner",)),
        ("stakeholder", ROLES),
    ],
)
def test_a_module_is_for_those_who_can_tell(module: str, roles: tuple[str, ...]) -> None:
    assert catalogue.get(module).roles == roles


@pytest.mark.parametrize("role", ROLES)
def test_nobody_gets_more_than_fifteen_lines_of_the_stakeholder_module(role: str) -> None:
    assert 1 <= len(asked_items(STAKEHOLDER, role, {})) <= MOST_STAKEHOLDER_ITEMS


def test_each_side_of_the_stakeholder_module_has_its_own_lines() -> None:
    sides = ("community_organisation_worker", "link_practitioner", "service_user", "gp")
    asked = {side: {item.id for item in asked_items(STAKEHOLDER, side, {})} for side in sides}
    assert len({frozenset(lines) for lines in asked.values()}) == len(sides)
    assert set.union(*asked.values()) == {item.id for item in STAKEHOLDER.items}
    assert asked["service_user"].isdisjoint({"pay", "paperwork", "data_rules", "clear_job"})


def test_all_nhs_staff_are_asked_the_same_of_the_stakeholder_module() -> None:
    others = [r for r in STAFF_ROLES if r not in {"community_organisation_worker", "link_practitioner"}]
    asked = [asked_items(STAKEHOLDER, role, {}) for role in others]
    assert all(items == asked[0] for items in asked)


def test_one_answer_is_enough_for_a_score_where_nobody_is_asked_all_of_a_scale() -> None:
    assert {scale.min_answered for scale in STAKEHOLDER.scales} == {0.01}


def test_the_pulse_is_short_anonymous_and_for_all_staff() -> None:
    assert PULSE.kind is InstrumentKind.PULSE
    assert PULSE.attribution is Attribution.ANONYMOUS
    assert PULSE.roles == STAFF_ROLES
    assert seconds_of(PULSE) < 120


def test_the_pulse_has_two_statements_a_construct() -> None:
    assert {scale.id: len(scale.items) for scale in PULSE.scales} == dict.fromkeys(CONSTRUCTS, 2)


@pytest.mark.parametrize("item", PULSE.items, ids=lambda item: item.id)
def test_a_statement_of_the_pulse_is_that_of_the_core_word_for_word(item: Item) -> None:
    core = NPT_CORE.item(item.id)
    assert (item.text, item.scale, item.subconstruct) == (core.text, core.scale, core.subconstruct)
    assert item.reversed is core.reversed is False


def test_only_one_instrument_is_the_core() -> None:
    assert [i.id for i in catalogue.all() if i.kind is InstrumentKind.CORE] == ["npt-core"]
