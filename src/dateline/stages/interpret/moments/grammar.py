"""When: time expressions with TIMEX3 types and values, relative to the day of the report.

Decides which words tell a time and what day, week, month, year, clock time or length they mean.
Does not decide which of them is the time of the happening. Where the report has no date of its own,
relative expressions stay silent. A time of day stays floating: the report's zone is not ours to add.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.core.types import Moment, Precision
from dateline.stages.interpret.moments.calendar import (
    MONTHS,
    WEEKDAYS,
    day_of,
    duration,
    month_of,
    shifted,
    week,
    weekday,
)
from dateline.stages.interpret.moments.outlook import looks_ahead
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import rows
from dateline.stages.interpret.reading.numerals import small_number
from dateline.stages.interpret.reading.sentences import Sentence

_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SETS = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "hourly": "PT1H",
    "annual": "P1Y",
}
_REFERENCES = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "recently": "PAST_REF",
    "at present": "PRESENT_REF",
    "at the moment": "PRESENT_REF",
}

Value = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A match with the day of the report and whether its sentence looks ahead."""

    match: re.Match[str]
    today: date | None
    ahead: bool

    def __getitem__(self, group: str) -> str:
        return (self.match.groupdict().get(group) or "").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A pattern, the words without one of which it cannot match, and what a match means."""

    words: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[_Match], Value | None]


def moments(view: Annotation) -> tuple[Moment, ...]:
    """The time expressions of a report, in order, none inside another."""
    today = _day_of_report(view)
    found: list[tuple[int, int, str, str]] = []
    text = view.report.text
    for rule, sentence in _calls(view):
        for match in rule.pattern.finditer(text, sentence.start, sentence.end):
            ahead = looks_ahead(view, match.start(), sentence)
            value = rule.read(_Match(match=match, today=today, ahead=ahead))
            if value is not None:
                found.append((*match.span("span" if "span" in rule.pattern.groupindex else 0), *value))
    return tuple(_moment(view, *each) for each in _dated(_outermost(found)))


def _calls(view: Annotation) -> list[tuple[_Rule, Sentence]]:
    """The patterns that the words of each sentence call for: most sentences tell no time."""
    called: set[tuple[int, int]] = set()
    rules = _rules(view.capitals)
    for word, positions in view.index.items():
        kind = _kind(word)
        numbers = [n for n, rule in enumerate(rules) if kind in rule.words] if kind in _ALL_WORDS else ()
        for number in numbers:
            called.update((view.sentence_at(view.starts[position]), number) for position in positions)
    return [(rules[number], view.sentences[sentence]) for sentence, number in sorted(called)]


def _kind(word: str) -> str:
    """A word as the patterns call it: clock times and years by their shape."""
    if word[0].isdigit():
        return "#clock" if ":" in word else "#year" if len(word) == 4 else word
    if "-" in word:
        return word.split("-", maxsplit=1)[0]
    return word


def _moment(view: Annotation, start: int, end: int, kind: str, value: str) -> Moment:
    return Moment(phrase=view.phrase(start, end), type=kind, value=value, evidence=view.evidence(start, end))


def _day_of_report(view: Annotation) -> date | None:
    stamp = view.report.published
    if stamp is None or stamp.precision in (Precision.MONTH, Precision.YEAR, Precision.UNKNOWN):
        return None
    return stamp.at.date()


def _outermost(found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Of matches that overlap, the first and longest."""
    kept: list[tuple[int, int, str, str]] = []
    for each in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or each[0] >= kept[-1][1]:
            kept.append(each)
    return kept


