"""What machines read in a page that lists stories: CollectionPage with an ItemList; on the front, WebSite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.stages.publish.issue import story_path
from dateline.stages.publish.links import absolute
from dateline.stages.publish.machines.schema import (
    CONTEXT,
    Json,
    Trail,
    breadcrumbs,
    pruned,
    publisher,
    website,
)

if TYPE_CHECKING:
    from dateline.core.listings import Listing
    from dateline.core.site import Edition

#: So many stories of a page are told to machines; the sitemaps have all.
_ITEMS = 50


def collection(
    title: str, path: str, listings: Iterable[Listing], edition: Edition, trail: Trail = ()
) -> Json:
    """The CollectionPage of some stories in the page's order. ``trail`` leads to it from the front page."""
    url = absolute(edition, path)
    way = [(edition.title, "index.html"), *trail, (title, path)]
    told: Json = pruned(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "@id": url,
            "url": url,
            "name": title,
            "inLanguage": edition.language,
            "isPartOf": website(edition),
            "publisher": publisher(edition),
            "breadcrumb": breadcrumbs(way, edition),
            "mainEntity": items(listings, edition),
        }
    )
    return told


def front(listings: Iterable[Listing], edition: Edition, *, served: bool = False) -> Json:
    """The WebSite with the stories of its front page; ``served``: it answers searches itself."""
    known = {"@context": CONTEXT, "publisher": publisher(edition), "mainEntity": items(listings, edition)}
    told: Json = pruned(website(edition, served=served) | known)
    return told


def items(listings: Iterable[Listing], edition: Edition) -> Json | None:
    """Stories as an ItemList, in their order; None where the site has no address, for items must have one."""
    if not edition.base_url:
        return None
    parts = [
        {
            "@type": "ListItem",
            "position": place,
            "name": listing.headline,
            "url": absolute(edition, story_path(listing.story)),
        }
        for place, listing in enumerate(listings, 1)
        if place <= _ITEMS
    ]
    return {"@type": "ItemList", "numberOfItems": len(parts), "itemListElement": parts}
