"""One account: what its owner is, and everything that an administrator can do with it."""

from __future__ import annotations

import datetime
import threading

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from app.db import begin_writing, db
from app.errors import AccountError
from app.models import AccountLetter, Audience, AuditEntry, LetterKind, Membership, Passkey, SignIn, User
from app.operations.change_account import close_account, take_membership
from app.operations.create_account import Grant, create_account
from app.operations.order_account_letter import order_account_letter
from tests.app import builder
from tests.app.admin.conftest import Office
from tests.app.admin.test_users import mail_on
from tests.app.world import Visitor, token, visitor

NOW = datetime.datetime.now(datetime.UTC)


def do(client: Visitor, place: str, **fields: str) -> tuple[int, str]:
    """Open a page of an account and send its form; return status and page, or where it leads to."""
    csrf = token(client.get("/").get_data(as_text=True))
    answer = client.post(f"/admin/users/{place}", data={"csrf_token": csrf, **fields})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def entered(action: str) -> list[tuple[str, str]]:
    """Return (by, subject) of the entries of an act."""
    db.session.rollback()
    rows = db.session.execute(select(AuditEntry.by, AuditEntry.subject).where(AuditEntry.action == action))
    return [(by, subject) for by, subject in rows]


def by_administrator(office: Office) -> list[tuple[str, str]]:
    """Return what an act on the manager is entered as."""
    return [(office.administrator.user.email, office.manager.user.email)]


def test_page_says_what_they_are(office: Office) -> None:
    page = office.visitor().get(f"/admin/users/{office.manager.user.id}").get_data(as_text=True)
    for said in ("manager@example.org", "Practice manager", "Elm", "Harbour", "Open"):
        assert said in page


def test_account_that_is_not_there_is_not_found(office: Office) -> None:
    client = office.visitor()
    assert client.get("/admin/users/999999").status_code == 404
    assert client.get(f"/admin/users/{office.manager.user.id}/delete").status_code == 404


def test_grant_opens_pages_at_once_and_taking_it_shuts_them(office: Office) -> None:
    client, theirs = office.visitor(), office.visitor(office.manager)
    assert theirs.get("/programmes").status_code == 404
    user = office.manager.user.id
    status, _ = do(client, f"{user}/grants", audience="evaluator", programme="harbour")
    assert status == 303
    assert theirs.get("/programmes").status_code == 200
    found = db.session.scalars(
        select(Membership.id).where(Membership.user_id == user, Membership.audience == Audience.EVALUATOR)
    ).one()
    assert "No longer evaluator of Harbour?" in client.get(
        f"/admin/users/{user}/grants/{found}/remove"
    ).get_data(as_text=True)
    assert theirs.get("/programmes").status_code == 200
    assert do(client, f"{user}/grants/{found}/remove")[0] == 303
    assert theirs.get("/programmes").status_code == 404
    assert entered("membership.taken") == by_administrator(office)


def test_same_role_in_two_places_of_one_name_has_its_page(office: Office) -> None:
    programme = office.programme
    twins = [builder.practice(programme, slug) for slug in ("twin-1", "twin-2")]
    for twin in twins:
        twin.name = "Twin"
    both = create_account("twins@example.org", [Grant(Audience.MANAGER, practice=twin) for twin in twins])
    db.session.commit()
    page = office.visitor().get(f"/admin/users/{both.user.id}")
    assert page.status_code == 200
    assert page.get_data(as_text=True).count("Twin") >= 2


@pytest.mark.parametrize("number", [0, 2**31, 2**63])
def test_number_of_no_account_is_not_found(office: Office, number: int) -> None:
    assert office.visitor().get(f"/admin/users/{number}").status_code == 404


def test_nobody_gives_themselves_results(office: Office) -> None:
    user = office.administrator.user.id
    status, page = do(office.visitor(), f"{user}/grants", audience="evaluator", programme="harbour")
    assert status == 422
    assert page.count("Ask a programme lead, or another administrator") == 2
    assert ("administrator@example.org", "administrator@example.org") not in entered("membership.given")


