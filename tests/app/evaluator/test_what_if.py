"""The page of "what if": nothing is saved, nothing exact shines through."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.disclosure.release import release_snapshot
from app.models import Snapshot
from app.operations.write_summaries import write_summary
from tests.app.behind_its_back import unsealed
from tests.app.world import Installation, World, visitor

PAGE = "/what-if/harbour/W1"
SWEEP = [f"{PAGE}?threshold={tenths / 10}&coherence={tenths / 10}" for tenths in range(10, 51)]


def main_of(page: str) -> str:
    """Return the page without its head, where the account's form has a token."""
    return page[page.index("<main") :]


def test_as_published_nobody_changes(installation: Installation) -> None:
    page = installation.visitor("lead").get(f"{PAGE}?threshold=3.5&coherence=3.0").get_data(as_text=True)
    assert "0 of 1 practice would change class" in page
    assert "Every practice would keep its class." in page


def test_a_lower_threshold_shows_who_would_change_and_why(installation: Installation) -> None:
    page = installation.visitor("evaluator").get(f"{PAGE}?threshold=2.4").get_data(as_text=True)
    assert "1 of 1 practice would change class" in page
    assert re.search(r"Community level \(2\.\d\): missed, would be met", page)
    assert "1 practice is left out: not enough answers." in page


def test_a_gate_is_left_out_or_has_a_threshold_of_its_own(installation: Installation) -> None:
    who = installation.visitor("evaluator")
    page = who.get(f"{PAGE}?without=community_level").get_data(as_text=True)
    assert re.search(r"Community level \(2\.\d\): missed, left out", page)
    page = who.get(f"{PAGE}?threshold=4.5&of_community_level=2.0").get_data(as_text=True)
    assert re.search(r"Community level \(2\.\d\): missed, would be met", page)
    assert "Coherence (" in page


def test_page_says_that_nothing_is_saved_and_whose_numbers_it_uses(installation: Installation) -> None:
    page = installation.visitor("evaluator").get(PAGE).get_data(as_text=True)
    assert "Nothing here is saved, and the published results do not change." in page
    assert "with the numbers as shown" in page


def test_practices_without_enough_answers_are_never_named(installation: Installation) -> None:
    who = installation.visitor("evaluator")
    assert not any("Oak" in who.get(path).get_data(as_text=True) for path in SWEEP)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("threshold=many", "threshold"),
        ("threshold=0.9", "threshold"),
        ("threshold=NaN", "threshold"),
        ("threshold=sNaN", "threshold"),
        ("threshold=1e400", "threshold"),
        ("coherence=5.01", "coherence"),
        ("of_patient_level=0", "of_patient_level"),
        ("without=nothing&threshold=3", "without"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(
    installation: Installation, query: str, field: str
) -> None:
    answer = installation.visitor("evaluator").get(f"{PAGE}?{query}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert f'id="{field}-error"' in page
    assert page.count(f'href="#{field}"') == 1
    assert f'value="{re.split("[=&]", query)[1]}"' in page or field == "without"


def test_a_page_that_is_not_there_is_not_found(installation: Installation) -> None:
    assert installation.visitor("evaluator").get(f"{PAGE}?page=2").status_code == 404


def test_before_a_wave_is_closed_there_is_nothing_to_ask(installation: Installation) -> None:
    page = installation.visitor("evaluator").get("/what-if/harbour/W2?threshold=2").get_data(as_text=True)
    assert "There are no results to ask about yet." in page
    assert "would change class" not in page


def test_no_sweep_of_questions_tells_results_apart_that_are_shown_alike(world: World, app: Flask) -> None:
    who = visitor(app, world.accounts["evaluator"])
    before = [main_of(who.get(path).get_data(as_text=True)) for path in SWEEP]
    db.session.rollback()  # somebody signed in since this session began to read
    elm = db.session.scalars(
        select(Snapshot).where(
            Snapshot.wave_id == world.harbour.closed.id, Snapshot.practice_id == world.harbour.elm.id
        )
    ).one()
    shown = release_snapshot(elm)
    document = json.loads(elm.result)
    move_exact_means(document["practices"][0])
    with unsealed():
        elm.result = json.dumps(document)
        elm.digest = elm.digest_now
    write_summary(elm)
    assert release_snapshot(elm) == shown
    db.session.commit()
    assert [main_of(who.get(path).get_data(as_text=True)) for path in SWEEP] == before


def move_exact_means(result: dict[str, object]) -> None:
    """Move what is exact by less than what is shown of it tells."""
    gates = result["gates"]
    assert isinstance(gates, list)
    for gate in gates:
        gate["value"] = gate["value"] and gate["value"] + 0.01
    for kind in ("constructs", "levels"):
        scales = result[kind]
        assert isinstance(scales, dict)
        for scale in scales.values():
            scale["mean"] += 0.01
