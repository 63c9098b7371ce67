"""Every instrument that is shipped passes the same checks."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from questionnaires import catalogue, reader
from questionnaires.minutes import estimate_minutes, seconds_of
from questionnaires.npt import CONSTRUCTS, LEVELS
from questionnaires.readability import PLAIN_WORDS
from questionnaires.roles import CORE_ROLES, STAFF_ROLES
from questionnaires.types import Attribution, Instrument, Item, ItemType, ScaleKind
from tests.questionnaires.texts import texts_of

FILES = sorted(catalogue.FOLDER.glob("*.toml"))
INSTRUMENTS = [reader.load(path) for path in FILES]
NPT_CORE = catalogue.get("npt-core")
CORE_TEAM = catalogue.get("core-team")

each_instrument = pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda i: f"{i.id}-{i.version}")
each_item = pytest.mark.parametrize(
    ("instrument", "item"),
    [(instrument, item) for instrument in INSTRUMENTS for item in instrument.items],
    ids=lambda value: value.id,
)

NEGATIONS = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|without|cannot|lacks?|fails?)\b|n['’]t\b", re.I
)
PROGRAMME = re.compile(
    r"link (practitioner|worker)|social prescribing|presgripsiynu|(gweithiwr|ymarferydd) cyswllt", re.I
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_is_named_after_its_id_and_version(path: Path) -> None:
    instrument = reader.load(path)
    assert path.name == f"{instrument.id}-{instrument.version}.toml"


@each_instrument
def test_the_stated_minutes_are_the_estimate_and_under_ten(instrument: Instrument) -> None:
    assert instrument.minutes == estimate_minutes(seconds_of(instrument)) < 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_has_no_problem_of_any_kind(path: Path) -> None:
    assert reader.check(path) == []


@each_item
def test_a_statement_has_no_negation_that_disagreeing_would_double(
    instrument: Instrument, item: Item
) -> None:
    if item.type is ItemType.AGREEMENT:
        assert not NEGATIONS.search(str(item.text))


@each_item
def test_an_open_question_asks_to_name_nobody(instrument: Instrument, item: Item) -> None:
    if item.type is ItemType.LONG_TEXT:
        assert "do not name" in str(item.hint)


@each_instrument
def test_no_text_names_the_programme_itself(instrument: Instrument) -> None:
    for text in texts_of(instrument):
        for wording in text.translations.values():
            assert not PROGRAMME.search(wording)


@each_instrument
def test_every_text_renders_with_the_programme_words_alone(instrument: Instrument) -> None:
    for text in texts_of(instrument):
        for language in instrument.languages:
            assert "{" not in text.render(PLAIN_WORDS, language)


def test_some_statement_is_reversed() -> None:
    assert any(item.reversed for instrument in INSTRUMENTS for item in instrument.items)


def test_npt_core_is_anonymous_for_all_roles() -> None:
    assert NPT_CORE.attribution is Attribution.ANONYMOUS
    assert NPT_CORE.roles == STAFF_ROLES
    assert NPT_CORE.section_ids == (*CONSTRUCTS, "levels", "context")


def test_npt_core_has_the_announced_numbers_of_items() -> None:
    assert Counter(item.type for item in NPT_CORE.items) == {
        ItemType.AGREEMENT: 29,
        ItemType.RATING: 3,
        ItemType.LONG_TEXT: 4,
    }


@pytest.mark.parametrize(
    ("kind", "sizes"),
    [
        (ScaleKind.CONSTRUCT, [4, 4, 4, 4]),
        (ScaleKind.LEVEL, [3, 3, 3]),
        (ScaleKind.FACTOR, [1, 1, 1, 1]),
        (ScaleKind.GLOBAL, [1, 1, 1]),
    ],
)
def test_npt_core_scales_have_the_announced_sizes(kind: ScaleKind, sizes: list[int]) -> None:
    assert [len(scale.items) for scale in NPT_CORE.scales if scale.kind is kind] == sizes


@pytest.mark.parametrize("level", LEVELS)
def test_level_items_are_collective_action_but_count_to_their_level_only(level: str) -> None:
    for name in NPT_CORE.scale(level).items:
        assert str(NPT_CORE.item(name).subconstruct).startswith("collective_action.")
        assert name not in NPT_CORE.scale("collective_action").items


def test_core_team_is_for_the_core_roles_and_its_consent_says_who_sees_the_answers() -> None:
    assert CORE_TEAM.attribution is Attribution.ROLE
    assert CORE_TEAM.roles == CORE_ROLES
    consent = str(CORE_TEAM.consent)
    assert "not anonymous" in consent
    assert "Who will see them" in consent
    assert "under your role" in consent


def test_core_team_asks_for_the_three_levels_among_other_tasks() -> None:
    options = [option.id for option in CORE_TEAM.item("role_scope").options]
    assert set(LEVELS) < set(options)
    assert len(options) >= len(LEVELS) + 3


def test_core_team_has_four_statements_each_on_coherence_and_shared_leadership() -> None:
    sizes = {scale.id: (scale.kind, len(scale.items)) for scale in CORE_TEAM.scales}
    assert sizes == {
        "coherence": (ScaleKind.CONSTRUCT, 4),
        "shared_leadership": (ScaleKind.LEADERSHIP, 4),
    }
