"""A file that is too large: refused before anything of it is read, and said on the page that asked for it.

The request is refused where its form would first be read, which is before the guard of its page has run. So
the guard runs here, and nobody gets to see a page by sending too much to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import cast

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from app.error_pages import show
from app.errors import ReadinessError
from app.uploads.rows import LARGEST_FILE

TOO_LARGE = (
    f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Take out what is not needed, "
    "or split it into several files"
)


def ask_again(blueprint: Blueprint, pages: Mapping[str, Callable[..., str]]) -> None:
    """Answer too large a file with the page that asked for it. Once a blueprint.

    ``pages``: by the name of the view that takes a file, what makes that page of the values of its address.
    It cannot read the request's form.
    """
    blueprint.register_error_handler(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, partial(_answer, blueprint, pages))


def _answer(
    blueprint: Blueprint, pages: Mapping[str, Callable[..., str]], error: Exception
) -> ResponseReturnValue:
    page = pages.get((request.endpoint or "").removeprefix(f"{blueprint.name}."))
    if page is None:
        return show(error)
    try:
        for guard in current_app.before_request_funcs[blueprint.name]:
            refusal = cast("ResponseReturnValue | None", guard())
            if refusal is not None:
                return refusal
        return page(**(request.view_args or {})), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except ReadinessError as refused:
        return show(refused)
