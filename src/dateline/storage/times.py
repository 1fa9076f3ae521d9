"""Times as the tables hold them: text in UTC, so that the later one sorts after on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from dateline.core.types import Basis, Precision, Stamp


def instant(at: datetime | None) -> str:
    """A time as the tables hold it, to the microsecond: the later one sorts after, none before all."""
    if at is None:
        return ""
    try:
        at = at.astimezone(UTC)
    except OverflowError:  # the first hours of the year 1, the last of 9999
        at = at.replace(tzinfo=UTC)
    return at.isoformat(timespec="microseconds")


def told(stamp: Stamp | None) -> str | None:
    """A stamp in a column: its zone last, where it has one."""
    if stamp is None:
        return None
    parts = (stamp.at.isoformat(), stamp.precision, stamp.basis, stamp.zone)
    return " ".join(part for part in parts if part is not None)


@lru_cache(maxsize=1 << 15)
def stamp(words: str | None) -> Stamp | None:
    """The stamp that :func:`told` told; lists of one theme ask for the same ones again and again."""
    if words is None:
        return None
    at, precision, basis, *zone = words.split(" ", 3)
    return Stamp(
        at=datetime.fromisoformat(at),
        precision=Precision(precision),
        basis=Basis(basis),
        zone=zone[0] if zone else None,
    )
