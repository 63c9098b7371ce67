"""How pages are made: every component of the design system is found, every misspelt name is an error."""

from __future__ import annotations

from importlib.resources import files

import pytest
from babel.support import LazyProxy
from flask import Flask, render_template_string
from jinja2 import UndefinedError
from markupsafe import Markup

from app.pages import component

COMPONENTS = sorted(
    folder.name
    for folder in (files("nhsuk_frontend_jinja") / "templates" / "nhsuk" / "components").iterdir()
    if (folder / "macro.jinja").is_file()
)


def test_the_design_system_is_there() -> None:
    assert {"button", "error-summary", "radios", "tables"} <= set(COMPONENTS)


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_has_a_macro_that_is_found(name: str) -> None:
    assert isinstance(component(name), Markup)


def test_an_unknown_component_is_an_error_that_names_it() -> None:
    with pytest.raises(Exception, match="no-such-component"):
        component("no-such-component")


def test_the_texts_of_components_are_escaped() -> None:
    assert "&lt;script&gt;" in component("button", text="<script>")


def test_a_misspelt_name_in_a_template_is_an_error(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context(), pytest.raises(UndefinedError, match="practise"):
        render_template_string("{{ practise }}", practice="Elm")


def test_templates_reach_components_and_their_markup_is_not_escaped_again(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context():
        page = render_template_string("{{ component('button', text='Save & go') }}")
    assert "<button" in page
    assert "Save &amp; go" in page


def test_texts_of_our_templates_are_escaped(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context():
        assert render_template_string("{{ text }}", text="<b>") == "&lt;b&gt;"


def test_a_button_with_attributes_is_made_like_any_other(sqlite_app: Flask) -> None:
    button = component("button", text="Print", attributes={"data-print": "page"})
    assert 'data-print="page"' in button


def test_a_text_and_markup_that_say_the_same_are_told_apart() -> None:
    texts = [component("tag", html=each) for each in (Markup("<b>"), "<b>", Markup("<b>"))]
    assert texts[0] == texts[2]
    hints = [component("button", html=Markup("<b>")), component("button", text="<b>")]
    assert hints[0] != hints[1]


def test_what_is_kept_is_what_was_given_then() -> None:
    items = [{"text": "One", "href": "#one"}]
    first = component("error-summary", titleText="Problem", errorList=items)
    items.append({"text": "Two", "href": "#two"})
    assert "Two" not in component("error-summary", titleText="Problem", errorList=items[:1])
    assert "Two" in component("error-summary", titleText="Problem", errorList=items)
    assert component("error-summary", titleText="Problem", errorList=items[:1]) == first


def test_a_text_that_depends_on_the_reader_is_not_kept() -> None:
    said = ["Save"]
    text = LazyProxy(lambda: said[0], enable_cache=False)
    assert "Save" in component("button", text=text)
    said[0] = "Cadw"
    assert "Cadw" in component("button", text=text)
