"""The shipped files of the Links Worker Programme: made from a seed, labelled, shaped as the study says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.demonstration import generate, links_worker
from app.demonstration.comments import PREFIX
from questionnaires import catalogue
from scoring.answer_file import read_wave
from scoring.published import published_cases
from scoring.result import IntegrationClass, PracticeResult
from scoring.rule import shipped_rule
from scoring.wave import score_wave

FOLDER = links_worker.FOLDER
TOO_FEW_IN_P4 = {"Cyan", "Crimson", "Olive", "Amber"}


def scored(wave: str) -> dict[str, PracticeResult]:
    """Score the shipped files as ``readiness score`` does."""
    survey, core_team = catalogue.get("npt-core", "1.0.0"), catalogue.get("core-team", "1.0.0")
    files = read_wave(
        FOLDER / f"{wave}-answers.csv",
        FOLDER / f"{wave}-headcounts.csv",
        survey,
        FOLDER / f"{wave}-core-team.csv",
        core_team,
    )
    results = score_wave(survey, files.table, shipped_rule(), files.core_team, core_team)
    return {result.practice: result for result in results.practices}


def rows(name: str) -> list[dict[str, str]]:
    """Return the lines of a shipped file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_generator_reproduces_the_shipped_bytes(tmp_path: Path) -> None:
    generate.write(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}
    assert len(shipped) == 6
    assert made == shipped


def test_regression_the_rule_gives_7_of_7_published_classes_in_p2() -> None:
    """A regression test and no validation: the answers were made to give these classes."""
    published: dict[str, IntegrationClass] = {
        name: case.integration_class for name, case in published_cases().items()
    }
    assert {name: result.integration_class for name, result in scored("P2").items()} == published
    assert len(published) == 7


def test_in_p4_the_practices_with_enough_answers_keep_their_class_and_the_others_cannot_be_told() -> None:
    published = published_cases()
    for name, result in scored("P4").items():
        expected = "cannot_tell" if name in TOO_FEW_IN_P4 else published[name].integration_class
        assert result.integration_class == expected, name


@pytest.mark.parametrize(("wave", "invited", "replied"), [("P2", 44, 38), ("P4", 30, 19)])
def test_invited_and_replied_are_those_of_the_study(wave: str, invited: int, replied: int) -> None:
    assert sum(len(roles) for roles in links_worker.INVITED[wave].values()) == invited
    assert len(rows(f"{wave}-answers.csv")) == replied


@pytest.mark.parametrize("wave", ["P2", "P4"])
def test_every_practice_has_an_invented_headcount_of_8_to_20(wave: str) -> None:
    headcounts = {row["practice"]: int(row["headcount"]) for row in rows(f"{wave}-headcounts.csv")}
    assert set(headcounts) == set(published_cases())
    assert all(8 <= headcount <= 20 for headcount in headcounts.values())


def test_in_p2_five_besides_the_practice_manager_replied_in_every_practice() -> None:
    others = [row["practice"] for row in rows("P2-answers.csv") if row["role"] != "practice_manager"]
    assert {name: others.count(name) for name in published_cases()} == dict.fromkeys(published_cases(), 5)


@pytest.mark.parametrize("wave", ["P2", "P4"])
def test_every_comment_says_that_it_is_synthetic(wave: str) -> None:
    texts = [cell for row in rows(f"{wave}-answers.csv") for item, cell in row.items() if "_comment" in item]
    said = [text for text in texts if text]
    assert said
    assert all(text.startswith(PREFIX) for text in said)


def test_the_folder_says_first_that_everything_in_it_is_invented() -> None:
    heading, _, text = (FOLDER / "README.md").read_text(encoding="utf-8").partition("\n")
    assert heading == f"# {links_worker.DATA_LABEL}" == "# Synthetic, shaped after S4"
    assert text.strip().startswith("**Every answer, comment and headcount in this folder is invented.**")


STORIES = [  # practice, scale, and whether it is a strength or a weakness
    ("Magenta", "cognitive_participation", "high"),
    ("Magenta", "leadership", "high"),
    ("Ochre", "community_level", "high"),
    ("Ochre", "team_relationships", "high"),
    ("Cyan", "coherence", "high"),
    ("Cyan", "continuity_of_support", "high"),
    ("Crimson", "leadership", "low"),
    ("Cobalt", "practice_level", "low"),
    ("Cobalt", "community_level", "low"),
    ("Cobalt", "other_innovations", "low"),
    ("Olive", "cognitive_participation", "low"),
    ("Olive", "team_relationships", "low"),
    ("Olive", "coherence", "low"),
    ("Amber", "community_level", "low"),
    ("Amber", "continuity_of_support", "low"),
    ("Amber", "collective_action", "low"),
    *((name, "reflexive_monitoring", "low") for name in published_cases()),
    *((name, "patient_level", "reached") for name in published_cases()),
]


@pytest.mark.parametrize(("practice", "scale", "story"), STORIES)
def test_each_practice_tells_its_story_in_p2(practice: str, scale: str, story: str) -> None:
    result = scored("P2")[practice]
    mean = {**result.constructs, **result.levels, **result.factors}[scale].mean
    assert mean is not None
    assert {"high": mean >= 4.4, "low": mean <= 3.0, "reached": mean >= 3.5}[story]


def test_cobalt_is_coherent_by_the_survey_and_divided_in_its_core_team() -> None:
    result = scored("P2")["Cobalt"]
    verdicts = {gate.id: gate.verdict for gate in result.gates}
    assert (verdicts["coherence"], verdicts["shared_understanding"]) == ("met", "missed")
    scope = {role.role: set(role.scope or ()) for role in result.shared_understanding.roles}
    levels = {"patient_level", "practice_level", "community_level"}
    assert scope["lead_gp"] & levels == {"patient_level"}
    assert scope["link_practitioner"] == levels
