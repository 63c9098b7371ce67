"""``readiness paper``: an instrument as a form to print."""

from __future__ import annotations

from pathlib import Path

import click

from app.errors import ReadinessError
from app.jobs.printer import ChildPrinter
from app.reports.printed import keep
from app.stationery.paper_form import form_html, paper_form
from questionnaires import catalogue
from questionnaires.errors import QuestionnaireError
from questionnaires.texts import PLACEHOLDERS


@click.command("paper")
@click.argument("instrument")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--link-practitioner", default="link practitioner", show_default=True, help="The role's name.")
@click.option(
    "--programme",
    default="social prescribing with a link practitioner",
    show_default=True,
    help="The programme's name in sentences.",
)
@click.option("--practice", default=None, help="The practice's name, printed on the form.")
def command(
    instrument: str, output: Path, link_practitioner: str, programme: str, practice: str | None
) -> None:
    """Write INSTRUMENT (its id, such as npt-core; the newest version) as a PDF. No database is needed."""
    words = dict.fromkeys(PLACEHOLDERS, "")
    words |= {"link_practitioner": link_practitioner, "the_programme": programme, "practice": "your practice"}
    try:
        html = form_html(paper_form(catalogue.get(instrument), words, practice=practice))
        with ChildPrinter() as printer:
            printed = printer(html)
        keep(printed.content, output)
    except (QuestionnaireError, ReadinessError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Wrote {output}: {printed.pages} pages.")
