"""The house rules: what is documented, how long things are, and what must not be in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.cli import COMMANDS
from questionnaires import catalogue
from questionnaires.types import Instrument

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_BUILDER = 70  # in tests, where a function may be one long list of data
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}
# Steps of the set-up and what pins the packages: none of them says where packages come from.
SET_UP = (
    "requirements.txt",
    "package-lock.json",
    "package.json",
    ".npmrc",
    "Makefile",
    ".ci/run",
    "scripts/",
)
ADDRESS = re.compile(r"[a-z+]+://(?!localhost\b|127\.0\.0\.1\b)[^\s\"')]+")
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files of the repository that are there, relative to its root."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = (Path(name) for name in listing.stdout.split("\0") if name)
    return tuple(path for path in names if (ROOT / path).is_file())


@cache
def read(path: Path) -> str:
    """Return the text of a tracked file, empty for a picture."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def python_files() -> list[Path]:
    """Return the Python files whose shape we answer for; the schema's history is generated and frozen."""
    return [
        path for path in tracked() if path.suffix == ".py" and path.parts[:2] != ("migrations", "versions")
    ]


def documents() -> list[Path]:
    """Return everything written for people."""
    return [path for path in tracked() if path.suffix == ".md"]


def guides() -> str:
    """Return the text of the README and of the documents that say how to use the service."""
    return "\n".join(read(path) for path in documents() if path.parent.name in ("", "docs"))


def project() -> dict[str, object]:
    """Return the project's own table of pyproject.toml."""
    table: dict[str, object] = tomllib.loads(read(Path("pyproject.toml")))["project"]
    return table


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a file with its number of lines, its docstring not counted."""
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) else None
            said = docstring.end_lineno - docstring.lineno + 1 if docstring and docstring.end_lineno else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - said


def test_no_file_is_too_long_to_hold_in_mind() -> None:
    lengths = {str(path): read(path).count("\n") for path in python_files()}
    too_long = {path: length for path, length in lengths.items() if length > LONGEST_FILE}
    assert too_long == {}, f"longer than {LONGEST_FILE} lines: split by idea"


def test_no_function_is_too_long_to_hold_in_mind() -> None:
    too_long = {
        f"{path}:{name}": length
        for path in python_files()
        for name, length in functions(path)
        if length > (LONGEST_BUILDER if path.parts[0] == "tests" else LONGEST_FUNCTION)
    }
    assert too_long == {}, f"longer than {LONGEST_FUNCTION} lines: give its steps names"


def test_no_module_is_named_after_nothing() -> None:
    assert [str(path) for path in python_files() if {path.stem, *path.parent.parts} & VAGUE] == []


def test_nothing_is_left_to_be_done_in_a_comment() -> None:
    marks = re.compile(r"\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b")
    assert [str(path) for path in tracked() if marks.search(read(path))] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_documents_name_every_command(command: str) -> None:
    assert f"`readiness {command}" in guides()


@pytest.mark.parametrize("instrument", catalogue.all(), ids=lambda each: f"{each.id}-{each.version}")
def test_the_documents_name_every_instrument(instrument: Instrument) -> None:
    assert f"`{instrument.id}`" in guides()


def test_the_documents_name_every_target_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", read(Path("Makefile")), re.MULTILINE)
    assert "demo" in targets
    assert [target for target in targets if f"`make {target}" not in guides()] == []


def test_a_decision_says_why_each_library_is_here() -> None:
    extras = project()["optional-dependencies"]
    runtime = project()["dependencies"]
    assert isinstance(extras, dict)
    assert isinstance(runtime, list)
    reasons = read(Path("docs/decisions/0003-libraries.md"))
    names = [re.sub(r"\[.*", "", name) for name in [*runtime, *extras["dev"]]]
    assert [name for name in names if f"`{name}`" not in reasons] == []


def test_every_decision_is_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in documents() if path.parts[:2] == ("docs", "decisions"))
    assert [name[:5] for name in names] == [f"{number:04}-" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize("document", documents(), ids=str)
def test_every_link_of_a_document_leads_to_a_file(document: Path) -> None:
    targets = LINK.findall(read(document))
    assert [target for target in targets if not (ROOT / document.parent / target).exists()] == []


def test_the_readme_is_read_in_two_minutes() -> None:
    lines = read(Path("README.md")).splitlines()
    assert len(lines) < 80
    assert "make demo" in "\n".join(lines)
    assert "make test" in "\n".join(lines)


def test_the_list_of_changes_has_an_entry_for_this_version() -> None:
    assert f"## {project()['version']}" in read(Path("CHANGES.md"))


def test_every_dependency_is_pinned_with_a_hash() -> None:
    entries = re.split(r"\n(?=\S)", read(Path("requirements.txt")).strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_set_up_names_no_address_that_packages_come_from() -> None:
    found = {
        str(path): addresses
        for path in tracked()
        if str(path).startswith(SET_UP) and (addresses := ADDRESS.findall(read(path)))
    }
    assert found == {}


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    folders = "|".join(re.escape(f"{folder}/") for folder in (ROOT, Path.home()))
    own_path = re.compile(rf"(?<![\w.~]){folders}")
    assert [str(path) for path in tracked() if own_path.search(read(path))] == []
