"""What a role is called to the person who has it, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.languages import current_language
from questionnaires.roles import ROLE_TITLES
from questionnaires.types import DEFAULT_LANGUAGE, Text

_WELSH: Mapping[str, str] = MappingProxyType(
    {
        "lead_gp": "Meddyg teulu arweiniol",
        "link_practitioner": "Ymarferydd cyswllt",
        "practice_manager": "Rheolwr practis",
        "gp": "Meddyg teulu",
        "practice_nurse": "Nyrs practis",
        "district_nurse": "Nyrs ardal",
        "receptionist": "Derbynnydd",
        "administrator": "Gweinyddwr",
        "community_organisation_worker": "Gweithiwr sefydliad cymunedol",
        "service_user": "Defnyddiwr gwasanaeth",
    }
)
TITLES: Mapping[str, Text] = MappingProxyType(
    {role: Text({DEFAULT_LANGUAGE: title, "cy": _WELSH[role]}) for role, title in ROLE_TITLES.items()}
)


def role_title(role: str) -> str:
    """Return the title of ``role``."""
    return TITLES[role].render({}, current_language())
