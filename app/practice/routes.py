"""Pages of the practice audience."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("practice", __name__)
