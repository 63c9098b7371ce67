"""The front-end assets: complete, with nothing from elsewhere and no logo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import assets


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of assets, made anew."""
    folder = tmp_path_factory.mktemp("static") / "vendor"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assets, "VENDOR", folder)
        assets.main()
    return folder


def test_the_stylesheet_asks_no_other_server_for_anything(vendor: Path) -> None:
    stylesheet = (vendor / "nhsuk-frontend.min.css").read_text(encoding="utf-8")
    assert re.findall(r"url\([\"']?(?:https?:)?//", stylesheet) == []
    assert "@font-face" not in stylesheet


def test_every_picture_that_the_stylesheet_asks_for_is_there(vendor: Path) -> None:
    stylesheet = (vendor / "nhsuk-frontend.min.css").read_text(encoding="utf-8")
    pictures = {
        address
        for address in re.findall(r"url\([\"']?([^)\"']+)", stylesheet)
        if not address.startswith("data:")
    }
    assert pictures
    assert [picture for picture in pictures if not (vendor / picture).is_file()] == []


def test_no_logo_and_no_favicon_is_taken(vendor: Path) -> None:
    names = [path.name for path in vendor.rglob("*")]
    assert [name for name in names if "logo" in name or "favicon" in name] == []


@pytest.mark.parametrize("name", ["nhsuk-frontend.min.js", "plotly.min.js"])
def test_the_scripts_are_there(vendor: Path, name: str) -> None:
    assert (vendor / name).stat().st_size > 10_000


def test_a_package_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "NHSUK", tmp_path / "no-such-package")
    monkeypatch.setattr(assets, "VENDOR", tmp_path / "vendor")
    with pytest.raises(SystemExit, match="make setup"):
        assets.main()
