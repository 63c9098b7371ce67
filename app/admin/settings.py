"""The settings of this installation, with where each came from."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from app.admin.routes import blueprint
from app.admin.routes import settings as installed
from app.setting_list import SETTINGS, shown
from app.settings import ENVIRONMENT, SETTINGS_FILE, Settings

SOURCES = {ENVIRONMENT: "the environment", SETTINGS_FILE: "the file settings.env"}


@dataclass(frozen=True, slots=True)
class Line:
    """One setting as it is shown."""

    name: str
    what: str
    value: str
    source: str


@blueprint.get("/settings")
def settings() -> str:
    """Show every setting, what it does and where it came from, without keys and passwords."""
    of = installed()
    lines = [_line(of, name) for name in SETTINGS]
    return render_template("admin/settings.html", lines=lines, settings=of)


def _line(of: Settings, name: str) -> Line:
    value = getattr(of, name.lower())
    return Line(
        name=name,
        what=SETTINGS[name].what,
        value=SETTINGS[name].default if value is None else shown(name, str(value)),
        source=SOURCES.get(of.sources.get(name, ""), "default"),
    )
