"""Accounts: Flask-Security with argon2 passwords on our models."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the accounts with the application."""
