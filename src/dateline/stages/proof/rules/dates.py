"""Days, months and years: each one of a draft has to be one that its evidence gives or resolves to.

Decides what is a date in a draft and whether a source bears it out: by its words, by the times that
the interpreter resolved, or by the day of its publication. It does not resolve times itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.datemarks import DateMark, date_marks
from dateline.stages.proof.ground.words import MONTHS, RELATIVE_DAYS

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground


def unsupported_date(case: Case) -> Iterator[Objection]:
    """Days, months and years that no source gives (HOUSE_STYLE rule 16)."""
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        for mark in date_marks(passage.text):
            if missing := _missing(mark, passage.ground):
                yield _objection(passage, mark, missing)


def _missing(mark: DateMark, ground: Ground) -> str:
    """What of a date the ground does not bear out, in words, or ""."""
    if mark.day and mark.month and _known_day(mark, ground):
        return ""
    if (
        mark.month
        and not mark.day
        and any(month == mark.month and mark.year in (None, year) for year, month in ground.calendar.months)
    ):
        return ""
    if mark.month and (not _says_month(mark.month, ground) or _of_another_month(mark, ground)):
        return "month"
    if mark.day and float(mark.day) not in ground.values:
        return "day"
    if mark.year and float(mark.year) not in ground.values and mark.year not in ground.calendar.years:
        return "year"
    if mark.weekday is not None and not _says_weekday(mark.weekday, ground):
        return "day of the week"
    return ""


def _known_day(mark: DateMark, ground: Ground) -> bool:
    return any(
        (day.month, day.day) == (mark.month, mark.day) and mark.year in (None, day.year)
        for day in ground.calendar.days
    )


def _says_month(month: int, ground: Ground) -> bool:
    return any(name in ground.words for name, number in MONTHS.items() if number == month)


def _of_another_month(mark: DateMark, ground: Ground) -> bool:
    """Whether the sources, whose times have been read, name months of that year and never this one."""
    if mark.day or mark.year is None or not ground.calendar.months:
        return False
    named = {found.month for found in date_marks(ground.text) if found.month and found.year == mark.year}
    return bool(named) and mark.month not in named


def _says_weekday(weekday: int, ground: Ground) -> bool:
    if weekday in ground.calendar.weekdays:
        return True
    # "yesterday" of a report whose own date is unknown may be any day of the week.
    return not ground.calendar.days and bool(ground.words.keys() & RELATIVE_DAYS)


def _objection(passage: Passage, mark: DateMark, missing: str) -> Objection:
    said = passage.text[mark.start : mark.end]
    known = sorted(passage.ground.calendar.days)
    offer = f"; the sources speak of {_spoken(known[-1])}" if known else ""
    return Objection(
        start=passage.start + mark.start,
        end=passage.start + mark.end,
        why=f"No source gives the {missing} of “{said}”{offer}.",
        evidence=passage.nearest(),
    )


def _spoken(day: date) -> str:
    return f"{day.day} {day.strftime('%B %Y')}"
