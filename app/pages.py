"""How pages are made: strict templates of ours, and the NHS design system's components beside them.

The components come from the nhsuk-frontend-jinja package, whose macros need undefined values to be
forgiving. Ours must not be: a misspelt name in a template is an error. So the macros live in an
environment of their own and are called through :func:`component`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from flask import Flask
from jinja2 import ChainableUndefined, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from app.promise import PROMISE

# The components whose macro is not called after the component.
_MACRO_NAMES = {"do-dont-list": "list", "images": "image", "tables": "table"}
_PLAIN = frozenset({str, Markup, int, float, bool, type(None)})
_components = Environment(
    loader=PackageLoader("nhsuk_frontend_jinja"), undefined=ChainableUndefined, autoescape=True
)


def init_app(app: Flask) -> None:
    """Make templates strict and give them the components and the layout's own values."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["component"] = component
    app.jinja_env.globals["promise"] = PROMISE


def component(name: str, /, **parameters: Any) -> Markup:  # noqa: ANN401 - the macros take any JSON-like value
    """Return the markup of the NHS component ``name`` ("button", "error-summary") with its parameters.

    Texts are escaped by the macros; parameters called ``html`` must be Markup. What was rendered lately is
    kept: a macro takes longer than all else that a page needs.
    """
    try:
        call = _Call(name, _frozen(parameters), parameters)
    except TypeError:  # a text that depends on the language of whoever reads it, say
        return _rendered(name, parameters)
    return _kept(call)


@dataclass(frozen=True, slots=True)
class _Call:
    """A component with its parameters, and the same in a form that can be compared."""

    name: str
    key: tuple[Any, ...]
    parameters: dict[str, Any] = field(compare=False)


def _frozen(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """Return what is equal for equal parameters only; the types tell Markup from a text that says the same.

    Raises TypeError where there is more than plain values in it.
    """
    if isinstance(value, dict):
        return dict, *((key, _frozen(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return list, *map(_frozen, value)
    if type(value) not in _PLAIN:
        raise TypeError(type(value))
    return type(value), value


@lru_cache(maxsize=1024)
def _kept(call: _Call) -> Markup:
    return _rendered(call.name, call.parameters)


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
