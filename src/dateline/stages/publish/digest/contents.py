"""What is news since a reader was last told: corrections, new stories, stories that were revised.

Decides what goes into a digest and in which order; nothing new, no digest. Words nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dateline.core.listings import Listing, Lookup, Order
from dateline.core.pages import Correction

__all__ = ["Contents", "Righted", "contents", "lookup", "newest"]

#: Most stories that changed that are looked at, and most that a digest tells of.
_LOOKED_AT = 300
_NEW, _REVISED = 20, 15
#: Changes of the last minutes wait for the next digest: a round that is still being written has one hour for
#: all its stories, and what comes after a digest must be later than what it told.
_SETTLED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Righted:
    """A correction, and the story that it was made in."""

    listing: Listing
    correction: Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a digest tells. ``more`` stories had no room in it; ``until`` is its newest change."""

    corrections: tuple[Righted, ...]
    new: tuple[Listing, ...]
    revised: tuple[Listing, ...]
    more: int
    until: datetime

    def __bool__(self) -> bool:
        return bool(self.corrections or self.new or self.revised)

    @property
    def stories(self) -> int:
        """How many stories it is about, those without room too."""
        return len(self.new) + len(self.revised) + self.more


def lookup(theme: str) -> Lookup:
    """What must be looked up for a digest: the stories that changed last."""
    return Lookup(order=Order.CHANGED, theme=theme, limit=_LOOKED_AT)


def newest(listings: Iterable[Listing], now: datetime) -> datetime:
    """The newest change that a site shows: the clocks of sources may be ahead of ours, ours is the limit."""
    horizon = now - _SETTLED
    known = [at for listing in listings if (at := changed(listing)) and at <= horizon]
    return max(known, default=horizon)


def contents(listings: Iterable[Listing], since: datetime, now: datetime) -> Contents:
    """What changed after ``since``; ``listings`` answer ``lookup``.

    Corrections come first, the newest first; then stories by independent origins and by the time of their
    first report. A story is new where its first report, or its page, is.
    """
    held, horizon = tuple(listings), now - _SETTLED
    late = [one for one in held if (at := changed(one)) and since < at <= horizon]
    late.sort(key=_weight, reverse=True)
    new = [one for one in late if _is_new(one, since)]
    revised = [one for one in late if not _is_new(one, since)]
    return Contents(
        corrections=_righted(held, since, horizon),
        new=tuple(new[:_NEW]),
        revised=tuple(revised[:_REVISED]),
        more=len(new[_NEW:]) + len(revised[_REVISED:]),
        until=newest(held, now),
    )


def changed(listing: Listing) -> datetime | None:
    """When a story was last revised, or first reported."""
    stamp = listing.revised or listing.first_reported
    return stamp.at if stamp else None


def _is_new(listing: Listing, since: datetime) -> bool:
    first = listing.first_reported
    return listing.revision <= 1 or (first is not None and first.at > since)


def _righted(listings: Iterable[Listing], since: datetime, horizon: datetime) -> tuple[Righted, ...]:
    found = [
        (one.at.at, Righted(listing=listing, correction=one))
        for listing in listings
        for one in listing.corrections
        if one.at and since < one.at.at <= horizon
    ]
    return tuple(righted for _, righted in sorted(found, key=lambda pair: pair[0], reverse=True))


def _weight(listing: Listing) -> tuple[int, float, str]:
    first = listing.first_reported
    return listing.origins, first.at.timestamp() if first else 0.0, listing.story
