"""Every page that an audience can open, in a browser: it fits a phone and a desk, and axe finds no fault.

The walk follows the map of addresses, so that a new page is looked at without being named here. Every form of
each is then sent empty, and the page that says what is wrong is looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.app.world import Installation, installed
from tests.browser.looking import follow, look
from tests.browser.server import serving
from tests.site_map import pages_of

PHONE = pytest.mark.parametrize("page", [(320, True)], indirect=True)
DESK = ViewportSize(width=1280, height=900)
ROLES = ("lead", "manager", "evaluator", "administrator")
# The forms of the page's main part that ask for something. Forms of nothing but buttons are left alone:
# they do what they say.
FORMS = """
  const silent = ['hidden', 'submit', 'fieldset'];
  const asked = (form) => [...form.elements].filter((each) => !silent.includes(each.type));
  const all = [...document.querySelectorAll('main form[method="post"]')];
  const forms = all.filter((each) => asked(each).length);
"""
ASKS = f"() => {{ {FORMS} return forms.length; }}"
SEND_EMPTY = f"""
(number) => {{
  {FORMS}
  const form = forms[number];
  for (const field of asked(form)) {{
    if (['checkbox', 'radio'].includes(field.type)) field.checked = false;
    else field.value = '';
  }}
  HTMLFormElement.prototype.submit.call(form);
}}
"""


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[str, Installation]]:
    """The small world, served."""
    with installed(sqlite_template, tmp_path) as found, serving(found.app) as address:
        yield address, found


def sign_in(page: Page, address: str, installation: Installation, role: str) -> None:
    """Sign in as a person does."""
    account = installation.world.accounts[role]
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill(account.user.email)
    page.get_by_label("Password", exact=True).fill(account.password)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in")


def pages_to_look_at(installation: Installation, role: str) -> list[str]:
    """Return the addresses of a role's pages whose main part no role before it has."""
    seen = {
        main_part(body) for other in ROLES[: ROLES.index(role)] for _, body in pages_of(installation, other)
    }
    return [place for place, body in pages_of(installation, role) if main_part(body) not in seen]


def main_part(body: str) -> str:
    """Return what a page says below its head, without what differs each time it is asked for."""
    return re.sub(r'<input[^>]*name="csrf_token"[^>]*>', "", body[body.index("<main") :])


@PHONE
@pytest.mark.parametrize("role", ROLES)
def test_every_page_and_every_refused_form_fits_and_is_accessible(
    page: Page, site: tuple[str, Installation], role: str
) -> None:
    address, installation = site
    places = pages_to_look_at(installation, role)
    sign_in(page, address, installation, role)
    asking: list[tuple[str, int]] = []
    for place in places:
        page.goto(address + place)
        asking += [(place, number) for number in range(page.evaluate(ASKS))]
        look_at_both_widths(page, f"{role}{place.replace('/', '-')}")
    found = [
        refuses(page, address + place, number, f"{role}{place.replace('/', '-')}-refused-{number}")
        for place, number in asking
    ]
    assert any(found)


def refuses(page: Page, place: str, number: int, name: str) -> bool:
    """Send one of the page's forms empty; where that is refused, look at what is said."""
    page.goto(place)
    if page.url != place or page.evaluate(ASKS) <= number:
        return False  # sending an earlier form has moved this page away, or done what this one asks for
    with page.expect_navigation(wait_until="load") as sent:
        page.evaluate(SEND_EMPTY, number)
    if sent.value is None or sent.value.status != 422:
        return False
    assert page.title().startswith("Error: "), name
    look_at_both_widths(page, name)
    return True


def look_at_both_widths(page: Page, name: str) -> None:
    """Look at a page on a phone, with axe, then whether it fits a desk."""
    phone = page.viewport_size
    look(page, name)
    page.set_viewport_size(DESK)
    look(page, name, scripts=False)
    if phone:
        page.set_viewport_size(phone)
