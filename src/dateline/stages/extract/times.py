"""A time as a page wrote it: the instant, how precise, in which zone, and where it stood.

Decides which of a page's times to believe. What cannot be read with certainty is None: a date like
03/04/2025 has two readings and gets none. A time without a zone stays floating (HOUSE_STYLE rule
16); one that cannot be true is set aside with a note, never moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice

from dateline.core.types import Basis, Precision, Stamp
from dateline.stages.extract.written import Written, iso_offset, offset_of, whole_date

EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)  # 1970 is what a clock that was never set says
AHEAD = timedelta(days=1)  # a clock without a zone may be this far ahead of ours
SKEW = timedelta(minutes=10)  # by which other people's clocks err
REDATED = timedelta(days=2)  # a time so much later than the day in its address is that of a new edition
_CLOCKED = (Precision.SECOND, Precision.MINUTE)

_ISO = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{8})"
    r"(?:(?:T|\s{1,2}|,\s)(?P<hour>\d{1,2})(?::?(?P<minute>\d\d))(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_RFC822 = re.compile(
    r"(?:[A-Za-z]{3},?\s{1,2})?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s([A-Z]{1,4}|[+-]\d{4})"
)
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)(?:([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])|/(\d{1,2})/(\d{1,2}))(?=[/._-]|$)"
)
_IN_STATE = re.compile(
    r"[\"'](?:datePublished|publishedDate|published_at|publish(?:ed)?_?(?:date|time|at)|publicationDate|firstPublished(?:Date)?"
    r"|datePosted)[\"']\s*:\s*[\"']([^\"']{8,35})[\"']",
    re.IGNORECASE,
)
_MOST_STATES = 20
_LONGEST = 60


def read_time(text: str, basis: Basis, language: str = "") -> Stamp | None:
    """The time that the words give, or None where they give none with certainty.

    ``language``, that of the page, settles which part of 03/04/2025 is the day.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _read(text, basis) or _worded(text, basis, language)
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
    return None


def _worded(text: str, basis: Basis, language: str) -> Stamp | None:
    """A date as people write it, with nothing beside it but a label or a day of the week."""
    written = whole_date(text, language)
    return _stamped(written, basis) if written else None


def _stamped(written: Written, basis: Basis) -> Stamp | None:
    stamp = _read(written.iso, basis)
    return replace(stamp, zone=written.zone) if stamp and stamp.zone and written.zone else stamp


def shown_time(written: Written) -> Stamp | None:
    """The time of a date that stands beside the headline; None where no calendar has it.

    One that says not what happened then is a guess.
    """
    try:
        return _stamped(written, Basis.TIME if written.says else Basis.GUESS)
    except ValueError:
        return None


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
    if zone and not offset_of(zone):
        raise ValueError(f"no zone has the offset {zone}")
    whole = 59 if second == "60" else int(second or 0)  # a leap second is the one before it
    at = datetime(*day, int(hour), int(minute or 0), whole, tzinfo=UTC) - offset_from(zone)
    precision = Precision.SECOND if second else Precision.MINUTE
    return Stamp(at=at, precision=precision, zone=zone.upper() if zone else None, basis=basis)


def offset_from(zone: str | None) -> timedelta:
    """How far a zone is ahead of UTC; nothing where it is not known."""
    found = offset_of(zone or "")
    if len(found) < 6:
        return timedelta(0)
    offset = timedelta(hours=int(found[1:3]), minutes=int(found[4:6]))
    return -offset if found[0] == "-" else offset


def time_in_url(url: str) -> Stamp | None:
    """The day that an address carries (``/2025/07/01/``, ``/2025-07-01-``), else None."""
    found = _IN_URL.search(url)
    if not found:
        return None
    return read_time(f"{found[1]}-{found[3] or found[5]}-{found[4] or found[6]}", Basis.URL)


def time_in_state(source: str) -> Stamp | None:
    """The day of publication in a page's data for its scripts, where all of it agrees; a guess."""
    told = {found[1] for found in islice(_IN_STATE.finditer(source), _MOST_STATES)}
    stamps = [stamp for text in told if (stamp := read_time(text, Basis.GUESS))]
    return stamps[0] if stamps and len({stamp.at.date() for stamp in stamps}) == 1 else None


def plausible(stamp: Stamp, now: datetime) -> bool:
    """Whether a report of the time before ``now`` may carry this time.

    A day or a clock without a zone may be a day ahead of Greenwich; one with a zone as far as clocks err.
    """
    return EARLIEST <= stamp.at <= now + (SKEW if _is_instant(stamp) else AHEAD)


