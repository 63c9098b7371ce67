"""What must be true before the service runs: a database of this version, and its summaries."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app import schema
from app.db import db
from app.disclosure.summary import VERSION
from app.errors import OldSummariesError, ReadinessError
from app.queries import summaries


def require_schema(app: Flask) -> None:
    """Raise ReadinessError that says what to do where the database is away, empty, older or newer."""
    with app.app_context():
        try:
            current = schema.current(db.engine)
        except SQLAlchemyError as error:
            raise ReadinessError(
                f"The database does not answer ({type(error).__name__}). A new installation needs: readiness "
                "upgrade. Otherwise check DATABASE_URL and its server; `readiness doctor` shows the settings."
            ) from error
    needed = schema.newest()
    if current != needed:
        raise ReadinessError(
            f"The database has schema {current or 'none'}, this version needs {needed}. "
            "Run: readiness upgrade"
        )
    with app.app_context():
        if not summaries.are_of_version(VERSION):
            raise OldSummariesError(
                "Results were published under other rules of disclosure than this version's. "
                "Run: readiness upgrade"
            )
