"""Steps of a plan are added, changed, moved and removed by the practice's manager, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.practice.plan_forms import MOST_STEPS
from tests.app.practice.planning import LATER, PLAN, STEP, address_of, send, stored, summary, text_of
from tests.app.world import Installation, installed, token


@pytest.fixture
def installation(sqlite_template: Path, tmp_path: Path) -> Iterator[Installation]:
    """The small world, new for each test."""
    with installed(sqlite_template, tmp_path) as found:
        yield found


def goals(installation: Installation) -> list[str]:
    """Return the goals of the plan in order."""
    return [step.goal for step in stored(installation)]


def test_a_step_is_added_with_its_action(installation: Installation) -> None:
    manager = installation.visitor("manager")
    assert send(manager, f"{PLAN}/add", **STEP, action="S3.I5")[0] == 303
    step = stored(installation)[-1]
    assert (step.goal, step.owner, step.action_id, step.state) == (
        "Meet the walking group",
        "Practice nurse",
        "S3.I5",
        "planned",
    )
    assert step.due_on.isoformat() == "2035-03-27"
    assert "The step is in the plan." in manager.get(PLAN).get_data(as_text=True)


def test_the_same_form_sent_twice_makes_one_step(installation: Installation) -> None:
    manager = installation.visitor("manager")
    for _ in range(2):
        assert send(manager, f"{PLAN}/add", **STEP)[0] == 303
    assert goals(installation) == ["Visit two groups nearby", "Meet the walking group"]


def test_an_empty_form_says_everything_that_is_missing(installation: Installation) -> None:
    status, page = send(installation.visitor("manager"), f"{PLAN}/add")
    assert status == 422
    assert summary(page) == [
        ("goal", "Enter what you will do"),
        ("owner", "Enter who sees to it: a role, or a name"),
        ("due-day", "Enter the date by which it is to be done"),
        ("sign_of_success", "Enter how you will know that it worked"),
    ]
    assert "<title>Error: Add a step" in page
    assert all(f'id="{target}"' in page for target, _ in summary(page))
    assert page.count("nhsuk-error-message") == 4


def test_an_error_in_one_field_loses_nothing_of_the_others(installation: Installation) -> None:
    sent = {**STEP, "due-month": "Smarch", "goal": "Ask <b>the group</b>", "action": "S3.I5"}
    status, page = send(installation.visitor("manager"), f"{PLAN}/add", **sent)
    assert status == 422
    assert [target for target, _ in summary(page)] == ["due-day"]
    assert ">Ask &lt;b&gt;the group&lt;/b&gt;</textarea>" in page
    assert 'value="Practice nurse"' in page
    assert 'value="Smarch"' in page
    assert ">They know our names</textarea>" in page
    assert 'name="action" value="S3.I5"' in page
    assert goals(installation) == ["Visit two groups nearby"]


@pytest.mark.parametrize(("field", "longest"), [("goal", 200), ("owner", 80), ("sign_of_success", 200)])
def test_texts_are_no_longer_than_the_page_holds(
    installation: Installation, field: str, longest: int
) -> None:
    manager = installation.visitor("manager")
    status, page = send(manager, f"{PLAN}/add", **{**STEP, field: "x" * (longest + 1)})
    assert status == 422
    assert summary(page)[0][0] == field
    assert f"has {longest + 1} characters; shorten it to {longest}" in page
    assert send(manager, f"{PLAN}/add", **{**STEP, field: "x" * longest})[0] == 303


def test_texts_are_one_line_without_what_cannot_be_seen(installation: Installation) -> None:
    sent = {**STEP, "goal": " Ring\r\n the\u00a0group\x00 \u202enow ", "owner": "\u200b"}
    status, page = send(installation.visitor("manager"), f"{PLAN}/add", **sent)
    assert (status, [target for target, _ in summary(page)]) == (422, ["owner"])
    assert ">Ring the group now</textarea>" in page


def test_a_date_in_the_past_is_asked_about_once_and_can_be_kept(installation: Installation) -> None:
    manager = installation.visitor("manager")
    past = {**STEP, "due-year": "2025"}
    status, page = send(manager, f"{PLAN}/add", **past)
    assert (status, summary(page)) == (
        422,
        [("due-day", "This date is in the past. Change it, or tick the box to keep it")],
    )
    assert 'name="keep_past"' in page
    assert send(manager, f"{PLAN}/add", **past, keep_past="y")[0] == 303
    assert "Overdue" in manager.get(PLAN).get_data(as_text=True)
    step = stored(installation)[-1]
    assert send(manager, address_of(step.id), **past, state="under_way")[0] == 303


def test_a_step_that_is_done_may_have_a_date_in_the_past(installation: Installation) -> None:
    step = stored(installation)[0]
    past = {**STEP, "due-year": "2025", "state": "done"}
    assert send(installation.visitor("manager"), address_of(step.id), **past)[0] == 303


def test_a_plan_holds_no_more_than_its_page(installation: Installation) -> None:
    manager = installation.visitor("manager")
    for number in range(MOST_STEPS - 1):
        assert send(manager, f"{PLAN}/add", **{**STEP, "goal": f"Step {number}"})[0] == 303
    status, page = send(manager, f"{PLAN}/add", **{**STEP, "goal": "One more"})
    assert status == 422
    assert summary(page)[0][1].startswith(f"The plan has {MOST_STEPS} steps")
    assert ">One more</textarea>" in page
    assert send(manager, f"{PLAN}/add", **{**STEP, "goal": "Step 3"})[0] == 303  # sent twice: there already
    assert len(goals(installation)) == MOST_STEPS


def test_a_form_of_a_step_shows_it_and_saves_what_is_changed(installation: Installation) -> None:
    manager = installation.visitor("manager")
    step = stored(installation)[0]
    page = manager.get(address_of(step.id)).get_data(as_text=True)
    assert ">Visit two groups nearby</textarea>" in page
    assert 'value="2035"' in page
    revision = page.split('name="revision" value="')[1].split('"')[0]
    assert send(manager, address_of(step.id), **STEP, state="done", revision=revision)[0] == 303
    step = stored(installation)[0]
    assert (step.goal, step.state, step.action_id) == ("Meet the walking group", "done", "S3.I9")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(installation: Installation) -> None:
    manager = installation.visitor("manager")
    place = address_of(stored(installation)[0].id)
    old = manager.get(place).get_data(as_text=True).split('name="revision" value="')[1].split('"')[0]
    theirs = {**STEP, "owner": "Receptionist", "state": "under_way", "revision": old}
    assert send(manager, place, **theirs)[0] == 303
    status, page = send(manager, place, **STEP, state="done", revision=old)
    assert status == 409
    assert summary(page)[0][1].startswith("This step was changed meanwhile")
    assert "Who sees to it Receptionist" in text_of(page)
    assert 'value="Practice nurse"' in page
    assert stored(installation)[0].owner == "Receptionist"
    new = page.split('name="revision" value="')[1].split('"')[0]
    assert send(manager, place, **STEP, state="done", revision=new)[0] == 303
    assert stored(installation)[0].owner == "Practice nurse"


def test_an_unknown_state_is_an_error_at_its_field(installation: Installation) -> None:
    place = address_of(stored(installation)[0].id)
    status, page = send(installation.visitor("manager"), place, **STEP, state="finished")
    assert (status, summary(page)) == (422, [("state", "Choose how far it is")])


def test_steps_are_moved_and_removed_after_a_question(installation: Installation) -> None:
    manager = installation.visitor("manager")
    send(manager, f"{PLAN}/add", **STEP)
    first = address_of(stored(installation)[0].id)
    assert send(manager, f"{first}/move", direction="down")[0] == 303
    assert goals(installation) == ["Meet the walking group", "Visit two groups nearby"]
    question = manager.get(f"{first}/remove").get_data(as_text=True)
    assert "Remove this step from the plan?" in question
    assert len(goals(installation)) == 2
    assert send(manager, f"{first}/remove")[0] == 303
    assert goals(installation) == ["Meet the walking group"]
    again = manager.post(
        f"{first}/remove", data={"csrf_token": token(manager.get(PLAN).get_data(as_text=True))}
    )
    assert (again.status_code, again.location) == (303, PLAN)
    assert "That step is removed already." in manager.get(PLAN).get_data(as_text=True)


def test_a_step_that_was_removed_meanwhile_can_be_put_back(installation: Installation) -> None:
    manager = installation.visitor("manager")
    place = address_of(stored(installation)[0].id)
    shown = token(manager.get(place).get_data(as_text=True))
    send(manager, f"{place}/remove")
    answer = manager.post(place, data={"csrf_token": shown, **STEP, "state": "done"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert summary(page)[0][1].startswith("This step was removed from the plan meanwhile")
    assert ">Meet the walking group</textarea>" in page
    assert goals(installation) == []
    to = page.split('<form method="post"', 1)[1].split('action="', 1)[1].split('"', 1)[0]
    again = manager.post(to, data={"csrf_token": token(page), **STEP})
    assert (again.status_code, goals(installation)) == (303, ["Meet the walking group"])


def test_an_earlier_step_is_changed_from_the_page_of_the_next_wave(installation: Installation) -> None:
    manager = installation.visitor("manager")
    place = address_of(stored(installation)[0].id, LATER)
    assert send(manager, place, **STEP, state="done")[0] == 303
    assert "Meet the walking group planned after wave W1 Done" in text_of(
        manager.get(LATER).get_data(as_text=True)
    )


@pytest.mark.parametrize("action", ["S3.I7", "S9.X1"])
def test_an_action_that_is_not_for_practices_is_not_found(installation: Installation, action: str) -> None:
    manager = installation.visitor("manager")
    assert manager.get(f"{PLAN}/add?action={action}").status_code == 404
    assert send(manager, f"{PLAN}/add", **STEP, action=action)[0] == 404
    assert len(goals(installation)) == 1


def test_no_step_is_planned_while_the_wave_is_open(installation: Installation) -> None:
    assert send(installation.visitor("manager"), f"{LATER}/add", **STEP)[0] == 409


@pytest.mark.parametrize("role", ["lead", "evaluator"])
def test_who_only_reads_changes_nothing(installation: Installation, role: str) -> None:
    reader = installation.visitor(role)
    step = address_of(stored(installation)[0].id)
    for path in (f"{PLAN}/add", step, f"{step}/move", f"{step}/remove"):
        assert send(reader, path, **STEP, state="done")[0] == 404
    assert [(each.goal, each.state) for each in stored(installation)] == [
        ("Visit two groups nearby", "planned")
    ]


def test_a_foreign_step_is_not_found_at_ones_own_address(installation: Installation) -> None:
    manager = installation.visitor("manager")
    foreign = address_of(installation.world.valley.step.id)
    for path in (foreign, f"{foreign}/remove"):
        assert manager.get(path).status_code == 404
        assert send(manager, path, **STEP, state="done")[0] == 404
    assert send(manager, f"{foreign}/move", direction="down")[0] == 404
