"""How a time is printed: readable without script, exact for machines, and never more than is known.

Decides the words of a date. Converts no floating time (HOUSE_STYLE rule 16): a clock time without a
zone is printed as its source gave it, and says so. Does NOT know the reader's zone; ``dateline.js`` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dateline.core.types import Basis, Precision, Stamp

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: TIMEX3's parts of the day.
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_FLOATING = "local time, zone not given"
_TIMEX = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(?:(\d\d):(\d\d)(?::(\d\d))?|([A-Z]{2})))?(Z)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as it is printed: ``machine`` for ``datetime``, ``text`` for readers, ``note`` beside it.

    ``zoned`` tells that it is an instant, which the script may show in the reader's zone.
    """

    machine: str
    text: str
    note: str = ""
    zoned: bool = False


def when(stamp: Stamp | None) -> When | None:
    """A time as a report or a revision gives it."""
    if stamp is None or stamp.precision is Precision.UNKNOWN:
        return None
    note = "estimated" if stamp.basis is Basis.GUESS else ""
    if stamp.precision in (Precision.SECOND, Precision.MINUTE):
        if stamp.zone is None:
            return _floating(stamp.at)
        at = stamp.at.astimezone(UTC)
        return When(machine=stamp.rfc3339(), text=f"{day(at)}, {at:%H:%M} UTC", note=note, zoned=True)
    return _dated(stamp.at, stamp.precision, note)


def moment(value: str) -> When | None:
    """A TIMEX3 date or time, None where it is neither a day, a month, a year nor a clock time."""
    found = _TIMEX.match(value)
    if not found:
        return None
    year, month, of_month, hour, minute, _, part, zone = found.groups()
    try:
        at = datetime(
            int(year), int(month or 1), int(of_month or 1), int(hour or 0), int(minute or 0), tzinfo=UTC
        )
    except ValueError:
        return None
    if hour and zone:
        return When(machine=f"{at:%Y-%m-%dT%H:%M}Z", text=f"{day(at)}, {at:%H:%M} UTC", zoned=True)
    if hour:
        return _floating(at)
    precision = Precision.DAY if of_month else Precision.MONTH if month else Precision.YEAR
    dated = _dated(at, precision)
    named = _PARTS.get(part or "", "")
    return When(machine=dated.machine, text=f"{dated.text}, {named}") if named else dated


def day(at: date) -> str:
    """A day as an English reader writes it: 1 July 2025."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def _floating(at: datetime) -> When:
    return When(machine=at.strftime("%Y-%m-%dT%H:%M"), text=f"{day(at)}, {at:%H:%M}", note=_FLOATING)


def _dated(at: datetime, precision: Precision, note: str = "") -> When:
    if precision is Precision.DAY:
        return When(machine=f"{at:%Y-%m-%d}", text=day(at), note=note)
    if precision is Precision.MONTH:
        return When(machine=f"{at:%Y-%m}", text=f"{MONTHS[at.month - 1]} {at.year}", note=note)
    return When(machine=f"{at.year:04d}", text=str(at.year), note=note)
