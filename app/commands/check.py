"""``readiness check``: instrument files, every problem at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from questionnaires import minutes, readability, reader
from questionnaires.types import Instrument


@click.command(short_help="Check instrument files and report every problem at once.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...]) -> None:
    """Check instrument files: structure, texts, references, scales, routing, coverage, wording, languages.

    Every problem is printed with its place in the file and what to do. The exit status is 1 where
    any file has a problem. The format is described in docs/instruments.md.
    """
    outcomes = [_check(path) for path in files]
    if not all(outcomes):
        context.exit(1)


def _check(path: Path) -> bool:
    name = click.format_filename(path)
    problems = reader.check(path)
    if problems:
        for problem in problems:
            click.echo(f"{name}: {problem}")
        return False
    instrument = reader.load(path)
    click.echo(f"{name}: OK, {_summary(instrument)}")
    for language, note in instrument.review.items():
        click.echo(f"{name}: review of {language}: {note}")
    return True


def _summary(instrument: Instrument) -> str:
    """Say what is in an instrument and how long it takes."""
    kinds = Counter(item.type.replace("_", " ") for item in instrument.items)
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    reading = readability.of_instrument(instrument)
    return (
        f"{instrument.id} {instrument.version}: {len(instrument.items)} items ({counts}), "
        f"{instrument.minutes} min stated, {minutes.seconds_of(instrument)} s estimated, "
        f"reading age {reading.reading_age:.0f}, {', '.join(instrument.languages)}"
    )
