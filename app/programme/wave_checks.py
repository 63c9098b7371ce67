"""What can be wrong with a wave as it was set up: said beside each field, nothing of the rest is lost."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping

from app.models import PracticeChoice
from app.operations.schedule_reminders import first_wrong, problem_with
from app.programme.wave_form import PRACTICES_BY, WaveForm
from questionnaires.types import Attribution

LONGEST_LABEL, LONGEST_TITLE = 20, 200
LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
MOST_NEEDED = 100
FIRST_DAY, LAST_DAY = "the first day", "the last day"


def check(form: WaveForm, today: datetime.date, taken: Collection[str], least: int) -> bool:
    """Return whether a wave can be set up as the form says; what is wrong stands in its problems.

    ``taken`` are the labels of the programme's other waves, ``least`` is the programme's minimum.
    """
    _check_names(form, {label.casefold(): label for label in taken})
    _check_days(form, today)
    _check_instruments(form)
    _check_practices(form)
    _check_reminders(form)
    _check_minimum(form, least)
    rules = {f"{rule.id} {rule.version}" for rule in form.offer.rules}
    form.refuse("rule", None if form.rule.data in rules else "Choose the rule by which practices are judged")
    return not form.problems and bool(form.validate())


def _check_names(form: WaveForm, taken: Mapping[str, str]) -> None:
    label, title = form.label.data, form.title.data
    if not label:
        form.refuse("label", "Enter a label, such as W1")
    elif len(label) > LONGEST_LABEL or not LABEL.fullmatch(label):
        form.refuse(
            "label",
            f"Write the label with letters, digits, dots and hyphens, {LONGEST_LABEL} characters at most: "
            "it becomes part of addresses",
        )
    elif there := taken.get(label.casefold()):
        form.refuse("label", f"There is a wave {there} in this programme already. Choose another label")
    if not title:
        form.refuse("title", "Enter a title, such as: One year after the start")
    elif len(title) > LONGEST_TITLE:
        form.refuse("title", f"The title has {len(title)} characters; shorten it to {LONGEST_TITLE}")


def _check_days(form: WaveForm, today: datetime.date) -> None:
    opens, closes = form.opens.form, form.closes.form
    opens.read(FIRST_DAY, today)
    closes.read(LAST_DAY, today)
    if opens.date and opens.date < today:
        opens.refuse("The first day must be today or a later day")
    if closes.date and closes.date <= today:
        closes.refuse("The last day must be later than today")
    elif opens.date and closes.date and closes.date <= opens.date:
        closes.refuse("The last day must lie after the first. A week or more is better: many work part-time")
    form.refuse("opens", opens.problem)
    form.refuse("closes", closes.problem)


def _check_instruments(form: WaveForm) -> None:
    offered = {each.value: each.instrument for each in (*form.offer.surveys, *form.offer.modules)}
    if form.survey.data not in {each.value for each in form.offer.surveys}:
        form.refuse("survey", "Choose the questionnaire for all staff")
    if any(value not in {each.value for each in form.offer.modules} for value in form.modules.data):
        form.refuse("modules", "Choose from the questionnaires shown")
        return
    chosen = [offered[value] for value in form.modules.data]
    if len({each.id for each in chosen}) < len(chosen):
        form.refuse("modules", "Choose one version of each questionnaire")
    if sum(each.attribution is Attribution.ROLE for each in chosen) > 1:
        form.refuse("modules", "Choose at most one questionnaire for the core team")


def _check_practices(form: WaveForm) -> None:
    by = form.practices_by.data
    if by not in {each.value for each in PRACTICES_BY}:
        form.refuse("practices_by", "Choose which practices are asked")
    picks = {
        PracticeChoice.NETWORK: "networks",
        PracticeChoice.REGION: "regions",
        PracticeChoice.LISTED: "listed",
    }
    if by in picks:
        name = picks[PracticeChoice(by)]
        form.refuse(name, form[name].problem)


def _check_reminders(form: WaveForm) -> None:
    opens, closes = form.opens.form.date, form.closes.form.date
    open_for = (closes - opens).days if opens and closes and closes > opens else None
    if problem := problem_with(form.reminders, open_for):
        names = ("first_reminder", "second_reminder")
        wrong = first_wrong([form[name].data for name in names], open_for)
        form.refuse(names[wrong], problem)


def _check_minimum(form: WaveForm, least: int) -> None:
    typed = form.minimum_group.data[:4]
    number = int(typed) if typed.isascii() and typed.isdecimal() else None
    if number is None or not least <= number <= MOST_NEEDED:
        form.refuse(
            "minimum_group",
            f"Enter a number from {least} to {MOST_NEEDED}. The programme has promised at least {least}",
        )
