"""Role decides: the core, and one module at most."""

from __future__ import annotations

import pytest

from questionnaires import catalogue
from questionnaires.asked import instruments_for
from questionnaires.minutes import seconds_of
from questionnaires.roles import CORE_ROLES, STAFF_ROLES
from questionnaires.types import Instrument, InstrumentKind

EVERYTHING = [each for each in catalogue.all() if each.kind is not InstrumentKind.PULSE]
WITHOUT_CORE_TEAM = [each for each in EVERYTHING if each.id != "core-team"]
MODULES = {
    "gp": "gp",
    "lead_gp": "gp",
    "link_practitioner": "provider",
    "community_organisation_worker": "stakeholder",
}


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_everybody_is_asked_the_core_and_the_module_of_their_role(role: str) -> None:
    expected = {"npt-core", MODULES.get(role, "context")}
    assert {each.id for each in instruments_for(role, WITHOUT_CORE_TEAM)} == expected


@pytest.mark.parametrize("role", CORE_ROLES)
def test_core_roles_are_asked_as_a_core_team_instead_of_a_third(role: str) -> None:
    assert {each.id for each in instruments_for(role, EVERYTHING)} == {"npt-core", "core-team"}


def test_service_users_are_asked_nothing_but_their_module() -> None:
    assert [each.id for each in instruments_for("service_user", EVERYTHING)] == ["stakeholder"]


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_the_order_of_the_wave_is_kept_and_does_not_decide(role: str) -> None:
    there, back = instruments_for(role, EVERYTHING), instruments_for(role, EVERYTHING[::-1])
    assert there == back[::-1]


def test_a_wave_of_the_core_alone_asks_the_core_alone() -> None:
    core = catalogue.get("npt-core")
    assert instruments_for("gp", [core]) == (core,)


@pytest.mark.parametrize("offered", [EVERYTHING, WITHOUT_CORE_TEAM])
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_nobody_is_asked_for_ten_minutes(role: str, offered: list[Instrument]) -> None:
    assert sum(seconds_of(each, role) for each in instruments_for(role, offered)) < 600
