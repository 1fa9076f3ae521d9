"""The table of happenings as Parquet: the columns of ``tables``, with types; a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.core.errors import MissingExtra
from dateline.stages.publish.exports.tables import COLUMNS, Cell, rows

if TYPE_CHECKING:
    from dateline.core.site import Edition
    from dateline.stages.publish.exports.accounts import Account

_REALS = ("latitude", "longitude", "where_radius_km")
_WHOLES = ("date_precision", "where_precision", "geonames", "revision")
_WHOLE_ENDS = ("_low", "_best", "_high")
#: Rows of one group: so many are held at a time.
_GROUP = 5_000


def parquet(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """One row a story. Raises ``MissingExtra`` where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise MissingExtra("export --format parquet", "parquet")
    return _written(rows(edition, accounts))


def _written(told: Iterator[dict[str, Cell]]) -> Iterator[bytes]:
    arrow, writing = import_module("pyarrow"), import_module("pyarrow.parquet")
    schema = arrow.schema([(name, _kind(name, arrow)) for name in COLUMNS])
    sink = _Sink()
    with writing.ParquetWriter(arrow.PythonFile(sink, mode="w"), schema) as writer:
        while batch := list(islice(told, _GROUP)):
            columns = {name: [_clean(row[name]) for row in batch] for name in COLUMNS}
            writer.write_table(arrow.table(columns, schema=schema))
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """A file that only grows, and gives what was written since it was last asked."""

    closed = False

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0

    def write(self, content: Any) -> int:
        self._held.append(bytes(content))
        self._size += len(self._held[-1])
        return len(self._held[-1])

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        content = b"".join(self._held)
        self._held.clear()
        return content

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        self.closed = True


def _kind(name: str, arrow: Any) -> Any:
    """The type of a column by its name, the same for an edition without a story."""
    if name in _REALS:
        return arrow.float64()
    if name in _WHOLES or name.startswith("n_") or name.endswith(_WHOLE_ENDS):
        return arrow.int64()
    return arrow.string()


def _clean(cell: Cell) -> Cell:
    """Text that UTF-8 can hold."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
