"""``readiness evidence``: the rule applied to a matrix of coded evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from app.terminal import aligned
from scoring.document import readable_json
from scoring.errors import ScoringError
from scoring.matrix import EvidenceVerdict, judge_matrix, matrix_document, read_matrix
from scoring.published import PUBLISHED_MATRIX, published_cases, why_they_differ
from scoring.rule import shipped_rule
from scoring.rule_reader import load_rule

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Apply the rule to a matrix of coded evidence.")
@click.argument("matrix", type=READABLE, required=False)
@click.option("--published", is_flag=True, help="Use the published cells of the study of seven practices.")
@click.option("--rule", "rule_path", type=READABLE, help="A rule file other than the shipped one.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(matrix: Path | None, published: bool, rule_path: Path | None, as_json: bool) -> None:
    """Judge each practice of MATRIX, a CSV file with a column for each construct, level and factor.

    A cell holds +, -, (+), (-) or nothing. Where the file has problems, all of them are printed with line and
    column, nothing is judged and the exit status is 1.
    """
    if published == (matrix is not None):
        raise click.UsageError("Give either a MATRIX file or --published.")
    try:
        rule = load_rule(rule_path) if rule_path else shipped_rule()
        verdicts = judge_matrix(read_matrix(matrix or PUBLISHED_MATRIX), rule)
    except ScoringError as error:
        raise click.ClickException(str(error)) from error
    click.echo(readable_json(matrix_document(verdicts, rule)) if as_json else _readable(verdicts, rule.label))


def _readable(verdicts: Sequence[EvidenceVerdict], rule: str) -> str:
    """Return a table with the published class beside the rule's, then why they differ."""
    heading = ["practice", "by the rule", "published", "met", "missed", "unknown"]
    cases = published_cases()
    rows, differences = [heading], []
    for verdict in verdicts:
        case = cases.get(verdict.practice)
        lists = [", ".join(columns) or "-" for columns in (verdict.met, verdict.missed, verdict.unknown)]
        published = case.integration_class if case else "-"
        rows.append([verdict.practice, verdict.integration_class, published, *lists])
        if case and (why := why_they_differ(verdict, case.integration_class)):
            differences.append(f"{verdict.practice}: {why}")
    return "\n\n".join([aligned(rows), *(["\n".join(differences)] if differences else []), rule])
