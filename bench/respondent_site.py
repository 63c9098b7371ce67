"""What the bench of the respondent's way serves: the service with a questionnaire of 25, and a bare view."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from flask import Flask, request

from app.db import db
from app.db import init_app as init_database
from questionnaires import catalogue

ITEMS_A_PAGE, PAGES = 5, 5
INSTRUMENT = "bench"
_HEAD = """
id = "bench"
version = "1.0.0"
title = "Twenty-five statements"
purpose = "We measure how long it takes to answer them."
minutes = 4
attribution = "anonymous"
roles = ["receptionist"]

[[scales]]
id = "coherence"
kind = "construct"
title = "Coherence"
question = "Is it understood?"
min_answered = 0.5
"""
_PAGE = """
[[sections]]
id = "page_{page}"
title = "Page {page} of statements"
"""
_ITEM = """
[[items]]
id = "item_{page}_{item}"
section = "page_{page}"
type = "agreement"
scale = "coherence"
text = "In this practice, we know what {{the_programme}} is for, in way {page}.{item}."
subconstruct = "coherence.differentiation"
provenance = ["npt.coherence"]
"""


def instrument_toml() -> str:
    """Return the questionnaire: five pages of five statements."""
    numbers = range(1, PAGES + 1)
    pages = [_PAGE.format(page=page) for page in numbers]
    items = [_ITEM.format(page=page, item=item) for page in numbers for item in range(1, ITEMS_A_PAGE + 1)]
    return "\n".join((_HEAD, *pages, *items))


def service() -> Flask:
    """Return the application with the questionnaire of the folder BENCH_INSTRUMENTS."""
    from app import create_app

    catalogue.FOLDER = Path(os.environ["BENCH_INSTRUMENTS"])
    return create_app()


def bare() -> Flask:
    """Return the least that anything like it must do: a view with one committed INSERT."""
    app = Flask("bare")
    path = os.environ["BENCH_BARE_DATABASE"]
    app.config["SQLALCHEMY_ENGINES"] = {"default": f"sqlite:///{path}"}
    init_database(app)
    app.add_url_rule("/", "insert", insert, methods=["POST"])
    return app


def insert() -> str:
    """Insert one row, as durably as the service does."""
    db.session.connection().exec_driver_sql("INSERT INTO rows (words) VALUES (?)", (request.form["words"],))
    db.session.commit()
    return "done"


def prepare_bare(path: Path) -> None:
    """Make the bare view's table."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, words TEXT)")
