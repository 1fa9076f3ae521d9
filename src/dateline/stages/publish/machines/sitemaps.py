"""Lists of addresses for search engines: an index, a shard for each day, and what is news.

Decides what is listed where. A story that a report of it asks not to be indexed is in no list. A shard has
the stories first reported on its day; the news sitemap those of the last two days *of the edition*: counted
from its newest story, because nothing here reads a clock. Times are told as far as they are known: a day
stays a day. There is none without an address of the site (sitemaps.org, protocol).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dateline.core.listings import Lookup, Order
from dateline.core.site import File
from dateline.stages.publish import addresses
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Wants
from dateline.stages.publish.links import absolute
from dateline.stages.publish.machines.xml import NEWS, SITEMAP, Xml, document, leaf, node

if TYPE_CHECKING:
    from dateline.core.listings import Face
    from dateline.core.site import Edition
    from dateline.core.types import Stamp
    from dateline.stages.publish.issue import Shelf, Subject

#: The shard of stories without a time.
UNDATED = "undated"
INDEX, PAGES, NEWEST = "sitemap.xml", "sitemap-pages.xml", "sitemap-news.xml"
#: The most addresses that a list may have (sitemaps.org), and that a news sitemap may (Google).
MOST, MOST_NEWS = 50_000, 1_000
_NEWS_DAYS = timedelta(days=2)
#: The pages that every edition has, beside its stories.
_FIXED = (
    *(Room.FRONT, Room.THEMES, Room.PLACES, Room.PEOPLE, Room.SOURCES, Room.CORRECTIONS),
    *(Room.METHODS, Room.STATISTICS, Room.ARCHIVE, Room.FOLLOW),
)


# --- the shard of a day -------------------------------------------------------------------


def wants(address: Address, _: Subject) -> Wants:
    """The stories of the day."""
    return Wants(faces=(_stories_of(address.key),))


def files(address: Address, shelf: Shelf) -> Iterator[File]:
    """The shard; none where the site has no address."""
    if shelf.edition.base_url:
        listed: Iterable[Face] = shelf.faces[_stories_of(address.key)]
        if _first(address.key) is None:
            listed = (face for face in listed if face.first_reported is None)
        yield File(path=shard(address.key), content=of_stories(listed, shelf.edition))


def shard(key: str) -> str:
    """Where the shard of a day lies."""
    return Address(Room.SITEMAP, key).page


def _stories_of(key: str) -> Lookup:
    """The stories of a day; for those without a time all are asked for, and they are the last."""
    since = _first(key)
    if since is None:
        return Lookup(order=Order.NEWEST, limit=MOST)
    return Lookup(order=Order.NEWEST, limit=MOST, since=since, until=_next(since))


def _first(key: str) -> datetime | None:
    try:
        return datetime.strptime(key, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _next(day: datetime) -> datetime | None:
    """The first moment of the day after; None at the end of the calendar."""
    try:
        return day + timedelta(days=1)
    except OverflowError:
        return None


def of_stories(listed: Iterable[Face], edition: Edition) -> bytes:
    """The addresses of stories with the time of their last revision."""
    return _urlset(
        _url(addresses.story(face.story).page, edition, face.revised or face.first_reported)
        for face in listed
        if face.open
    )


# --- the whole site -----------------------------------------------------------------------


def index(days: Iterable[str], edition: Edition) -> bytes:
    """The index: the pages that every edition has, what is news, and a shard for each day ("": undated)."""
    paths = (PAGES, NEWEST, *(shard(day or UNDATED) for day in days))
    maps = (node("sitemap", [leaf("loc", absolute(edition, path))]) for path in paths)
    return document(node("sitemapindex", maps, {"xmlns": SITEMAP}))


def pages(edition: Edition) -> bytes:
    """The pages that every edition has."""
    return _urlset(_url(addresses.Address(room).page, edition) for room in _FIXED)


def news(listed: Iterable[Face], edition: Edition) -> bytes:
    """What is news, by Google's extension: the stories of the two days before the newest."""
    return _urlset(
        _url(addresses.story(face.story).page, edition, told=[_news(face, edition)])
        for face in _recent(listed)
    )


def _news(face: Face, edition: Edition) -> Xml:
    language = face.language.partition("-")[0] or edition.language
    publication = [leaf("news:name", edition.title), leaf("news:language", language)]
    return node(
        "news:news",
        [
            node("news:publication", publication),
            leaf("news:publication_date", face.first_reported.rfc3339() if face.first_reported else ""),
            leaf("news:title", face.headline),
        ],
    )


def _recent(listed: Iterable[Face]) -> list[Face]:
    dated = [(face.first_reported.at, face) for face in listed if face.first_reported]
    newest = max((at for at, _ in dated), default=None)
    return [face for at, face in dated if face.open and newest and newest - at <= _NEWS_DAYS][:MOST_NEWS]


def _urlset(urls: Iterable[Xml]) -> bytes:
    return document(node("urlset", urls, {"xmlns": SITEMAP, "xmlns:news": NEWS}))


def _url(path: str, edition: Edition, at: Stamp | None = None, told: Iterable[Xml] = ()) -> Xml:
    changed = [leaf("lastmod", at.rfc3339())] if at else []
    return node("url", [leaf("loc", absolute(edition, path)), *changed, *told])
