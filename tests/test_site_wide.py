"""Rules of every page, walked over the map of addresses: who comes in, and what each page must have."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from app.db import db
from app.identity.second_factor import SWITCHED_OFF
from app.links import token
from app.models import Base
from tests.app.markup import parse
from tests.app.world import Installation, installed
from tests.app.world import token as csrf_of
from tests.audiences import ADMINISTRATOR, AUDIENCES, PUBLIC
from tests.site_map import FORMS, PAGES, RULES, WHILE_OPEN, WITHOUT_ACCOUNT, address, pages_of

# Pages of Flask-Security are named by it, and their templates by what is on them.
NOT_OURS = frozenset(name for name in PAGES if name.startswith("security."))

GUARDED = AUDIENCES.keys() & PAGES.keys()
OTHERS = ("manager", "lead", "evaluator", "administrator")
# To administrators no programme and nobody in it is somebody else's.
EVERYBODYS = frozenset(
    name
    for name, audience in AUDIENCES.items()
    if audience == ADMINISTRATOR and {**FORMS, **PAGES}[name].arguments & {"programme", "person"}
)
ROLES = (None, "manager", "lead", "evaluator", "administrator", "stranger")
TEMPLATES = Path(__file__).parent.parent / "app" / "templates"


@pytest.fixture(scope="module")
def installation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The small world, once for all rules."""
    with installed(sqlite_template, tmp_path_factory.mktemp("site")) as found:
        yield found


def test_every_route_has_an_audience_or_is_public_by_name() -> None:
    decided = PUBLIC | AUDIENCES.keys()
    undecided = {rule.endpoint for rule in RULES if not rule.endpoint.startswith(WITHOUT_ACCOUNT)} - decided
    undecided -= SWITCHED_OFF
    assert undecided == set()


@pytest.mark.parametrize("endpoint", sorted(GUARDED))
@pytest.mark.parametrize("role", ROLES)
def test_page_lets_in_its_audience_and_nobody_else(
    installation: Installation, endpoint: str, role: str | None
) -> None:
    wave = "W2" if endpoint in WHILE_OPEN else "W1"
    place = address(installation, endpoint, programme="harbour", practice="elm", wave=wave)
    status = installation.visitor(role).get(place).status_code
    expected = 303 if role is None else 200 if role in AUDIENCES[endpoint] else 404
    assert status == expected


@pytest.mark.parametrize(
    ("endpoint", "role"),
    [
        (name, role)
        for name in sorted(AUDIENCES.keys() & PAGES.keys())
        for role in OTHERS
        if PAGES[name].arguments and not (role == "administrator" and name in EVERYBODYS)
    ],
)
def test_somebody_elses_row_looks_like_one_that_is_not_there(
    installation: Installation, endpoint: str, role: str
) -> None:
    client = installation.visitor(role)
    foreign = client.get(address(installation, endpoint, programme="valley", practice="elm", wave="W1"))
    absent = client.get(address(installation, endpoint, programme="nowhere", practice="elm", wave="W1"))
    assert foreign.status_code == 404
    assert foreign.data == absent.data


@pytest.mark.parametrize("endpoint", sorted(name for name in FORMS if not name.startswith(WITHOUT_ACCOUNT)))
def test_no_form_is_taken_without_its_token(installation: Installation, endpoint: str) -> None:
    place = address(installation, endpoint, programme="harbour", practice="elm", wave="W1")
    assert installation.visitor("lead").post(place).status_code == 400


def rows_of(installation: Installation) -> dict[str, list[str]]:
    """Return every row of every table as text, but for what signing in itself writes."""
    with installation.app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(table.select()))
            for table in Base.metadata.sorted_tables
            if table.name not in {"sign_ins", "tries", "audit_entries"}
        }


def sends(installation: Installation, role: str, endpoints: Sequence[str], **values: str) -> dict[str, int]:
    """Return the status that each form answers with when a role sends it, signed in and with its token."""
    client = installation.visitor(role)
    form = {"csrf_token": csrf_of(client.get("/account").get_data(as_text=True)), "confirm": "yes"}
    return {
        name: client.post(address(installation, name, **values), data=form).status_code for name in endpoints
    }


@pytest.mark.parametrize("role", ["manager", "lead", "evaluator", "administrator"])
def test_no_form_acts_on_somebody_elses_row(installation: Installation, role: str) -> None:
    of_rows = [name for name in AUDIENCES.keys() & FORMS.keys() if FORMS[name].arguments]
    if role == "administrator":
        of_rows = [name for name in of_rows if name not in EVERYBODYS]
    before = rows_of(installation)
    found = sends(installation, role, of_rows, programme="valley", practice="elm", wave="W2")
    assert {name: status for name, status in found.items() if status != 404} == {}
    assert rows_of(installation) == before


