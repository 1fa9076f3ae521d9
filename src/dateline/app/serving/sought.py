"""What a program asks of stories, and where in the answer it is: filters, order, cursors.

Decides which filter the store answers and which are held against what it gives. A cursor names the story (and
the row of it) that the last part ended with, so that new stories shift nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import datetime

from dateline.core import codec
from dateline.core.errors import InputError
from dateline.core.ids import digest
from dateline.core.listings import Facet, Listing, Lookup, Order
from dateline.core.pages import Status

#: The facets that can be asked for, the narrowest first: the store looks up by the first that is given.
_FACETS = (Facet.PERSON, Facet.PLACE, Facet.OUTLET, Facet.LANGUAGE, Facet.COUNTRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box on the map in degrees. It may cross the antimeridian: then ``west`` is greater than ``east``."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it."""
        across = self.west > self.east
        within = lon >= self.west or lon <= self.east if across else self.west <= lon <= self.east
        return self.south <= lat <= self.north and within


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What stories are asked for; all that is given must hold.

    ``facets`` are keys of places, people, outlets … ; ``since`` and ``until`` bound the time of the first
    report (half open). ``measure`` is one that the story has figures of ("killed"). ``kind`` and ``rows``
    are of rows alone: what they are, and what they must have.
    """

    order: Order = Order.NEWEST
    story: str = ""
    theme: str = ""
    facets: tuple[tuple[Facet, str], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    status: Status | None = None
    origins: int = 0
    measure: str = ""
    corrected: bool = False
    box: Box | None = None
    kind: str = ""
    rows: tuple[tuple[str, str], ...] = field(default=())

    @property
    def name(self) -> str:
        """A short name of the question: a cursor of another is refused."""
        return digest("sought", codec.dumps(self), size=5)

    def lookup(self, limit: int, after: str) -> Lookup:
        """The part of it that the store answers."""
        given = dict(self.facets)
        facet = next((facet for facet in _FACETS if facet in given), None)
        return Lookup(
            order=self.order,
            limit=limit,
            theme=self.theme,
            facet=facet,
            key=given[facet] if facet else "",
            since=self.since,
            until=self.until,
            corrected=self.corrected,
            after=after,
        )

    @property
    def plain(self) -> bool:
        """Whether the store answers all of it."""
        return len(self.facets) <= 1 and not (self.status or self.origins or self.measure or self.box)

    def fits(self, listing: Listing) -> bool:
        """Whether a story that the store gave has the rest."""
        named = {(mention.facet, mention.key) for mention in listing.mentions}
        return (
            all(facet in named for facet in self.facets)
            and self.status in (None, listing.status)
            and listing.origins >= self.origins
            and (not self.measure or any(toll.measure == self.measure for toll in listing.tolls))
            and (self.box is None or _within(listing, self.box))
        )


def _within(listing: Listing, box: Box) -> bool:
    """Whether one of its places lies in the box; a country is no point, and does not."""
    return any(
        box.holds(place.lat, place.lon)
        for place in listing.of(Facet.PLACE)
        if place.lat is not None and place.lon is not None and place.kind != "country"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where an answer ended: the story, its row, and how far down the order that is (``at``)."""

    story: str = ""
    row: str = ""
    at: str = ""


def encode(cursor: Cursor, question: str) -> str:
    """A cursor as clients carry it."""
    held = json.dumps(
        [question, cursor.story, cursor.row, cursor.at], ensure_ascii=True, separators=(",", ":")
    )
    return base64.urlsafe_b64encode(held.encode("ascii")).decode("ascii").rstrip("=")


def decode(text: str, question: str) -> Cursor:
    """The cursor that :func:`encode` gave. Raises ``InputError`` for anything else, or another question's."""
    if not text:
        return Cursor()
    try:
        held = json.loads(base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        held = None
    if not (isinstance(held, list) and len(held) == 4 and all(isinstance(one, str) for one in held)):
        raise InputError("cursor", "it is none of ours", "take 'next' of the last answer, or leave it out")
    if any("\x00" in one or not one.isprintable() for one in held):
        raise InputError("cursor", "it is none of ours", "take 'next' of the last answer, or leave it out")
    if held[0] != question:
        reason = "it belongs to another question"
        raise InputError("cursor", reason, "ask with the same filters and order, or begin again without it")
    return Cursor(story=held[1], row=held[2], at=held[3])
