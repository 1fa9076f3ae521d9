"""The happenings as one table, and how a table becomes CSV.

CSV is opened by spreadsheets, which run what begins like a formula (OWASP, CSV injection): such a cell gets
an apostrophe before it. A spreadsheet that takes semicolons or tabs for the ends of cells cuts a text there,
so that an apostrophe stands behind those too. Numbers stay numbers. Other formats have the words as they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.stages.publish.exports.happenings import (
    MEASURES,
    PROVENANCE,
    SEVERAL,
    Happening,
    happening,
    provenance,
)

if TYPE_CHECKING:
    from dateline.core.site import Edition
    from dateline.stages.publish.exports.accounts import Account

Cell = str | int | float | None
#: The columns, in order: what happened, how many (low, best, high of each count), where the row is from.
COLUMNS = (
    *("id", "date", "date_precision", "headline", "language", "theme", "event_type", "actors", "targets"),
    *("place", "country", "latitude", "longitude", "where_precision", "where_radius_km", "geonames"),
    *(f"{measure}_{end}" for measure in MEASURES for end in ("low", "best", "high")),
    *PROVENANCE,
)
#: Rows that are made into bytes together.
BATCH = 500
#: What a spreadsheet takes for the beginning of a formula, in full width too.
_MARKS = "=+\\-@＝＋－＠"
#: Blanks that a spreadsheet drops before it looks at the first letter.
_BLANKS = " \u00a0\u200b\u200e\u200f\u3000\ufeff"
_FORMULA = re.compile(f"[{_BLANKS}]*[{_MARKS}\t\r\n]")
_WITHIN = re.compile(f"(?<=[;\t\r\n])([{_BLANKS}]*)(?=[{_MARKS}])")


def row_of(told: Happening) -> dict[str, Cell]:
    """A happening as a flat row with the keys of ``COLUMNS``."""
    page, place, event = told.page, told.place, told.event
    row: dict[str, Cell] = {
        "id": told.id,
        "date": told.date,
        "date_precision": told.date_precision or None,
        "headline": page.headline.text,
        "language": page.language,
        "theme": told.theme,
        "event_type": event.type if event else "",
        "actors": SEVERAL.join(event.actors) if event else "",
        "targets": SEVERAL.join(event.targets) if event else "",
        "place": place.name if place else "",
        "country": place.country if place else "",
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "where_precision": told.place_precision or None,
        "where_radius_km": place.radius_km if place else None,
        "geonames": place.geonames if place else None,
    }
    for measure in MEASURES:
        toll = told.tolls[measure]
        row |= {f"{measure}_low": toll.low, f"{measure}_best": toll.best, f"{measure}_high": toll.high}
    return row | provenance(told)


def rows(edition: Edition, accounts: Iterable[Account]) -> Iterator[dict[str, Cell]]:
    """The rows of some stories, one after the other."""
    return (row_of(happening(account, edition)) for account in accounts)


def csv_table(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """RFC 4180 CSV with a header, UTF-8, one row a story."""
    return write_csv(COLUMNS, rows(edition, accounts))


def write_csv(columns: Sequence[str], told: Iterable[Mapping[str, Cell]]) -> Iterator[bytes]:
    """Rows as CSV; None is an empty cell, and text that a spreadsheet would run is made harmless."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(columns)
    for place, row in enumerate(told, 1):
        writer.writerow(["" if row[name] is None else harmless(row[name]) for name in columns])
        if place % BATCH == 0:
            yield _emptied(held)
    yield _emptied(held)


def _emptied(held: io.StringIO) -> bytes:
    content = held.getvalue().encode("utf-8", "replace")
    held.seek(0)
    held.truncate()
    return content


def harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe before each stretch of text that begins like a formula."""
    if not isinstance(cell, str):
        return cell
    first = "'" if _FORMULA.match(cell) else ""
    return first + _WITHIN.sub(r"\1'", cell)
