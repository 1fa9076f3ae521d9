"""The operator's list of sources, and what is known of each source, host and errand, on SQL.

Decides nothing: what is due is ``collect``'s to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import sqlalchemy as sa

from dateline.core import codec
from dateline.core.sources import Errand, HostState, SourceList, SourceState
from dateline.storage import schema
from dateline.storage.database import Database

T = TypeVar("T")

#: The list is one value, kept in one row: it is changed as a whole.
_ONLY = "sources"


class SqlRoster:
    """``core.ports.Roster`` on a database."""

    def __init__(self, database: Database) -> None:
        self._base = database

    def sources(self) -> SourceList:
        """The list as it was saved last; empty where none was."""
        held = self._all(schema.roster, SourceList)
        return held[0] if held else SourceList()

    def save_sources(self, sources: SourceList) -> None:
        """Keep the list in place of the last one."""
        self._base.upsert(schema.roster, [{"name": _ONLY, "body": codec.dumps(sources)}])

    def states(self) -> dict[str, SourceState]:
        """What is known of each source that was ever polled, by address."""
        return {state.address: state for state in self._all(schema.source_state, SourceState)}

    def save_states(self, states: Iterable[SourceState]) -> None:
        """Keep what is known of these sources."""
        rows = [{"address": state.address, "body": codec.dumps(state)} for state in states]
        self._base.upsert(schema.source_state, rows)

    def hosts(self) -> tuple[HostState, ...]:
        """What is known of each host."""
        return tuple(self._all(schema.host, HostState))

    def save_hosts(self, hosts: Iterable[HostState]) -> None:
        """Keep what is known of these hosts."""
        rows = [{"host": state.host, "body": codec.dumps(state)} for state in hosts]
        self._base.upsert(schema.host, rows)

    def errands(self) -> list[Errand]:
        """The entries whose page is still to be fetched, by key."""
        return self._all(schema.errand, Errand)

    def save_errands(self, errands: Iterable[Errand]) -> None:
        """Keep these entries to be tried again."""
        rows = [{"key": errand.key, "body": codec.dumps(errand)} for errand in errands]
        self._base.upsert(schema.errand, rows)

    def drop_errands(self, keys: Iterable[str]) -> None:
        """Forget entries that were fetched or given up."""
        for key in keys:
            self._base.write(sa.delete(schema.errand).where(schema.errand.c.key == key))

    def _all(self, table: sa.Table, kind: type[T]) -> list[T]:
        query = sa.select(table.c.body).order_by(*table.primary_key)
        return [codec.loads(kind, row.body) for row in self._base.read(query)]
