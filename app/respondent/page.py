"""One page of questions. What is sent is kept, valid or not; nothing is overwritten unseen."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.db import db
from app.operations.save_page import save_page
from app.respondent.guard import CHECK, START, Visit, answering, blueprint
from app.survey.forms import SectionForm
from questionnaires.types import Section

PROBLEM = "There is a problem"
CHANGED = "Your answers on this page have changed"


@blueprint.get("/page-<section_id>")
def page(section_id: str) -> str:
    """Show a page of questions with the answers given so far."""
    here = answering()
    section = here.visit.section(section_id)
    form = SectionForm(section, here.visit.words, here.document.answers)
    form.validate()
    return _show(here.visit, form, here.document.revision(section_id))


@blueprint.post("/page-<section_id>")
def save(section_id: str) -> ResponseReturnValue:
    """Keep the page's answers and go on, or say what stands against it."""
    here = answering(writing=True)
    section = here.visit.section(section_id)
    form = SectionForm(section, here.visit.words, here.document.answers, request.form)
    before = SectionForm(section, here.visit.words, here.document.answers).kept
    revision = here.document.revision(section_id)
    if form.kept != before and request.form.get("revision", type=int) != revision:
        form.mark_conflicts(here.document.answers)
        return _show(here.visit, form, revision, conflict=True), HTTPStatus.CONFLICT
    document = here.document
    if form.kept != before or not revision:
        document = save_page(here.visit.invitation, here.visit.token, document, section, form.kept)
        db.session.commit()
    if request.form.get("go") == "back":
        return redirect(_before(here.visit, section), 303)
    if not form.validate():
        return _show(here.visit, form, document.revision(section_id)), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(_after(here.visit, section), 303)


def _came_from_check() -> bool:
    return request.args.get("then") == CHECK


def _after(visit: Visit, section: Section) -> str:
    ids = visit.instrument.section_ids
    place = ids.index(section.id) + 1
    return CHECK if _came_from_check() or place == len(ids) else f"page-{ids[place]}"


def _before(visit: Visit, section: Section) -> str:
    ids = visit.instrument.section_ids
    place = ids.index(section.id)
    if _came_from_check():
        return CHECK
    return f"page-{ids[place - 1]}" if place else START


def _show(visit: Visit, form: SectionForm, revision: int, *, conflict: bool = False) -> str:
    section = form.section
    return render_template(
        "respondent/page.html",
        title=section.title.render(visit.words),
        intro=section.intro.render(visit.words) if section.intro else None,
        number=visit.instrument.section_ids.index(section.id) + 1,
        pages=len(visit.instrument.sections),
        form=form,
        revision=revision,
        problem=CHANGED if conflict else PROBLEM,
        conflict=conflict,
        errors=[{"text": error, "href": f"#{field.name}"} for field in form for error in field.errors],
    )
