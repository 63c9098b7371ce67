"""Handing a mail over: what each answer of a real server means."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from app.mail.delivery import Delivery, deliver
from tests.app.mail.letters import message
from tests.app.mail.server import Post, free_port, mail_server

TO, FROM = "ada@example.org", "survey@example.org"


@pytest.fixture
def post() -> Iterator[Post]:
    """A running server."""
    with mail_server() as running:
        yield running


def test_mail_arrives_whole(post: Post) -> None:
    assert deliver(message(), TO, FROM, post.url) is Delivery.TAKEN
    assert post.recipients == [TO]
    assert post.taken[0]["Subject"] == "Your view of Social prescribing"


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({TO: "550 no such user"}, Delivery.REFUSED),
        ({TO: "451 come back later"}, Delivery.LATER),
        ({"contents": "554 not wanted"}, Delivery.REFUSED),
        ({"contents": "452 no room now"}, Delivery.LATER),
        ({"contents": "break"}, Delivery.UNCERTAIN),
    ],
)
def test_each_answer_has_its_meaning(post: Post, answers: dict[str, str], outcome: Delivery) -> None:
    post.answers.update(answers)
    assert deliver(message(), TO, FROM, post.url) is outcome
    assert post.taken == []


def test_server_that_is_away_means_later_and_no_address_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert deliver(message(), TO, FROM, f"smtp://127.0.0.1:{free_port()}") is Delivery.LATER
    assert "cannot be used" in caplog.text
    assert "ada" not in caplog.text


def test_password_is_sent_without_tls_to_this_machine_only(post: Post) -> None:
    port = post.url.rpartition(":")[2]
    # The server offers no sign-in, which is where the attempt ends.
    assert deliver(message(), TO, FROM, f"smtp://user:secret@127.0.0.1:{port}") is Delivery.LATER
    assert post.taken == []
