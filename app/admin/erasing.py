"""Erasing practices and whole programmes: a page that says what goes and what stays, then a button."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admin.confirming import ConfirmForm, EraseProgrammeForm
from app.admin.erasing_words import parts
from app.admin.routes import blueprint
from app.admission import signed_in
from app.db import db
from app.models import Membership, Practice, Programme, WaveState
from app.operations import erase_practice as practices
from app.operations import erase_programme as programmes
from app.queries import erasing as queries
from app.queries.belonging import belonging
from app.typed_text import one_line

PROGRAMME = "/erasing/<programme>"
PRACTICE = f"{PROGRAMME}/practices/<practice>"
LONGEST_SEARCH = 200


@blueprint.get("/erasing")
def erasing() -> str:
    """List the programmes, and say where people and accounts are erased."""
    return render_template(
        "admin/erasing.html", page=queries.programmes(request.args.get("page", 1, type=int))
    )


@blueprint.get(PROGRAMME)
def erasing_practices(programme: str) -> str:
    """List the practices of a programme, or those of a name or code."""
    of, text = queries.programme(programme), one_line(request.args.get("find"))[:LONGEST_SEARCH]
    page = queries.practices(of, text, request.args.get("page", 1, type=int))
    return render_template("admin/erasing_practices.html", programme=of, page=page, find=text)


@blueprint.get(PRACTICE)
def erase_practice(programme: str, practice: str) -> str:
    """Show what erasing a practice means."""
    return _practice(_place(programme, practice), ConfirmForm())


@blueprint.post(PRACTICE)
def erase_practice_now(programme: str, practice: str) -> ResponseReturnValue:
    """Erase a practice for good."""
    place, form = _place(programme, practice), ConfirmForm()
    if not form.validate():
        return _practice(place, form), HTTPStatus.UNPROCESSABLE_ENTITY
    name = place.in_full
    practices.erase_practice(place, signed_in())
    db.session.commit()
    flash(f"{name} is erased. The worker deletes its reports.")
    return redirect(url_for("admin.erasing_practices", programme=programme), 303)


@blueprint.get(f"{PROGRAMME}/all")
def erase_programme(programme: str) -> str:
    """Show what erasing a whole programme means."""
    of = queries.programme(programme)
    return _programme(of, EraseProgrammeForm(of.name))


@blueprint.post(f"{PROGRAMME}/all")
def erase_programme_now(programme: str) -> ResponseReturnValue:
    """Erase a whole programme for good."""
    of = queries.programme(programme)
    form = EraseProgrammeForm(of.name)
    if not form.validate():
        return _programme(of, form), HTTPStatus.UNPROCESSABLE_ENTITY
    programmes.begin_erasing(of, signed_in())
    db.session.commit()
    flash(f"{of.name} is gone for everybody. The worker deletes its rows and files; that may take minutes.")
    return redirect(url_for("admin.erasing"), 303)


def _place(programme: str, practice: str) -> Practice:
    return queries.practice(queries.programme(programme), practice)


def _practice(place: Practice, form: ConfirmForm) -> str:
    return render_template(
        "admin/erase_practice.html",
        practice=place,
        obstacles=practices.obstacles(place),
        parts=parts(belonging(Practice, Practice.id == place.id)),
        left_without=queries.left_without(Membership.practice_id == place.id),
        form=form,
    )


def _programme(of: Programme, form: EraseProgrammeForm) -> str:
    return render_template(
        "admin/erase_programme.html",
        programme=of,
        obstacle=programmes.obstacle(of),
        open_waves=queries.waves_in(of, (WaveState.OPEN,)),
        parts=parts(belonging(Programme, Programme.id == of.id)),
        left_without=queries.left_without(Membership.programme_id == of.id),
        form=form,
    )
