"""The library of actions: data with sources, and the project's own map from what is weak to what may help."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "actions"


@dataclass(frozen=True, slots=True)
class Action:
    """One action; its texts may hold a placeholder for the programme's word.

    ``source`` is the id of the finding it comes from, ``themes`` the ids it may help with. ``addresses`` is
    how many barriers or enablers the paper says it could address (None: not said).
    ``leads_only``: for whoever runs a programme, not for practices.
    """

    id: str
    title: str
    what: str
    source: str
    addresses: int | None
    leads_only: bool
    themes: frozenset[str]

    def worded(self, link_practitioner: str) -> Action:
        """Return the action with the programme's own word for its link practitioner."""
        return replace(
            self,
            title=self.title.format(link_practitioner=link_practitioner),
            what=self.what.format(link_practitioner=link_practitioner),
        )


@dataclass(frozen=True, slots=True)
class ActionLibrary:
    """One version of the library. ``weak_below`` maps a kind of scale to the mean under which it is weak."""

    id: str
    version: str
    title: str
    weak_below: Mapping[str, float]
    actions: tuple[Action, ...]
    digest: str

    @property
    def label(self) -> str:
        """Id, version and digest: what a recommendation carries."""
        return f"{self.id} {self.version} {self.digest}"

    def action(self, action_id: str) -> Action:
        """Return the action of that id; KeyError where the library has none."""
        return {action.id: action for action in self.actions}[action_id]


@cache
def shipped_library(library_id: str = "npt-actions", version: str = "1.1.0") -> ActionLibrary:
    """Return a library that ships with the package; FileNotFoundError where there is none of that version."""
    content = (FOLDER / f"{library_id}-{version}.toml").read_bytes()
    data = tomllib.loads(content.decode("utf-8"))
    return ActionLibrary(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        weak_below=MappingProxyType(data["weak_below"]),
        actions=tuple(_action(each) for each in data["actions"]),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _action(data: Mapping[str, object]) -> Action:
    themes = data["for"]
    addresses = data.get("addresses")
    if not isinstance(themes, list) or not (addresses is None or isinstance(addresses, int)):
        msg = f"action {data['id']}: 'for' must be a list of ids, 'addresses' a whole number"
        raise TypeError(msg)
    return Action(
        id=str(data["id"]),
        title=str(data["title"]),
        what=str(data["what"]),
        source=str(data["source"]),
        addresses=addresses,
        leads_only=bool(data.get("leads_only", False)),
        themes=frozenset(str(theme) for theme in themes),
    )
