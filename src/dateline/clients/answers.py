"""What the head of an answer says: how a status is told, how long an answer is good, how long to wait.

Pure functions of headers and a time. Asks nothing, remembers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateline.core.errors import FetchError

LONGEST_HOLD = 86_400.0
DEFAULT_HOLD = 600.0  # where a host asks to be left alone in words that we cannot read
_LONGEST_FRESH = 2**31  # RFC 9111 §1.2.2

PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
GOOD = (200, 203)
BUSY = (429, 503)

#: What a status means to whoever reads the list of sources, and the way out.
_MEANINGS = {
    202: ("has the page not ready yet, or wants to see a browser", "try again later"),
    204: ("has no content there", "check the address"),
    205: ("has no content there", "check the address"),
    206: ("gave a part of what was asked for whole", "tell the site's owner"),
    300: ("gives a choice of addresses", "give one of them"),
    304: ("says that nothing changed, though nothing was known", "tell the site's owner"),
    305: ("wants a proxy", "left out"),
    400: ("did not understand the request", "check the address"),
    401: ("wants a password", "ask the site's owner"),
    402: ("wants to be paid", "ask the site's owner"),
    403: ("does not let us in", "ask the site's owner"),
    404: ("has nothing there", "check the address"),
    406: ("has no form of it that we read", "check the address"),
    408: ("waited too long for the request", "try again later"),
    410: ("says that it is gone for good", "remove it"),
    421: ("is not the server of this name", "check the address"),
    429: ("is asked too often", "wait as long as it says"),
    451: ("may not give it for legal reasons", "left out"),
    503: ("is too busy or being mended", "wait as long as it says"),
}
#: The same for whole classes of statuses.
_CLASSES = {
    1: ("answered with something other than an answer", "tell the site's owner"),
    2: ("gave something other than a page", "check the address"),
    3: ("redirects, but not to an address", "give the last address"),
    4: ("refused the request", "check the address"),
    5: ("failed", "try again later"),
}

_CHARSET = re.compile(r";\s*charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;]+))", re.I)
_DIRECTIVE = re.compile(r'\s*([^\s=,"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^,]*))?\s*(?:,|$)')


def complaint(item: str, status: int, hold: float | None = None) -> FetchError:
    """A status that is no good answer, as an error that a person understands."""
    unknown = ("answered with a status that nobody knows", "tell the site's owner")
    meaning, remedy = _MEANINGS.get(status) or _CLASSES.get(status // 100, unknown)
    return FetchError(item, f"answered {status}: it {meaning}", remedy, status=status, hold=hold)


def hold(status: int, value: str | None, now: datetime) -> float | None:
    """For how many seconds the host asks to be left alone (``Retry-After``, RFC 9110 §10.2.3).

    A number or a date; at most a day; None for a good answer, or where the time is past. What cannot
    be read, and 429 without a word, count as ten minutes.
    """
    if status in GOOD or (value is None and status != 429):
        return None
    seconds = _delay((value or "").strip(), now)
    return min(seconds, LONGEST_HOLD) if seconds > 0 else None


def _delay(value: str, now: datetime) -> float:
    if re.fullmatch(r"[0-9]+", value):
        return min(float(value[:12]), LONGEST_HOLD)
    date = http_date(value)
    return DEFAULT_HOLD if date is None else (date - now).total_seconds()


def http_date(value: str) -> datetime | None:
    """A date as HTTP writes it, in any of its three forms (RFC 9110 §5.6.7); None for anything else."""
    try:
        date = parsedate_to_datetime(value)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def fresh(headers: Mapping[str, str], now: datetime) -> int | None:
    """For how many seconds an answer calls itself good to a private cache (RFC 9111 §4.2).

    ``max-age`` wins over ``Expires``, ``Age`` is taken off; None where it says no-cache, no-store or nothing.
    """
    control = _directives(headers.get("cache-control", ""))
    if "no-cache" in control or "no-store" in control:
        return None
    if "max-age" in control:
        stated = control["max-age"]
        return _whole(int(stated[:12]) - _age(headers)) if stated.isdecimal() and stated.isascii() else None
    if "expires" not in headers:
        return None
    expires = http_date(headers["expires"])
    return _whole((expires - _date(headers, now)).total_seconds()) if expires else 0  # RFC 9111 §5.3


def _directives(value: str) -> dict[str, str]:
    """``Cache-Control`` taken apart; of a directive given twice the first counts (RFC 9111 §4.2.1)."""
    found: dict[str, str] = {}
    for name, held in _DIRECTIVE.findall(value[:2_000]):
        found.setdefault(name.lower(), held.strip().strip('"'))
    return found


def _age(headers: Mapping[str, str]) -> int:
    age = headers.get("age", "").strip()
    return int(age[:12]) if age.isascii() and age.isdecimal() else 0


def _date(headers: Mapping[str, str], now: datetime) -> datetime:
    """When the answer was made, by its own clock: ``Expires`` is by the same."""
    return http_date(headers.get("date", "")) or now


def _whole(seconds: float) -> int:
    return int(max(0, min(seconds, _LONGEST_FRESH)))


def media(value: str) -> tuple[str, str]:
    """Media type and charset of a ``Content-Type``, in lower case; empty where it tells none."""
    charset = _CHARSET.search(value[:1_000])
    named = next((name for name in charset.groups() if name), "") if charset else ""
    return value.partition(";")[0].strip().lower(), named.strip().lower()
