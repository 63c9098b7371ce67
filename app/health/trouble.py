"""What stood in the way of work, in words. Of an error the outbox keeps its kind, no contents."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NOT_TAKEN = "the mail server did not take it"
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "MailLaterError": _NOT_TAKEN,
        "AccountMailLaterError": _NOT_TAKEN,
        "ConnectionError": "a connection broke",
        "TimeoutError": "it took too long",
        "MemoryError": "there was not enough memory",
        "OSError": "a file could not be read or written",
        "ReportError": "the PDF could not be printed",
        "ChangedResultError": "a result is not as it was published: readiness doctor names it",
        "NotFoundError": "what it is about is not there any more",
        "OperationalError": "the database was busy or away",
    }
)


def in_words(error: str | None) -> str:
    """Return what a kind of error means to whoever runs the service."""
    if error is None:
        return "none"
    return WORDS.get(error, "a fault that the worker's log describes")
