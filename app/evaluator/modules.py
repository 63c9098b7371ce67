"""What the modules of a wave say of the programme as a whole."""

from __future__ import annotations

from flask import render_template

from app.disclosure.modules import release_modules
from app.evaluator.guard import blueprint, wave_to_read
from app.models import WaveState


@blueprint.get("/modules/<programme>/<wave>")
def modules(programme: str, wave: str) -> str:
    """Show the other questionnaires of a closed wave, over all people of the programme."""
    read = wave_to_read(programme, wave)
    closed = read.state is WaveState.CLOSED
    found = release_modules(read) if closed else ()
    return render_template("evaluator/modules.html", wave=read, modules=found, closed=closed)
