"""Stories in the order in which they are asked for, part by part, whatever the size of the store.

Decides how far one request looks: filters that the store does not know are held against so many stories at
most; the cursor then tells where to go on, though the part may be short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dateline.app.serving.sought import Cursor, Sought
from dateline.core.errors import InputError
from dateline.core.listings import Order

if TYPE_CHECKING:
    from dateline.core.listings import Listing
    from dateline.core.ports import Catalogue

#: Most stories that one request looks at, and how many the store is asked for at once.
MOST, BATCH = 1000, 200


@dataclass(slots=True, kw_only=True)
class Walk:
    """A way through the stories that are sought, from a cursor on.

    ``ended`` tells after iterating that there are no more; else ``seen`` is the last one looked at.
    """

    catalogue: Catalogue
    sought: Sought
    begin: Cursor
    seen: Listing | None = None
    ended: bool = False

    def stories(self, wanted: int) -> Iterator[Listing]:
        """The stories that fit, until there are no more or too many were looked at."""
        if self.sought.story:
            self.ended = True
            yield from self.only((self.sought.story,))
            return
        size = min(BATCH, wanted) if self.sought.plain else BATCH
        looked = 0
        after = self.begin.story
        while looked < MOST:
            batch = self._next(size, after)
            for listing in batch:
                self.seen = listing
                if self.sought.fits(listing):
                    yield listing
            looked += len(batch)
            if len(batch) < size:
                self.ended = True
                return
            after = batch[-1].story

    def only(self, stories: Iterable[str]) -> Iterator[Listing]:
        """Those of these stories that fit."""
        yield from (one for one in self.catalogue.listings(stories).values() if self.sought.fits(one))

    def _next(self, size: int, after: str) -> list[Listing]:
        lookup = self.sought.lookup(size, after)
        try:
            return self.catalogue.find(lookup)
        except KeyError:
            return self._beyond(size)

    def _beyond(self, size: int) -> list[Listing]:
        """What comes after a story that is gone: by the time at which it was first reported."""
        if self.sought.order is not Order.NEWEST:
            reason = "the story that it names is gone"
            raise InputError("cursor", reason, "begin again without it: this order has no other mark")
        if not self.begin.at:
            return []  # undated stories come last, and the one that is gone was among them
        at = _just_after(self.begin.at)
        until = min(at, self.sought.until) if self.sought.until else at
        return self.catalogue.find(replace(self.sought.lookup(size, ""), until=until))


def cursor_of(listing: Listing, row: str = "") -> Cursor:
    """The cursor after a story, or after one of its rows."""
    first = listing.first_reported
    return Cursor(story=listing.story, row=row, at=first.at.astimezone(UTC).isoformat() if first else "")


def _just_after(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) + timedelta(microseconds=1)
    except (ValueError, OverflowError) as error:
        raise InputError("cursor", "it is none of ours", "begin again without it") from error
