"""What a page says of a file that cannot be taken: beside its field, and in the summary of errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.errors import Problem

MOST = 20  # problems of a file that the summary tells before it points to the list


def told(problems: Sequence[Problem]) -> str:
    """Return what stands beside the field of a file with problems."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return f"The file has {count}. Nothing was imported"


def summary(errors: Mapping[str, Sequence[str]], problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Return the error summary: what is wrong with each field, then the first problems of the file."""
    entries = [{"text": each, "href": f"#{name}"} for name, found in errors.items() for each in found]
    for each in problems[:MOST]:
        place = f"Line {each.line}" if each.line else "The file"
        column = f", column {each.column}" if each.column else ""
        entries.append({"text": f"{place}{column}: {each.message}", "href": "#problems"})
    if len(problems) > MOST:
        entries.append({"text": f"All {len(problems)} are listed below", "href": "#problems"})
    return entries
