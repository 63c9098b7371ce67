"""Makes the shipped answer files of the Links Worker Programme from a seed.

``python -m app.demonstration.generate`` writes them anew into the package; a test compares the bytes. They
change where the questionnaire or the stories change, and then the documentation's figures do too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.demonstration import links_worker, stories
from app.demonstration.answer_files import headcounts_csv, sheets_csv
from app.demonstration.comments import comments_of
from app.demonstration.core_team import core_sheets
from app.demonstration.draws import Draws
from app.demonstration.filling import Profile, fill_in
from app.demonstration.plan import CORE_QUESTIONNAIRE, CORE_TEAM_QUESTIONNAIRE, VERSION, Sheet
from questionnaires import catalogue

SEED = "links-worker-programme 1"
TARGETS = {"P2": stories.P2, "P4": stories.P4}
CORE_TEAMS = {"P2": stories.CORE_TEAM_P2, "P4": stories.CORE_TEAM_P4}


def files() -> dict[str, bytes]:
    """Return the content of every file by its name."""
    survey = catalogue.get(CORE_QUESTIONNAIRE, VERSION)
    core_team = catalogue.get(CORE_TEAM_QUESTIONNAIRE, VERSION)
    made: dict[str, str] = {}
    for wave in TARGETS:
        made[f"{wave}-answers.csv"] = sheets_csv(survey, survey_sheets(wave))
        made[f"{wave}-headcounts.csv"] = headcounts_csv(links_worker.HEADCOUNTS[wave])
        made[f"{wave}-core-team.csv"] = sheets_csv(core_team, core_sheets(CORE_TEAMS[wave]))
    return {name: text.encode() for name, text in made.items()}


def survey_sheets(wave: str) -> list[Sheet]:
    """Return the answers of all staff who replied in a wave, practice by practice."""
    survey = catalogue.get(CORE_QUESTIONNAIRE, VERSION)
    sheets: list[Sheet] = []
    for practice in links_worker.PRACTICES:
        draws = Draws(f"{SEED} {wave} {practice}")
        profile = Profile(TARGETS[wave][practice])
        roles = links_worker.replied(wave, practice)
        for sheet in fill_in(survey, practice, roles, profile, draws):
            cells = {**sheet.cells, **comments_of(wave, practice, sheet.role)}
            sheets.append(Sheet(practice, sheet.role, cells))
    return sheets


def write(folder: Path = links_worker.FOLDER) -> None:
    """Write every file into ``folder``."""
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else links_worker.FOLDER)
