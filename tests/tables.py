"""The tables of a new store, made as the migrations make them: those run once, what they said is repeated.

Most of what a new store costs is to run them, and more than a thousand tests begin with one. A store that
has tables already is migrated as always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import sqlalchemy as sa

Upgrade = Callable[[sa.Connection, str, str], None]
#: Statements with their parameters.
Said = list[tuple[str, Any]]

#: What only asks, or belongs to the transaction of whoever migrates.
_PASSING = ("SELECT", "PRAGMA", "BEGIN", "COMMIT")


def repeated(upgrade: Upgrade) -> Upgrade:
    """The same upgrade, which repeats on a new database what it did to the first of its kind."""
    known: dict[str, Said] = {}

    @wraps(upgrade)
    def made(connection: sa.Connection, name: str, elsewhere: str) -> None:
        kind = connection.dialect.name
        if sa.inspect(connection).get_table_names():
            upgrade(connection, name, elsewhere)
        elif kind in known:
            for statement, parameters in known[kind]:
                connection.exec_driver_sql(statement, parameters)
        else:
            with _noted(connection) as said:
                upgrade(connection, name, elsewhere)
            known[kind] = said

    return made


@contextmanager
def _noted(connection: sa.Connection) -> Iterator[Said]:
    """Each statement that changes the database until the block ends."""
    said: Said = []

    def note(*given: Any) -> None:
        _, _, statement, parameters, *_ = given
        if not statement.lstrip().upper().startswith(_PASSING):
            said.append((statement, parameters))

    sa.event.listen(connection, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(connection, "before_cursor_execute", note)
