"""The URL fetcher of reports: it fetches nothing.

A report is one HTML text with its charts in it. Whatever would make the renderer open an address, a file or
an embedded document got there by a mistake or an attack, and stops the rendering.
"""

from __future__ import annotations

from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher


class DenyAll(URLFetcher):  # type: ignore[misc]  # the base class has no types
    """Refuse every address, fatally: WeasyPrint catches ordinary errors and goes on without the content.

    Inside an SVG it catches even fatal ones, so ``refused`` keeps the scheme of each address that was asked
    for. Never more than the scheme: an address can carry contents.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - as inherited
        """Raise FatalURLFetchingError."""
        self.refused.append(url.split(":", 1)[0][:10])
        raise FatalURLFetchingError("refused")
