"""Practices side by side: the answer to an address with a choice of practices and a view of them."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.models import Programme, Wave
from app.programme.choice_form import ChoiceForm, PlaceForm
from app.programme.comparison_page import VIEWS, comparison_page
from app.programme.over_waves import latest_closed, over_waves_page
from app.programme.roles_page import roles_asked
from app.queries import summaries
from scoring.rule import shipped_rule


def side_by_side(wave: Wave, *, leads: bool) -> ResponseReturnValue:
    """Return the page of a closed wave, to somebody who ``leads`` the programme or evaluates it.

    Where a role is chosen, the page of results by role answers, for the same practices.
    """
    rule = shipped_rule(wave.rule_id, wave.rule_version)
    form = ChoiceForm(request.args, summaries.places([wave.id]), roles_asked(wave), rule)
    valid, view = form.validate(), request.args.get("view", "")
    if valid and form.role.data:
        asked: dict[str, Any] = form.asked
        there = url_for("programme.roles", programme=wave.programme.slug, wave=wave.label, **asked)
        return redirect(there, 303)
    number = request.args.get("page", 1, type=int)
    body = render_template(
        "programme/comparison.html",
        wave=wave,
        leads=leads,
        form=form,
        view=view,
        views=VIEWS,
        page=comparison_page(wave, rule, form, view, number) if valid else None,
    )
    return body, HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY


def over_the_waves(programme: Programme, waves: Sequence[Wave]) -> ResponseReturnValue:
    """Return the page of a programme over those of its waves that are closed."""
    closed = latest_closed(waves)
    form = PlaceForm(request.args, summaries.places([wave.id for wave in closed]))
    valid = form.validate()
    body = render_template(
        "programme/over_waves.html",
        programme=programme,
        form=form,
        page=over_waves_page(closed, form.chosen) if valid else None,
    )
    return body, HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY
