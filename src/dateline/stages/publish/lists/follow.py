"""How to follow the site: feeds in three formats, the list of sources, email where the site is served.

Decides what is offered and in which words. What stands in a feed is decided in ``machines``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.core.listings import Lookup, Order
from dateline.stages.publish.issue import Shelf, Subject, Wants
from dateline.stages.publish.layout import document
from dateline.stages.publish.links import up
from dateline.stages.publish.lists.names import told
from dateline.stages.publish.lists.sources import leaves
from dateline.stages.publish.lists.teasers import Named, theme_link
from dateline.stages.publish.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.core.site import File
    from dateline.stages.publish.addresses import Address

_HEAVIEST = Lookup(order=Order.WEIGHT, limit=40)
_THEMES = 20
#: The formats of feeds as readers of feeds call them, and the name of the file.
FORMATS = (("RSS", "feed.xml"), ("Atom", "atom.xml"), ("JSON Feed", "feed.json"))


def wants(_: Address, __: Subject) -> Wants:
    """The heaviest stories: their themes are those to follow; and what is read."""
    return Wants(lookups=(_HEAVIEST,), sources=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The page."""
    yield document(
        "follow.html",
        address.page,
        told(phrase("Follow"), shelf),
        shelf.edition,
        formats=FORMATS,
        themes=themes(shelf, up(address.page)),
        feeds=any(leaves(shelf.sources)),
    )


def themes(shelf: Shelf, root: str) -> tuple[tuple[Named, str, str], ...]:
    """The themes in the news, each with its folder, and its id for a subscription."""
    keys = dict.fromkeys(listing.theme for listing in shelf.find(_HEAVIEST))
    links = ((key, theme_link(key, root, shelf)) for key in keys)
    found = [(link, link.href.removesuffix("index.html"), key) for key, link in links if link]
    return tuple(found[:_THEMES])
