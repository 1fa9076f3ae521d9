"""A feed's time as it stood there: the instant, the precision and the zone.

The forms of RFC 822 and of ISO 8601 with a clock are read here, for feedparser gives UTC alone, takes a zone
that it does not know for UTC, and carries 31 June over into July; what else it can read is taken from it.
A time without a zone, or with one that is not known, stays floating (HOUSE_STYLE rule 16). Does not judge
whether a time is plausible: ``extract`` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from dateline.core.types import Basis, Precision, Stamp

_RFC822 = re.compile(
    r"(?:[a-z]{3,9}\.?(?:,\s*|\s+))?(?P<day>\d{1,2})[\s-]+(?P<month>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4}|\d\d)"
    r"(?:,?\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?:\s*(?P<zone>[a-z+-].{0,12}))?)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:\s*[T ]\s*(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>[a-z+-].{0,12})?)?",
    re.IGNORECASE,
)
#: 2004년 5월 28일 01:31:15, 2004年5月28日 01:31
_EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s*[년年]\s*(?P<month>\d{1,2})\s*[월月]\s*(?P<day>\d{1,2})\s*[일日]"
    r"(?:\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?P<zone>)"
)
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}
_NUMERIC = re.compile(r"(?:GMT|UTC?)?([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)
#: Names of zones -> minutes from UTC. Those that mean several (IST, BST in Asia) are left out or Europe's.
_ZONES = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BST", "WEST", "CET", "MET", "MEZ"), 60),
    **dict.fromkeys(("CEST", "MEST", "MESZ", "EET", "SAST"), 120),
    **dict.fromkeys(("EEST", "MSK", "EAT"), 180),
    **dict.fromkeys(("HKT", "SGT", "PHT", "AWST"), 480),
    **dict.fromkeys(("JST", "KST"), 540),
    **{"PKT": 300, "WIB": 420, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780},
    # North America: RFC 822 §5.1, and the short forms that feedparser reads
    **{"ADT": -180, "AST": -240, "AT": -240, "EDT": -240, "EST": -300, "ET": -300},
    **{"CDT": -300, "CST": -360, "CT": -360, "MDT": -360, "MST": -420, "MT": -420},
    **{"PDT": -420, "PST": -480, "PT": -480, "AKDT": -480, "AKST": -540, "HST": -600},
}
#: RFC 822 §5.1 with RFC 2822 §4.3: "-0000" says that the local zone is not known.
_UNKNOWN_ZONE = "-0000"
_KOREAN = "+0900"

_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(:\d\d)?|T\d\d(?:\d\d)?(\d\d)?")
_ZONED = re.compile(r"(?:\d|\s)(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)\s*$", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"\d{4}")
_MONTH_ONLY = re.compile(r"\d{4}-\d\d")


def feed_stamp(raw: str, parsed: Sequence[int] | None) -> Stamp | None:
    """The time of a feed's entry from its words and what feedparser made of them; None where it is none."""
    raw = " ".join(raw.split())
    for form in (_RFC822, _ISO, _EAST_ASIAN):
        if found := form.fullmatch(raw):
            return _read(found, raw)
    return _as_parsed(raw, parsed)


def _read(found: re.Match[str], raw: str) -> Stamp | None:
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
    zone = (found["zone"] or "").strip(" ()") or (_KOREAN if "년" in raw else "")
    if zone and _is_malformed(zone):
        return None
    offset = _offset(zone)
    second = int(found["second"] or 0)
    if second > 60:
        return None
    try:
        # A leap second is written as the second before it, rather than refused.
        at = datetime(_year(found["year"]), number, int(found["day"]), tzinfo=UTC)
        at = at.replace(
            hour=int(found["hour"] or 0), minute=int(found["minute"] or 0), second=min(second, 59)
        )
        at -= offset or timedelta(0)
    except (ValueError, OverflowError):
        return None
    if found["hour"] is None:
        return Stamp(at=at, precision=Precision.DAY, zone=None, basis=Basis.FEED)
    precision = Precision.SECOND if found["second"] else Precision.MINUTE
    return Stamp(at=at, precision=precision, zone=zone if offset is not None else None, basis=Basis.FEED)


def _year(written: str) -> int:
    """A year of two digits is one of 1990 to 2089, as feedparser has it."""
    year = int(written)
    return year if len(written) > 2 else year + (1900 if year >= 90 else 2000)


def _is_malformed(zone: str) -> bool:
    """An offset that is none: what it is written on may be of another day."""
    return zone[0] in "+-" and not _NUMERIC.match(zone)


def _offset(zone: str) -> timedelta | None:
    """A zone's distance from UTC, or None where it is not known."""
    name = zone.removeprefix("Etc/").partition(" ")[0]
    if found := _NUMERIC.fullmatch(name):
        if name == _UNKNOWN_ZONE:
            return None
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return -offset if found[1] == "-" else offset
    minutes = _ZONES.get(name.upper())
    return None if minutes is None else timedelta(minutes=minutes)


def _as_parsed(raw: str, parsed: Sequence[int] | None) -> Stamp | None:
    """What feedparser made of forms that it alone knows: dates alone, compact ISO 8601, Greek, Hungarian."""
    if parsed is None or not _is_sane(raw):
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    precision = _precision(raw)
    timed = precision in (Precision.SECOND, Precision.MINUTE)
    zone = match[1] if timed and (match := _ZONED.search(raw)) else None
    return Stamp(at=at, precision=precision, zone=zone, basis=Basis.FEED)


def _is_sane(raw: str) -> bool:
    """Whether the clock is one: feedparser would carry an hour 25 over into the next day."""
    clock = _CLOCK.search(raw)
    digits = [int(part) for part in re.findall(r"\d\d?", clock[0])] if clock else [0]
    return digits[0] <= 23 and all(part <= 60 for part in digits[1:])


def _precision(raw: str) -> Precision:
    if clock := _CLOCK.search(raw):
        return Precision.SECOND if clock[1] or clock[2] else Precision.MINUTE
    if _YEAR_ONLY.fullmatch(raw):
        return Precision.YEAR
    return Precision.MONTH if _MONTH_ONLY.fullmatch(raw) else Precision.DAY


def iso_stamp(raw: str) -> Stamp | None:
    """An RFC 3339 time or a date alone, as JSON Feed 1.1 wants them; None for anything else."""
    raw = raw.strip()
    try:
        at = datetime.fromisoformat(raw)
        zone = match[1] if (match := _ZONED.search(raw)) and at.tzinfo else None
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return Stamp(at=at, precision=_precision(raw), zone=zone, basis=Basis.FEED)