def choose(
    stamps: Iterable[Stamp | None], now: datetime, label: str, *, clamp: bool = True
) -> tuple[Stamp | None, tuple[str, ...]]:
    """The time to believe of those that sources give, in the order of trust; notes on what was odd.

    The first that can be true counts, unless two others agree on another instant with the same clock
    reading (a zone that was put on wrongly), or the address has an earlier day (dated anew). It is made no
    vaguer than a later one of the same day, and takes the zone in which the page shows it. Where all that is
    given lies in the future it is clamped to ``now``, as a guess with a note (``clamp`` off: set aside).
    """
    notes: list[str] = []
    sound: list[Stamp] = []
    ahead = False
    for stamp in stamps:
        if stamp is None:
            continue
        if plausible(stamp, now):
            sound.append(_day_alone(stamp))
            continue
        ahead = ahead or stamp.at > now
        why = "lies in the future" if stamp.at > now else "is before 1971"
        note = f"{label}: {stamp.rfc3339()} ({stamp.basis}) {why} and was set aside"
        if note not in notes:
            notes.append(note)
    if sound:
        chosen, said = _judged(sound, label)
        return chosen, (*notes, *said)
    if not (ahead and clamp):
        return None, tuple(notes)
    clamped = Stamp(at=now.replace(microsecond=0), precision=Precision.SECOND, zone="Z", basis=Basis.GUESS)
    return clamped, (*notes, f"{label}: clamped to when it was fetched")


def _judged(sound: list[Stamp], label: str) -> tuple[Stamp, tuple[str, ...]]:
    first, others = sound[0], sound[1:]
    addressed = next((stamp for stamp in others if stamp.basis is Basis.URL), None)
    if addressed and first.at - addressed.at > REDATED:
        note = f"{label}: {first.rfc3339()} ({first.basis}) is later than the day in its address"
        return _most_precise(addressed, others), (note,)
    agreed = _outvoted(first, others)
    if agreed:
        note = f"{label}: {first.rfc3339()} ({first.basis}) has another zone than two other places"
        return agreed, (note,)
    return _in_its_zone(_most_precise(first, others), others), ()


def _is_instant(stamp: Stamp) -> bool:
    return not stamp.floating and stamp.precision in _CLOCKED


def _day_alone(stamp: Stamp) -> Stamp:
    """Midnight to the second in UTC or in the source's own zone is a date that a program made a time of."""
    if not _is_instant(stamp) or stamp.zone is None:
        return stamp
    local = stamp.at + offset_from(stamp.zone)
    if (local.hour, local.minute, local.second) != (0, 0, 0):
        return stamp
    return Stamp(at=local, precision=Precision.DAY, zone=None, basis=stamp.basis)


def _most_precise(first: Stamp, others: Iterable[Stamp]) -> Stamp:
    if first.precision is not Precision.DAY:
        return first
    return next((s for s in others if s.precision in _CLOCKED and _local_day(s) == first.at.date()), first)


def _local_day(stamp: Stamp) -> date:
    """The day that the stamp's own source would print."""
    return (stamp.at + offset_from(stamp.zone)).date()


def _outvoted(first: Stamp, others: list[Stamp]) -> Stamp | None:
    """The instant that two other places agree on, where it is the same clock reading in another zone."""
    if not _is_instant(first):
        return None
    counts = Counter(stamp.at for stamp in others if _is_instant(stamp) and _is_shifted(stamp, first))
    if not counts or first.at in {stamp.at for stamp in others}:
        return None
    instant, votes = counts.most_common(1)[0]
    return next(stamp for stamp in others if stamp.at == instant) if votes > 1 else None


def _is_shifted(one: Stamp, other: Stamp) -> bool:
    """Whether two instants differ by what an offset may be: quarters of an hour, at most fourteen hours."""
    apart = abs(one.at - other.at)
    return timedelta(0) < apart <= timedelta(hours=14) and apart % timedelta(minutes=15) == timedelta(0)


def _in_its_zone(chosen: Stamp, others: Iterable[Stamp]) -> Stamp:
    """The same instant with the zone that the page shows it in, where its machine-readable form is in UTC.

    That is an offset given for the same instant elsewhere, or a shown clock without a zone off by one.
    """
    if not _is_instant(chosen) or offset_of(chosen.zone or "") != "Z":
        return chosen
    for other in others:
        if other.precision not in _CLOCKED:
            continue
        if not other.floating and other.at == chosen.at and offset_from(other.zone):
            return replace(chosen, zone=other.zone)
        minute = chosen.at.replace(second=0)
        shown = replace(other, at=other.at.replace(second=0))
        if other.floating and _is_shifted(shown, replace(chosen, at=minute)):
            return replace(chosen, zone=iso_offset(shown.at - minute))
    return chosen
