"""Compile the catalogues of messages (``app/translations/*/LC_MESSAGES/*.po``) for the service to read.

A catalogue that cannot be read, or whose translation has other placeholders than its message, stops the
set-up with the file and the message named.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

TRANSLATIONS = Path(__file__).parent.parent / "app" / "translations"


def main() -> None:
    """Compile every catalogue; exit with every problem where there is one."""
    problems = [problem for source in sorted(TRANSLATIONS.rglob("*.po")) for problem in compile_one(source)]
    if problems:
        sys.exit("\n".join(problems))


def compile_one(source: Path) -> list[str]:
    """Write the compiled catalogue beside ``source``; return what is wrong with it instead."""
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        return [f"{source}: cannot be read: {error}"]
    problems = [f"{source}: {problem}" for problem in _problems(catalogue)]
    if not problems:
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return problems


def _problems(catalogue: Catalog) -> list[str]:
    return [f'"{message.id}": {error}' for message, errors in catalogue.check() for error in errors]


if __name__ == "__main__":
    main()
