"""Days, weeks and months reckoned from the day of the report.

Decides what "Tuesday", "in November" or "two weeks ago" means beside a given day. In news a weekday
that is the day of the report means that same day, and any other the latest past one, unless the
sentence looks ahead. Does not find the words.
"""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
    "quarter": "Q",
    "fortnight": "W",
    "weekend": "WE",
}
_PLURALS = {"centuries": "century", "decades": "decade"}
#: Units that TIMEX3 counts in others.
_TIMES = {"decade": 10, "century": 100, "fortnight": 2}
#: The first month of each season, and its name in TIMEX3 (of the northern half of the world).
SEASONS = {
    "spring": (3, "SP"),
    "summer": (6, "SU"),
    "autumn": (9, "FA"),
    "fall": (9, "FA"),
    "winter": (12, "WI"),
}


def weekday(name: str, today: date, ahead: bool = False) -> date:
    """The day that a weekday's name means in a report of ``today``."""
    behind = (today.weekday() - WEEKDAYS.index(name.lower())) % 7
    return today + timedelta(days=(7 - behind) % 7) if ahead else today - timedelta(days=behind)


def day_of(month: int, day: int, year: int | None, today: date | None) -> date | None:
    """A day and month, in the year nearest to the report where none is given; the past is nearer."""
    years = (year,) if year else (today.year - 1, today.year, today.year + 1) if today else ()
    days = [found for each in years if (found := _date(each, month, day))]
    return min(days, key=lambda found: _distance(found, today or found), default=None)


def _distance(day: date, today: date) -> int:
    days = (today - day).days
    return days if days >= 0 else -2 * days


def month_of(month: int, today: date, ahead: bool = False) -> str:
    """A month's name alone: the latest past one or this, or the next where the sentence looks ahead."""
    year = today.year - (month > today.month)
    if ahead and month < today.month:
        year = today.year + 1
    elif ahead:
        year = today.year
    return f"{year:04d}-{month:02d}"


def week(day: date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def moved(day: date, days: int) -> date | None:
    """A day so many days away, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def singular(unit: str) -> str:
    """The unit that a word names: "hours" is "hour"."""
    return _PLURALS.get(unit, unit.removesuffix("s"))


def shifted(today: date, count: int, unit: str) -> str | None:
    """The day, week, month or year so many units from today, to the precision of the unit."""
    count *= _TIMES.get(unit, 1)
    if unit in ("day", "week", "fortnight"):
        day = moved(today, count if unit == "day" else 7 * count)
        return None if day is None else day.isoformat() if unit == "day" else week(day)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + count
        return f"{months // 12:04d}-{months % 12 + 1:02d}" if 12 <= months < 120_000 else None
    if unit in ("year", "decade", "century"):
        year = today.year + count
        return f"{year:04d}" if 1 <= year <= 9999 else None
    return None


def quarter(number: int, today: date) -> str:
    """The latest quarter of a number that has begun."""
    year = today.year - (number > (today.month + 2) // 3)
    return f"{year:04d}-Q{number}"


def season(name: str, today: date, step: int = 0) -> str:
    """The latest season of a name to begin; with ``step`` -1 the latest to end, with 1 the next to begin."""
    first, code = SEASONS[name]
    began = today.year - (today.month < first)
    now = (today.month - first) % 12 < len("FMA")
    if step < 0 and now:
        began -= 1
    if step > 0:
        began += 1
    return f"{began:04d}-{code}"


def duration(count: str, unit: str) -> str:
    """A TIMEX3 duration; ``count`` is a number or ``X`` where it is not told."""
    if count != "X":
        count = str(int(count) * _TIMES.get(unit, 1))
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{count}{_UNITS[unit]}"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
