"""Find the system libraries that the set-up needs and install those that are missing.

Runs before anything is installed: the standard library only, and syntax that older Pythons read, so that
they can say that they are too old. As root on Debian or Ubuntu it installs; elsewhere it prints the line.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
BROWSERS = (
    "chromium-headless-shell",  # the same without windows, for half the work
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


class Need(NamedTuple):
    """Something the system must have: whether it is there, what it is for, and Debian's name for it."""

    there: Callable[[], bool]
    purpose: str
    package: str


def library(name: str, soname: str) -> Callable[[], bool]:
    """Return a check whether a shared library can be loaded."""

    def there() -> bool:
        for candidate in (soname, ctypes.util.find_library(name)):
            try:
                if candidate and ctypes.CDLL(candidate):
                    return True
            except OSError:
                continue
        return False

    return there


def sans_font() -> bool:
    """Return whether there is any font to set text in."""
    folders = [Path(folder) for folder in (*FONT_FOLDERS, Path.home() / ".local/share/fonts")]
    return any(True for folder in folders for _ in folder.rglob("*.tt[fc]"))


def browser() -> bool:
    """Return whether there is a Chromium for the browser tests."""
    return any(shutil.which(name) for name in BROWSERS)


def venv_module() -> bool:
    """Return whether ``python3 -m venv`` can make an environment with pip; Debian ships it apart."""
    return importlib.util.find_spec("ensurepip") is not None


REQUIRED = (
    Need(venv_module, "Python environments", "python3-venv"),
    Need(library("pango-1.0", "libpango-1.0.so.0"), "text in PDFs", "libpango-1.0-0"),
    Need(library("pangoft2-1.0", "libpangoft2-1.0.so.0"), "fonts in PDFs", "libpangoft2-1.0-0"),
    Need(library("harfbuzz-subset", "libharfbuzz-subset.so.0"), "small PDFs", "libharfbuzz-subset0"),
    Need(sans_font, "a typeface for PDFs", "fonts-dejavu-core"),
)
FOR_TESTS = (Need(browser, "browser tests", "chromium-headless-shell"),)


def main() -> None:
    """Check for the demonstration, with the argument ``test`` for the tests as well."""
    version = sys.version.split()[0]
    if sys.version_info < (3, 11):  # noqa: UP036 - the Python of the system may well be older
        sys.exit(f"Python 3.11 or later is needed; this is {version}. Try: make PYTHON=python3.12 test")
    provide(REQUIRED)
    unmet = [need for need in REQUIRED if not need.there()]
    if unmet:
        sys.exit("Missing: " + describe(unmet) + "\nInstall it with: " + command_line(unmet))
    if "test" in sys.argv[1:]:
        provide(FOR_TESTS)
        for need in FOR_TESTS:
            if not need.there():
                print(f"Without a Chromium the {need.purpose} are skipped. {command_line([need])}")


def provide(needs: tuple[Need, ...]) -> None:
    """Install what is missing where we may; elsewhere do nothing."""
    missing = [need for need in needs if not need.there()]
    if not missing or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing with apt-get: " + describe(missing), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    subprocess.run(install + [need.package for need in missing], env=environment, check=False)


def describe(needs: list[Need]) -> str:
    """Return the packages with what each is for."""
    return ", ".join(f"{need.package} ({need.purpose})" for need in needs)


def command_line(needs: list[Need]) -> str:
    """Return the one line that installs the packages."""
    return "sudo apt-get install -y " + " ".join(need.package for need in needs)


if __name__ == "__main__":
    main()
