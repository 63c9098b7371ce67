"""What a practice manager and a lead do while a wave is open and after: drawn at random, sent to pages."""

from __future__ import annotations

import html
import io
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.db import db
from app.jobs.worker import Worker
from tests.app.jobs.orders import fake_pdf
from tests.app.mail.server import Post
from tests.app.programme.desk import date_boxes
from tests.app.world import Visitor, token, visitor
from tests.conftest import make_settings
from tests.oracle.looking import Got, Seen, Service, got, steady
from tests.oracle.printed_codes import CODE, Hands
from tests.oracle.roster_world import DAY, ELM, LEAD, MANAGER, TODAY, Secret, build, id_of

HARBOUR = "/programmes/harbour"
ELMS = f"{HARBOUR}/practices/elm/staff"
W2 = f"{HARBOUR}/waves/W2"
COMMENTS = f"{HARBOUR}/practices/elm/waves/W1/comments"
REFUSED = tuple(f"gone{number}@example.org" for number in range(3))  # the mail server takes none of these
ROLES = ("gp", "receptionist", "practice_nurse", "practice_manager")
ACTORS = ("manager", "lead")
UNDERSTOOD = frozenset({200, 303, 404, 409, 422})  # done, not there, or refused for a reason; never 400


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does: who, of what kind, what is typed and chosen, and about whom."""

    actor: str
    kind: str
    fields: Mapping[str, str]
    person: str = ""
    uses_card: bool = False  # and sends with the card that was printed


@dataclass(slots=True)
class Side:
    """One of two services, as it was before anybody did anything, and the browsers of both actors."""

    app: Flask
    service: Service
    clients: Mapping[str, Visitor]
    tokens: Mapping[str, str]
    folder: Path
    post: Post
    hands: Hands

    def begin(self) -> None:
        """Put everything back as it was; whoever was signed in still is."""
        self.let_go()
        for beside in ("readiness.db-wal", "readiness.db-shm"):
            (self.folder / beside).unlink(missing_ok=True)
        shutil.copy(self.folder / "kept.db", self.folder / "readiness.db")
        shutil.rmtree(self.folder / "prints", ignore_errors=True)
        self.hands = Hands.of(self.app)

    def let_go(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            for engine in db.engines.values():
                engine.dispose()

    def work(self) -> None:
        """Let the worker do all there is: print, send mail, close waves. Who gets a mail begins with it."""
        before = len(self.post.taken)
        worker = Worker(self.app, fake_pdf)
        worker.tick()
        worker.drain()
        for mail in self.post.taken[before:]:
            self.hands.read(mail)

    def do(self, act: Act) -> list[Got]:
        """Do something; return all answers on the way, where the last one leads, and what was printed.

        And what a stranger gets with the codes that were printed so far.
        """
        seen = self._do(act)
        sheet = seen[-1][2] if act.kind == "cards" else ""
        self.hands.take(sheet)
        followed = self.hands.follow()
        used = self.hands.send(self.hands.codes[-1]) if act.uses_card and CODE.search(sheet) else []
        return [*seen, *followed, *used]

    def _do(self, act: Act) -> list[Got]:
        client = self.clients[act.actor]
        answers = list(SENDERS[act.kind](client, act, self.tokens[act.actor]))
        assert {each.status_code for each in answers} <= UNDERSTOOD
        seen = [got(each) for each in answers]
        self.work()
        place = answers[-1].headers.get("Location")
        if place is None:
            return seen
        printed = [f"{place}/pdf"] if "/prints/" in place else []
        return [*seen, *(got(client.get(each)) for each in (place, *printed))]

    def look(self, actor: str, chosen: Callable[[Sequence[str]], Sequence[str]]) -> Seen:
        """Return what the actor gets of those pages that are chosen of all that there are for them."""
        places = chosen(self.service.addresses(actor))
        return {f"{actor} {steady(place)}": got(self.clients[actor].get(place)) for place in places}


@contextmanager
def side(template: Path, folder: Path, secret: Secret, post: Post) -> Iterator[Side]:
    """Set up one service with mail."""
    folder.mkdir()
    shutil.copy(template, folder / "readiness.db")
    settings = make_settings(folder, f"sqlite:///{folder / 'readiness.db'}")
    app = create_app(replace(settings, smtp_url=post.url, mail_from="survey@example.org"))
    with app.app_context():
        accounts, rows = build(secret)
    clients = {actor: visitor(app, accounts[actor]) for actor in ACTORS}
    tokens = {actor: token(client.get(ELMS).get_data(as_text=True)) for actor, client in clients.items()}
    found = Side(app, Service(app, accounts, rows=rows), clients, tokens, folder, post, Hands.of(app))
    found.work()  # the reports of the closed wave
    found.let_go()
    shutil.copy(folder / "readiness.db", folder / "kept.db")
    yield found
    found.let_go()


Sender = Callable[[Visitor, Act, str], Iterator[TestResponse]]


def _post(place: str) -> Sender:
    """Return what sends the fields of an act to one place."""

    def send(client: Visitor, act: Act, csrf: str) -> Iterator[TestResponse]:
        yield client.post(place, data={"csrf_token": csrf, **act.fields})

    return send


def _person(rest: str = "") -> Sender:
    """Return what sends the fields of an act to somebody's page."""

    def send(client: Visitor, act: Act, csrf: str) -> Iterator[TestResponse]:
        place = f"{ELMS}/people/{id_of(act.person)}"
        yield client.get(place)
        yield client.post(place + rest, data={"csrf_token": csrf, **act.fields})

    return send


