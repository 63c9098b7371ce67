"""One page of questions. What is sent is kept, valid or not; nothing is overwritten unseen."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.drafts import DraftDocument
from app.languages import current_language
from app.operations.save_page import save_page
from app.respondent.guard import CHECK, START, Visit, answering, blueprint
from app.respondent.languages import address_in, language_asked_for, other_languages
from app.survey.forms import SectionForm
from questionnaires.types import Section


@blueprint.get("/page-<section_id>")
def page(section_id: str) -> str:
    """Show a page of questions with the answers given so far."""
    here = answering()
    section = here.section(section_id)
    form = SectionForm(section, here.visit.reader.words, here.document.answers, language=current_language())
    form.validate()
    return _show(here.visit, form, here.document.revision(section_id))


@blueprint.get("/saved")
def saved() -> str:
    """Say that everything is saved, and how to come back."""
    here = answering()
    return render_template(
        "respondent/saved.html",
        languages=other_languages(here.visit.instrument, "saved"),
        closes_on=here.visit.invitation.closes_on,
    )


@blueprint.post("/page-<section_id>")
def save(section_id: str) -> ResponseReturnValue:
    """Keep the page's answers and go on, or say what stands against it."""
    here = answering(writing=True)
    section = here.section(section_id)
    asked_with = (here.visit.reader.words, here.document.answers)
    form = SectionForm(section, *asked_with, request.form, current_language())
    before = SectionForm(section, *asked_with).kept
    revision = here.document.revision(section_id)
    if form.kept != before and request.form.get("revision", type=int) != revision:
        form.mark_conflicts(here.document.answers)
        return _show(here.visit, form, revision, conflict=True), HTTPStatus.CONFLICT
    document = here.document
    if form.kept != before or not revision:
        document = save_page(here.visit.invitation, here.visit.token, document, section, form.kept)
        db.session.commit()
    if language := language_asked_for():
        return redirect(address_in(language, f"page-{section_id}"), 303)
    if request.form.get("go") in _ASIDE:
        return redirect(_ASIDE[request.form["go"]](here.visit, section), 303)
    if not form.validate():
        return _show(here.visit, form, document.revision(section_id)), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(_after(here.visit, document, section), 303)


def _came_from_check() -> bool:
    return request.args.get("then") == CHECK


def _after(visit: Visit, document: DraftDocument, section: Section) -> str:
    """Return the next page that is asked now; on the way back to the check page, what is still new."""
    if _came_from_check():
        return visit.place(document)
    ids = visit.instrument.section_ids
    later = ids[ids.index(section.id) + 1 :]
    asked = [each.id for each in visit.pages(document) if each.id in later]
    return f"page-{asked[0]}" if asked else CHECK


def _before(visit: Visit, section: Section) -> str:
    if _came_from_check():
        return CHECK
    ids = [each.id for each in visit.pages()]
    place = ids.index(section.id)
    return f"page-{ids[place - 1]}" if place else START


def _later(_visit: Visit, _section: Section) -> str:
    return "saved"


_ASIDE = {"back": _before, "later": _later}  # ways that an answer which is not valid does not hold up


def _show(visit: Visit, form: SectionForm, revision: int, *, conflict: bool = False) -> str:
    return render_template(
        "respondent/page.html",
        languages=other_languages(visit.instrument, f"page-{form.section.id}"),
        revision=revision,
        problem=_("Your answers on this page have changed") if conflict else _("There is a problem"),
        conflict=conflict,
        errors=[{"text": error, "href": f"#{field.name}"} for field in form for error in field.errors],
        **visit.reader.page(form, [each.id for each in visit.pages()]),
    )