@pytest.mark.parametrize("role", ["manager", "lead", "evaluator", "administrator"])
def test_no_form_acts_for_an_audience_that_is_not_its_own(installation: Installation, role: str) -> None:
    not_theirs = [name for name in AUDIENCES.keys() & FORMS.keys() if role not in AUDIENCES[name]]
    assert len(not_theirs) >= 5
    before = rows_of(installation)
    found = sends(installation, role, not_theirs, programme="harbour", practice="elm", wave="W2")
    assert {name: status for name, status in found.items() if status != 404} == {}
    assert rows_of(installation) == before


def respondent_pages(installation: Installation) -> Iterator[tuple[str, str]]:
    """Return (address, page) of a respondent who has begun."""
    asked = installation.world.harbour.asked[1]
    key = installation.app.extensions["settings"].link_key
    link = f"/q/{token(key, asked.id, asked.generation)}/"
    client = installation.visitor()
    yield link, client.get(link).get_data(as_text=True)
    client.post(link)
    for page in ("page-coherence", "page-levels", "page-context", "check"):
        yield link + page, client.get(link + page).get_data(as_text=True)


def violations(page: str) -> list[str]:
    """Return what a page lacks."""
    markup = parse(page)
    found = []
    if len(markup.headings) != 1 or not markup.headings[0].strip():
        found.append(f"headings of the first level: {markup.headings}")
    if markup.title.strip() in {"", "- NPT Readiness"}:
        found.append("no title")
    if markup.language != "en":
        found.append("no language")
    if repeated := {each for each in markup.ids if markup.ids.count(each) > 1}:
        found.append(f"ids used twice: {sorted(repeated)}")
    bare = [
        each for each in markup.fields if each.get("id") not in markup.labels and "aria-label" not in each
    ]
    found += [f"field without a label: {each}" for each in bare]
    inline = [each for each in markup.scripts if "src" not in each and each.get("type") != "application/json"]
    found += [f"script in the page: {each}" for each in (*inline, *markup.handlers)]
    return found


@pytest.mark.parametrize("role", [None, "manager", "lead", "evaluator", "administrator"])
def test_every_page_has_one_heading_a_title_labels_and_unique_ids(
    installation: Installation, role: str | None
) -> None:
    found = {place: violations(page) for place, page in pages_of(installation, role)}
    assert len(found) >= 3
    assert {place: lacks for place, lacks in found.items() if lacks} == {}


def test_respondents_pages_keep_the_same_rules(installation: Installation) -> None:
    found = {place: violations(page) for place, page in respondent_pages(installation)}
    assert {place: lacks for place, lacks in found.items() if lacks} == {}


@pytest.mark.parametrize("role", [None, "manager"])
def test_pages_are_told_apart_by_their_titles(installation: Installation, role: str | None) -> None:
    titles = [parse(page).title for _, page in pages_of(installation, role)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.endpoint.split(".")[0] not in {"static", "security"}]
)
def test_every_view_says_what_it_does(installation: Installation, rule: Rule) -> None:
    assert inspect.getdoc(installation.app.view_functions[rule.endpoint])


@pytest.mark.parametrize(
    "endpoint", sorted(name for name in PAGES if name not in NOT_OURS and ".download_" not in name)
)
def test_template_has_the_name_of_its_endpoint(endpoint: str) -> None:
    is_file = ".download_" in endpoint or endpoint == "site.healthz"
    assert is_file or (TEMPLATES / f"{endpoint.replace('.', '/')}.html").is_file()


@pytest.mark.parametrize(
    "page",
    [
        "<html lang=en><title>T</title><h1>a</h1><h1>b</h1>",
        "<html lang=en><title></title><h1>a</h1>",
        "<html><title>T</title><h1>a</h1>",
        "<html lang=en><title>T</title><h1 id=a>a</h1><p id=a></p>",
        "<html lang=en><title>T</title><h1>a</h1><input id=b>",
        "<html lang=en><title>T</title><h1>a</h1><script>1</script>",
        "<html lang=en><title>T</title><h1>a</h1><p onclick=1></p>",
    ],
)
def test_walk_sees_what_a_page_lacks(page: str) -> None:
    assert len(violations(page)) == 1


def test_walk_is_content_with_a_good_page() -> None:
    good = "<html lang=en><title>T</title><h1>a</h1><label for=b>B</label><input id=b>"
    assert violations(good) == []
