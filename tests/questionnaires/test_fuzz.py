"""Whatever a file holds, checking it ends with a list of problems, and an empty list means it loads."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires import reader
from questionnaires.building import build
from questionnaires.errors import Problem
from questionnaires.findings import Findings
from questionnaires.schema import read_structure
from tests.questionnaires.data import GOOD, Document, document_of

BYTES = [path.read_bytes() for path in GOOD]
DOCUMENTS = [document_of(path) for path in GOOD]

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary()
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


def _nodes(value: object) -> list[dict[str, object] | list[object]]:
    """Return every table and list in a document, itself included."""
    if not isinstance(value, dict | list):
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [value, *(node for child in inner for node in _nodes(child))]


@st.composite
def damaged_documents(draw: st.DrawFn) -> Document:
    """A good document in which up to four places were replaced, removed or added to."""
    document = deepcopy(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(1, 4))):
        node = draw(st.sampled_from(_nodes(document)))
        value = draw(values)
        if isinstance(node, dict):
            key = draw(st.sampled_from([*node, "new"]) | st.text())
            if draw(st.booleans()):
                node[key] = value
            else:
                node.pop(key, None)
        else:
            node.insert(draw(st.integers(0, len(node))), value)
    return document


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """A good file in which a stretch was replaced by other bytes."""
    data = draw(st.sampled_from(BYTES))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 20)))
    return data[:start] + draw(st.binary(max_size=20)) + data[end:]


def _all_say_what_to_do(problems: list[Problem]) -> bool:
    return all(problem.message and problem.what_to_do and "\n" not in str(problem) for problem in problems)


@settings(deadline=None)
@given(damaged_documents())
def test_a_damaged_document_never_crashes_the_check(document: Document) -> None:
    problems = reader.check_document(document)
    assert _all_say_what_to_do(problems)
    if not problems:
        assert build(read_structure(document, Findings()), digest="").items


@settings(deadline=None)
@given(damaged_bytes() | st.binary())
def test_damaged_bytes_never_crash_the_check(data: bytes) -> None:
    assert _all_say_what_to_do(reader.check_bytes(data))
