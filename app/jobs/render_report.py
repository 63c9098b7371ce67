"""The task of rendering a report: snapshot -> what may be shown -> HTML -> PDF -> a file and its row."""

from __future__ import annotations

import uuid
from pathlib import Path

from app.disclosure.history import released_before
from app.disclosure.release import release_snapshot
from app.models import Document
from app.queries import snapshots
from app.reports import html
from app.reports.compose import compose
from app.reports.printed import Printer, keep


def render_report(snapshot_id: uuid.UUID, printer: Printer, reports_dir: Path) -> Document:
    """Write the report of a snapshot into ``reports_dir`` and return the row that records it, not yet stored.

    Doing it twice gives the same file. The name of the file says no practice and no result.
    """
    snapshot = snapshots.by_id(snapshot_id)
    context = compose(release_snapshot(snapshot), released_before(snapshot))
    printed = printer(html.render(context))
    file_name = f"{snapshot_id.hex}.pdf"
    keep(printed.content, reports_dir / file_name)
    return Document(snapshot_id=snapshot_id, file_name=file_name, digest=printed.digest, pages=printed.pages)
