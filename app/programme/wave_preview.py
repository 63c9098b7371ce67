"""What respondents will see of a wave: every page as it is for them, from the same templates, and inactive.

No invitation is made for it, so there is no token, no draft, and nothing that could be sent.
"""

from __future__ import annotations

import datetime

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.admission import signed_in
from app.db import db
from app.errors import NotFoundError, WaveStateError
from app.languages import LANGUAGES, use_language
from app.mail.letter import Letter, plain_text, subject
from app.models import Wave, WaveState
from app.operations.issue_cards import order_paper_form
from app.programme import wave_words
from app.programme.previewed import Preview, preview
from app.programme.routes import blueprint
from app.queries import opening
from questionnaires import catalogue
from questionnaires.minutes import seconds_of
from questionnaires.routing import visible_sections
from questionnaires.types import Attribution, Instrument

PREVIEW = "/programmes/<programme>/waves/<wave>/preview"
PAGES = f"{PREVIEW}/<role>/<language>/<instrument>"


@blueprint.get(PREVIEW)
def wave_preview(programme: str, wave: str) -> str:
    """Offer every questionnaire, mail and form of the wave by role and language."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    return render_template(
        "programme/wave_preview.html",
        wave=asked,
        roles=wave_words.roles_of(asked),
        languages=LANGUAGES,
        instruments=wave_words.instruments_of(asked),
        practice=opening.example_practice(asked, _today()),
    )


@blueprint.post(PREVIEW)
def wave_preview_paper(programme: str, wave: str) -> ResponseReturnValue:
    """Have a paper form printed, as it will be for one of the practices."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    if asked.state not in (WaveState.DRAFT, WaveState.OPEN):
        raise WaveStateError(f"Wave {wave} is {asked.state}; its forms are printed until then.")
    practice = opening.example_practice(asked, _today())
    chosen = request.form.get("instrument", "")
    if practice is None or chosen not in {row.instrument_id for row in asked.instruments}:
        raise NotFoundError(f"no paper form {chosen!r} of wave {wave}")
    order = order_paper_form(practice, asked, chosen, signed_in(), _today())
    db.session.commit()
    address = url_for("practice.print_order", programme=programme, practice=practice.slug, order=order.id)
    return redirect(address, 303)


@blueprint.get(f"{PREVIEW}/mail")
def wave_preview_mail(programme: str, wave: str) -> str:
    """Show the invitation and the reminder as they are mailed."""
    asked = opening.wave_to_lead(signed_in(), programme, wave)
    first = catalogue.get(asked.instruments[0].instrument_id, asked.instruments[0].version)
    letters = [_letter(asked, first, number) for number in range(2)]
    return render_template(
        "programme/wave_preview_mail.html",
        wave=asked,
        letters=[(subject(letter), plain_text(letter)) for letter in letters],
        mail_is_on=current_app.extensions["settings"].mail_is_on,
    )


@blueprint.get(f"{PAGES}/")
def wave_preview_start(programme: str, wave: str, **chosen: str) -> str:
    """Show the start page: what it is, how long it takes, who sees what."""
    here = _preview(programme, wave, **chosen)
    role = here.reader.role
    others = sum(seconds_of(each, role) for each in here.asked if each is not here.reader.instrument)
    pages = len(visible_sections(here.reader.instrument, role, {}))
    return render_template(
        "programme/wave_preview_start.html",
        errors=[],
        begun=False,
        renewed=False,
        **here.shown(""),
        **here.reader.start(pages, others),
    )


@blueprint.get(f"{PAGES}/page-<section>")
def wave_preview_page(programme: str, wave: str, section: str, **chosen: str) -> str:
    """Show a page of questions, all that people of the role may come to be asked."""
    here = _preview(programme, wave, **chosen)
    asked = next((each for each in here.sections if each.id == section), None)
    if asked is None:
        raise NotFoundError(f"no page {section!r} for {here.reader.role}")
    return render_template(
        "programme/wave_preview_page.html",
        errors=[],
        conflict=False,
        problem="",
        **here.shown(f"page-{section}"),
        **here.reader.page(here.form(asked), [each.id for each in here.sections]),
    )


@blueprint.get(f"{PAGES}/check")
def wave_preview_check(programme: str, wave: str, **chosen: str) -> str:
    """Show the page on which answers are looked through, with none given."""
    here = _preview(programme, wave, **chosen)
    forms = [here.form(section) for section in here.sections]
    return render_template(
        "programme/wave_preview_check.html",
        errors=[],
        changed=False,
        **here.shown("check"),
        **here.reader.check(forms),
    )


@blueprint.get(f"{PAGES}/receipt")
def wave_preview_receipt(programme: str, wave: str, **chosen: str) -> str:
    """Show the receipt, with the way to the next questionnaire where there is one."""
    here = _preview(programme, wave, **chosen)
    return render_template(
        "programme/wave_preview_receipt.html",
        reference="AAAA-0000",
        **here.shown("receipt"),
        **here.reader.receipt(here.following),
    )


def _preview(programme: str, label: str, *, role: str, language: str, instrument: str) -> Preview:
    """Return a questionnaire of a wave that the user leads, and make this request one in its language."""
    wave = opening.wave_to_lead(signed_in(), programme, label)
    found = preview(wave, opening.example_practice(wave, _today()), role, language, instrument)
    use_language(language)
    return found


def _letter(wave: Wave, first: Instrument, number: int) -> Letter:
    """Return a mail about the first questionnaire; what is each person's own stands in brackets."""
    of, practice = wave.programme, opening.example_practice(wave, _today())
    words = {**of.words, "practice": practice.name if practice else "[the practice]"}
    roles = wave_words.roles_of(wave)
    anonymous = first.attribution is Attribution.ANONYMOUS
    return Letter(
        name="[their name]",
        email="somebody@example.org",
        number=number,
        practice=words["practice"],
        programme=of.name,
        title=first.title.render(words),
        minutes=wave_words.minutes_of(roles),
        further=any(len(each.asked) > 1 for each in roles),
        data_label=of.data_label,
        minimum_group=max(wave.minimum_group, of.minimum_group) if anonymous else None,
        closes_on=wave.closes_on,
        link="[their own link]",
        stop_link="[their own link]",
    )


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
