"""Creating accounts."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.errors import AccountError
from app.models import Audience, Membership, User
from app.operations.create_account import Grant, create_account, generate_password
from tests.app import builder


def test_address_is_kept_in_lower_case(app: Flask) -> None:
    account = create_account(" Manager@Example.org ", [])
    assert account.user.email == "manager@example.org"


def test_address_has_one_account_in_any_case(app: Flask) -> None:
    create_account("manager@example.org", [])
    with pytest.raises(AccountError, match="has an account already"):
        create_account("MANAGER@example.org", [])


def test_text_that_is_no_address_is_refused(app: Flask) -> None:
    with pytest.raises(AccountError, match="'manager' is not an email address"):
        create_account("manager", [])


def test_managers_membership_names_practice_and_programme(app: Flask) -> None:
    of = builder.programme()
    elm = builder.practice(of)
    create_account("manager@example.org", [Grant(Audience.MANAGER, practice=elm)])
    row = db.session.scalars(select(Membership)).one()
    assert (row.audience, row.programme_id, row.practice_id) == (Audience.MANAGER, of.id, elm.id)


def test_password_is_not_in_the_database(app: Flask) -> None:
    account = create_account("manager@example.org", [])
    stored = db.session.scalars(select(User.password)).one()
    assert stored is not None
    assert account.password not in stored


def test_passwords_can_be_read_from_paper_and_differ() -> None:
    first, second = generate_password(), generate_password()
    assert re.fullmatch(r"([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}", first)
    assert first != second


def test_sessions_of_two_accounts_are_named_apart(app: Flask) -> None:
    first, second = create_account("a@example.org", []), create_account("b@example.org", [])
    assert first.user.fs_uniquifier != second.user.fs_uniquifier
