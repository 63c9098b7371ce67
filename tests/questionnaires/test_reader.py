"""Rules of reading a file: every problem at once, each with its place; good files become frozen types."""

from __future__ import annotations

import hashlib
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from questionnaires import reader
from questionnaires.errors import InstrumentError
from questionnaires.source import MAX_BYTES
from questionnaires.types import Attribution, InstrumentKind, ItemType
from tests.questionnaires.data import BAD, GOOD, announced_problems

WORDING = [path for path in BAD if path.stem.startswith(("wording_", "language_missing"))]
AGREEMENT = next(path for path in GOOD if path.stem == "agreement")


def _good(name: str) -> Path:
    return next(path for path in GOOD if path.stem == name)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_has_no_problem_and_loads(path: Path) -> None:
    assert reader.check(path) == []
    assert reader.load(path).id == "tea-break"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_has_exactly_the_problems_it_announces(path: Path) -> None:
    announced = announced_problems(path)
    assert announced
    assert [str(problem) for problem in reader.check(path)] == announced


def test_every_problem_of_a_file_is_reported_at_once() -> None:
    path = next(path for path in BAD if path.stem == "many_at_once")
    assert len({problem.path for problem in reader.check(path)}) == 7


def test_load_raises_one_error_that_lists_every_problem() -> None:
    path = next(path for path in BAD if path.stem == "many_at_once")
    with pytest.raises(InstrumentError) as raised:
        reader.load(path)
    assert list(raised.value.problems) == reader.check(path)
    assert all(f"{path}: {problem}" in str(raised.value) for problem in raised.value.problems)


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"", "", "the file is empty"),
        (b" \n\t\n", "", "the file is empty"),
        (b"\x89PNG\x00\x01", "", "the file is not a text file"),
        ('id = "caf\xe9"'.encode("latin-1"), "line 1", "the file is not UTF-8 text"),
        (b'a = "b"\nc = "\xff"', "line 2", "the file is not UTF-8 text"),
        (b"#" * (MAX_BYTES + 1), "", "the file is larger than 1,000,000 bytes"),
        (b'id = "tea"\nversion = \n', "line 2, column 11", "this is not TOML: Invalid value"),
        (b'id = "tea"\nid = "tea"\n', "line 2, column 11", "this is not TOML: Cannot overwrite a value"),
        (b"a = " + b"[" * 50_000, "", "lists or tables are nested too deeply"),
    ],
    ids=["empty", "blank", "binary", "latin-1", "second line", "huge", "syntax", "key twice", "deep"],
)
def test_what_is_no_toml_is_one_problem_with_its_line(data: bytes, place: str, message: str) -> None:
    (problem,) = reader.check_bytes(data)
    assert (problem.path, problem.message) == (place, message)
    assert problem.what_to_do


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "0x" + "f" * 5000], ids=["long", "huge", "hex"])
def test_a_number_of_many_digits_is_a_problem_not_a_crash(number: str) -> None:
    data = AGREEMENT.read_bytes().replace(b"minutes = 1", b"minutes = " + number.encode())
    assert len(reader.check_bytes(data)) == 1


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (problem,) = reader.check(tmp_path / "none.toml")
    assert str(problem) == "there is no such file. Check the name and the folder."


def test_a_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = reader.check(tmp_path)
    assert problem.message == "this is a folder"


def test_a_name_that_no_file_can_have_is_a_problem() -> None:
    (problem,) = reader.check("tea\x00.toml")
    assert problem.message.startswith("the file cannot be read")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + AGREEMENT.read_bytes().replace(b"\n", b"\r\n")
    assert reader.check_bytes(data) == []


def test_the_digest_is_that_of_the_file() -> None:
    assert reader.load(AGREEMENT).digest == hashlib.sha256(AGREEMENT.read_bytes()).hexdigest()


