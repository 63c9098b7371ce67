"""The application for any WSGI server: ``gunicorn wsgi``."""

from __future__ import annotations

from app import create_app

application = create_app()
