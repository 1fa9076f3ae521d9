"""Whether a report writes the day before the month: what 4/6/2024 means.

Decides by the country of its address, then by how it writes its other dates, then by which of the two days is
near that of the report; where nothing tells, it does not guess.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.stages.interpret.moments.calendar import MONTHS

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation

#: Endings of addresses of countries that write the month first; every other country's puts the day first.
_MONTH_FIRST = frozenset({"us", "gov", "mil", "edu", "ph"})
#: Endings of two letters that are used by anybody, or by a country that writes both.
_NEITHER = frozenset({"ca", "co", "io", "tv", "me", "ai", "fm"})
_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_NEAR_DAYS = 45


def day_comes_first(
    view: Annotation, today: date | None, orders: tuple[date | None, date | None]
) -> bool | None:
    """Whether the first number is the day; ``orders`` are the two days that it may be. None: nobody knows."""
    host = urlsplit(view.report.url).hostname or ""
    ending = host.rpartition(".")[2]
    if ending in _MONTH_FIRST:
        return False
    if len(ending) == len("uk") and ending not in _NEITHER:
        return True
    habit = _habit(view)
    if habit is not None:
        return habit
    near = [today is not None and day is not None and abs((day - today).days) <= _NEAR_DAYS for day in orders]
    return near[0] if near[0] != near[1] else None


def _habit(view: Annotation) -> bool | None:
    """How the report writes the dates that have a month's name."""
    before = after = 0
    for word in view.index.keys() & MONTHS.keys():
        for position in view.index[word]:
            before += position > 0 and _DAY.fullmatch(view.lower[position - 1]) is not None
            after += _DAY.fullmatch("".join(view.lower[position + 1 : position + 2])) is not None
    return None if before == after else before > after
