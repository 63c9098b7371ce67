"""What bookmarks of an open wave's pages lead to before it opens and after it is closed."""

from __future__ import annotations

from flask import render_template

from app.models import Wave


def not_open(wave: Wave) -> str:
    """Say that a wave is not open, and lead on to what there is of it."""
    return render_template("programme/not_open.html", wave=wave, state=wave.state.value)
