"""``readiness report``: the PDF readiness report of a practice, written to a file."""

from __future__ import annotations

from pathlib import Path

import click

from app import create_app
from app.commands.readiness_check import require_schema
from app.disclosure.history import released_before
from app.disclosure.release import release_snapshot
from app.errors import NotFoundError, ReadinessError, WaveStateError
from app.models import Practice, Snapshot, Wave, WaveState
from app.queries import documents
from app.reports import html
from app.reports.compose import compose
from app.reports.printed import PrintedReport, keep


@click.command("report")
@click.argument("practice")
@click.option("--wave", required=True, help="Label of the wave, such as P2.")
@click.option("--programme", help="Slug of the programme, where practices of several have the name.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF to write."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def command(practice: str, wave: str, programme: str | None, output: Path, *, force: bool) -> None:
    """Write the readiness report of PRACTICE (its slug or name) in a closed wave as PDF."""
    if output.exists() and not force:
        raise click.ClickException(f"{output} is there already. Choose another name, or add --force.")
    try:
        app = create_app()
        require_schema(app)
        with app.app_context():
            found = find_snapshot(practice, wave, programme)
            printed = print_snapshot(found)
        keep(printed.content, output)
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"{output}: {printed.pages} pages.")


def print_snapshot(snapshot: Snapshot) -> PrintedReport:
    """Return the printed report of a snapshot. The renderer is loaded only here."""
    from app.reports.pdf import print_html

    return print_html(html.render(compose(release_snapshot(snapshot), released_before(snapshot))))


def find_snapshot(practice_name: str, wave_label: str, programme_slug: str | None = None) -> Snapshot:
    """Return the published result that the words mean.

    Raises NotFoundError that lists what there is, WaveStateError where the wave is not closed.
    """
    practice = find_practice(practice_name, programme_slug)
    wave = find_wave(practice, wave_label)
    if wave.state is not WaveState.CLOSED:
        raise WaveStateError(
            f"Wave {wave.label} of {practice.programme.slug} is {wave.state}; results are published when it "
            f"is closed. To close it now: readiness close-wave {practice.programme.slug} {wave.label}"
        )
    snapshot = documents.snapshot_of(practice, wave)
    if snapshot is None:
        raise NotFoundError(f"{practice.name} took no part in wave {wave.label}.")
    return snapshot


def find_practice(name: str, programme_slug: str | None) -> Practice:
    """Return the one practice of that slug or name. Raises NotFoundError that lists what there is."""
    found = documents.practices_named(name, programme_slug)
    if len(found) == 1:
        return found[0]
    if found:
        programmes = ", ".join(practice.programme.slug for practice in found)
        raise NotFoundError(
            f"Several programmes have a practice {name!r}: add --programme, one of {programmes}."
        )
    slugs = documents.practice_slugs()
    known = [slug for programme, slug in slugs if programme_slug in (None, programme)]
    if programme_slug is not None and not known:
        programmes = ", ".join(sorted({programme for programme, _ in slugs})) or "none"
        raise NotFoundError(f"There is no programme {programme_slug!r}. There are: {programmes}.")
    raise NotFoundError(f"There is no practice {name!r}. There are: {', '.join(known) or 'none'}.")


def find_wave(practice: Practice, label: str) -> Wave:
    """Return the wave of that label (any case). Raises NotFoundError that lists what there is."""
    waves = documents.waves_of(practice)
    for wave in waves:
        if wave.label.lower() == label.lower():
            return wave
    known = ", ".join(f"{wave.label} ({wave.state})" for wave in waves) or "none"
    raise NotFoundError(f"{practice.programme.name} has no wave {label!r}. There are: {known}.")
