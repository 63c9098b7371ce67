"""The service: Flask, the database and everything people see."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.settings import Settings

# One package an audience; each has a blueprint of its own name in __init__ or routes.
AUDIENCES = ("site", "account", "arrival", "respondent", "practice", "programme", "evaluator", "admin")


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for ``settings`` (default: the installation's). It does no I/O.

    Raises SettingsError that names every missing setting.
    """
    from flask import Flask

    from app import accounts, db, error_pages, languages, pages, security_headers
    from app import settings as installation

    settings = settings or installation.load()
    app = Flask(__name__, static_folder="static", instance_path=str(settings.data_dir))
    app.config.from_mapping(configuration(settings))
    app.extensions["settings"] = settings
    db.init_app(app)
    accounts.init_app(app)
    pages.init_app(app)
    languages.init_app(app)
    security_headers.init_app(app)
    error_pages.init_app(app)
    for audience in AUDIENCES:
        app.register_blueprint(import_module(f"app.{audience}").blueprint)
    return app


def configuration(settings: Settings) -> dict[str, object]:
    """Return Flask's own configuration for ``settings``."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_ENGINES": {"default": settings.database_url},
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,  # the preview of a long list comes back in a form
    }
