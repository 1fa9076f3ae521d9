"""How a language writes a time: "1 July 2025, 16:00 UTC", "1 липня 2025 р., 16:00 UTC".

Decides the order of its parts, by CLDR through Babel and by our own messages. What may be told of a time is
decided in ``times``: a floating clock is never called UTC, a month has no day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale, dates

from dateline.core.types import Precision
from dateline.stages.publish.times import Part, When
from dateline.stages.publish.wording.phrases import Phrase, phrase

_MONTH_OF_YEAR = "yMMMM"
_DAY_OF_YEAR = "MMMMd"
#: TIMEX3's parts of the day behind their day.
_PARTS: dict[Part, Callable[[str], Phrase]] = {
    Part.MORNING: lambda day: phrase("%(day)s, morning", day=day),
    Part.MIDDAY: lambda day: phrase("%(day)s, midday", day=day),
    Part.AFTERNOON: lambda day: phrase("%(day)s, afternoon", day=day),
    Part.EVENING: lambda day: phrase("%(day)s, evening", day=day),
    Part.NIGHT: lambda day: phrase("%(day)s, night", day=day),
    Part.DAYTIME: lambda day: phrase("%(day)s, daytime", day=day),
}


def told(at: When, locale: Locale, say: Callable[[Phrase], str]) -> str:
    """A time as far as it is known, without its note; ``say`` tells phrases in the language of ``locale``."""
    if at.clocked:
        return say(_clocked(at, locale))
    if at.precision is Precision.MONTH:
        return month(at.at, locale)
    if at.precision is Precision.YEAR:
        return str(at.at.year)
    of_year = day(at.at, locale)
    return say(_PARTS[at.part](of_year)) if at.part else of_year


def day(at: date, locale: Locale) -> str:
    """A day with its year: 1 July 2025."""
    return _day(at.year, at.month, at.day, locale)


def day_of_year(at: date, locale: Locale) -> str:
    """A day where the year is clear: 1 July."""
    return dates.format_skeleton(_DAY_OF_YEAR, _noon(at), locale=locale)


def month(at: date, locale: Locale) -> str:
    """A month with its year: July 2025."""
    return dates.format_skeleton(_MONTH_OF_YEAR, _noon(at), locale=locale)


def clock(at: datetime, locale: Locale) -> str:
    """The reading of a clock: 16:00."""
    return _clock(at.hour, at.minute, locale)


def _clocked(at: When, locale: Locale) -> Phrase:
    of_year, hour = day(at.at, locale), clock(at.at, locale)
    if at.floating:
        return phrase("%(day)s, %(clock)s", day=of_year, clock=hour)
    return phrase("%(day)s, %(clock)s UTC", day=of_year, clock=hour)


# Babel reads its patterns each time; a site has few days, and a day has few minutes.


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int, locale: Locale) -> str:
    return dates.format_date(date(year, month, day), "long", locale)


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, locale: Locale) -> str:
    return dates.format_time(time(hour, minute), "short", locale=locale)


def _noon(at: date) -> datetime:
    """Babel's skeletons want a datetime."""
    return datetime(at.year, at.month, at.day, 12)
