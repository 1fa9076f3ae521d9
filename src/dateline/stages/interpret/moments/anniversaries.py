"""Days that name what happened on them once: the Sept. 11 attacks.

Decides the year of such a day, by the words behind it. Does not find the day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateline.stages.interpret.reading.lexicon import rows

#: Days after which a day is a name.
_MEMORY = 30


def year_of_name(day: tuple[int, int], behind: frozenset[str], today: date | None) -> int | None:
    """The year of a month and day with the words behind it; None where it is no name, or was not yet one."""
    year, words = _named_days().get(day, (0, frozenset()))
    if not words & behind or today is None:
        return None
    return year if today > date(year, *day) + timedelta(days=_MEMORY) else None


@cache
def _named_days() -> dict[tuple[int, int], tuple[int, frozenset[str]]]:
    return {
        (int(day[:2]), int(day[3:])): (int(year), frozenset(words.split()))
        for day, year, words in rows("moments/named_days.tsv")
    }
