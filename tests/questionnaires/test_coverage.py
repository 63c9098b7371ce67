"""An instrument that declares the NPT coverage is held to all of it."""

from __future__ import annotations

import pytest

from questionnaires import catalogue, reader
from questionnaires.npt import LEVELS
from tests.questionnaires.data import Document, document_of

CORE = document_of(catalogue.FOLDER / "npt-core-1.0.0.toml")


def _items(document: Document) -> list[dict[str, object]]:
    items = document["items"]
    assert isinstance(items, list)
    return items


def _without(*names: object) -> Document:
    return CORE | {"items": [item for item in _items(CORE) if item["id"] not in names]}


def _coverage_problems(document: Document) -> list[str]:
    return [p.message for p in reader.check_document(document) if p.path == "coverage"]


@pytest.mark.parametrize(
    "item", [i for i in _items(CORE) if i.get("scale") not in LEVELS], ids=lambda i: i["id"]
)
def test_leaving_out_an_item_that_is_needed_is_one_problem(item: dict[str, object]) -> None:
    (message,) = _coverage_problems(_without(item["id"]))
    assert str(item.get("scale") or item["section"]) in message


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_needs_two_items(level: str) -> None:
    first, second, _ = (item["id"] for item in _items(CORE) if item.get("scale") == level)
    assert _coverage_problems(_without(first)) == []
    assert _coverage_problems(_without(first, second)) == [
        f"the scale {level} has 1 of at least 2 agreement items"
    ]


def test_an_instrument_that_declares_no_coverage_is_not_held_to_it() -> None:
    document = _without("use_now")
    del document["coverage"]
    assert [p.path for p in reader.check_document(document)] == ["scales[12].id"]  # use_now is left empty


def test_an_item_of_the_right_subconstruct_that_counts_elsewhere_does_not_cover_it() -> None:
    moved = [
        item | {"scale": "patient_level"}
        if item["id"] == "collective_action_contextual_integration"
        else item
        for item in _items(CORE)
    ]
    assert _coverage_problems(CORE | {"items": moved}) == [
        "no item covers the sub-construct collective_action.contextual_integration"
    ]
