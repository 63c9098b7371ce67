"""The form of one step of a plan, and what can be wrong with it."""

from __future__ import annotations

import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FormField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.date_parts import DateParts
from app.models import PlanState, PlanStep
from app.operations.plan_steps import StepContent, content_of, revision
from app.typed_text import one_line

# What fits on a printed page with MOST_STEPS steps.
LONGEST_TEXT, LONGEST_OWNER, MOST_STEPS = 200, 80, 8
FULL = f"The plan has {MOST_STEPS} steps, which is what its page holds. Remove one, then add this"
CHANGED = (
    "This step was changed meanwhile. What you entered is kept here and not saved yet: "
    "save again to replace what is shown below"
)
GONE = (
    "This step was removed from the plan meanwhile. What you entered is kept here: "
    "put it into the plan as a new step, or leave this page"
)
PAST = "This date is in the past. Change it, or tick the box to keep it"
DATE = "the date by which it is to be done"

STATES = {
    PlanState.PLANNED: "Planned",
    PlanState.UNDER_WAY: "Under way",
    PlanState.DONE: "Done",
    PlanState.DROPPED: "Dropped",
}
OPEN = frozenset({PlanState.PLANNED, PlanState.UNDER_WAY})


class StepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A step. Of a new one the state is not asked."""

    goal = TextAreaField("What you will do", filters=[one_line])
    owner = StringField("Who sees to it", filters=[one_line])
    due = FormField(DateParts, "By when")
    keep_past = BooleanField("Keep this date")
    sign_of_success = TextAreaField("How you will know that it worked", filters=[one_line])
    state = RadioField(
        "How far it is",
        choices=[SelectChoice(state.value, words) for state, words in STATES.items()],
        default=PlanState.PLANNED.value,
        validate_choice=False,
    )
    action = HiddenField()
    revision = HiddenField()

    page_error: str | None = None  # what is wrong with no field of its own

    def __init__(self, step: PlanStep | None = None, **prefilled: str) -> None:
        """Show ``step``, or a new one with ``prefilled`` texts; of a request that sends a form, that."""
        self.step = step
        super().__init__(data=_shown(step) if step else prefilled)
        if step and not self.is_submitted():
            self.due.form.say(step.due_on)

    def check(self, today: datetime.date) -> bool:
        """Return whether the step can be saved; errors stand at their fields."""
        sound = bool(self.validate())
        self.due.form.read(DATE, today)
        if self.due.form.problem is None and self._past_is_news(today) and not self.keep_past.data:
            self.due.form.problem, self.due.form.wrong = PAST, ("day", "month", "year")
        return sound and self.due.form.problem is None

    def validate_goal(self, field: Field) -> None:
        """A step has a goal."""
        _given(field, "Enter what you will do")
        _within(field, LONGEST_TEXT, "What you will do")

    def validate_owner(self, field: Field) -> None:
        """A step is somebody's."""
        _given(field, "Enter who sees to it: a role, or a name")
        _within(field, LONGEST_OWNER, "Who sees to it")

    def validate_sign_of_success(self, field: Field) -> None:
        """A step can be seen to have worked."""
        _given(field, "Enter how you will know that it worked")
        _within(field, LONGEST_TEXT, "How you will know that it worked")

    def validate_state(self, field: Field) -> None:
        """The state is one of those there are."""
        if field.data not in {state.value for state in PlanState}:
            field.data = None
            raise ValidationError("Choose how far it is")

    @property
    def content(self) -> StepContent:
        """What the step is to say. Of a form that has been checked."""
        date = self.due.form.date
        assert date is not None
        state = PlanState(self.state.data)
        return StepContent(self.goal.data, self.owner.data, date, self.sign_of_success.data, state)

    @property
    def asks_about_past(self) -> bool:
        """Whether the box that keeps a date in the past is shown."""
        return self.due.form.problem == PAST or bool(self.keep_past.data)

    @property
    def problems(self) -> list[dict[str, str]]:
        """The entries of the error summary, in the order of the page."""
        entries = [(self.page_error, self.goal.id)] if self.page_error else []
        entries += [(error, self.goal.id) for error in self.goal.errors]
        entries += [(error, self.owner.id) for error in self.owner.errors]
        if self.due.form.problem:
            entries.append((self.due.form.problem, self.due.form[self.due.form.wrong[0]].id))
        entries += [(error, self.sign_of_success.id) for error in self.sign_of_success.errors]
        entries += [(error, self.state.id) for error in self.state.errors]
        return [{"text": text or "", "href": f"#{target}"} for text, target in entries]

    def is_stale(self) -> bool:
        """Whether the step was changed since this form was shown; the next save is then of the newer one."""
        assert self.step is not None
        now = revision(self.step)
        stale = self.revision.data != now and content_of(self.step) != self.content
        self.revision.data = now
        return stale

    def _past_is_news(self, today: datetime.date) -> bool:
        """Whether an open step gets a date in the past that it did not have before."""
        date = self.due.form.date
        known = self.step is not None and self.step.due_on == date
        is_open = self.state.data in {state.value for state in OPEN}
        return date is not None and date < today and is_open and not known


def _shown(step: PlanStep) -> dict[str, Any]:
    return {
        "goal": step.goal,
        "owner": step.owner,
        "sign_of_success": step.sign_of_success,
        "state": step.state.value,
        "revision": revision(step),
    }


def _given(field: Field, problem: str) -> None:
    if not field.data:
        raise ValidationError(problem)


def _within(field: Field, longest: int, what: str) -> None:
    if len(field.data) > longest:
        raise ValidationError(f"“{what}” has {len(field.data)} characters; shorten it to {longest}")