def _dated(found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Clock times with the date that stands beside them, else the day of the report."""
    dated: list[tuple[int, int, str, str]] = []
    for position, (start, end, kind, value) in enumerate(found):
        if kind == "TIME" and "|" in value:
            day, clock = value.split("|")
            for near in (position + 1, position - 1):
                if (
                    0 <= near < len(found)
                    and found[near][2] == "DATE"
                    and re.match(r"\d{4}-\d\d-\d\d", found[near][3])
                ):
                    gap = found[near][0] - end if near > position else start - found[near][1]
                    if gap <= 12:
                        day = found[near][3][:10]
                        break
            if not day:
                continue
            dated.append((start, end, kind, f"{day}T{clock}"))
        else:
            dated.append((start, end, kind, value))
    return dated


# --- what each pattern means ----------------------------------------------------------------


def _full_date(m: _Match) -> Value | None:
    day = day_of(
        MONTHS[m["month"].rstrip(".")], int(m["day"]), int(m["year"]) if m["year"] else None, m.today
    )
    if day is None:
        return None
    part = _PARTS.get(m["part"], "")
    return "DATE", day.isoformat() + part


def _numeric_date(m: _Match) -> Value | None:
    day = day_of(int(m["month"]), int(m["day"]), int(m["year"]), None)
    return ("DATE", day.isoformat()) if day else None


def _month_year(m: _Match) -> Value | None:
    return "DATE", f"{m['year']}-{MONTHS[m['month'].rstrip('.')]:02d}"


def _month_alone(m: _Match) -> Value | None:
    if m.today is None:
        return None
    number = MONTHS[m["month"].rstrip(".")]
    if m["which"] == "next":
        return "DATE", f"{m.today.year + (number <= m.today.month):04d}-{number:02d}"
    if m["which"] == "last":
        return "DATE", f"{m.today.year - (number >= m.today.month):04d}-{number:02d}"
    return "DATE", month_of(number, m.today, m.ahead and m["lead"] in ("in", "by", "until", "for"))


def _weekday(m: _Match) -> Value | None:
    if m.today is None:
        return None
    ahead = m["which"] == "next" or (m.ahead and m["which"] not in ("last", "past"))
    day = weekday(m["weekday"], m.today, ahead)
    if m["which"] in ("last", "past") and day == m.today:
        day -= timedelta(days=7)
    if m["which"] == "next" and day == m.today:
        day += timedelta(days=7)
    part = _PARTS.get(m["part"], "")
    return ("TIME" if part else "DATE"), day.isoformat() + part


def _near_day(m: _Match) -> Value | None:
    if m.today is None:
        return None
    word = m["near"]
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, -1 if word in ("last night", "overnight") else 0)
    day = (m.today + timedelta(days=shift)).isoformat()
    if word in ("tonight", "last night", "overnight"):
        return "TIME", day + "TNI"
    part = _PARTS.get(m["part"] or (word.split()[1] if word.startswith("this ") else ""), "")
    return ("TIME" if part else "DATE"), day + part


def _ago(m: _Match) -> Value | None:
    if m.today is None:
        return None
    number = small_number(m["count"])
    if number is None:
        return "DATE", "PAST_REF"
    value = shifted(m.today, -number, m["unit"])
    return ("DATE", value) if value else None


def _this_unit(m: _Match) -> Value | None:
    if m.today is None:
        return None
    step = {"last": -1, "previous": -1, "next": 1}.get(m["which"], 0)
    unit = m["unit"]
    if unit == "weekend":
        return "DATE", week(
            m.today + timedelta(weeks=step if m.today.weekday() < 5 or step > 0 else step + 0)
        ) + "-WE"
    if unit in _SEASONS:
        return "DATE", f"{m.today.year + step:04d}-{_SEASONS[unit]}"
    value = shifted(m.today, step, unit)
    return ("DATE", value) if value else None


def _year(m: _Match) -> Value | None:
    return "DATE", m["year"][:3] + "X" if m["decade"] else m["year"]


def _clock(m: _Match) -> Value | None:
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    half = m["half"].replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    return "TIME", f"{m.today.isoformat() if m.today else ''}|{hour:02d}:{minute:02d}"


def _noon(m: _Match) -> Value | None:
    return (
        "TIME",
        f"{m.today.isoformat() if m.today else ''}|{'12:00' if m['word'] in ('noon', 'midday') else '24:00'}",
    )


def _duration(m: _Match) -> Value | None:
    number = small_number(m["count"])
    return "DURATION", duration("X" if number is None else str(number), m["unit"])


def _set(m: _Match) -> Value | None:
    if m["weekday"]:
        return "SET", f"XXXX-WXX-{WEEKDAYS.index(m['weekday']) + 1}"
    return "SET", _SETS.get(m["word"]) or duration(
        str(small_number(m["count"] or "one") or 1), m["unit"] or "day"
    )


def _reference(m: _Match) -> Value | None:
    return "DATE", _REFERENCES[m["word"]]


_UNIT_WORDS = frozenset(
    word
    for unit in ("second", "minute", "hour", "day", "week", "month", "year", "decade", "weekend", *_SEASONS)
    for word in (unit, unit + "s", unit + "-long")
)
_CLASSES = {
    "month": frozenset(MONTHS) | {f"{month}." for month in MONTHS},
    "weekday": frozenset(WEEKDAYS),
    "year": frozenset({"#year"}),
    "clock": frozenset({"#clock", "am", "pm", "a.m.", "p.m."}),
    "near": frozenset({"yesterday", "today", "tomorrow", "tonight", "overnight", *_PARTS}),
    "ago": frozenset({"ago"}),
    "noon": frozenset({"noon", "midday", "midnight"}),
    "unit": _UNIT_WORDS,
    "set": frozenset(_SETS) | {"every", "each"},
    "reference": frozenset({"now", "currently", "recently", "at"}),
}
_ALL_WORDS = frozenset().union(*_CLASSES.values())
_READERS: dict[str, Callable[[_Match], Value | None]] = {
    "full date": _full_date,
    "numeric date": _numeric_date,
    "month year": _month_year,
    "month alone": _month_alone,
    "weekday": _weekday,
    "near day": _near_day,
    "ago": _ago,
    "this unit": _this_unit,
    "year": _year,
    "clock": _clock,
    "noon": _noon,
    "duration": _duration,
    "set": _set,
    "reference": _reference,
}


@cache
def _rules(capitals: bool) -> tuple[_Rule, ...]:
    """The patterns of ``data/moments.tsv`` compiled; in a text set in capitals case tells nothing."""
    parts = tuple(rows("moments/moment_parts.tsv"))
    rules = []
    for reader, kind, case, pattern in rows("moments/moments.tsv"):
        whole = pattern
        for name, part in parts:
            whole = whole.replace(name, part)
        flags = re.IGNORECASE if capitals or case == "i" else re.NOFLAG
        compiled = re.compile(whole.replace(" ", r"\s"), flags)
        rules.append(_Rule(words=_CLASSES[kind], pattern=compiled, read=_READERS[reader]))
    return tuple(rules)
