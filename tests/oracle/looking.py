"""All that managers, leads and evaluators can get of a service: every page and file that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import quote

from flask import Flask
from werkzeug.test import TestResponse

from app.evaluator.aspects import GROUPS
from app.operations.create_account import NewAccount
from app.programme.comparison_page import VIEWS
from tests.app.world import visitor
from tests.audiences import ADMINISTRATOR, AUDIENCES
from tests.site_map import PAGES, PREVIEWED, WITHOUT_ACCOUNT

READERS = ("manager", "lead", "evaluator")
NOBODY = "00000000-0000-0000-0000-000000000000"
ROWS = ("person", "order", "step", "comment", "member")  # whose ids stand in addresses
OWN = ("account.", "security.")  # of one's own password and keys; what is new there is new each time
READ = sorted(
    name
    for name in PAGES
    if not name.startswith((*WITHOUT_ACCOUNT, *OWN)) and AUDIENCES.get(name) != ADMINISTRATOR
)
# What a page is asked for, beside its address.
ASKED: Mapping[str, Sequence[str]] = {
    "programme.comparison": (
        *(f"view={view}" for view in VIEWS),
        *("verdict=cannot_tell", "enough=yes&name=e", "search=e", "show=lacking"),
    ),
    "programme.over_waves": ("network=North",),
    "programme.practices": ("q=e",),
    "programme.practice_merge": ("into=oak",),
    "practice.practices": ("q=e",),
    "practice.plan_add": ("action=S3.I9",),
    "evaluator.what_if": (
        *(f"threshold={asked}" for asked in ("1.5", "3.6", "4.9")),
        *("of_practice_level=3&without=coherence", "coherence=4"),
    ),
    "evaluator.matrix": ("q=e",),
    "evaluator.reports": ("wave=harbour/W1", "practice=e"),
    "evaluator.framework": (*(f"columns={quote(group.title.lower())}" for group in GROUPS), "practice=e"),
}
# What is new at each request whatever is shown: ids of rows, tokens of forms and scripts, sealed previews.
CHANCE = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|nonce[-=]\"?[\w+/=-]+"
    r"|name=\"csrf_token\"[^>]+"
    r"|name=\"preview\"[^>]+"
)
UNKEPT = frozenset({"Set-Cookie", "Date", "Last-Modified"})  # the latter is when a file was printed
SEALED = 'name="preview"'  # a preview that comes back: compressed, with ids in it, so of no certain length
IN_NO_ORDER = "/file/comments.csv"  # its lines stand in the order of random ids
MERGER, OF_IDS = "/merge", re.compile(r'name="revision" value="[0-9a-f]{16}"')  # a digest of random ids
Got = tuple[int, str, str]
Seen = dict[str, Got]


@dataclass(frozen=True, slots=True)
class Service:
    """A running service of the programme harbour. ``drafts`` are waves that are being prepared.

    ``rows`` are ids that stand in addresses, by their name there; of others there is nobody.
    """

    app: Flask
    accounts: Mapping[str, NewAccount]
    practices: tuple[str, ...] = ("elm", "oak")
    waves: tuple[str, ...] = ("W1", "W2")
    drafts: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)

    def look(self, pages: Sequence[str] | None = None) -> Seen:
        """Return all that each reader gets of the pages (None: of all that there are for them)."""
        seen = {}
        for reader in READERS:
            client = visitor(self.app, self.accounts[reader])
            for place in self.addresses(reader) if pages is None else pages:
                seen[f"{reader} {steady(place)}"] = got(client.get(place))
        return seen

    def addresses(self, reader: str) -> list[str]:
        """Return the address of every page of a reader in each practice and wave, with what it is asked for.

        A page that nobody is known to read is there for everybody: whose row it is of decides.
        """
        endpoints = [name for name in READ if reader in (AUDIENCES.get(name) or READERS)]
        return list(dict.fromkeys(place for name in endpoints for place in self._of(name)))

    def _of(self, endpoint: str) -> Iterator[str]:
        takes = PAGES[endpoint].arguments
        build = self.app.url_map.bind("localhost").build
        waves = self.waves if "practice" in takes else (*self.waves, *self.drafts)
        for practice, wave in product(self.practices, waves):
            values = {"programme": "harbour", "practice": practice, "wave": wave}
            values |= PREVIEWED | dict.fromkeys(ROWS, NOBODY) | dict(self.rows)
            # An argument of a page added later that has no value here is an error, not a page less.
            place = build(endpoint, {name: values[name] for name in takes})
            yield place
            if wave not in self.drafts:
                yield from (f"{place}?{asked}" for asked in ASKED.get(endpoint, ()))


def got(answer: TestResponse) -> Got:
    """Return what somebody gets by an answer: status, headers and body, without what is new each time."""
    body = answer.data.decode(errors="surrogateescape")
    unkept = UNKEPT | {"Content-Length"} if SEALED in body else UNKEPT
    kept = [(key, text) for key, text in answer.headers if key not in unkept]
    if answer.request.path.endswith(IN_NO_ORDER):
        body = "\n".join(sorted(body.splitlines()))
    if answer.request.path.endswith(MERGER):
        body = OF_IDS.sub("*", body)
    return answer.status_code, steady(str(kept)), steady(body)


def steady(text: str) -> str:
    """Return a text without what is new each time."""
    return CHANCE.sub("*", text)


def differing(first: Seen, second: Seen) -> list[str]:
    """Return the pages that tell two services apart."""
    assert first.keys() == second.keys()
    return [page for page in first if first[page] != second[page]]
