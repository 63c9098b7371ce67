"""The roles of the people who answer, and the groups in which their answers may be told apart.

Source of the list: evidence S4 (``roles``): core leadership and others; and service users, one of the four
groups of S1, who are asked in the stakeholder module only.
"""

from __future__ import annotations

from types import MappingProxyType

CORE_ROLES = ("lead_gp", "link_practitioner", "practice_manager")

ROLE_TITLES = MappingProxyType(
    {
        "lead_gp": "Lead GP",
        "link_practitioner": "Link practitioner",
        "practice_manager": "Practice manager",
        "gp": "GP",
        "practice_nurse": "Practice nurse",
        "district_nurse": "District nurse",
        "receptionist": "Receptionist",
        "administrator": "Administrator",
        "community_organisation_worker": "Community organisation worker",
        "service_user": "Service user",
    }
)

ROLES = tuple(ROLE_TITLES)

STAFF_ROLES = tuple(role for role in ROLES if role != "service_user")
"""Everybody who does the work, in the practice or beside it."""
