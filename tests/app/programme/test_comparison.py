"""The practices of a wave side by side: by name, with what may be shown of each."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask

from app.db import db
from app.models import Audience
from app.operations.close_wave import close_wave
from app.operations.create_account import Grant, create_account
from app.programme.comparison_page import VIEWS
from tests.app import builder
from tests.app.programme.comparing import CLASSES, Comparison
from tests.app.responses import respond
from tests.app.world import PUBLISHED, Installation, visitor

NAMES = sorted(CLASSES)


def listed(page: str) -> list[str]:
    """Return the names of the practices in the order in which a view shows them."""
    shown = page[page.index('id="picture-heading"') :]
    named = re.findall(r'/practices/\w+/waves/W1">(\w+)</a>', shown)
    return named or re.findall(r'<th scope="row">(\w+)</th>', shown.split("</table>")[0])


def counts(page: str) -> dict[str, str]:
    """Return the number of practices by verdict."""
    return dict(re.findall(r"<dt>(?:<a [^>]*>)?([^<]*?)(?:</a>)?</dt><dd>([\d,]+)</dd>", page))


@pytest.mark.parametrize("role", ["lead", "evaluator"])
def test_closed_wave_leads_on_to_everything_there_is_of_it(installation: Installation, role: str) -> None:
    client = installation.visitor(role)
    page = html.unescape(client.get("/programmes/harbour/waves/W1").get_data(as_text=True))
    ways = page[page.index('aria-label="More of this wave"') :]
    links = re.findall(r'href="([^"]+)"', ways[: ways.index("</ul>")])
    closing = ["/programmes/harbour/waves/W1/closing"] if role == "lead" else []
    assert links == [
        "/programmes/harbour/waves/W1/roles",
        "/programmes/harbour/over-waves",
        "/what-if/harbour/W1",
        "/framework/harbour/W1/",
        "/modules/harbour/W1",
        "/reports?wave=harbour/W1",
        "/programmes/harbour/waves/W1/set-up",
        *closing,
    ]
    assert {client.get(link).status_code for link in links} == {200}


def test_page_says_that_nothing_is_ranked_and_why(reading: Comparison) -> None:
    page = reading.get()
    assert "Can these practices be ranked?" in page
    assert "No. To tell practices apart reliably takes 6 to 45 answers from each" in page


def test_practices_stand_in_the_order_of_their_names_whatever_is_asked(side_by_side: Comparison) -> None:
    for view in ("", *(name for name in VIEWS if name != "spread")):
        for more in ("", "sort=coherence", "order=desc&sort=-verdict", "sort=answered&dir=asc"):
            assert listed(side_by_side.get(f"view={view}&{more}")) == NAMES, (view, more)


def test_no_link_of_the_page_sorts(reading: Comparison) -> None:
    links = re.findall(r'href="([^"]*)"', reading.get("view=table"))
    assert len(links) > 20
    assert not [link for link in links if re.search(r"[?&](sort|order|rank|by)=", link)]


def test_classes_are_counted_with_those_that_have_too_few_answers(reading: Comparison) -> None:
    assert counts(reading.get()) == {
        "Fully integrated": "2",
        "Partially integrated": "3",
        "Not yet": "1",
        "Cannot tell": "1",
        "Not enough answers": "1",
    }


def test_a_count_leads_to_its_practices(reading: Comparison) -> None:
    page = reading.get("network=North&view=table")
    link = re.search(r'<dt><a href="[^"]*\?([^"]*)">Partially integrated', page)
    assert link is not None
    assert listed(reading.get(link[1].replace("&amp;", "&"))) == ["Birch", "Cedar"]


def test_practice_with_too_few_answers_has_no_number_and_no_chart(reading: Comparison) -> None:
    row = reading.get("view=table").split('waves/W1">Hazel</a></th>')[1].split("</tr>")[0]
    assert row.count("not shown") == 8
    radars = reading.get("view=radars")
    assert 'id="radar-hazel' not in radars
    assert 'id="radar-alder' in radars
    heat = reading.get("view=heat").split('waves/W1">Hazel</a></th>')[1].split("</tr>")[0]
    assert heat.count('app-heat--none">not shown') == 7


def test_mean_stands_with_its_interval_and_the_count_with_the_headcount(reading: Comparison) -> None:
    row = reading.get("view=table").split('waves/W1">Birch</a></th>')[1].split("</tr>")[0]
    assert "6 of 12" in row
    assert row.count("app-comparison__interval") == 7


def test_weakest_gates_are_counted_of_those_that_miss_one(reading: Comparison) -> None:
    page = reading.get()
    assert "Community level: the weakest gate in 2 of the 4 practices that miss one." in page
    table = page[page.index('id="weakest"') :].split("</table>")[0]
    rows = re.findall(r'<th scope="row">([^<]+)</th><td[^>]*>(\d+)<', table)
    assert dict(rows) == {
        "Coherence": "1",
        "Cognitive participation": "0",
        "Collective action": "0",
        "Patient level": "1",
        "Practice level": "1",
        "Community level": "2",
        "Shared understanding of the core team": "0",
    }


def closed(app: Flask, *answering: int) -> Comparison:
    """Return a closed wave of practices of which so many people answer, each low on the practice level."""
    of = builder.programme()
    places = [builder.practice(of, f"p{number}", headcount=20) for number in range(len(answering))]
    wave = builder.wave(of, places)
    for place, people in zip(places, answering, strict=True):
        for _ in range(people):
            respond(place, wave, "gp", 4, scales={"practice_level": 2})
    close_wave(wave, PUBLISHED)
    account = create_account("reader@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    return Comparison(wave, visitor(app, account))


@pytest.mark.parametrize(("answering", "count"), [((0, 0), "none"), ((6, 2), "1"), ((6,), "1")])
def test_fewer_than_two_results_are_nothing_to_compare_and_not_refused_as_a_ranking(
    app: Flask, answering: tuple[int, ...], count: str
) -> None:
    page = closed(app, *answering).get()
    assert "There is nothing to compare yet: it takes two practices with results, and this wave" in page
    assert f"has {count}.</strong></p>" in page
    assert "No. To tell" not in page
    assert "How reliably practices can be told apart" not in page


def test_two_results_can_be_compared_whichever_of_them_are_chosen(app: Flask) -> None:
    there = closed(app, 6, 6)
    for query in ("", "name=p1", "name=p1&view=table"):
        assert "No. To tell practices apart reliably takes" in there.get(query), query


def test_one_practice_that_misses_a_gate_is_said_plainly(app: Flask) -> None:
    page = closed(app, 6).get()
    assert "One practice misses a gate. Its weakest gate is: Practice level." in page
    assert "of the 1" not in page


def test_dots_have_their_numbers_in_words_and_every_practice_a_row_on_every_scale(
    reading: Comparison,
) -> None:
    page = reading.get("view=dots")
    panels = page.split('<table class="app-dots">')[1:]
    assert len(panels) == 7
    for panel in panels:
        rows = re.findall(r'<th scope="row">(\w+)</th><td class="app-dots__words">([^<]+)', panel)
        assert [name for name, _ in rows] == NAMES
        assert dict(rows)["Hazel"] == "not shown"


def test_all_at_once_counts_every_practice_on_every_scale(reading: Comparison) -> None:
    page = reading.get("view=spread")
    table = page[page.index('id="spread"') :].split("</table>")[0]
    for row in re.findall(r'<tr class="nhsuk-table__row"><th scope="row".*?</tr>', table):
        assert sum(int(count) for count in re.findall(r'<td class="nhsuk-table__cell">(\d+)', row)) == 8


def test_a_view_and_a_page_that_are_not_there_are_not_found(reading: Comparison) -> None:
    for query in ("view=league", "page=2", "page=0", "network=North&page=2"):
        assert reading.ask(query).status_code == 404, query


def test_open_wave_shows_counts_by_practice(app: Flask) -> None:
    of = builder.programme()
    builder.wave(of, [builder.practice(of)])
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    page = visitor(app, account).get("/programmes/harbour/waves/W1").get_data(as_text=True)
    assert "Open for answers" in page
    assert "<svg" not in page[page.index("<main") :]


def test_wave_without_practices_is_no_error(app: Flask) -> None:
    of = builder.programme()
    close_wave(builder.wave(of, []), PUBLISHED)
    account = create_account("lead@example.org", [Grant(Audience.LEAD, of)])
    db.session.commit()
    page = visitor(app, account).get("/programmes/harbour/waves/W1").get_data(as_text=True)
    assert "No practice took part in this wave." in page
