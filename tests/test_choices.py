"""Choices among a few: what is wrong with one is said in our words, never in those of WTForms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parent.parent / "app"
CHOICES = frozenset({"SelectField", "RadioField", "SelectMultipleField"})
# Told by their templates, whatever WTForms says of them.
TOLD_BY_TEMPLATES = {
    ("evaluator/framework_form.py", "Columns"),
    ("evaluator/reports_form.py", "Wave"),
    ("evaluator/what_if_form.py", "Gates to leave out"),
}


def left_to_wtforms() -> Iterator[tuple[str, str]]:
    """Yield file and label of each field whose values WTForms checks with words of its own."""
    for path in APP.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in CHOICES:
                given = {each.arg: ast.unparse(each.value) for each in call.keywords}
                if given.get("validate_choice") != "False":
                    yield path.relative_to(APP).as_posix(), ast.literal_eval(call.args[0])


def test_no_choice_is_refused_in_the_words_of_the_library() -> None:
    assert set(left_to_wtforms()) == TOLD_BY_TEMPLATES