def test_grant_that_is_there_already_is_said(office: Office) -> None:
    place = f"{office.manager.user.id}/grants"
    status, page = do(office.visitor(), place, audience="manager", programme="harbour", practice="elm")
    assert status == 422
    assert page.count("They are that already") == 2
    assert len(office.user("manager@example.org").memberships) == 1


def test_somebody_elses_grant_is_not_taken_under_this_account(office: Office) -> None:
    theirs = office.manager.user.memberships[0].id
    place = f"{office.administrator.user.id}/grants/{theirs}/remove"
    assert do(office.visitor(), place)[0] == 404
    assert len(office.user("manager@example.org").memberships) == 1


def test_closing_asks_first_then_ends_sessions_and_links_at_once(office: Office) -> None:
    client, theirs = office.visitor(), office.visitor(office.manager)
    letter = order_account_letter(office.manager.user, LetterKind.NEW_PASSWORD, NOW, None)
    db.session.commit()
    user = office.manager.user.id
    assert "signed out at once" in client.get(f"/admin/users/{user}/close").get_data(as_text=True)
    assert theirs.get("/practices").status_code == 200
    assert do(client, f"{user}/close")[0] == 303
    assert theirs.get("/practices").status_code == 303
    assert visitor(office.app, office.manager).get("/practices").status_code == 303
    db.session.rollback()
    assert db.session.scalars(select(AccountLetter).where(AccountLetter.id == letter.id)).all() == []
    assert entered("account.closed") == by_administrator(office)


def test_account_that_is_opened_again_is_as_it_was(office: Office) -> None:
    client, user = office.visitor(), office.manager.user.id
    theirs = office.visitor(office.manager)
    do(client, f"{user}/close")
    assert client.get(f"/admin/users/{user}/close").status_code == 404
    assert do(client, f"{user}/open")[0] == 303
    assert theirs.get("/practices").status_code == 303  # what was signed in before stays out
    assert visitor(office.app, office.manager).get("/practices").status_code == 200
    assert entered("account.opened") == by_administrator(office)


def test_signing_somebody_out_leaves_the_account_open(office: Office) -> None:
    theirs = office.visitor(office.manager)
    assert do(office.visitor(), f"{office.manager.user.id}/sign-out")[0] == 303
    assert theirs.get("/practices").status_code == 303
    assert visitor(office.app, office.manager).get("/practices").status_code == 200
    assert entered("account.signed_out_everywhere") == by_administrator(office)


def test_second_step_is_taken_away_whole(office: Office) -> None:
    client, manager = office.visitor(), office.manager.user
    assert client.get(f"/admin/users/{manager.id}/second-factor").status_code == 404  # there is none
    manager.tf_primary_method, manager.tf_totp_secret = "authenticator", "secret"
    manager.mf_recovery_codes = ["code"]
    manager.passkeys.append(
        Passkey(
            credential_id=b"c", public_key=b"k", sign_count=0, transports=[], name="Key", added_on=NOW.date()
        )
    )
    db.session.commit()
    assert do(client, f"{manager.id}/second-factor")[0] == 303
    found = office.user(manager.email)
    assert not found.has_second_factor
    assert (found.tf_totp_secret, found.mf_recovery_codes, found.passkeys) == (None, None, [])
    assert entered("account.second_factor_removed") == by_administrator(office)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LetterKind.INVITATION, LetterKind.INVITATION),
        (LetterKind.NEW_PASSWORD, LetterKind.NEW_PASSWORD),
        (None, LetterKind.NEW_PASSWORD),
    ],
)
def test_new_link_is_an_invitation_for_who_was_invited(
    office: Office, before: LetterKind | None, after: LetterKind
) -> None:
    mail_on(office)
    if before is not None:
        order_account_letter(office.manager.user, before, NOW, None)
        db.session.commit()
    assert do(office.visitor(), f"{office.manager.user.id}/letter")[0] == 303
    db.session.rollback()
    assert db.session.scalars(select(AccountLetter.kind)).all() == [after]


