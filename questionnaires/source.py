"""From a file on disk to a parsed TOML document, or to what prevents it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from questionnaires.errors import Problem

MAX_BYTES = 1_000_000
"""A questionnaire of 100 items has about 50,000 bytes; what is larger is not a questionnaire."""

_TOML_PLACE = re.compile(r"^(?P<what>.*?) \(at (?P<place>line \d+, column \d+|end of document)\)$", re.DOTALL)
_FORMAT = "See docs/instruments.md for the format"


def read_file(path: Path) -> bytes | Problem:
    """Return the bytes of a file, at most one more than :data:`MAX_BYTES`."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Problem("", "there is no such file", "Check the name and the folder")
    except IsADirectoryError:
        return Problem("", "this is a folder", "Name the instrument files in it")
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        return Problem("", f"the file cannot be read: {reason}", "Check its name and permissions")


def parse(data: bytes) -> dict[str, object] | Problem:
    """Return the TOML document in the bytes of a file."""
    text = _decode(data)
    if isinstance(text, Problem):
        return text
    try:
        return tomllib.loads(text)
    except RecursionError:
        return Problem("", "lists or tables are nested too deeply", _FORMAT)
    except ValueError as error:
        found = _TOML_PLACE.match(str(error))
        place, what = (found["place"], found["what"]) if found else ("", str(error))
        return Problem(place, f"this is not TOML: {what}", "Correct the file at that place")


def _decode(data: bytes) -> str | Problem:
    if len(data) > MAX_BYTES:
        return Problem("", f"the file is larger than {MAX_BYTES:,} bytes", _FORMAT)
    if b"\x00" in data:
        return Problem("", "the file is not a text file", _FORMAT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Problem(f"line {line}", "the file is not UTF-8 text", "Save it with the encoding UTF-8")
    if not text.strip():
        return Problem("", "the file is empty", _FORMAT)
    return text
