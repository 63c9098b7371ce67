"""How pages are made: strict templates of ours, and the NHS design system's components beside them.

The components come from the nhsuk-frontend-jinja package, whose macros need undefined values to be
forgiving. Ours must not be: a misspelt name in a template is an error. So the macros live in an
environment of their own and are called through :func:`component`.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache, lru_cache
from typing import Any

from flask import Flask
from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

# The components whose macro is not called after the component.
_MACRO_NAMES = {"do-dont-list": "list", "images": "image", "tables": "table"}
_REPEATED = frozenset({"button", "skip-link"})  # their parameters are plain texts and flags
_components = Environment(
    loader=PackageLoader("nhsuk_frontend_jinja"), undefined=ChainableUndefined, autoescape=True
)


def init_app(app: Flask) -> None:
    """Make templates strict and give them the components and the layout's own values."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["component"] = component


def component(name: str, /, **parameters: Any) -> Markup:  # noqa: ANN401 - the macros take any JSON-like value
    """Return the markup of the NHS component ``name`` ("button", "error-summary") with its parameters.

    Texts are escaped by the macros; parameters called ``html`` must be Markup. What stands on every page is
    rendered once: a macro takes longer than all else that a page needs.
    """
    if name in _REPEATED and all(isinstance(value, Hashable) for value in parameters.values()):
        return _kept(name, tuple((key, type(value), value) for key, value in parameters.items()))
    return _rendered(name, parameters)


@lru_cache(maxsize=512)
def _kept(name: str, parameters: tuple[tuple[str, type, Any], ...]) -> Markup:
    """Return the component; the types are there to tell Markup from a text that says the same."""
    return _rendered(name, {key: value for key, _type, value in parameters})


def _rendered(name: str, parameters: dict[str, Any]) -> Markup:
    return Markup(_macro(name)(parameters))  # noqa: S704 - the macro's own output, escaped by it


@cache
def _macro(name: str) -> Any:  # noqa: ANN401 - a Jinja macro has no type
    template = _components.get_template(f"nhsuk/components/{name}/macro.jinja")
    return getattr(template.module, _macro_name(name))


def _macro_name(component_name: str) -> str:
    if component_name in _MACRO_NAMES:
        return _MACRO_NAMES[component_name]
    first, *rest = component_name.split("-")
    return first + "".join(part.capitalize() for part in rest)
