"""Reading a CSV file: its encoding, its separator, its lines."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from app.uploads.rows import MOST_COLUMNS, MOST_LINES, Rows, too_many
from scoring.csv_file import Problems

SEPARATORS = (",", ";", "\t")
_WINDOWS = "It was read as Windows-1252: look at letters with accents before you go on."


def read_delimited(content: bytes, problems: Problems) -> Rows | None:
    """Return the lines of a text file; None with a problem where it is not one or is too long."""
    decoded = decode(content)
    if decoded is None:
        problems.add(0, "", "is not text in UTF-8, UTF-16 or Windows-1252; save it as CSV UTF-8 or as XLSX")
        return None
    text, note = decoded
    separator, text, first = _separated(text)
    lines: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, tuple(cell.strip() for cell in cells)))
            if len(lines) > MOST_LINES + 1:
                problems.add(0, "", too_many())
                return None
            start = first + reader.line_num
    except csv.Error as error:
        problems.add(start, "", f"cannot be read as CSV ({error}); check its quotation marks")
        return None
    return Rows(tuple(lines), note) if _within_limits(lines, problems) else None


def decode(content: bytes) -> tuple[str, str] | None:
    """Return the text and a note on its encoding; None where it is in none of those known.

    >>> decode("Zoë".encode("utf-16"))[0], decode(b"Zo\\xeb")[0], decode(bytes(range(256)))
    ('Zoë', 'Zoë', None)
    """
    for encoding, note in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(character >= " " or character in "\t\r\n" for character in text):
            return text, note
    return None


def _encodings(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return the encodings to try, the surest first."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return (("utf-16", ""),)
    if content.startswith(BOM_UTF8):
        return (("utf-8-sig", ""),)
    if content[1::2].count(0) > len(content) // 4:
        return (("utf-16-le", ""),)
    if content[::2].count(0) > len(content) // 4:
        return (("utf-16-be", ""),)
    return (("utf-8", ""), ("cp1252", _WINDOWS))


def _separated(text: str) -> tuple[str, str, int]:
    """Return the separator, the text without a line that only names it, and the number of its first line."""
    head, _, rest = text.partition("\n")
    named = head.strip().strip('"').lower()
    if named.startswith("sep=") and len(named) == 5:
        return named[4], rest, 2
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=heading.count), text, 1


def _within_limits(lines: list[tuple[int, tuple[str, ...]]], problems: Problems) -> bool:
    before = problems.found
    for number, cells in lines:
        if len(cells) > MOST_COLUMNS:
            problems.add(number, "", f"has {len(cells)} cells; a line may have {MOST_COLUMNS}")
    return problems.found == before
