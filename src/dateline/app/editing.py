"""What the desks of an editor have in common: one store, names found in it, notes on what they led to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dateline.app.finding import Finder
from dateline.app.stores import StoreName, existing_store

if TYPE_CHECKING:
    from dateline.app import App
    from dateline.core.ports import Store


class EditorDesk:
    """A desk over one store. What is done at it, each kind of desk says."""

    def __init__(self, app: App, store: Store) -> None:
        self._app = app
        self._store = store
        self._finder = Finder(store)

    @classmethod
    @contextlib.contextmanager
    def open(cls, app: App, out: Path, store_path: StoreName | None) -> Iterator[Self]:
        """The desk of a site. Raises ``UsageError`` where there is no store."""
        with contextlib.closing(existing_store(out, store_path)) as store:
            yield cls(app, store)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the operator should know of the names that were given."""
        return tuple(self._finder.notes)
