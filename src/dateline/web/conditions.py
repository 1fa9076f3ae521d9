"""Whether what a client holds is what it would get: conditional requests (RFC 9110, section 13).

Decides by entity tags where the client names any, else by the time of the last change; never by both.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

_TAGS = re.compile(r'\s*(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)')
_LONGEST = 4096


def unchanged(if_none_match: str, if_modified_since: str, tag: str, modified: int | None) -> bool:
    """Whether 304 is the answer. ``tag`` is without its quotes, ``modified`` in seconds since 1970.

    Tags are compared weakly, as If-None-Match asks (13.1.2); a list that is not one matches nothing. The time
    counts only where no tag was named (13.1.3).
    """
    if if_none_match:
        return bool(tag) and _names(if_none_match, tag)
    if not if_modified_since or modified is None:
        return False
    since = seconds(if_modified_since)
    return since is not None and modified <= since


def _names(listed: str, tag: str) -> bool:
    if listed.strip() == "*":
        return True
    at = 0
    while at < min(len(listed), _LONGEST):
        found = _TAGS.match(listed, at)
        if found is None:
            return False
        if found[1] == tag:
            return True
        at = found.end()
    return False


def seconds(date: str) -> int | None:
    """An HTTP date in seconds since 1970; None for anything else."""
    try:
        told = parsedate_to_datetime(date)
        return int((told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


@lru_cache(maxsize=4096)
def http_date(at: int) -> str:
    """Seconds since 1970 as an HTTP date (RFC 9110, 5.6.7)."""
    return format_datetime(datetime.fromtimestamp(at, UTC), usegmt=True)
