"""What was typed into a form must not be lost because a session ended: which pages keep it, and the way back.

The browser keeps it, in the tab where it was typed (``static/kept_form.js``). The server says what a page
is to that script, and which page a form that was refused stood on.
"""

from __future__ import annotations

from typing import Literal

from flask import current_app, request
from werkzeug.exceptions import HTTPException

AUDIENCES = frozenset({"practice", "programme", "evaluator", "admin"})
"""The blueprints whose forms are kept. Neither what opens an account nor what a respondent answers is."""
ON_PAPER = frozenset({"programme.paper", "programme.paper_find", "programme.paper_enter"})
"""What a respondent answered on paper is not kept in a browser either."""
Part = Literal["keeps", "refused", "none"]


def part_of_page() -> Part:
    """Return what the page is: its forms are kept, it stands for one that was refused, or neither."""
    if request.endpoint == "security.login":
        return "refused"  # where a form leads whose sender is not signed in any more
    return "keeps" if is_kept() else "none"


def is_kept() -> bool:
    """Return whether what is typed into the forms of this page is kept."""
    return request.blueprint in AUDIENCES and request.endpoint not in ON_PAPER


def page_of_form() -> str | None:
    """Return the path of the page whose form was sent, where a form is sent to the page it stands on."""
    pages = current_app.create_url_adapter(request)
    assert pages is not None
    try:
        page, _ = pages.match(request.path, method="GET", return_rule=True)
    except HTTPException:
        return None
    form = request.url_rule
    return request.full_path.removesuffix("?") if form and form.rule == page.rule else None
