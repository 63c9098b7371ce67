"""Pages of the site."""

from __future__ import annotations

from flask import Blueprint, render_template

blueprint = Blueprint("site", __name__)


@blueprint.get("/")
def home() -> str:
    """Say what this is and what to do now."""
    return render_template("site/home.html")
