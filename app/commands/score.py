"""``readiness score``: from files of answers to the result of every practice, without a database."""

from __future__ import annotations

from pathlib import Path

import click

from app.terminal import aligned, number
from questionnaires import catalogue, reader
from questionnaires.errors import QuestionnaireError
from questionnaires.types import Instrument
from scoring.answer_file import read_wave
from scoring.answers import AnswerTable
from scoring.document import readable_json, to_document
from scoring.errors import ScoringError
from scoring.practice_agreement import scale_agreement
from scoring.result import PracticeResult, ResultSet
from scoring.robustness import robustness
from scoring.robustness_document import agreement_to_document, robustness_to_document
from scoring.rule import Rule, shipped_rule
from scoring.rule_reader import load_rule
from scoring.wave import score_wave

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Score a file of answers without a database.")
@click.argument("answers", type=READABLE)
@click.option("--instrument", "instrument_name", required=True, help="Its id, or the path of its file.")
@click.option("--headcounts", required=True, type=READABLE, help="CSV with the columns practice,headcount.")
@click.option("--core-team", type=READABLE, help="CSV of the core team's answers.")
@click.option("--core-team-instrument", default="core-team", show_default=True, help="Its id or path.")
@click.option("--rule", "rule_path", type=READABLE, help="A rule file other than the shipped one.")
@click.option("--json", "as_json", is_flag=True, help="Print everything, as JSON.")
def command(
    *,
    answers: Path,
    instrument_name: str,
    headcounts: Path,
    core_team: Path | None,
    core_team_instrument: str,
    rule_path: Path | None,
    as_json: bool,
) -> None:
    """Score ANSWERS: a CSV file with the columns practice,role,respondent and one for each item.

    A scored item holds a whole number of its scale, NR-role, NR-stage, NR-programme or nothing. Where any
    file has a problem, all of them are printed with line and column, nothing is scored and the exit status
    is 1. The results are meant for whoever collected the answers: nothing is withheld for small groups.
    """
    try:
        instrument = _instrument(instrument_name)
        core_instrument = _instrument(core_team_instrument) if core_team else None
        rule = load_rule(rule_path) if rule_path else shipped_rule()
        files = read_wave(answers, headcounts, instrument, core_team, core_instrument)
        results = score_wave(instrument, files.table, rule, files.core_team, core_instrument)
    except (ScoringError, QuestionnaireError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        readable_json(_document(results, files.table, instrument, rule)) if as_json else _readable(results)
    )


def _document(
    results: ResultSet, table: AnswerTable, instrument: Instrument, rule: Rule
) -> dict[str, object]:
    """Return the results as JSON, each practice with what its class can bear and how far its people agree."""
    document = to_document(results)
    agreement = dict(zip(table.practices, scale_agreement(instrument, table), strict=True))
    bears = robustness(instrument, table, rule, results.practices)
    for practice, each in zip(document["practices"], bears, strict=True):
        practice["robustness"] = robustness_to_document(each)
        practice["agreement"] = agreement_to_document(agreement[each.practice])
    return document


def _instrument(name: str) -> Instrument:
    """Return an instrument by its id, or from a file where the name is a path."""
    return reader.load(name) if name.endswith(".toml") else catalogue.get(name)


def _readable(results: ResultSet) -> str:
    """Return the main numbers of each practice as a table, then what is to be said of each."""
    first = results.practices[0] if results.practices else None
    scales = [*first.constructs, *first.levels] if first else []
    heading = ["practice", "class", "n", "of", *scales, "decides"]
    lines = [aligned([heading, *(_row(practice) for practice in results.practices)])]
    lines += [f"{practice.practice}: {'; '.join(practice.reasons)}" for practice in results.practices]
    return "\n\n".join([*lines, f"{results.instrument}\n{results.rule}"])


def _row(practice: PracticeResult) -> list[str]:
    means = [number(scale.mean) for scale in (*practice.constructs.values(), *practice.levels.values())]
    counts = [str(practice.n), str(practice.headcount)]
    return [practice.practice, practice.integration_class, *counts, *means, practice.decides or ""]
