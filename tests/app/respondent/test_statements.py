"""A respondent's page costs at most five SQL statements, whatever it does."""

from __future__ import annotations

from app.db import db
from app.models import Invitation
from tests.app.builder import Built
from tests.app.respondent.person import PAGES, Form, Person, revision_on, statements

MOST = 5
EVERYTHING = {"coherence_differentiation": "4", "coherence_comment": "They help."}


def cost(person: Person, method: str, page: str, form: Form | None = None) -> int:
    """Return the number of statements of one request."""
    with statements() as seen:
        person.get(page) if method == "GET" else person.post(page, form)
    assert seen, "nothing was counted"
    return len(seen)


def test_every_page_and_every_form(person: Person) -> None:
    costs = {"GET start": cost(person, "GET", ""), "POST start": cost(person, "POST", "")}
    for page in PAGES:
        costs[f"POST {page}"] = cost(person, "POST", page, {"revision": "0", **EVERYTHING})
        costs[f"GET {page}"] = cost(person, "GET", page)
        costs[f"POST {page}, stale"] = cost(person, "POST", page, {"revision": "0"})
        costs[f"POST {page}, not valid"] = cost(person, "POST", page, {"revision": "1", "use_now": "11"})
    costs["GET check"] = cost(person, "GET", "check")
    costs["POST check, changed"] = cost(person, "POST", "check", {"revision": "0"})
    person.save(PAGES[0], EVERYTHING)  # a number and a text: rows in every table that can have one
    revision = str(revision_on(person.get("check")))
    costs["POST check"] = cost(person, "POST", "check", {"revision": revision})
    costs["POST check again"] = cost(person, "POST", "check", {"revision": revision})
    costs["GET receipt"] = cost(person, "GET", "receipt")
    costs["POST receipt"] = cost(person, "POST", "receipt")
    assert {step: count for step, count in costs.items() if count > MOST} == {}


def test_starting_over_after_re_addressing(person: Person, built: Built) -> None:
    person.post()
    invitation = db.session.get_one(Invitation, built.invitations[0].id)
    invitation.generation = 2
    db.session.commit()
    person.use(invitation)
    assert cost(person, "POST", "") <= MOST


def test_the_core_teams_questionnaire(core_member: tuple[Person, Person]) -> None:
    _, core_team = core_member
    assert cost(core_team, "POST", "", {"consent": "yes"}) <= MOST
    core_team.save("page-role_scope", {"role_scope": ["patient_level"]})
    core_team.save("page-coherence", {"coherence_differentiation": "4"})
    form = {"revision": str(revision_on(core_team.get("check")))}
    assert cost(core_team, "POST", "check", form) <= MOST
