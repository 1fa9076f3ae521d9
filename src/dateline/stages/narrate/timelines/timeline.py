"""The days of a theme that mattered, each with the lines that tell it best.

Decides how many days to print and in which order they may choose their lines: a day that mattered more
chooses first. Which days mattered is ``days``, which sentence tells a day is ``telling``; what a theme is and
what a time means were decided before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.core.pages import Clipping, TimelineEntry
from dateline.stages.narrate.timelines.days import read, weigh
from dateline.stages.narrate.timelines.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineOptions:
    """What may be asked of a timeline: its first and last day (ISO dates), how many days, lines for each.

    Without ``dates`` as many as matter are given, without ``lines`` one for each.
    """

    start: str | None = None
    end: str | None = None
    dates: int | None = None
    lines: int | None = None


#: A day matters by default from this share of the mean of the days that matter most.
_MATTERS, _TOP = 0.25, 5
FIXED = TimelineOptions()


def timeline(
    theme: str, clippings: Sequence[Clipping], options: TimelineOptions = FIXED
) -> tuple[TimelineEntry, ...]:
    """The theme's timeline in order of date, each line with the sentence that it was made of as evidence.

    A report without a day of publication counts for the days that it names. A report whose terms allow no
    extract counts for its days and gives no line. Raises ``ValueError`` where ``start`` or ``end`` is no
    ISO date. Time is linear in the sentences, but for the lines that are compared with one another.
    """
    readings = [read(clipping) for clipping in sorted(clippings, key=lambda clipping: clipping.report.id)]
    telling = Telling(readings)
    weights = weigh(readings, telling.relevance())
    days = {day: weight for day, weight in weights.items() if _inside(day, options)}
    entries: dict[date, tuple[TimelineEntry, ...]] = {}
    most = _how_many(days, options)
    for day in sorted(days, key=lambda day: (-days[day], day)):
        if len(entries) == most:
            break
        found = tuple(
            TimelineEntry(theme=theme, date=day.isoformat(), text=line, evidence=(span,))
            for line, span in telling.lines(day, options.lines or 1)
        )
        if found:
            entries[day] = found
    return tuple(entry for day in sorted(entries) for entry in entries[day])


def _inside(day: date, options: TimelineOptions) -> bool:
    start = date.fromisoformat(options.start) if options.start else date.min
    end = date.fromisoformat(options.end) if options.end else date.max
    return start <= day <= end


def _how_many(days: Mapping[date, float], options: TimelineOptions) -> int:
    if options.dates is not None:
        return options.dates
    top = sorted(days.values(), reverse=True)[:_TOP]
    return sum(weight * len(top) >= _MATTERS * sum(top) for weight in days.values())
