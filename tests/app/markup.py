"""What a test can see of a page: headings, ids, fields and their labels, scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

FIELDS = frozenset({"input", "select", "textarea"})
UNLABELLED = frozenset({"hidden", "submit", "button"})
Attributes = dict[str, str | None]


@dataclass
class Markup(HTMLParser):
    """A parsed page. Make one with :func:`parse`."""

    language: str | None = None
    title: str = ""
    headings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    fields: list[Attributes] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    scripts: list[Attributes] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with an empty page."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down what a tag says."""
        values = dict(attrs)
        self._open.append(tag)
        if tag == "html":
            self.language = values.get("lang")
        if tag == "h1":
            self.headings.append("")
        if tag in FIELDS and values.get("type") not in UNLABELLED:
            self.fields.append(values)
        if tag == "label" and (target := values.get("for")):
            self.labels.add(target)
        if tag == "script":
            self.scripts.append(values)
        if "id" in values:
            self.ids.append(values["id"] or "")
        self.handlers += [name for name in values if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        """Close the tag and what was left open in it."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take down the words of title and headings. A chart's own title is another thing."""
        if "h1" in self._open:
            self.headings[-1] += data
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data


def parse(page: str) -> Markup:
    """Return the parsed page."""
    markup = Markup()
    markup.feed(page)
    return markup
