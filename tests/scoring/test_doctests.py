"""The examples in the docstrings of scoring are true."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import scoring

MODULES = [module.name for module in pkgutil.iter_modules(scoring.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module_are_true(name: str) -> None:
    assert doctest.testmod(import_module(f"scoring.{name}")).failed == 0


def test_some_modules_have_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [
        name for name in MODULES if any(t.examples for t in finder.find(import_module(f"scoring.{name}")))
    ]
    assert {"interval", "verdict", "logic"} <= set(found)
