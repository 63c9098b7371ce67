"""The accessibility statement, in the language of the questionnaire."""

from __future__ import annotations

from flask import render_template

from app.respondent.guard import blueprint, visit
from app.respondent.languages import other_languages


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Say how accessible the service is, how that was tested and what is known to be missing."""
    here = visit()
    return render_template(
        "respondent/accessibility.html", languages=other_languages(here.instrument, "accessibility")
    )
