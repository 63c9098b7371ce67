"""Who reads what people wrote: the gate, the operations that close a wave and withhold, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
READERS = {
    "Comment": {
        "app/demonstration/response_rows.py",
        "app/models/__init__.py",
        "app/models/response.py",
        "app/operations/seal_responses.py",
        "app/queries/comments.py",
        "app/survey/typed_fields.py",
    },
    "SharedComment": {
        "app/disclosure/comments.py",
        "app/models/__init__.py",
        "app/models/shared_comment.py",
        "app/operations/share_comments.py",
        "app/queries/comments.py",
    },
    "comments": {
        "app/disclosure/comments.py",
        "app/operations/share_comments.py",
        "app/operations/withhold_comment.py",
    },
}


def names_taken(path: Path) -> set[str]:
    """Return the tables that a file takes, and "comments" where it takes the queries for them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            found |= (
                names & {"Comment", "SharedComment"}
                if (node.module or "").startswith("app.models")
                else set()
            )
            found |= names & {"comments"} if node.module == "app.queries" else set()
            found |= {"comments"} if node.module == "app.queries.comments" else set()
        if isinstance(node, ast.ClassDef):
            found |= {node.name} & {"Comment", "SharedComment"}
    return found


@pytest.mark.parametrize("name", sorted(READERS))
def test_nothing_but_the_gate_reads_what_people_wrote(name: str) -> None:
    files = {str(path.relative_to(ROOT)): names_taken(path) for path in (ROOT / "app").rglob("*.py")}
    assert {path for path, taken in files.items() if name in taken} <= READERS[name]
