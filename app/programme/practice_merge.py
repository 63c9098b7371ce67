"""Merging a practice into another: which one, what happens, and then that it does."""

from __future__ import annotations

import datetime
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, FormField, HiddenField, StringField

from app.admission import signed_in
from app.date_parts import DateParts
from app.db import db
from app.errors import NotFoundError
from app.models import Practice
from app.operations.merge_practices import Merger, hold, merge_practices, plan_merger
from app.operations.practice_list import MOST_STAFF
from app.programme.practice_edit import PRACTICE
from app.programme.practice_form import ProblemsForm
from app.programme.routes import blueprint
from app.queries import merging, people, programme_practices
from app.typed_text import one_line

MOST_FOUND = 20
DAY = "the day of the merger"
CHANGED = "One of the practices was changed meanwhile. Nothing was merged: this is what would happen now"


class MergerForm(ProblemsForm):
    """When, and how many people the successor has from then on."""

    headcount = StringField("How many people work there from now on", filters=[one_line])
    on = FormField(DateParts, "Day of the merger")
    confirm = BooleanField()
    into = HiddenField()
    revision = HiddenField()

    def __init__(self, merger: Merger, today: datetime.date) -> None:
        """Show what is proposed, or what was sent."""
        super().__init__(headcount=str(merger.headcount))
        self.merger, self.today = merger, today
        if not self.is_submitted():
            self.on.form.say(today)

    def check(self) -> bool:
        """Return whether it can be done so; what is wrong stands in ``problems``."""
        text = self.headcount.data
        if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST_STAFF):
            self.refuse("headcount", f"Enter a whole number from 1 to {MOST_STAFF:,}")
        self.read_date("on", DAY, self.today, optional=False)
        parts, earliest = self.on.form, self.merger.earliest
        if parts.date and parts.date > self.today:
            self._refuse_day("The day of the merger is in the future. Come back on that day")
        elif parts.date and earliest and parts.date < earliest:
            self._refuse_day(
                f"A wave asked these practices apart until then: choose {earliest:%-d %B %Y} or later"
            )
        if not self.confirm.data:
            self.refuse("confirm", "Tick the box to merge: it cannot be taken back")
        return not self.problems and bool(self.validate())

    def _refuse_day(self, problem: str) -> None:
        self.on.form.problem, self.on.form.wrong = problem, ("day", "month", "year")
        self.refuse("on", problem)


@blueprint.get(f"{PRACTICE}/merge")
def practice_merge(programme: str, practice: str) -> str:
    """Ask into which practice another merges; once that is chosen, show what would happen."""
    old = programme_practices.practice_to_lead(signed_in(), programme, practice)
    into = request.args.get("into", "")
    if not into or old.merged_into_id is not None:
        return _choose(old)
    merger = plan_merger(old, merging.successor(old.programme, old, into), _today())
    return _preview(merger, MergerForm(merger, _today()))


@blueprint.post(f"{PRACTICE}/merge")
def practice_merge_now(programme: str, practice: str) -> ResponseReturnValue:
    """Merge, if that is still what was shown."""
    old = programme_practices.practice_to_lead(signed_in(), programme, practice)
    hold(old.programme_id)
    if old.merged_into_id is not None:
        raise NotFoundError(f"{practice} has merged")
    successor = merging.successor(old.programme, old, request.form.get("into", ""))
    merger = plan_merger(old, successor, _today())
    form = MergerForm(merger, _today())
    sound = form.check()
    if form.revision.data != merger.revision:
        form.revision.data, form.confirm.data = merger.revision, False
        return _preview(merger, form, changed=True), HTTPStatus.CONFLICT
    if not sound:
        return _preview(merger, form), HTTPStatus.UNPROCESSABLE_ENTITY
    day = form.on.form.date
    merge_practices(merger, int(form.headcount.data), day, signed_in(), datetime.datetime.now(datetime.UTC))
    db.session.commit()
    flash(f"{old.in_full} has merged into {successor.in_full}.")
    return redirect(url_for("programme.practice_edit", programme=programme, practice=successor.slug), 303)


def _choose(old: Practice) -> str:
    asked = one_line(request.args.get("q"))[:100]
    found = people.practices_named(old.programme, asked, MOST_FOUND) if asked else ()
    return render_template(
        "programme/practice_merge.html",
        programme=old.programme,
        practice=old,
        merger=None,
        asked=asked,
        found=[each for each in found if each.id != old.id],
        most=MOST_FOUND,
    )


def _preview(merger: Merger, form: MergerForm, *, changed: bool = False) -> str:
    summary = [{"text": CHANGED, "href": "#what"}] if changed else []
    return render_template(
        "programme/practice_merge.html",
        programme=merger.old.programme,
        practice=merger.old,
        merger=merger,
        form=form,
        summary=[*summary, *form.summary],
    )


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
