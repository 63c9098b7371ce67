"""How long names are kept: by programme, with what is to be erased when, and what a change would erase."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admin.retention_form import RetentionForm
from app.admin.routes import blueprint
from app.admission import signed_in
from app.db import db
from app.models import Programme
from app.operations.set_retention import set_retention
from app.queries import erasing
from app.queries import retention as queries
from app.queries.retention import Kept

DAYS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One programme: whose names it keeps, and the next days on which some are erased."""

    programme: Programme
    kept: Kept
    due: int
    coming: tuple[tuple[datetime.date, int], ...]


@blueprint.get("/retention")
def retention() -> str:
    """Show how long each programme keeps names, and the next that are erased."""
    page = erasing.programmes(request.args.get("page", 1, type=int))
    there = [each for each in page.rows if not each.being_erased]
    kept = queries.kept(there)
    lines = [_line(each, kept[each.id], each.retention_months) for each in there]
    return render_template("admin/retention.html", page=page, lines=lines)


@blueprint.get("/retention/<programme>")
def retention_change(programme: str) -> ResponseReturnValue:
    """Ask for another number of months; with ``months`` in the address, show what it would erase."""
    of = erasing.programme(programme)
    if "months" not in request.args:
        return _change(of, RetentionForm(formdata=None, data={"months": of.retention_months}))
    form = RetentionForm(request.args, meta={"csrf": False})
    if not form.validate():
        return _change(of, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _change(of, form, _line(of, queries.kept([of])[of.id], form.months.data))


@blueprint.post("/retention/<programme>")
def retention_save(programme: str) -> ResponseReturnValue:
    """Keep names for so many months from now on."""
    of, form = erasing.programme(programme), RetentionForm()
    if not form.validate():
        return _change(of, form), HTTPStatus.UNPROCESSABLE_ENTITY
    changed = set_retention(of, form.months.data, signed_in())
    db.session.commit()
    flash(f"{of.name} keeps names for {of.retention_months} months{'' if changed else ', as before'}.")
    return redirect(url_for("admin.retention"), 303)


def _line(of: Programme, kept: Kept, months: int) -> Line:
    today = datetime.datetime.now(datetime.UTC).date()
    coming = tuple(kept.coming(months, today)[:DAYS_SHOWN])
    return Line(of, kept, kept.due(months, today), coming)


def _change(of: Programme, form: RetentionForm, preview: Line | None = None) -> str:
    return render_template("admin/retention_change.html", programme=of, form=form, preview=preview)
