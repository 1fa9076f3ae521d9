"""What is known of a time that is printed: an instant or a floating clock, a day, a month, a year.

Decides what of a time may be told, and its form for machines: never more than is known. Converts no floating
time (HOUSE_STYLE rule 16): a clock time without a zone stays as its source gave it, and is marked as one.
Does NOT word it (``wording.dates`` does, in the language of the edition) and does NOT know the reader's zone
(``dateline.js`` does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from dateline.core.types import Basis, Precision, Stamp

__all__ = ["Note", "Part", "When", "moment", "when"]

_CLOCKS = (Precision.SECOND, Precision.MINUTE)
#: What UTC is called by those who give an offset.
_UTC = ("Z", "UTC", "GMT", "+00:00")
#: What stands for the parts of a time that are not known, by how much of it was given.
_SECOND = {"second": 0}
_CLOCK = {"hour": 0, "minute": 0, **_SECOND}
_LEAST: dict[Precision, dict[str, int]] = {
    Precision.SECOND: {},
    Precision.MINUTE: _SECOND,
    Precision.DAY: _CLOCK,
    Precision.MONTH: {"day": 1, **_CLOCK},
    Precision.YEAR: {"month": 1, "day": 1, **_CLOCK},
}
#: So many letters of an ISO time are known.
_LETTERS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
_TIMEX = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(?:(\d\d):(\d\d)(?::(\d\d))?|([A-Z]{2})))?(Z)?$", re.ASCII
)


class Part(StrEnum):
    """A part of the day, by its code in TIMEX3."""

    MORNING = "MO"
    MIDDAY = "MI"
    AFTERNOON = "AF"
    EVENING = "EV"
    NIGHT = "NI"
    DAYTIME = "DT"


class Note(StrEnum):
    """What a reader must know of a time beside it."""

    GUESSED = "estimated"
    FLOATING = "local time, zone not given"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time, and how much of it is known.

    ``at`` is aware and in UTC, what is not known of it the least that it can be; where a clock is
    ``floating`` it holds the reading of that clock. ``part`` is
    the part of a day that has no clock time. ``zone`` is the offset or zone that the source of an instant
    gave, where it is not UTC itself.
    """

    at: datetime
    precision: Precision
    floating: bool = False
    guessed: bool = False
    part: Part | None = None
    zone: str = ""

    @property
    def clocked(self) -> bool:
        """Whether the hour is known."""
        return self.precision in _CLOCKS

    @property
    def zoned(self) -> bool:
        """Whether it is an instant, which the script may show in the reader's zone."""
        return self.clocked and not self.floating

    @property
    def machine(self) -> str:
        """The value of ``datetime`` in HTML: four digits of a year at least, "Z" behind instants alone."""
        full = self.at.replace(tzinfo=None)
        if self.clocked:
            seconds = self.precision is Precision.SECOND and self.zoned
            return full.isoformat(timespec="seconds" if seconds else "minutes") + ("Z" if self.zoned else "")
        return full.isoformat()[: _LETTERS[self.precision]]

    @property
    def note(self) -> Note | None:
        """What must be said beside it."""
        if self.clocked and self.floating:
            return Note.FLOATING
        return Note.GUESSED if self.guessed else None


def when(stamp: Stamp | None) -> When | None:
    """A time as a report or a revision gives it; None where nothing is known of it."""
    if stamp is None or stamp.precision is Precision.UNKNOWN:
        return None
    guessed = stamp.basis is Basis.GUESS
    clocked = stamp.precision in _CLOCKS
    if not clocked or stamp.zone is None:
        at = _known(stamp.at, stamp.precision)
        return When(at=at, precision=stamp.precision, floating=clocked, guessed=guessed)
    zone = "" if stamp.zone in _UTC else stamp.zone
    at = _known(_in_utc(stamp.at), stamp.precision)
    return When(at=at, precision=stamp.precision, guessed=guessed, zone=zone)


@lru_cache(maxsize=1024)
def moment(value: str) -> When | None:
    """A TIMEX3 date or time, None where it is neither a day, a month, a year nor a clock time."""
    found = _TIMEX.match(value)
    if not found:
        return None
    year, month, of_month, hour, minute, second, part, zone = found.groups()
    clock = (int(hour or 0), int(minute or 0), int(second or 0))
    try:
        at = datetime(int(year), int(month or 1), int(of_month or 1), *clock, tzinfo=UTC)
    except ValueError:
        return None
    if hour:
        return When(at=at, precision=Precision.MINUTE, floating=not zone)
    precision = Precision.DAY if of_month else Precision.MONTH if month else Precision.YEAR
    named = Part(part) if part in set(Part) and of_month else None
    return When(at=at, precision=precision, part=named)


def _known(at: datetime, precision: Precision) -> datetime:
    if precision is Precision.SECOND and not at.microsecond and at.tzinfo is UTC:
        return at  # most times of most reports
    least: dict[str, Any] = {"microsecond": 0, **_LEAST[precision]}
    return at.replace(tzinfo=UTC, **least)


def _in_utc(at: datetime) -> datetime:
    """An instant in UTC; one within a day of the ends of the calendar stays as it is."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return at.replace(tzinfo=UTC)
