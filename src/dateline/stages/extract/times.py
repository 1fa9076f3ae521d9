"""A time as a page wrote it: the instant, how precise, in which zone, and where it stood.

Decides which of a page's times to believe. What cannot be read with certainty is None: a date like
03/04/2025 has two readings and gets none. A time without a zone stays floating (HOUSE_STYLE rule
16); one that cannot be true is set aside with a note, never moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dateline.core.types import Basis, Precision, Stamp

EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)  # 1970 is what a clock that was never set says
AHEAD = timedelta(days=1)  # a scheduled or wrongly zoned report may be this far in the future

_ISO = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{8})"
    r"(?:(?:T|\s{1,2}|,\s)(?P<hour>\d{1,2})(?::?(?P<minute>\d\d))(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_DOTTED = re.compile(
    r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s?[,-]?\s{0,2}(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:\s?Uhr)?)?"
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NAMED = re.compile(
    r"(?:[a-z]{3,9},?\s)?(?:(?P<month>[a-z]{3,9})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s(?P<month2>[a-z]{3,9})\.?,?)\s(?P<year>\d{4})"
    r"(?:(?:,|\sat|\s[-–|])?\s(?P<hour>\d{1,2})[:.](?P<minute>\d\d)\s?(?P<half>[ap]\.?m\.?)?"
    r"(?:\s(?P<zone>UTC|GMT|Z))?)?",
    re.IGNORECASE,
)
_RFC822 = re.compile(
    r"(?:[A-Za-z]{3},?\s{1,2})?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s([A-Z]{1,4}|[+-]\d{4})"
)
_IN_URL = re.compile(r"/((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/._-]|$)")
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}
_LONGEST = 60


def read_time(text: str, basis: Basis) -> Stamp | None:
    """The time that the words give, or None where they give none with certainty."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _read(text, basis)
    except (ValueError, OverflowError, OSError):
        return None


def _read(text: str, basis: Basis) -> Stamp | None:
    if found := _ISO.fullmatch(text):
        return _iso(found, basis)
    if found := _RFC822.fullmatch(text):
        zone = None if found[1] == "-0000" else found[1]
        at = parsedate_to_datetime(text)
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        precision = Precision.SECOND if text.count(":") > 1 else Precision.MINUTE
        return Stamp(at=at, precision=precision, zone=zone, basis=basis)
    if _EPOCH.fullmatch(text):
        return Stamp(at=datetime.fromtimestamp(int(text[:10]), UTC), zone="Z", basis=basis)
    if found := _MONTH.fullmatch(text):
        at = datetime(int(found[1]), int(found[2]), 1, tzinfo=UTC)
        return Stamp(at=at, precision=Precision.MONTH, zone=None, basis=basis)
    return _written(text, basis)


def _written(text: str, basis: Basis) -> Stamp | None:
    """Dates as people write them: dotted (day first), slashed if one reading fails, with a month's name."""
    if found := _DOTTED.fullmatch(text):
        day, month, year, hour, minute, second = found.groups()
        return _stamp((int(year), int(month), int(day)), (hour, minute, second), None, basis)
    if found := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        if first > 12 >= second:
            return _stamp((year, second, first), (None, None, None), None, basis)
        return (
            _stamp((year, first, second), (None, None, None), None, basis) if second > 12 >= first else None
        )
    if found := _NAMED.fullmatch(text):
        month = _MONTHS.get((found["month"] or found["month2"]).lower()[:3])
        if month is None:
            return None
        day = (int(found["year"]), month, int(found["day"] or found["day2"]))
        hour = _hour(found["hour"], found["half"])
        return _stamp(day, (hour, found["minute"], None), found["zone"], basis)
    return None


def _hour(hour: str | None, half: str | None) -> str | None:
    """An hour of the clock of twelve as one of twenty-four."""
    if hour is None or not half:
        return hour
    return str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))


def _iso(found: re.Match[str], basis: Basis) -> Stamp:
    date = found["date"]
    parts = date.split("-") if "-" in date else [date[:4], date[4:6], date[6:]]
    year, month, day = (int(part) for part in parts)
    return _stamp((year, month, day), (found["hour"], found["minute"], found["second"]), found["zone"], basis)


def _stamp(
    day: tuple[int, int, int],
    clock: tuple[str | None, str | None, str | None],
    zone: str | None,
    basis: Basis,
) -> Stamp:
    hour, minute, second = clock
    if hour is None:
        return Stamp(at=datetime(*day, tzinfo=UTC), precision=Precision.DAY, zone=None, basis=basis)
    whole = 59 if second == "60" else int(second or 0)  # a leap second is the one before it
    at = datetime(*day, int(hour), int(minute or 0), whole, tzinfo=UTC) - _offset(zone)
    precision = Precision.SECOND if second else Precision.MINUTE
    return Stamp(at=at, precision=precision, zone=zone.upper() if zone else None, basis=basis)


def _offset(zone: str | None) -> timedelta:
    """The offset of ISO 8601; a name that it allows (Z, UTC, GMT) is none."""
    if not zone or zone[0] not in "+-":
        return timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset


def time_in_url(url: str) -> Stamp | None:
    """The day that an address carries (``/2025/07/01/``, ``/2025-07-01-``), else None."""
    found = _IN_URL.search(url)
    if not found:
        return None
    return read_time(f"{found[1]}-{found[3]}-{found[4]}", Basis.URL)


def plausible(stamp: Stamp, now: datetime) -> bool:
    """Whether a report of the time before ``now`` may carry this time."""
    return EARLIEST <= stamp.at <= now + AHEAD


def choose(stamps: Iterable[Stamp | None], now: datetime, label: str) -> tuple[Stamp | None, tuple[str, ...]]:
    """The first time that can be true, made no vaguer than a later one that agrees; notes on the others.

    Where the first has only the day and a later one of the same day has the clock, that one is taken.
    """
    notes: list[str] = []
    sound: list[Stamp] = []
    for stamp in stamps:
        if stamp is None:
            continue
        if plausible(stamp, now):
            sound.append(stamp)
            continue
        why = "lies in the future" if stamp.at > now else "is before 1971"
        note = f"{label}: {stamp.at:%Y-%m-%d} ({stamp.basis}) {why} and was set aside"
        if note not in notes:
            notes.append(note)
    return (_most_precise(sound[0], sound[1:]) if sound else None), tuple(notes)


def _most_precise(first: Stamp, others: Iterable[Stamp]) -> Stamp:
    if first.precision is not Precision.DAY:
        return first
    clocked = (Precision.SECOND, Precision.MINUTE)
    return next((s for s in others if s.precision in clocked and s.at.date() == first.at.date()), first)