def _upload(client: Visitor, act: Act, csrf: str) -> Iterator[TestResponse]:
    """Send a list, and do what its preview shows."""
    content = act.fields["content"].encode()
    data = {"csrf_token": csrf, "absent": act.fields["absent"], "file": (io.BytesIO(content), "list.csv")}
    answer = client.post(f"{ELMS}/upload", data=data, content_type="multipart/form-data")
    yield answer
    sealed = re.search(r'name="preview" value="([^"]+)"', answer.get_data(as_text=True))
    if sealed:
        fields = {"csrf_token": csrf, "preview": html.unescape(sealed[1])}
        yield client.post(f"{ELMS}/apply", data=fields)


def _order_cards(client: Visitor, act: Act, csrf: str) -> Iterator[TestResponse]:
    """Order cards, and again where the page first says whose links that ends."""
    fields = {"csrf_token": csrf, **act.fields}
    answer = client.post(f"{ELMS}/cards", data=fields)
    yield answer
    confirmed = re.search(r'name="confirmed" value="(\d+)"', answer.get_data(as_text=True))
    if confirmed:
        yield client.post(f"{ELMS}/cards", data={**fields, "confirmed": confirmed[1]})


def _comment(client: Visitor, act: Act, csrf: str) -> Iterator[TestResponse]:
    """Withhold the comment on the first question, or show it again."""
    page = client.get(COMMENTS).get_data(as_text=True)
    (first, *_) = re.findall(r'/comments/([0-9a-f-]{36})"', page)
    yield client.post(f"{COMMENTS}/{first}", data={"csrf_token": csrf, **act.fields})


SENDERS: Mapping[str, Sender] = {
    "add": _post(ELMS),
    "change": _person(),
    "leave": _person("/leave"),
    "upload": _upload,
    "cards": _order_cards,
    "paper": _post(f"{ELMS}/paper"),
    "reminders": _post(f"{W2}/reminders"),
    "last day": _post(f"{W2}/dates"),
    "comment": _comment,
    "close": _post(f"{W2}/closing"),
}


def draw(seed: int) -> list[Act]:
    """Return a random sequence of acts; in every other one the wave is closed on the way.

    In those that stay open somebody sends with a colleague's new card in the end; after closing it would
    count.
    """
    source = random.Random(seed)
    acts = [_act(source) for _ in range(source.randint(3, 5))]
    if closes(seed):
        acts.insert(source.randint(1, len(acts) - 1), Act("lead", "close", {"early": "yes"}))
        return acts
    person = source.choice(list(ELM))
    card = {"whom": "one", "person": str(id_of(person))}
    return [*acts, Act(source.choice(ACTORS), "cards", card, person, uses_card=True)]


def closes(seed: int) -> bool:
    """Return whether the wave is closed in the sequence of a seed."""
    return seed % 2 == 1


def _act(source: random.Random) -> Act:
    kind = source.choice(list(DRAWN))
    actor = "lead" if kind in OF_LEADS else source.choice(ACTORS)
    person = source.choice(list(ELM))
    return Act(actor, kind, DRAWN[kind](source, person), person)


def _typed(source: random.Random, person: str) -> dict[str, str]:
    """Return what is typed about a person: mostly another address, now and then another role."""
    others = [f"{name.lower()}@example.org" for name in ELM if name != person]
    email = source.choice([*REFUSED, *REFUSED, "new@example.org", "", MANAGER, LEAD, source.choice(others)])
    role = ELM.get(person, "gp") if source.random() < 0.8 else source.choice(ROLES)
    return {"name": person, "email": email, "role": role}


def _list(source: random.Random, person: str) -> dict[str, str]:
    """Return a list to be uploaded: some of the staff, one of them with other words, and somebody new."""
    kept = [name for name in ELM if name != person and source.random() < 0.8]
    lines = [f"{name},{name.lower()}@example.org,{ELM[name]}" for name in kept]
    lines += [",".join(_typed(source, who).values()) for who in (person, "Nia")]
    return {"content": "\n".join(["name,email,role", *lines]), "absent": source.choice(["keep", "left"])}


def _cards(source: random.Random, person: str) -> dict[str, str]:
    whom = source.choice(["without-mail", "one", "everybody", "one"])
    return {"whom": whom, "person": str(id_of(person))}


def _reminders(source: random.Random, _person: str) -> dict[str, str]:
    return {"day-1": source.choice(["", "3", "7", "45"]), "day-2": source.choice(["", "14", "41", "x"])}


DRAWN: Mapping[str, Callable[[random.Random, str], dict[str, str]]] = {
    "add": lambda source, _: _typed(source, source.choice(["Nia", "Ned", "Ann"])),
    "change": _typed,
    "leave": lambda _source, _: {},
    "upload": _list,
    "cards": _cards,
    "paper": lambda source, _: {"instrument": source.choice(["npt-core", "core-team", "pulse"])},
    "reminders": _reminders,
    "last day": lambda source, _: date_boxes("closes", TODAY + source.randint(0, 60) * DAY),
    "comment": lambda source, _: {"go": source.choice(["withhold", "show"])},
}
OF_LEADS = frozenset({"reminders", "last day", "comment"})