def test_without_mail_the_new_link_is_shown(office: Office) -> None:
    status, page = do(office.visitor(), f"{office.manager.user.id}/letter")
    assert (status, "http://localhost/set-password/" in page) == (200, True)


def test_last_administrator_neither_closes_nor_demotes_themselves(office: Office) -> None:
    client, boss = office.visitor(), office.administrator.user
    for place in (f"{boss.id}/close", f"{boss.id}/grants/{boss.memberships[0].id}/remove"):
        status, page = do(client, place)
        assert status == 422
        assert "the only administrator who can sign in" in page
        assert "<title>Error:" in page
    assert client.get("/admin/").status_code == 200
    assert entered("account.closed") == entered("membership.taken") == []


def test_administrator_whose_account_is_closed_does_not_count(office: Office) -> None:
    other = create_account("second@example.org", [Grant(Audience.ADMINISTRATOR)])
    db.session.commit()
    client, boss = office.visitor(), office.administrator.user
    do(client, f"{other.user.id}/close")
    assert do(client, f"{boss.id}/close")[0] == 422
    do(client, f"{other.user.id}/open")
    assert do(client, f"{boss.id}/close")[0] == 303
    assert client.get("/admin/").status_code == 303


def test_two_administrators_who_close_each_other_at_once_are_not_both_gone(app: Flask) -> None:
    """Each in a thread of their own: whoever comes second finds the other gone and is refused."""
    first, second = (
        create_account(f"{name}@example.org", [Grant(Audience.ADMINISTRATOR)]).user for name in ("one", "two")
    )
    db.session.commit()
    pairs, both = ((first.id, second.id), (second.id, first.id)), threading.Barrier(2)
    refused: list[int] = []

    def close(closed: int, by: int) -> None:
        with app.app_context():
            both.wait()
            begin_writing()
            try:
                close_account(db.session.get_one(User, closed), db.session.get_one(User, by))
                db.session.commit()
            except AccountError:
                db.session.rollback()
                refused.append(closed)

    threads = [threading.Thread(target=close, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert len(refused) == 1
    assert db.session.scalars(select(User.id).where(User.active)).all() == refused


def test_administrators_who_are_left_are_held_until_it_is_done(app: Flask) -> None:
    """Or two could find each other there, each in a transaction of their own, and both be gone."""
    stays, goes = (
        create_account(f"{name}@example.org", [Grant(Audience.ADMINISTRATOR)]).user for name in ("one", "two")
    )
    db.session.commit()
    begin_writing()
    close_account(goes, stays)
    held = f"SELECT id FROM users WHERE id = {stays.id} FOR NO KEY UPDATE NOWAIT"
    with db.engine.connect() as other:
        if db.engine.dialect.name == "sqlite":  # which has one writer at a time
            other.exec_driver_sql("PRAGMA busy_timeout=0")
            held = "UPDATE users SET active = active"
        with pytest.raises(OperationalError, match="lock"):
            other.exec_driver_sql(held)


def test_demoting_and_closing_need_two(app: Flask) -> None:
    boss = create_account("one@example.org", [Grant(Audience.ADMINISTRATOR)]).user
    with pytest.raises(AccountError):
        take_membership(boss.memberships[0], boss)
    create_account("two@example.org", [Grant(Audience.ADMINISTRATOR)])
    take_membership(boss.memberships[0], boss)
    db.session.commit()
    assert db.session.get_one(User, boss.id).active


def test_sessions_of_others_stay(office: Office) -> None:
    client = office.visitor()
    office.visitor(office.manager)
    do(client, f"{office.manager.user.id}/close")
    db.session.rollback()
    assert {each.user_id for each in db.session.scalars(select(SignIn))} == {office.administrator.user.id}
    db.session.execute(delete(SignIn))
