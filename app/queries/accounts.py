"""Queries for accounts."""

from __future__ import annotations

from sqlalchemy import select

from app.db import db
from app.models import User


def by_email(email: str) -> User | None:
    """Return the account of an address (stored in lower case), or None."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))
