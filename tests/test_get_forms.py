"""Forms that send by GET: what is typed into them becomes an address, of which the server takes only so much.

gunicorn answers a longer one with bare words, before any page of ours is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from app.commands import serve
from app.programme.choice_form import MOST_LISTED, PlaceForm
from app.queries.summaries import Places
from tests.app.markup import Attributes
from tests.app.world import Installation, installed
from tests.site_map import pages_of

ROLES = ("manager", "lead", "evaluator", "administrator")
TYPED = frozenset({"text", "search", "email", "number", "tel", "url"})
NOT_SENT = frozenset({"submit", "button", "reset"})
# UTF-16 is what maxlength counts. Most for one of its units: three bytes of UTF-8, each written as %E2.
PER_LETTER = 9
# One box at least of each page with such a form.
SEARCHES = frozenset(
    {"q", "find", "search", "months", "email", "by", "since-month", "practice", "threshold", "name"}
)


@dataclass
class GetForms(HTMLParser):
    """The forms of a page that send by GET, each as the names of its fields with what they have."""

    forms: list[list[tuple[str, Attributes]]] = field(default_factory=list)
    _is_inside: bool = False

    def __post_init__(self) -> None:
        """Begin with an empty page."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down a form and its fields."""
        values = dict(attrs)
        if tag == "form":
            self._is_inside = (values.get("method") or "get").lower() == "get"
            if self._is_inside:
                self.forms.append([])
        elif self._is_inside and tag in {"input", "select", "option"}:
            self.forms[-1].append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        """Leave the form."""
        if tag == "form":
            self._is_inside = False


def forms_of(page: str) -> list[list[tuple[str, Attributes]]]:
    """Return the forms of a page that send by GET."""
    found = GetForms()
    found.feed(page)
    return found.forms


def typed(form: list[tuple[str, Attributes]]) -> list[Attributes]:
    """Return the boxes of a form that somebody types into."""
    return [each for tag, each in form if tag == "input" and (each.get("type") or "text") in TYPED]


def longest_query(form: list[tuple[str, Attributes]]) -> int:
    """Return how long the query becomes at most: boxes full, all of each list chosen."""
    length, chosen_from = 0, ""
    for tag, each in form:
        name = each.get("name") or chosen_from
        if tag == "select":
            chosen_from = name
        elif tag == "option" or (each.get("type") or "text") not in TYPED | NOT_SENT:
            length += len(f"&{quote_plus(name)}={quote_plus(each.get('value') or 'on')}")
        elif tag == "input" and (each.get("type") or "text") in TYPED:
            length += len(f"&{quote_plus(name)}=") + PER_LETTER * int(each["maxlength"] or 0)
    return length


@pytest.fixture(scope="module")
def installation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The small world, once for all roles."""
    with installed(sqlite_template, tmp_path_factory.mktemp("searches")) as found:
        yield found


def test_no_search_can_become_an_address_that_the_server_refuses(installation: Installation) -> None:
    words = serve.gunicorn("127.0.0.1", 8000, 2, "127.0.0.1")
    limit = int(words[words.index("--limit-request-line") + 1])
    seen, endless, too_long = set(), set(), set()
    for place, page in (each for role in ROLES for each in pages_of(installation, role)):
        for form in forms_of(page):
            boxes = typed(form)
            seen |= {each.get("name") for each in boxes}
            endless |= {(place, each.get("name")) for each in boxes if not each.get("maxlength")}
            path = quote_plus(urlsplit(place).path, safe="/%")
            if not endless and len(f"GET {path}? HTTP/1.1\r\n") + longest_query(form) > limit:
                too_long.add(place)
    assert endless == set()
    assert too_long == set()
    assert seen >= SEARCHES


def test_network_of_so_many_that_it_is_typed_is_no_longer_than_a_name(installation: Installation) -> None:
    networks = tuple(f"Network {number}" for number in range(MOST_LISTED + 1))
    macros = installation.app.jinja_env.get_template("programme/_choice.html").module
    box = str(macros.place(PlaceForm(MultiDict(), Places(networks, ())).network, "Any"))  # type: ignore[attr-defined]
    assert 'maxlength="200"' in box


def test_every_search_takes_a_text_as_long_as_the_server_lets_through(installation: Installation) -> None:
    failed = set()
    for role in ROLES:
        client = installation.visitor(role)
        for place, page in pages_of(installation, role):
            for name in {each.get("name") for form in forms_of(page) for each in typed(form)}:
                answer = client.get(place, query_string={name: "é" * 1_300})
                if answer.status_code not in {200, 422}:
                    failed.add((place, name))
    assert failed == set()


def test_query_of_a_form_is_measured_at_its_worst() -> None:
    page = """<form><input name="q" maxlength="2"><input type="checkbox" name="a" value="é">
        <select name="s"><option value="xy"></select><input type="submit" name="no"></form>
        <form method="post"><input name="p"></form>"""
    (form,) = forms_of(page)
    assert [each["name"] for each in typed(form)] == ["q"]
    assert longest_query(form) == len("&q=") + 18 + len("&a=%C3%A9") + len("&s=xy")
