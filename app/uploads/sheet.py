"""An uploaded sheet, whatever it was saved as: CSV in any usual encoding and separator, or XLSX.

What kind of file it is follows from its first bytes, never from its name. Limits hold before and after
unpacking. A file that is refused says what it is and how to save it instead.
"""

from __future__ import annotations

from app.uploads import delimited, workbook
from app.uploads.rows import LARGEST_FILE, Rows
from scoring.csv_file import Problems

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"  # what an archive without any part begins with
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a packed file",
    b"{\\rtf": "a text document",
}
SAVE = "open it in your spreadsheet and save it as XLSX or as CSV UTF-8"


def read_sheet(content: bytes, problems: Problems) -> Rows | None:
    """Return the lines of a file that hold anything, or None with a problem.

    >>> found = Problems("staff.csv")
    >>> read_sheet(b"name;role\\nAda;GP\\n", found).lines
    ((1, ('name', 'role')), (2, ('Ada', 'GP')))
    """
    if refusal := _refusal(content):
        problems.add(0, "", refusal)
        return None
    if content.startswith((b"PK\x03\x04", _EMPTY_ZIP)):
        return workbook.read_workbook(content, problems)
    return delimited.read_delimited(content, problems)


def _refusal(content: bytes) -> str | None:
    """Return why a file is not looked into any further."""
    if len(content) > LARGEST_FILE:
        return f"is larger than {LARGEST_FILE // 1_000_000} MB; take out what is not needed, or split it"
    if not content.strip():
        return "is empty; its first line must name the columns"
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return "is protected by a password; take the protection off and save it again"
        return f"is in the old XLS format; {SAVE}"
    kind = next((kind for beginning, kind in _KINDS.items() if content.startswith(beginning)), None)
    return f"is {kind}, not a sheet; {SAVE}" if kind else None
