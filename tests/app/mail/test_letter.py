"""What a mail says, and that nothing people wrote gets out of its place."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tests.app.mail.letters import message


def parts(mail: EmailMessage) -> tuple[str, str]:
    """Return the plain text and the HTML."""
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_both_bodies_carry_the_link_the_day_and_the_way_out() -> None:
    for body in parts(message()):
        assert "https://readiness.example.org/q/token/" in body
        assert "1 April 2026" in body
        assert "https://readiness.example.org/stop/other" in body
        assert "only if at least 5 people besides the practice manager answer" in body


def test_more_questions_are_told_of_where_there_are_any() -> None:
    more = "Afterwards you are asked a few more questions, which you may skip."
    for body, longer in zip(parts(message()), parts(message(further=True)), strict=True):
        assert "It takes less than 8 minutes in all, on a phone or a computer." in body
        assert more not in body
        assert more in longer


def test_mail_programs_offer_the_way_out() -> None:
    mail = message()
    assert mail["List-Unsubscribe"] == "<https://readiness.example.org/stop/other>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_reminder_says_that_it_is_one() -> None:
    mail = message(number=1)
    assert mail["Subject"].startswith("Reminder: ")
    assert all("no answers from you yet" in body for body in parts(mail))


def test_label_of_the_data_is_in_every_body() -> None:
    assert all("synthetic" in body for body in parts(message(data_label="synthetic")))


def test_questionnaire_by_role_promises_no_anonymity() -> None:
    for body in parts(message(minimum_group=None)):
        assert "Nobody can see" not in body
        assert "who sees your answers" in body


@pytest.mark.parametrize("programme", ["Line\r\nBcc: all@example.org", "Zoë's \N{SNOWMAN}"])
def test_words_of_the_programme_stay_in_the_subject(programme: str) -> None:
    mail = message(programme=programme)
    assert mail["Bcc"] is None
    assert b"\nBcc:" not in mail.as_bytes().split(b"\n\n", 1)[0]


def test_names_are_escaped_in_html() -> None:
    _, html = parts(message(name="<b>Ada</b>"))
    assert "<b>Ada" not in html
