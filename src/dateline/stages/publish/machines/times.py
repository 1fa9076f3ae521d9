"""Times as feeds and lists of addresses want them.

Their formats know instants alone: a day is told as its first second, and the clock of a floating time as if
it were UTC, because a reader of feeds sorts by it. The entry's own page says how much is known.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.types import Stamp

#: What stands where a format wants a time and none is known (Atom's ``updated``, RFC 4287 §4.2.15).
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def rfc822(stamp: Stamp) -> str:
    """A time as RSS wants it."""
    return format_datetime(in_utc(stamp.at), usegmt=True)


def rfc3339(stamp: Stamp | None) -> str:
    """A time as Atom wants it."""
    at = in_utc(stamp.at) if stamp else NEVER
    return f"{at.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def in_utc(at: datetime) -> datetime:
    """The time in UTC; at either end of the calendar, where there is no such time, its own clock."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return at.replace(tzinfo=UTC)
