"""Calendar: the days, months, years and times of day that sources are about.

Decides which dates a source can bear out: what it says, what the interpreter resolved, and the day of its
publication. Whether a draft's date is borne out is for ``dates``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from dateline.core.types import Moment
from dateline.stages.proof.ground.numerals import clock_times
from dateline.stages.proof.ground.words import RELATIVE_DAYS, WEEKDAYS

_DOTTED_CLOCK = re.compile(r"\b(\d{1,2})\.(\d\d)\b")
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


class Calendar:
    """The dates of some sources: of their ``text`` and its ``words``, resolved ones, days of publication."""

    def __init__(
        self, text: str, words: Counter[str], moments: Sequence[Moment], published: Sequence[datetime]
    ) -> None:
        self.text = text
        self.words = words
        self.moments = moments
        self.published = published

    @cached_property
    def clocks(self) -> frozenset[tuple[int, int]]:
        """The times of day that the sources give, and those of publication; see ``clock_times``."""
        found = {clock for _, _, clock in clock_times(self.text)}
        found.update((int(m[1]) % 12, int(m[2])) for m in _DOTTED_CLOCK.finditer(self.text))
        found.update((at.hour % 12, at.minute) for at in self.published)
        return frozenset(found | {(hour, 0) for hour, _ in found if _})

    @cached_property
    def days(self) -> frozenset[date]:
        """The days that the sources are about: resolved times, and the days of publication."""
        found = {at.date() for at in self.published}
        for match in self._resolved:
            if match[3]:
                found.update(_day(match))
        if self.words.keys() & RELATIVE_DAYS:
            found.update({day + timedelta(days=step) for day in set(found) for step in (-1, 1)})
        return frozenset(found)

    @cached_property
    def months(self) -> frozenset[tuple[int, int]]:
        """(year, month) of the days and of the times that are known to the month."""
        known = {(int(match[1]), int(match[2])) for match in self._resolved}
        return frozenset({(day.year, day.month) for day in self.days} | known)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of all known times."""
        known = {int(moment.value[:4]) for moment in self.moments if moment.value[:4].isdigit()}
        return frozenset({year for year, _ in self.months} | known)

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """The days of the week that the sources name or are about; Monday is 0."""
        named = {number for name, number in WEEKDAYS.items() if name in self.words or name[:3] in self.words}
        return frozenset(named | {day.weekday() for day in self.days})

    @cached_property
    def _resolved(self) -> list[re.Match[str]]:
        return [match for moment in self.moments if (match := _ISO.match(moment.value))]


def _day(match: re.Match[str]) -> Iterator[date]:
    try:
        yield date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return
