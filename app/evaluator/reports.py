"""The PDF reports of a user's programmes: a list of them, and all of a wave in one file. Read-only."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.disclosure.release import release_snapshot, require_closed
from app.errors import NotFoundError
from app.evaluator.guard import blueprint, taken_out, wave_to_read
from app.evaluator.reports_form import ReportsForm
from app.jobs.outbox import MOST_ATTEMPTS
from app.queries import report_files, snapshots
from app.queries.report_files import ReportFile
from app.reports.state import ReportState, report_state
from app.settings import Settings
from app.spreadsheet_cells import guarded
from app.zip_stream import PIECE, ZipStream

MANIFEST = "manifest.csv"
HEADING = ("file", "state", "practice", "ods_code", "pages", "sha256", "instrument", "rule", "published_on")


@dataclass(frozen=True, slots=True)
class Versions:
    """What the reports of a wave rest on."""

    instrument: str
    rule: str


@blueprint.get("/reports")
def reports() -> ResponseReturnValue:
    """List the reports by programme, wave and practice, with the way to each that is ready."""
    waves = report_files.closed_waves(signed_in())
    form = ReportsForm(request.args, waves)
    if not form.validate():
        return render_template("evaluator/reports.html", form=form, page=None, waves=waves), 422
    number = request.args.get("page", 1, type=int)
    page = report_files.for_user(
        signed_in(), MOST_ATTEMPTS, number, wave=form.chosen, text=form.practice.data
    )
    states = [report_state(_path(each, _folder()), in_hand=each.in_hand) for each in page.rows]
    return render_template("evaluator/reports.html", form=form, page=page, states=states, waves=waves)


@blueprint.get("/reports/<programme>/<wave>.zip")
def download_reports(programme: str, wave: str) -> Response:
    """Hand out all reports of a closed wave that are ready in one file, with a list of all of them."""
    read = require_closed(wave_to_read(programme, wave))
    found, any_of_them = report_files.of_wave(read, MOST_ATTEMPTS), report_files.any_snapshot(read)
    if any_of_them is None:
        raise NotFoundError(f"no results in {wave}")
    taken_out("reports.zip", read)
    shown = release_snapshot(snapshots.by_id(any_of_them))
    body = _zip(found, _folder(), Versions(shown.instrument, shown.rule))
    name = f"readiness-{_safe(programme)}-{_safe(wave)}.zip"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(body, mimetype="application/zip", headers=headers)


def _zip(files: Sequence[ReportFile], folder: Path, versions: Versions) -> Iterator[bytes]:
    """Yield the ZIP: each report that is ready, and a manifest that names all with what became of them."""
    stream, lines = ZipStream(), []
    for file in files:
        path = _path(file, folder)
        state = _checked(file, path)
        if path is not None and state is ReportState.READY:
            yield from stream.file(name_of(file), path, file.published_on)
        lines.append(_line(file, state, versions))
    yield from stream.text(MANIFEST, _csv(lines), max(file.published_on for file in files))
    yield from stream.end()


def _folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.reports_dir


def _path(file: ReportFile, folder: Path) -> Path | None:
    return folder / file.file_name if file.file_name else None


def _checked(file: ReportFile, path: Path | None) -> ReportState:
    """Return what became of a report; its bytes are looked at before they are handed out."""
    state = report_state(path, in_hand=file.in_hand)
    if path is None or state is not ReportState.READY:
        return state
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while piece := content.read(PIECE):
            digest.update(piece)
    return state if digest.hexdigest() == file.pdf_digest else ReportState.DAMAGED


def _line(file: ReportFile, state: ReportState, versions: Versions) -> Sequence[str]:
    """Return a line of the manifest. The result's own digest is not in it: it is of exact, unrounded numbers.

    Whoever knows nearly all answers could try the rest until the digest is met.
    """
    ready = state is ReportState.READY
    return (
        name_of(file) if ready else "",
        state.value,
        guarded(file.practice),
        guarded(file.ods_code or ""),
        str(file.pages) if ready else "",
        (file.pdf_digest or "") if ready else "",
        versions.instrument,
        versions.rule,
        file.published_on.isoformat(),
    )


def _csv(lines: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows((HEADING, *lines, ("rows", str(len(lines)))))
    return f"\N{BYTE ORDER MARK}{text.getvalue()}"


def name_of(file: ReportFile) -> str:
    """Return the name of a report's file: it says which practice and wave, and no result."""
    return f"readiness-{_safe(file.programme_slug)}-{_safe(file.practice_slug)}-{_safe(file.wave)}.pdf"


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.") or "x"