def test_a_loaded_instrument_cannot_be_changed() -> None:
    instrument = reader.load(AGREEMENT)
    with pytest.raises(FrozenInstanceError):
        instrument.title = instrument.purpose  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "item_type", "bounds"),
    [
        ("agreement", ItemType.AGREEMENT, (1, 5)),
        ("rating", ItemType.RATING, (0, 10)),
        ("bipolar", ItemType.BIPOLAR, (1, 5)),
        ("number", ItemType.NUMBER, (0, 20)),
        ("single_choice", ItemType.SINGLE_CHOICE, (None, None)),
        ("multiple_choice", ItemType.MULTIPLE_CHOICE, (None, None)),
        ("short_text", ItemType.SHORT_TEXT, (None, None)),
        ("long_text", ItemType.LONG_TEXT, (None, None)),
    ],
)
def test_the_type_of_an_item_gives_its_range(
    name: str, item_type: ItemType, bounds: tuple[int | None, int | None]
) -> None:
    (item,) = reader.load(_good(name)).items
    assert item.type is item_type
    assert (item.minimum, item.maximum) == bounds
    assert item.is_scored is (item_type in {ItemType.AGREEMENT, ItemType.RATING, ItemType.BIPOLAR})


def test_a_number_says_its_unit_and_whether_it_is_whole() -> None:
    (cups,) = reader.load(_good("number")).items
    assert (cups.integer, str(cups.unit)) == (False, "cups")


def test_a_text_to_read_has_no_answer_and_no_source() -> None:
    note = reader.load(_good("information")).item("note")
    assert (note.is_scored, note.scale, note.subconstruct, note.provenance) == (False, None, None, ())


def test_an_instrument_says_its_kind_and_is_a_core_where_it_says_nothing() -> None:
    assert reader.load(_good("kind")).kind is InstrumentKind.MODULE
    assert reader.load(AGREEMENT).kind is InstrumentKind.CORE


def test_an_instrument_says_its_languages_and_what_is_to_be_reviewed() -> None:
    instrument = reader.load(_good("languages"))
    assert instrument.languages == ("en", "cy")
    assert instrument.review == {"cy": "To be read by a native speaker."}
    assert reader.load(AGREEMENT).languages == ("en",)


@pytest.mark.parametrize("path", WORDING, ids=lambda path: path.stem)
def test_a_file_whose_wording_alone_is_wrong_can_still_be_used(path: Path) -> None:
    assert reader.check(path)
    assert reader.load(path).id == "tea-break"


def test_a_scale_has_the_items_that_name_it_and_their_range() -> None:
    (scale,) = reader.load(_good("rating")).scales
    assert (scale.items, scale.minimum, scale.maximum, scale.min_answered) == (("uses_it",), 0, 10, 1.0)


def test_items_stand_in_the_section_they_name() -> None:
    instrument = reader.load(_good("two_pages"))
    assert instrument.section_ids == ("page", "second")
    assert [item.id for item in instrument.section("second").items] == ["comment"]
    assert [item.id for item in instrument.items] == ["knows_it", "comment"]


def test_options_limits_and_ends_are_kept() -> None:
    (choice,) = reader.load(_good("multiple_choice")).items
    (comment,) = reader.load(_good("long_text")).items
    (rating,) = reader.load(_good("rating")).items
    assert [(option.id, str(option.text)) for option in choice.options] == [
        ("tea", "Make tea"),
        ("cake", "Bake cake"),
    ]
    assert (comment.max_length, str(comment.hint)) == (200, "You can leave this blank.")
    assert (str(rating.low), str(rating.high)) == ("Never", "Always")


def test_a_reversed_item_says_so_and_others_do_not() -> None:
    assert reader.load(_good("reversed")).item("knows_it").reversed is True
    assert reader.load(_good("agreement")).item("knows_it").reversed is False


def test_attribution_by_role_comes_with_its_consent_text() -> None:
    instrument = reader.load(_good("consent"))
    assert instrument.attribution is Attribution.ROLE
    assert str(instrument.consent).startswith("Your answers are shown under your role.")


def test_a_translation_is_used_and_english_stands_in_for_one_that_is_missing() -> None:
    text = reader.load(_good("translations")).item("knows_it").text
    words = {"the_programme": "tea"}
    assert text.render(words, "cy") == "Rwy'n gwybod beth yw diben tea."
    assert text.render(words, "fr") == "I know what tea is for."


def test_doubled_brackets_are_shown_single() -> None:
    text = reader.load(_good("brackets_shown")).item("knows_it").text
    assert text.render({}) == "I know what {tea} is for."
