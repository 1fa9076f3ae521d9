"""Dates as English news writes them: what in a text names a day, a month, a year or a weekday.

Decides what is a date. It resolves none and bears none out (``dates`` does).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.stages.proof.ground.words import MONTHS, WEEKDAYS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"\b(?:(?P<day>{_DAY_NUMBER})(?: of)? (?P<month>{_MONTH})\b"
    rf"|(?P<month2>{_MONTH})\.? (?P<day2>{_DAY_NUMBER})\b(?![,.]?\d))"
    rf"(?:\.?,? (?P<year>{_YEAR})\b)?",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\b(?P<month>{_MONTH})\b(?:\.?,? (?P<year>{_YEAR})\b)?", re.IGNORECASE)
_ISO = re.compile(rf"\b(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\b")
_YEAR_ALONE = re.compile(rf"(?<![\w.,$€£])(?P<year>{_YEAR})(?P<decade>s)?\b(?![,.]?\d|%)")
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})s?\b", re.IGNORECASE)
#: Months that are words too: without a capital or a number beside them they are no months.
_WORDS_TOO = frozenset({"march"} | {name for name in MONTHS if len(name) < 5}) - {"june", "july"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMark:
    """A date of a draft, by its offsets in the passage; what it does not say is None."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


@lru_cache(maxsize=256)  # several rules ask for the dates of one passage
def date_marks(text: str) -> tuple[DateMark, ...]:
    """The dates that a text names, in order, none within another."""
    marks: list[DateMark] = []
    taken = [False] * (len(text) + 1)
    for pattern in (_ISO, _DATED, _MONTH_ALONE, _WEEKDAY, _YEAR_ALONE):
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]) or not _is_date(match):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            marks.append(_mark(match))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _is_date(match: re.Match[str]) -> bool:
    named = match.groupdict()
    if match.re is _MONTH_ALONE:
        return not (
            named["month"].lower() in _WORDS_TOO and not named["year"] and not _month_by_context(match)
        )
    return True


def _month_by_context(match: re.Match[str]) -> bool:
    """Whether a word of time stands before a capital: "in May", "since March"."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    return match["month"][0].isupper() and before.endswith(
        ("in ", "since ", "until ", "by ", "last ", "next ", "early ", "late ", "mid-")
    )


def _mark(match: re.Match[str]) -> DateMark:
    named = match.groupdict()
    day = named.get("day") or named.get("day2")
    month = named.get("month") or named.get("month2")
    year, weekday = named.get("year"), named.get("weekday")
    return DateMark(
        start=match.start(),
        end=match.end(),
        day=int(re.sub(r"\D", "", day)) if day else None,
        month=(int(month) if month.isdigit() else MONTHS[month.lower()]) if month else None,
        year=int(year) if year and not named.get("decade") else None,
        weekday=WEEKDAYS[weekday.lower()] if weekday else None,
    )
