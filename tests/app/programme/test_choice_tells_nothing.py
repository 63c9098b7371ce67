"""No choice of practices tells what the whole does not: it leaves lines out and counts those left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import product

import pytest

from tests.app.programme.comparing import CLASSES, Comparison
from tests.app.programme.test_comparison import counts

VERDICTS = ("", "fully_integrated", "partially_integrated", "not_yet", "cannot_tell", "not_enough")
EVERY_CHOICE = [
    f"network={network}&region={region}&verdict={verdict}&enough={enough}"
    for network, region, verdict, enough in product(
        ("", "North", "South"), ("", "Coast", "Hills"), VERDICTS, ("", "yes")
    )
]


def rows(page: str) -> Mapping[str, str]:
    """Return the table's rows by the practice's name."""
    found = re.findall(r'(<th scope="row"[^>]*><a [^>]*>(\w+)</a></th>.*?)</tr>', page, re.DOTALL)
    return {name: row for row, name in found}


def weakest(page: str) -> Counter[str]:
    """Return in how many practices each gate is the weakest."""
    table = page.partition('id="weakest"')[2].split("</table>")[0]
    found = re.findall(r'<th scope="row">([^<]+)</th><td[^>]*>(\d+)<', table)
    return +Counter({gate: int(count) for gate, count in found})


def spread(page: str) -> Counter[tuple[str, int]]:
    """Return how many practices are in each cell of the table of all at once."""
    table = page.partition('id="spread"')[2].split("</table>")[0]
    found: Counter[tuple[str, int]] = Counter()
    for scale, cells in re.findall(r'<th scope="row"[^>]*>([^<]+)</th>(.*?)</tr>', table):
        for place, count in enumerate(re.findall(r'<td class="nhsuk-table__cell">(\d+)', cells)):
            found[scale, place] += int(count)
    return +found


def test_a_choice_shows_lines_of_the_whole_and_counts_them(reading: Comparison) -> None:
    whole = rows(reading.get("view=table"))
    assert len(whole) == len(CLASSES)
    for query in EVERY_CHOICE:
        page = reading.get(f"view=table&{query}")
        shown = rows(page)
        assert all(whole[name] == row for name, row in shown.items()), query
        verdicts = Counter(CLASSES[name] for name in shown)
        assert {title: int(count) for title, count in counts(page).items() if count != "0"} == verdicts


def test_what_is_counted_of_a_choice_is_the_sum_of_its_practices_alone(reading: Comparison) -> None:
    alone = {name: reading.get(f"view=spread&name={name}") for name in CLASSES}
    for query in EVERY_CHOICE:
        page = reading.get(f"view=spread&{query}")
        names = rows(reading.get(f"view=table&{query}"))
        assert weakest(page) == sum((weakest(alone[name]) for name in names), Counter()), query
        assert spread(page) == sum((spread(alone[name]) for name in names), Counter()), query
    assert sum(spread(alone["Alder"]).values()) == 7
    assert sum(weakest(alone["Cedar"]).values()) == 2


@pytest.mark.parametrize("name", CLASSES)
def test_a_line_says_what_the_practices_own_page_says(reading: Comparison, name: str) -> None:
    own = reading.lead.get(f"/programmes/harbour/practices/{name.lower()}/waves/W1").get_data(as_text=True)
    row = rows(reading.get("view=table"))[name]
    shown = re.findall(r'<td class="nhsuk-table__cell">(\d[^<]*)<span[^>]*>([^<]*)</span>', row)
    assert len(shown) == {"Hazel": 0, "Fir": 6}.get(name, 7)
    for mean, interval in shown:
        assert f">{mean}<" in own
        assert interval in own
    assert CLASSES[name] in own
