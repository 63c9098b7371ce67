"""Somebody with a link, who opens pages and sends forms as a browser without scripts does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context

from flask import Flask, has_app_context
from sqlalchemy import Connection, event, select
from werkzeug.test import TestResponse

from app.db import db
from app.links import token
from app.models import Base, Invitation
from questionnaires import catalogue

Form = Mapping[str, str | list[str]]
Tables = dict[str, list[tuple[object, ...]]]
CORE = catalogue.get("npt-core", "1.0.0")
PAGES = tuple(f"page-{section}" for section in CORE.section_ids)


class Person:
    """The holder of one invitation's link."""

    def __init__(self, app: Flask, invitation: Invitation) -> None:
        self._app = app
        self.use(invitation)

    def use(self, invitation: Invitation) -> None:
        """Take the link that the invitation has now."""
        self.token = token(self._app.extensions["settings"].link_key, invitation.id, invitation.generation)

    def get(self, page: str = "") -> TestResponse:
        """Open a page."""
        return self._request("GET", page, {})

    def post(self, page: str = "", form: Form | None = None) -> TestResponse:
        """Send a form."""
        return self._request("POST", page, form or {})

    def save(self, page: str, answers: Form, revision: int | None = None) -> TestResponse:
        """Send a page of answers, as it was when it had ``revision`` (default: as it is now)."""
        seen = revision_on(self.get(page)) if revision is None else revision
        return self.post(page, {"revision": str(seen), **answers})

    def answer(self, answers: Form) -> None:
        """Begin and save every page with the answers that belong to it; all must be accepted."""
        assert self.post().status_code == 303
        for section in CORE.sections:
            here = {item.id: answers[item.id] for item in section.items if item.id in answers}
            assert self.save(f"page-{section.id}", here).status_code == 303

    def send(self) -> TestResponse:
        """Press the button of the check page."""
        return self.post("check", {"revision": str(revision_on(self.get("check")))})

    def _request(self, method: str, page: str, form: Form) -> TestResponse:
        """Make the request in a context of its own, as a server does; the test's transaction ends before."""
        if has_app_context():  # not in a thread
            db.session.rollback()
        client = self._app.test_client()
        return Context().run(client.open, f"/q/{self.token}/{page}", method=method, data=dict(form))


def revision_on(page: TestResponse) -> int:
    """Return the revision that a page's form would send."""
    found = re.search(r'name="revision" value="(\d+)"', page.text)
    assert found, page.text
    return int(found[1])


def tables() -> Tables:
    """Return every row of every table, sorted."""
    db.session.rollback()
    return {
        table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
    }


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL statements of what runs inside, those that begin a transaction left out."""
    seen: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
