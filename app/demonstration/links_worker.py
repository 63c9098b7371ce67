"""The Links Worker Programme: seven practices and two waves shaped after S4, answers from the shipped files.

From the study: the pseudonyms, when the posts began, the months of the waves, how many were invited and how
many replied over all practices, the classes. Invented: everything else, such as who of which practice
replied, headcounts, answers.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from app.demonstration.answer_files import read_headcounts, read_sheets
from app.demonstration.plan import PracticePlan, ProgrammePlan, Sheet, WavePlan
from questionnaires.roles import CORE_ROLES

FOLDER = Path(__file__).with_name("data") / "links-worker"
SLUG = "links-worker-programme"
POSTS_BEGAN = datetime.date(2014, 4, 2)  # by the study
DATA_LABEL = "Synthetic, shaped after S4"
WORDS = {
    "link_practitioner": "community link practitioner",
    "the_programme": "social prescribing with a community link practitioner",
}
PRACTICES = ("Magenta", "Ochre", "Cyan", "Crimson", "Cobalt", "Olive", "Amber")  # as the study lists them

_SIX = (*CORE_ROLES, "gp", "practice_nurse", "receptionist")
# P2: 44 invited. P4: 30 invited. The totals are the study's, the shares of the practices are invented.
INVITED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "P2": {
        "Magenta": (*_SIX, "administrator"),
        "Ochre": (*_SIX, "community_organisation_worker"),
        **dict.fromkeys(PRACTICES[2:], _SIX),
    },
    "P4": {
        "Magenta": (*CORE_ROLES, "gp", "receptionist", "administrator"),
        "Ochre": (*CORE_ROLES, "gp", "receptionist", "community_organisation_worker"),
        "Cobalt": (*CORE_ROLES, "gp", "practice_nurse", "receptionist"),
        **dict.fromkeys(("Cyan", "Crimson", "Olive", "Amber"), CORE_ROLES),
    },
}
# P2: 38 replied. P4: 19 replied. In the four smaller groups the practice manager did not reply, so that five
# others did: the least that may be shown.
DID_NOT_REPLY: Mapping[str, Mapping[str, frozenset[str]]] = {
    "P2": {
        "Magenta": frozenset({"practice_nurse"}),
        "Ochre": frozenset({"gp"}),
        "Cyan": frozenset(),
        **{name: frozenset({"practice_manager"}) for name in PRACTICES[3:]},
    },
    "P4": {
        **{name: frozenset({"practice_manager"}) for name in ("Magenta", "Ochre", "Cobalt")},
        **{
            name: frozenset({"lead_gp", "practice_manager"}) for name in ("Cyan", "Crimson", "Olive", "Amber")
        },
    },
}
HEADCOUNTS: Mapping[str, Mapping[str, int]] = {
    "P2": {
        "Magenta": 14, "Ochre": 16, "Cyan": 9, "Crimson": 12, "Cobalt": 18, "Olive": 13, "Amber": 10,
    },
    "P4": {
        "Magenta": 14, "Ochre": 17, "Cyan": 9, "Crimson": 11, "Cobalt": 18, "Olive": 12, "Amber": 10,
    },
}  # fmt: skip
WAVES = (
    ("P2", "Mid implementation", datetime.date(2015, 6, 1), datetime.date(2015, 10, 30)),
    ("P4", "Final implementation", datetime.date(2016, 6, 1), datetime.date(2016, 10, 28)),
)


def replied(wave: str, practice: str) -> tuple[str, ...]:
    """Return the roles that replied, one a person."""
    silent = DID_NOT_REPLY[wave][practice]
    return tuple(role for role in INVITED[wave][practice] if role not in silent)


def plan(folder: Path = FOLDER) -> ProgrammePlan:
    """Return the programme with the answers of the files in ``folder``."""
    waves = tuple(_wave(folder, *wave) for wave in WAVES)
    today = waves[-1].headcounts
    return ProgrammePlan(
        slug=SLUG,
        name="Links Worker Programme",
        words=WORDS,
        data_label=DATA_LABEL,
        practices=tuple(
            PracticePlan(name, name.lower(), today[name], "Deep End (synthetic)", "Glasgow", POSTS_BEGAN)
            for name in PRACTICES
        ),
        waves=waves,
    )


def _wave(
    folder: Path, label: str, title: str, opens_on: datetime.date, closes_on: datetime.date
) -> WavePlan:
    core_team = read_sheets(folder / f"{label}-core-team.csv")
    return WavePlan(
        label=label,
        title=f"{title} ({opens_on:%B %Y} to {closes_on:%B %Y})",
        opens_on=opens_on,
        closes_on=closes_on,
        published_on=closes_on + datetime.timedelta(days=14),
        headcounts=read_headcounts(folder / f"{label}-headcounts.csv"),
        invited=INVITED[label],
        core_team_invited={name: CORE_ROLES for name in PRACTICES if _answered(name, core_team)},
        sheets=read_sheets(folder / f"{label}-answers.csv"),
        core_team=core_team,
    )


def _answered(practice: str, sheets: tuple[Sheet, ...]) -> bool:
    return any(sheet.practice == practice for sheet in sheets)
