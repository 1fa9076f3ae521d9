"""The log of corrections: what was wrong, what is right, when, and why, over all stories, newest first.

Decides what the log tells of a correction. On the page of its story each stays for good, with its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.listings import Listing, Lookup, Order
from dateline.stages.publish.issue import UNDATED, Shelf, Subject, Wants, story_path
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.names import told
from dateline.stages.publish.lists.sheet import sheet
from dateline.stages.publish.story.corrections import Told, put_right
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.core.pages import Correction
    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

#: The corrections of so many stories stand in the log, those last changed first.
_CORRECTED = Lookup(order=Order.CHANGED, corrected=True, limit=150)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An entry of the log: a correction, and the story on whose page it stands."""

    headline: str
    language: str
    href: str
    told: Told


def wants(_: Address, __: Subject) -> Wants:
    """The stories with corrections, and how many corrections there are."""
    return Wants(lookups=(_CORRECTED,), totals=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The log, and its feeds."""
    listings = shelf.find(_CORRECTED)
    entries = corrections(listings, up(address.page))
    yield from sheet(
        "corrections.html",
        address,
        told(phrase("Corrections"), shelf),
        shelf,
        listings,
        fed=True,
        corrections=entries,
        left=max(0, shelf.totals.corrections - len(entries)),
    )


def corrections(listings: Sequence[Listing], root: str) -> tuple[Corrected, ...]:
    """Every correction of these stories, newest first."""
    found = [(each, listing) for listing in listings for each in reversed(listing.corrections)]
    found.sort(key=lambda pair: (pair[0].at.at if pair[0].at else UNDATED, pair[1].story), reverse=True)
    return tuple(_corrected(each, listing, root) for each, listing in found)


def _corrected(correction: Correction, listing: Listing, root: str) -> Corrected:
    return Corrected(
        headline=listing.headline,
        language=listing.language,
        href=f"{root}{story_path(listing.story)}#corrections",
        told=put_right(correction),
    )
