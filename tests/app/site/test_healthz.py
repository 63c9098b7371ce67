"""What a proxy is told."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app import create_app
from tests.app.world import visitor
from tests.conftest import make_settings


def test_service_that_can_serve_pages_says_so_without_detail(app: Flask) -> None:
    answer = visitor(app).get("/healthz")
    assert (answer.status_code, answer.data) == (200, b"ok\n")
    assert answer.content_type.startswith("text/plain")
    assert "Set-Cookie" not in answer.headers


def test_service_without_its_database_says_no_more_than_that(tmp_path: Path) -> None:
    app = create_app(make_settings(tmp_path, f"sqlite:///{tmp_path / 'none.db'}"))
    answer = visitor(app).get("/healthz")
    assert (answer.status_code, answer.data) == (503, b"not ok\n")
    assert list(tmp_path.iterdir()) == []


def test_database_of_another_version_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "old.db").touch()
    app = create_app(make_settings(tmp_path, f"sqlite:///{tmp_path / 'old.db'}"))
    assert visitor(app).get("/healthz").status_code == 503
