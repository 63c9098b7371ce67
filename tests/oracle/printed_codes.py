"""What is printed and mailed while people act, and what a stranger gets who holds the printed codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

from flask import Flask
from werkzeug.test import TestResponse

from app.links import token
from tests.app.respondent.person import revision_on
from tests.app.world import Visitor
from tests.oracle.looking import Got, got
from tests.oracle.roster_world import ELM, OAK, WITH_CARDS, id_of

CODE = re.compile(r"[A-HJ-KM-NP-Z2-9]{4}-[A-HJ-KM-NP-Z2-9]{4}(?=</span>)")
LINK = re.compile(r"/q/([\w-]+)/")
BEGUN = "Carry on"


@dataclass(slots=True)
class Hands:
    """Of one service: the codes that were printed so far, the links behind them, and those that were mailed.

    Whoever gets a mail begins to answer with its link. ``opened`` are the codes that led to what was begun.
    """

    app: Flask
    codes: list[str] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    mailed: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, app: Flask) -> Hands:
        """Return what is in people's hands before anybody acts: mails with first links."""
        key, people = app.extensions["settings"].link_key, {*ELM, *OAK} - WITH_CARDS
        return cls(app, mailed={token(key, id_of(f"{name} is asked"), 1) for name in people})

    def read(self, mail: EmailMessage) -> None:
        """Follow the link of a mail and begin."""
        body = mail.get_body(("plain",))
        found = LINK.search(body.get_content()) if body else None
        assert found, "a mail without a link"
        self.mailed.add(found[1])
        self._browser().post(f"/q/{found[1]}/")

    def take(self, sheet: str) -> None:
        """Take the codes of a sheet."""
        self.codes += CODE.findall(sheet)

    def follow(self) -> list[Got]:
        """Type in every code, and open the questionnaire; return all that is got."""
        return [got(answer) for code in self.codes for answer in self._follow(code)]

    def send(self, code: str) -> list[Got]:
        """Begin and send at once, all left blank, with a code; return all that is got."""
        browser = self._browser()
        place = browser.post("/c", data={"code": code}).headers["Location"]
        begun = browser.post(place)
        check = browser.get(f"{place}check")
        sent = browser.post(f"{place}check", data={"revision": str(revision_on(check))})
        return [
            got(each) for each in (begun, check, sent, browser.get(f"{place}receipt"), browser.get(place))
        ]

    def leaks(self) -> Sequence[str]:
        """Return what must never be: a link on a card and in a mail, a code that opens what was begun."""
        same = ["a mail has the link of a card"] if self.printed & self.mailed else []
        return [*same, *(f"the code {code} opens what was begun" for code in sorted(self.opened))]

    def _follow(self, code: str) -> Iterator[TestResponse]:
        browser = self._browser()
        answer = browser.post("/c", data={"code": code})
        yield answer
        if "Location" in answer.headers:
            place = answer.headers["Location"]
            self.printed |= set(LINK.findall(place))
            page = browser.get(place)
            if BEGUN in page.text:
                self.opened.add(code)
            yield page

    def _browser(self) -> Visitor:
        return Visitor(self.app, self.app.response_class, use_cookies=False)
