"""The administrator audience: accounts, settings, health and who did what. Never an answer or a result."""

from app.admin import (
    audit,
    erasing,
    erasing_people,
    health,
    mail,
    person,
    retention,
    settings,
    user,
    user_acts,
    users,
)
from app.admin.routes import blueprint

__all__ = [
    "audit",
    "blueprint",
    "erasing",
    "erasing_people",
    "health",
    "mail",
    "person",
    "retention",
    "settings",
    "user",
    "user_acts",
    "users",
]
