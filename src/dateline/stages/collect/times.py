"""A feed's time as it stood there: the instant that feedparser read, the precision and the zone.

feedparser gives UTC alone and drops whether a zone was there; a report without a zone must stay
floating (HOUSE_STYLE rule 16). Does not judge whether a time is plausible: ``extract`` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate

from dateline.core.types import Basis, Precision, Stamp

_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):\d\d(?::(\d\d))?")
_COMPACT_CLOCK = re.compile(r"T(\d\d)(?:\d\d)?(\d\d)?")
_ZONE = re.compile(
    r"(?:\d|\s)(Z|UTC|GMT|UT|[ECMP][SD]?T|AK[SD]T|A[SD]?T|HST|BST|WES?T|CES?T|EES?T|MSK|[AJ]EST|AEDT|JST|KST|IST"
    r"|(?:GMT|UTC)?[+-]\d\d?:?(?:\d\d)?)\)?\s*$",
    re.IGNORECASE,
)
_ZONELESS = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?")
_YEAR_ONLY = re.compile(r"\d{4}")
_MONTH_ONLY = re.compile(r"\d{4}-\d\d")
#: RFC 822 §5.1 with RFC 2822 §4.3: "-0000" says that the local zone is not known.
_UNKNOWN_ZONE = "-0000"


def feed_stamp(raw: str, parsed: Sequence[int] | None) -> Stamp | None:
    """The time of a feed's entry from its words and what feedparser made of them."""
    raw = raw.strip()
    if parsed is None and _ZONELESS.fullmatch(raw):
        parsed = parsedate(raw)  # feedparser reads RFC 822 times only where they have a zone
    if parsed is None:
        return None
    if (clock := _clock(raw)) and (int(clock[1]) > 23 or int(clock[2] or 0) > 60):
        return None  # feedparser would carry it over into another day
    try:
        # A leap second is written as the second before it, rather than refused.
        year, month, day, hour, minute, second = parsed[:6]
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    precision = _precision(raw)
    timed = precision in (Precision.SECOND, Precision.MINUTE)
    zone = match[1] if timed and (match := _ZONE.search(raw)) else None
    if zone and zone.endswith(_UNKNOWN_ZONE):
        zone = None
    return Stamp(at=at, precision=precision, zone=zone, basis=Basis.FEED)


def _clock(raw: str) -> re.Match[str] | None:
    return _CLOCK.search(raw) or _COMPACT_CLOCK.search(raw)


def _precision(raw: str) -> Precision:
    if clock := _clock(raw):
        return Precision.SECOND if clock[2] else Precision.MINUTE
    if _YEAR_ONLY.fullmatch(raw):
        return Precision.YEAR
    return Precision.MONTH if _MONTH_ONLY.fullmatch(raw) else Precision.DAY


def iso_stamp(raw: str) -> Stamp | None:
    """An RFC 3339 time or a date alone, as JSON Feed 1.1 wants them; None for anything else."""
    raw = raw.strip()
    try:
        at = datetime.fromisoformat(raw)
        zone = match[1] if (match := _ZONE.search(raw)) and at.tzinfo else None
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return Stamp(at=at, precision=_precision(raw), zone=zone, basis=Basis.FEED)
