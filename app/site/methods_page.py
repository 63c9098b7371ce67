"""The methods page: ``docs/methods.md`` as HTML with an anchor at every heading.

Results, comparisons, plans and evidence link to these anchors. The document is ours, and raw HTML in it is
shown as text all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.reports.methods_document import DOCUMENT, anchor

_CLASSES = {
    "h2": "nhsuk-heading-m",
    "h3": "nhsuk-heading-s",
    "ul": "nhsuk-list nhsuk-list--bullet",
    "table": "nhsuk-table",
    "th": "nhsuk-table__header",
    "td": "nhsuk-table__cell",
}


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """The title of the document, the rest of it as HTML, and the anchors of its headings."""

    title: str
    body: Markup
    anchors: frozenset[str]


@cache
def methods_page() -> MethodsPage:
    """Return the document as it was when the service started."""
    return render(DOCUMENT.read_text(encoding="utf-8"))


def render(text: str) -> MethodsPage:
    """Return a document that begins with its title. Links to other files become plain words."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    title, *tokens = _titled(markdown.parse(text))
    anchors = frozenset(_prepared(tokens))
    html = markdown.renderer.render(tokens, markdown.options, {})
    return MethodsPage(title.content, Markup(html), anchors)  # noqa: S704 - of our document, HTML is off


def _titled(tokens: list[Token]) -> list[Token]:
    """Return the inline token of the title, then everything after it."""
    return [tokens[1], *tokens[3:]]


def _prepared(tokens: list[Token]) -> Iterable[str]:
    """Give headings their anchors and elements their classes; yield the anchors."""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.nesting == 1 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
        if token.type == "heading_open" and following is not None:
            name = anchor(following.content)
            token.attrSet("id", name)
            yield name
        if token.children:
            token.children = _without_files(token.children)


def _without_files(children: list[Token]) -> list[Token]:
    """Leave out links that do not lead to a place on this page."""
    kept, inside_file = [], False
    for child in children:
        if child.type == "link_open" and not str(child.attrGet("href")).startswith("#"):
            inside_file = True
        elif child.type == "link_close" and inside_file:
            inside_file = False
        else:
            kept.append(child)
    return kept
