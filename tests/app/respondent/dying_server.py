"""A web process that is killed after it has committed what was sent and before it could answer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from app import create_app
from tests.conftest import make_settings


def main(database_url: str, link: str, revision: str) -> None:
    """Send the answers of ``link`` and die in the act."""
    app = create_app(make_settings(Path.cwd(), database_url))
    event.listen(Session, "after_commit", lambda _session: os._exit(9))
    app.test_client().post(f"/q/{link}/check", data={"revision": revision})


if __name__ == "__main__":
    main(*sys.argv[1:])
