"""Reading a list of practices: what each line says of one, and every problem at once.

An empty cell says nothing: of a practice that is there already, what it is about stays as it is. Network and
region are said together, with the day since when.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app import mail_addresses
from app.uploads.cells import date_cell, number_cell, text_cell
from app.uploads.columns import folded, lines_by_column
from app.uploads.rows import Rows
from scoring.csv_file import Line, Problems

COLUMNS = {
    "name": ("practice", "practice name", "surgery"),
    "ods_code": ("ods", "code", "organisation code", "practice code"),
    "headcount": ("staff", "number of staff"),
    "network": ("pcn", "primary care network"),
    "region": ("icb", "integrated care board", "area"),
    "since": ("network since", "in network since"),
    "link_practitioner_since": ("link practitioner",),
    "manager_email": ("manager", "practice manager", "manager address", "email"),
}
NEEDED = ("name", "headcount")
LONGEST_NAME = 200
MOST_STAFF = 2_000
EARLIEST = datetime.date(1948, 7, 5)  # the first day of the NHS
AHEAD = datetime.timedelta(days=366)  # a change of network is known some time before
ODS_CODE = re.compile(r"[A-Z0-9]{3,10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """What one line says of a practice; None where it says nothing. ``line`` is where it stands."""

    line: int
    name: str
    headcount: int
    ods_code: str | None = None
    network: str | None = None
    region: str | None = None
    since: datetime.date | None = None
    link_practitioner_since: datetime.date | None = None
    manager_email: str | None = None

    @property
    def says_where(self) -> bool:
        """Whether the line says anything of network and region, be it that there are none since a day."""
        return bool(self.network or self.region or self.since)


def read_practices(rows: Rows, problems: Problems, today: datetime.date) -> tuple[PracticeEntry, ...]:
    """Return the practices of a sheet. Every line that is wrong is a problem and left out."""
    optional = COLUMNS.keys() - set(NEEDED)
    lines = list(lines_by_column(rows, COLUMNS, problems, optional))
    if lines and len({"network", "region"} & lines[0].columns.keys()) == 1:
        problems.add(rows.lines[0][0], "network", "and region are said together; add the missing one")
    entries = [entry for line in lines if (entry := _entry(line, today)) is not None]
    if not entries and not problems.found:
        problems.add(0, "", "has a heading and no practice below it")
    return tuple(_each_once(entries, problems))


def ods_code(written: str) -> str:
    """Return the code as it is stored. Raises ValueError that says what is wrong with it.

    >>> ods_code(" a81001 ")
    'A81001'
    """
    code = written.strip().upper()
    if ODS_CODE.fullmatch(code):
        return code
    raise ValueError("is no ODS code; write 3 to 10 letters and digits, such as A81001")


def network_and_region(line: Line) -> tuple[str | None, str | None]:
    """Return both names of a line, None for an empty one; one alone is a problem, and so is a wrong one."""
    before = line.problems.found
    network, region = text_cell(line, "network", LONGEST_NAME), text_cell(line, "region", LONGEST_NAME)
    missing = "network" if network is None else "region"
    if bool(network) != bool(region) and line.has(missing) and line.problems.found == before:
        line.problem(missing, "is empty; network and region are said together: write both or neither")
    return network, region


def _entry(line: Line, today: datetime.date) -> PracticeEntry | None:
    before = line.problems.found
    name = text_cell(line, "name", LONGEST_NAME, needed="write the practice's name")
    headcount = number_cell(line, "headcount", MOST_STAFF)
    code, manager = _ods_code(line), _manager(line)
    network, region = network_and_region(line)
    since = date_cell(line, "since", EARLIEST, today + AHEAD)
    in_post = date_cell(line, "link_practitioner_since", EARLIEST, today)
    if name is None or headcount is None or line.problems.found > before:
        return None
    return PracticeEntry(
        line.number, name, headcount, code, network, region, since, in_post, manager_email=manager
    )


def _ods_code(line: Line) -> str | None:
    written = line.cell("ods_code") if line.has("ods_code") else ""
    try:
        return ods_code(written) if written else None
    except ValueError as error:
        line.problem("ods_code", f'"{written[:40]}" {error}')
        return None


def _manager(line: Line) -> str | None:
    written = line.cell("manager_email") if line.has("manager_email") else ""
    try:
        return mail_addresses.spelled(written) if written else None
    except ValueError as error:
        line.problem("manager_email", f'"{written[:60]}" {error}')
        return None


def _each_once(entries: Sequence[PracticeEntry], problems: Problems) -> Iterator[PracticeEntry]:
    """Yield the entries, but for a code that stood in a line before, or a name that nothing tells apart."""
    seen: dict[str, int] = {}
    for entry in entries:
        key = entry.ods_code or f"name {folded(entry.name)}"
        if key in seen:
            column = "ods_code" if entry.ods_code else "name"
            what = entry.ods_code or f'"{entry.name}", without an ODS code,'
            problems.add(entry.line, column, f"{what} is in line {seen[key]} already; keep one")
        else:
            seen[key] = entry.line
            yield entry
