"""``readiness invite``: give somebody an account. The first administrator comes this way."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import click

from app import create_app
from app.account_links import account_link
from app.db import begin_writing, db
from app.errors import AccountError, ReadinessError
from app.models import AccountLetter, Audience, LetterKind
from app.operations.create_account import Grant
from app.operations.order_account_letter import invite_user, order_account_letter
from app.queries import accounts
from app.settings import Settings


@click.command("invite")
@click.argument("email")
@click.option("--administrator", is_flag=True, help="They see to accounts and settings.")
@click.option("--lead", metavar="PROGRAMME", multiple=True, help="They lead the programme of this slug.")
@click.option("--evaluator", metavar="PROGRAMME", multiple=True, help="They evaluate it.")
@click.option("--manager", metavar="PROGRAMME/PRACTICE", multiple=True, help="They manage the practice.")
@click.option("--again", is_flag=True, help="The account is there; send another link.")
@click.option("--print-link", is_flag=True, help="Print the link, to be handed over in person.")
def command(
    email: str,
    *,
    administrator: bool,
    lead: tuple[str, ...],
    evaluator: tuple[str, ...],
    manager: tuple[str, ...],
    again: bool,
    print_link: bool,
) -> None:
    """Give EMAIL an account and mail a link with which they set a password: good once, for 7 days."""
    try:
        app = create_app()
        settings: Settings = app.extensions["settings"]
        if not (settings.mail_is_on or print_link):
            raise AccountError("Mail is off (SMTP_URL is not set). Use --print-link and hand over the link.")
        with app.app_context():
            begin_writing()
            by_mail = not print_link
            letter = (
                _again(email, by_mail=by_mail)
                if again
                else _new(email, _grants(lead, evaluator, manager), administrator, by_mail=by_mail)
            )
            db.session.commit()
            click.echo(account_link(settings, letter.id) if print_link else "The worker sends the mail.")
    except ReadinessError as error:
        raise click.ClickException(str(error)) from error


def _new(email: str, grants: list[Grant], administrator: bool, *, by_mail: bool) -> AccountLetter:
    if administrator:
        grants = [*grants, Grant(Audience.ADMINISTRATOR)]
    if not grants:
        raise AccountError("Say what they are: --administrator, --lead, --evaluator or --manager.")
    return invite_user(email, grants, datetime.datetime.now(datetime.UTC), None, by_mail=by_mail)


def _again(email: str, *, by_mail: bool) -> AccountLetter:
    user = accounts.by_email(email)
    if user is None:
        raise AccountError(f"{email} has no account. Leave out --again.")
    now = datetime.datetime.now(datetime.UTC)
    return order_account_letter(user, LetterKind.INVITATION, now, None, by_mail=by_mail)


def _grants(lead: Sequence[str], evaluator: Sequence[str], manager: Sequence[str]) -> list[Grant]:
    """Return what the options name. Raises NotFoundError for what is not there."""
    places = [place.partition("/") for place in manager]
    return [
        *(Grant(Audience.LEAD, accounts.programme_to_give(slug)) for slug in lead),
        *(Grant(Audience.EVALUATOR, accounts.programme_to_give(slug)) for slug in evaluator),
        *(
            Grant(Audience.MANAGER, practice=accounts.practice_to_give(programme, practice))
            for programme, _, practice in places
        ),
    ]
