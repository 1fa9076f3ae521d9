"""What is written for machines alone: feeds, lists of addresses, structured data.

::

    feeds        which feeds there are, in which formats
    channels     what a feed is called and what it tells in which order
    entries      one thing that a feed tells: a story, a correction, a revision
    rss, atom, jsonfeed   a channel written down
    opml         what is read, for everybody
    sitemaps     addresses for search engines
    redirects    where stories lead that ended
    robots       what robots may do
    jsonld       what a page says of itself in schema.org's words

This module makes the files at the root of the site (``Room.MACHINES``).
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.core.listings import Lookup, Order
from dateline.core.site import File
from dateline.stages.publish.addresses import Address
from dateline.stages.publish.issue import Shelf, Subject, Wants
from dateline.stages.publish.machines import feeds, opml, redirects, robots, sitemaps
from dateline.stages.publish.machines.channels import CORRECTIONS, ITEMS

_STORIES = Lookup(order=Order.NEWEST, limit=ITEMS)
_CORRECTED = Lookup(order=Order.CHANGED, limit=CORRECTIONS, corrected=True)
_NEWS = Lookup(order=Order.NEWEST, limit=sitemaps.MOST_NEWS)


def wants(_: Address, __: Subject) -> Wants:
    """The newest stories, the last corrected, what is news, the days, the sources, what ended."""
    lookups = (_STORIES, _CORRECTED)
    return Wants(lookups=lookups, faces=(_NEWS,), days=True, sources=True, ended=True)


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The files at the root. The feed of the site has its corrections, however old their stories are."""
    edition = shelf.edition
    yield from feeds.all_forms(edition.title, address, shelf.find(_STORIES), shelf, shelf.find(_CORRECTED))
    yield File(path=opml.NAME, content=opml.opml(shelf.sources, edition))
    yield File(path=robots.NAME, content=robots.robots(edition))
    yield File(path=robots.RESERVATION, content=robots.reservation(edition))
    yield from redirects.files(shelf.led, edition)
    if edition.base_url:
        yield File(path=sitemaps.INDEX, content=sitemaps.index(shelf.days, edition))
        yield File(path=sitemaps.PAGES, content=sitemaps.pages(edition))
        yield File(path=sitemaps.NEWEST, content=sitemaps.news(shelf.faces[_NEWS], edition))
