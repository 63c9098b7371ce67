"""``readiness stats``: agreement and reliability of any CSV file of ratings."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import get_args

import click

from scoring.agreement import ENOUGH_RATERS, Null, null_variance
from scoring.figure import Interval, MissingRule
from scoring.ratings_file import RatingsFileError, read_ratings
from scoring.ratings_statistics import RatingsStatistics, ratings_statistics

MOST_PROBLEMS = 50


@click.command(help="Agreement and reliability of the ratings in DATA, a CSV file with a row a person.")
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--group", required=True, metavar="COLUMN", help="Column that names a person's group.")
@click.option(
    "--items",
    required=True,
    metavar="A,B,C",
    help="Columns of the ratings, with commas between; quote a name that holds one.",
)
@click.option("--min", "lowest", type=int, help="Lowest possible answer; with --max needed for r_wg(j).")
@click.option("--max", "highest", type=int, help="Highest possible answer.")
@click.option(
    "--null",
    type=click.Choice(get_args(Null)),
    default="uniform",
    show_default=True,
    help="Answers without agreement that r_wg(j) compares with.",
)
@click.option(
    "--missing",
    type=click.Choice(get_args(MissingRule)),
    default="drop",
    show_default=True,
    help="Leave out persons who lack an item, or let every item use the answers it has.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    *,
    data: Path,
    group: str,
    items: str,
    lowest: int | None,
    highest: int | None,
    null: Null,
    missing: MissingRule,
    as_json: bool,
) -> None:
    """Read the file, compute, print; exit 1 with every problem of the file, 2 for wrong options."""
    bounds = _bounds(lowest, highest, null)
    columns = [item.strip() for item in next(csv.reader([items]), [])]
    if not columns or not all(columns):
        raise click.BadParameter("names an empty column: take out the comma too many", param_hint="--items")
    try:
        ratings = read_ratings(data, group=group.strip(), items=columns, bounds=bounds)
    except RatingsFileError as error:
        raise click.ClickException(_problems(error)) from error
    result = ratings_statistics(ratings, missing=missing, bounds=bounds, null=null)
    document = as_document(result)
    click.echo(json.dumps(document, indent=2, allow_nan=False) if as_json else as_text(result))


def _bounds(lowest: int | None, highest: int | None, null: Null) -> tuple[int, int] | None:
    """Return the bounds of an answer, or None where neither is given; a usage error where they cannot be."""
    if lowest is None and highest is None:
        return None
    if lowest is None or highest is None:
        raise click.UsageError("--min and --max belong together: give both, or neither")
    if lowest >= highest:
        raise click.UsageError(f"--min {lowest} must be below --max {highest}")
    try:
        null_variance(highest - lowest + 1, null)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return lowest, highest


def _problems(error: RatingsFileError) -> str:
    """Return the problems, one a line; a file that is wrong throughout does not fill the screen."""
    shown = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
    more = len(error.problems) - len(shown)
    return "\n".join([*shown, *([f"and {more} more like these"] if more else [])])


def as_document(result: RatingsStatistics) -> dict[str, object]:
    """Return the statistics as JSON values; a null has its reason in ``reasons`` of the same object."""
    return {
        "groups": [
            {
                "group": row.group,
                "n": row.n,
                "rwg_j": row.rwg_j,
                "ad_m": row.ad_m,
                "reasons": list(row.reasons),
            }
            for row in result.groups
        ],
        "icc1": result.icc.icc1,
        "icc2": result.icc.icc2,
        "icc1_ci": _pair(result.icc1_ci),
        "alpha": result.alpha.value,
        "alpha_ci": _pair(result.alpha.ci),
        "omega": result.omega.value,
        "n": result.n,
        "missing_rule": result.missing_rule,
        "reasons": list(result.reasons),
    }


def as_text(result: RatingsStatistics) -> str:
    """Return the statistics as a table to read."""
    width = max(len("group"), *(len(row.group) for row in result.groups))
    lines = [f"{'group':<{width}}  {'n':>6}  {'rwg_j':>7}  {'ad_m':>7}"]
    for row in result.groups:
        few = " *" if 2 <= row.n < ENOUGH_RATERS else ""
        figures = f"{row.n:>6}  {_number(row.rwg_j):>7}  {_number(row.ad_m):>7}"
        lines.append(f"{row.group:<{width}}  {figures}{few}")
    if any(2 <= row.n < ENOUGH_RATERS for row in result.groups):
        lines.append(f"* fewer than {ENOUGH_RATERS} persons: cannot tell chance from agreement")
    lines += [
        "",
        f"ICC(1)  {_number(result.icc.icc1)}  95 % interval {_interval(result.icc1_ci)}",
        f"ICC(2)  {_number(result.icc.icc2)}",
        f"alpha   {_number(result.alpha.value)}  95 % interval {_interval(result.alpha.ci)}",
        f"omega   {_number(result.omega.value)}",
        f"n       {result.n} (missing answers: {result.missing_rule})",
        *result.reasons,
    ]
    return "\n".join(lines)


def _pair(ci: Interval | None) -> list[float] | None:
    return None if ci is None else list(ci)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _interval(ci: Interval | None) -> str:
    return "-" if ci is None else f"{ci[0]:.3f} to {ci[1]:.3f}"
