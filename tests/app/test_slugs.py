"""Short names for addresses."""

from __future__ import annotations

import pytest

from app.slugs import LONGEST, SLUG, proposed, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        (" St Mary's & Zoë's  Surgery ", "st-marys-zoes-surgery"),
        ("Ysgol Feddygol Tŷ Gwyn", "ysgol-feddygol-ty-gwyn"),
        ("ﬁrst 2", "first-2"),
        ("???", ""),
        ("x" * 200, "x" * LONGEST),
        (f"{'x' * (LONGEST - 1)} y", "x" * (LONGEST - 1)),
    ],
)
def test_name_becomes_an_address(name: str, slug: str) -> None:
    assert proposed(name) == slug
    assert not slug or SLUG.fullmatch(slug)


def test_address_that_is_taken_gets_a_number() -> None:
    assert slug_of("Elm", {"elm", "elm-2"}) == "elm-3"
    assert slug_of("?", ()) == "practice"
