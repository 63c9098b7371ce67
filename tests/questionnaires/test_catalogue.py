"""The shipped instruments by id and version."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from questionnaires import catalogue
from questionnaires.errors import InstrumentError, UnknownInstrument
from tests.questionnaires.data import GOOD


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of instruments of its own: the tea break in versions 1.9.0 and 1.10.0."""
    text = next(path for path in GOOD if path.stem == "agreement").read_text(encoding="utf-8")
    for version in ("1.9.0", "1.10.0"):
        (tmp_path / f"tea-break-{version}.toml").write_text(text.replace("1.0.0", version), encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue._by_id.cache_clear()
    yield tmp_path
    catalogue._by_id.cache_clear()


def test_the_newest_version_is_the_highest_number_not_the_last_word(folder: Path) -> None:
    assert catalogue.get("tea-break").version == "1.10.0"
    assert catalogue.versions("tea-break") == ("1.9.0", "1.10.0")


def test_an_older_version_is_had_by_its_number(folder: Path) -> None:
    assert catalogue.get("tea-break", version="1.9.0").version == "1.9.0"


def test_all_has_each_instrument_once_in_its_newest_version(folder: Path) -> None:
    assert [(i.id, i.version) for i in catalogue.all()] == [("tea-break", "1.10.0")]


def test_an_instrument_is_read_once(folder: Path) -> None:
    assert catalogue.get("tea-break") is catalogue.get("tea-break", "1.10.0")


def test_an_unknown_id_names_the_known_ones(folder: Path) -> None:
    with pytest.raises(UnknownInstrument, match=r"no instrument 'coffee'. Use one of: tea-break"):
        catalogue.get("coffee")


def test_an_unknown_version_names_the_known_ones(folder: Path) -> None:
    with pytest.raises(
        UnknownInstrument, match=r"no version '2.0.0' of tea-break. Use one of: 1.9.0, 1.10.0"
    ):
        catalogue.get("tea-break", "2.0.0")


def test_an_instrument_that_is_not_shipped_has_no_versions(folder: Path) -> None:
    assert catalogue.versions("coffee") == ()


def test_two_files_of_one_version_are_refused(folder: Path) -> None:
    shutil.copy(folder / "tea-break-1.9.0.toml", folder / "tea-break-copy.toml")
    with pytest.raises(InstrumentError, match=r"tea-break 1.9.0 is in another file too"):
        catalogue.all()
