"""The happenings as one table: CSV and Parquet with the same columns.

CSV is opened by spreadsheets, which run what begins like a formula (OWASP, CSV injection): such a cell gets
an apostrophe before it. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

from dateline.core.errors import MissingExtra
from dateline.core.types import Facts
from dateline.stages.publish.exports.happenings import MEASURES, Happening, happenings, provenance
from dateline.stages.publish.issue import Shelf

Cell = str | int | float | None
#: The columns, in order: what happened, how many (low, best, high of each count), where the row is from.
COLUMNS = (
    *("id", "date", "date_precision", "headline", "url", "theme", "event_type", "actors", "targets"),
    *("place", "country", "latitude", "longitude", "where_precision", "geonames"),
    *(f"{measure}_{end}" for measure in MEASURES for end in ("low", "best", "high")),
    *("report_ids", "sources", "n_outlets", "n_independent", "first_reported", "last_revised", "status"),
)
_REALS = ("latitude", "longitude")
_WHOLES = ("date_precision", "where_precision", "geonames", "n_outlets", "n_independent")
#: What a spreadsheet takes for the beginning of a formula, in full width too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def row_of(happening: Happening) -> dict[str, Cell]:
    """A happening as a flat row with the keys of ``COLUMNS``."""
    page, place, event = happening.page, happening.place, happening.event
    row: dict[str, Cell] = {
        "id": happening.id,
        "date": happening.date,
        "date_precision": happening.date_precision or None,
        "headline": page.headline.text,
        "url": happening.url,
        "theme": happening.theme,
        "event_type": event.type if event else "",
        "actors": "; ".join(event.actors) if event else "",
        "targets": "; ".join(event.targets) if event else "",
        "place": place.name if place else "",
        "country": place.country if place else "",
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "where_precision": happening.place_precision or None,
        "geonames": place.geonames if place else None,
    }
    for measure in MEASURES:
        toll = happening.tolls[measure]
        row |= {f"{measure}_low": toll.low, f"{measure}_best": toll.best, f"{measure}_high": toll.high}
    return row | provenance(happening)


def csv_table(shelf: Shelf, facts: Mapping[str, Facts]) -> bytes:
    """RFC 4180 CSV with a header, UTF-8, one row a story."""
    rows = [row_of(happening) for happening in happenings(shelf, facts)]
    return write_csv(COLUMNS, rows)


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Rows as CSV; None is an empty cell, and text that a spreadsheet would run is made harmless."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row[name] is None else harmless(row[name]) for name in columns])
    return held.getvalue().encode("utf-8", "replace")


def harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe before text that begins like a formula."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\u200b\ufeff").startswith(_FORMULA):
        return "'" + cell
    return cell


def parquet(shelf: Shelf, facts: Mapping[str, Facts]) -> bytes:
    """The same table as Parquet. Raises ``MissingExtra`` where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise MissingExtra("export --format parquet", "parquet")
    arrow, writer = import_module("pyarrow"), import_module("pyarrow.parquet")
    rows = [row_of(happening) for happening in happenings(shelf, facts)]
    schema = arrow.schema([(name, _kind(name, arrow)) for name in COLUMNS])
    columns = {name: [_arrow_text(row[name]) for row in rows] for name in schema.names}
    sink = arrow.BufferOutputStream()
    writer.write_table(arrow.table(columns, schema=schema), sink)
    return bytes(sink.getvalue().to_pybytes())


def _kind(name: str, arrow: object) -> object:
    """The type of a column by its name, the same for an edition without a story."""
    if name in _REALS:
        return arrow.float64()  # type: ignore[attr-defined]
    if name in _WHOLES or name.endswith(("_low", "_best", "_high")):
        return arrow.int64()  # type: ignore[attr-defined]
    return arrow.string()  # type: ignore[attr-defined]


def _arrow_text(cell: Cell) -> Cell:
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
