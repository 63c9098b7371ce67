"""Compiled SQL, kept for the whole test process: every test has an engine of its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event

Key = tuple[Any, ...]


class CompiledCache(dict[Key, Any]):
    """What SQLAlchemy has compiled, by the kind of its dialect instead of by the engine's own one.

    All engines of a kind are made with the same settings, so that what was compiled for one is right for all.
    """

    def get(self, key: Key, default: Any = None) -> Any:  # noqa: ANN401 - the base class's signature
        """Return what was compiled for a statement by any engine of the kind."""
        return super().get(_by_kind(key), default)

    def __setitem__(self, key: Key, compiled: Any) -> None:  # noqa: ANN401 - the base class's signature
        """Keep what was compiled."""
        super().__setitem__(_by_kind(key), compiled)


def _by_kind(key: Key) -> Key:
    dialect, *statement = key
    return (type(dialect), *statement)


_kept = CompiledCache()


@event.listens_for(Engine, "engine_connect")
def share(connection: Connection) -> None:
    """Have every connection use the process's cache."""
    connection.execution_options(compiled_cache=_kept)
