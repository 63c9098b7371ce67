"""Who did what to which: the audit log as a page and as a file."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admin.audit_form import AuditForm, words
from app.admin.routes import blueprint
from app.csv_download import csv_download
from app.models import AuditEntry
from app.queries import audit as entries
from app.spreadsheet_cells import guarded

HEADING = ("time (UTC)", "who", "what", "to which", "programme", "more")
ERASED, ITSELF = "a programme that was erased", "the programme"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words."""

    at: datetime.datetime
    by: str
    act: str
    subject: str
    programme: str
    more: str


@blueprint.get("/audit")
def audit() -> ResponseReturnValue:
    """Show the audit log, newest first."""
    programmes = entries.programme_names()
    form = _form(programmes)
    wanted = form.wanted(_today())
    if wanted is None:
        page = render_template("admin/audit.html", form=form, page=None, lines=())
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    found = entries.entries(wanted, request.args.get("page", 1, type=int))
    lines = [_line(each, programmes) for each in found.rows]
    return render_template("admin/audit.html", form=form, page=found, lines=lines)


@blueprint.get("/audit.csv")
def download_audit() -> ResponseReturnValue:
    """Hand out the entries that the filter leaves as a file, which ends with their number."""
    programmes = entries.programme_names()
    form = _form(programmes)
    wanted = form.wanted(_today())
    if wanted is None:
        return redirect(url_for("admin.audit", **form.kept), 303)
    lines = (_cells(_line(each, programmes)) for each in entries.all_entries(wanted))
    return csv_download(f"audit-{_today().isoformat()}.csv", HEADING, lines)


def _form(programmes: Mapping[uuid.UUID, str]) -> AuditForm:
    return AuditForm(request.args, entries.actions(), programmes)


def _line(entry: AuditEntry, programmes: Mapping[uuid.UUID, str]) -> Line:
    details = (f"{name.replace('_', ' ')}: {text}" for name, text in entry.detail.items())
    programme = programmes.get(entry.programme_id, ERASED) if entry.programme_id else ""
    subject = ITSELF if entry.subject == programme else entry.subject
    return Line(entry.at, entry.by, words(entry.action), subject, programme, "; ".join(details))


def _cells(line: Line) -> tuple[str, ...]:
    texts = (line.by, line.act, line.subject, line.programme, line.more)
    return (f"{line.at:%Y-%m-%d %H:%M:%S}", *map(guarded, texts))


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
