"""Rules of every page, walked over the map of addresses: who comes in, and what each page must have."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from app import create_app
from app.identity.second_factor import SWITCHED_OFF
from app.links import token
from tests.app.markup import parse
from tests.app.world import Installation, installed
from tests.conftest import make_settings

RULES: list[Rule] = list(create_app(make_settings(Path("/none"), "sqlite://")).url_map.iter_rules())
PAGES = {rule.endpoint: rule for rule in RULES if "GET" in (rule.methods or ()) and rule.endpoint != "static"}
# Pages of Flask-Security are named by it, and their templates by what is on them.
NOT_OURS = frozenset(name for name in PAGES if name.startswith("security."))
FORMS = {rule.endpoint: rule for rule in RULES if "POST" in (rule.methods or ())}

# Who may use each route with a row of their own. A route that is not here fails the first test.
READERS = frozenset({"manager", "lead", "evaluator"})
OVERSEERS = frozenset({"lead", "evaluator"})
MANAGER = frozenset({"manager"})
LEAD = frozenset({"lead"})
ANYBODY = READERS | {"administrator", "stranger"}
KEEPERS = MANAGER | LEAD
AUDIENCES = {
    "account.yours": ANYBODY,
    "account.password": ANYBODY,
    "account.change_password": ANYBODY,
    "account.sign_out_everywhere": ANYBODY,
    "account.second_factor": ANYBODY,
    "account.set_up": ANYBODY,
    "account.new_recovery_codes": ANYBODY,
    "account.remove": ANYBODY,
    "practice.practices": READERS | {"stranger"},
    "practice.results": READERS,
    "practice.report": READERS,
    "practice.plan": READERS,
    "practice.plan_sheet": READERS,
    "practice.plan_add": MANAGER,
    "practice.plan_add_step": MANAGER,
    "practice.plan_edit": MANAGER,
    "practice.plan_edit_step": MANAGER,
    "practice.plan_move": MANAGER,
    "practice.plan_remove": MANAGER,
    "practice.plan_remove_step": MANAGER,
    "practice.staff": KEEPERS,
    "practice.staff_add": KEEPERS,
    "practice.staff_person": KEEPERS,
    "practice.staff_change": KEEPERS,
    "practice.staff_leave": KEEPERS,
    "practice.staff_upload": KEEPERS,
    "practice.staff_preview": KEEPERS,
    "practice.staff_apply": KEEPERS,
    "practice.cards": KEEPERS,
    "practice.cards_order": KEEPERS,
    "practice.paper_order": KEEPERS,
    "practice.print_order": frozenset(),  # only who ordered it: tests/app/practice/test_staff_prints.py
    "programme.programmes": OVERSEERS | {"stranger"},
    "programme.waves": OVERSEERS,
    "programme.comparison": OVERSEERS,
    "programme.opening": LEAD,
    "programme.open_it": LEAD,
    "programme.reminders": LEAD,
    "programme.reminders_save": LEAD,
    "programme.paper": LEAD,
    "programme.paper_find": LEAD,
    "programme.paper_enter": LEAD,
    "evaluator.evidence": OVERSEERS | {"stranger"},
    "evaluator.matrix": OVERSEERS,
    "evaluator.cells": OVERSEERS,
    "evaluator.clear": frozenset({"evaluator"}),
    "evaluator.upload": frozenset({"evaluator"}),
    "evaluator.download_matrix": OVERSEERS,
    "evaluator.download_cells": OVERSEERS,
    "evaluator.what_if": OVERSEERS,
}
GUARDED = AUDIENCES.keys() & PAGES.keys()
PUBLIC = frozenset(
    {
        "static",
        "security.login",
        "security.two_factor_token_validation",  # between the password and the session
        "security.mf_recovery",
        "account.forgotten",
        "account.send_new_password",
        "account.choose",
        "account.set_chosen",
        "account.organisation",
        "account.returned",
        "site.home",
        "site.who_sees_what",
        "site.methods",
        "site.accessibility",
        "site.sign_out",
    }
)
WITHOUT_ACCOUNT = ("respondent.", "arrival.")  # who has the link or the card's code may act
WHILE_OPEN = frozenset({"programme.paper", "programme.reminders"})  # not there for a closed wave
ROLES = (None, "manager", "lead", "evaluator", "administrator", "stranger")
TEMPLATES = Path(__file__).parent.parent / "app" / "templates"


@pytest.fixture(scope="module")
def installation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The small world, once for all rules."""
    with installed(sqlite_template, tmp_path_factory.mktemp("site")) as found:
        yield found


def address(installation: Installation, endpoint: str, **values: str) -> str:
    """Return the address of an endpoint with the values that it takes."""
    world = installation.world
    side = world.valley if values.get("programme") == "valley" else world.harbour
    person, order = str(side.asked[1].participant_id), str(side.step.id)  # nobody's order
    values = {"step": str(side.step.id), "person": person, "order": order, "token": "x", **values}
    taken = {name: values[name] for name in {**FORMS, **PAGES}[endpoint].arguments}
    return installation.app.url_map.bind("localhost").build(endpoint, taken)


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
    "endpoint", sorted(name for name in AUDIENCES.keys() & PAGES.keys() if PAGES[name].arguments)
)
@pytest.mark.parametrize("role", ["manager", "lead", "evaluator", "administrator"])
def test_somebody_elses_row_looks_like_one_that_is_not_there(
    installation: Installation, endpoint: str, role: str
) -> None:
    client = installation.visitor(role)
    foreign = client.get(address(installation, endpoint, programme="valley", practice="elm", wave="W1"))
    absent = client.get(address(installation, endpoint, programme="nowhere", practice="elm", wave="W1"))
    assert foreign.status_code == 404
    assert foreign.data == absent.data


@pytest.mark.parametrize("endpoint", ["practice.results", "practice.report"])
def test_manager_does_not_see_the_practice_next_door(installation: Installation, endpoint: str) -> None:
    place = address(installation, endpoint, programme="harbour", practice="oak", wave="W1")
    assert installation.visitor("manager").get(place).status_code == 404


@pytest.mark.parametrize("endpoint", sorted(name for name in FORMS if not name.startswith(WITHOUT_ACCOUNT)))
def test_no_form_is_taken_without_its_token(installation: Installation, endpoint: str) -> None:
    place = address(installation, endpoint, programme="harbour", practice="elm", wave="W1")
    assert installation.visitor("lead").post(place).status_code == 400


def pages_of(installation: Installation, role: str | None) -> Iterator[tuple[str, str]]:
    """Return (address, page) of every page that a role can open, in each state of the small world."""
    client = installation.visitor(role)
    rows = product(("elm", "oak"), ("W1", "W2"))
    values = [{"programme": "harbour", "practice": practice, "wave": wave} for practice, wave in rows]
    endpoints = [name for name in PAGES if not name.startswith(WITHOUT_ACCOUNT)]
    for place in sorted({address(installation, name, **each) for name in endpoints for each in values}):
        answer = client.get(place)
        if answer.status_code == 200 and answer.content_type.startswith("text/html"):
            yield place, answer.get_data(as_text=True)


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
    is_file = ".download_" in endpoint
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
