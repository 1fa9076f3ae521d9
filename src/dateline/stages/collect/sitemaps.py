"""Sitemaps: the addresses that a site lists, as entries whose pages are still to be fetched.

Decides what a sitemap says (sitemaps.org protocol 0.9, Google's news extension, plain text, indexes), which
of its addresses count, and which are worth fetching now. Fetches nothing, and remembers no sitemap that it
has seen: whoever follows the children does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from dateline.core.errors import InputError
from dateline.core.sources import Channel, Referral, SourceKind
from dateline.core.text import tidy
from dateline.core.types import Document, Failure, Hints, MediaKind, Signal, Stamp
from dateline.stages.collect.inflate import MIB
from dateline.stages.collect.markup import decoded, read_xml
from dateline.stages.collect.times import iso_stamp

LARGEST = 50 * MIB  # sitemaps.org: a sitemap has at most 50 MB unpacked and 50,000 addresses
MOST_URLS = 50_000
LONGEST_URL = 2_048  # sitemaps.org: a location has fewer characters

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_ADDRESS = re.compile(r"[\s<>\"]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?[0-3]\d)?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What of a sitemap is worth fetching: the last ``days``; of undated addresses the first so many.

    ``most`` bounds the addresses of one sitemap, ``children`` the sitemaps of one index.
    """

    days: int = 3
    undated: int = 200
    most: int = 1_000
    children: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One address of a sitemap with what it says of it. ``news`` are the texts of ``news:news`` by name."""

    url: str
    changed: Stamp | None = None
    published: Stamp | None = None
    news: tuple[tuple[str, str], ...] = ()

    @property
    def newest(self) -> Stamp | None:
        """The later of its times."""
        stamps = [stamp for stamp in (self.changed, self.published) if stamp]
        return max(stamps, key=lambda stamp: stamp.at, default=None)

    def says(self, name: str) -> str:
        """What ``news:news`` says by a name, "" where it says nothing."""
        return next((tidy(value) for held, value in self.news if held == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A sitemap as it was read: its addresses, or the sitemaps that it is the index of."""

    urls: tuple[Listed, ...] = ()
    children: tuple[Listed, ...] = ()
    plain: bool = False

    @property
    def format(self) -> str:
        """What it is, in words."""
        if self.children:
            return "sitemap index"
        if self.plain:
            return "text sitemap"
        return "news sitemap" if any(listed.news for listed in self.urls) else "sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which addresses are worth fetching, newest first, and in words what was left out."""

    kept: tuple[Listed, ...]
    words: str = ""


def sitemap_entries(
    content: bytes, name: str, now: datetime | None, window: Window = Window()
) -> Iterator[Document | Referral | Channel | Failure]:
    """A sitemap's Channel, then its entries (no content, newest first) or Referrals to its children.

    ``now`` is when it was fetched; without it no address is too old. Raises ``InputError`` where the
    sitemap is refused: more than 50 MiB, XML entities, nothing in it.
    """
    sitemap = read_sitemap(content, name)
    first = next((listed for listed in sitemap.urls if listed.news), Listed(url=name))
    yield Channel(
        kind=SourceKind.SITEMAP,
        format=sitemap.format,
        title=first.says("name"),
        site=_site(name),
        language=first.says("language"),
        entries=len(sitemap.urls) + len(sitemap.children),
    )
    own, words = _of_host(sitemap.urls, name)
    chosen = worth_fetching(own, now, window)
    for number, listed in enumerate(chosen.kept, 1):
        yield _document(listed, name, number)
    followed = worth_following(sitemap.children, name, now, window)
    for listed in followed.kept:
        yield Referral(url=listed.url, kind=SourceKind.SITEMAP, source=name)
    for left_out in (words, chosen.words, followed.words):
        if left_out:
            yield Failure(item=name, stage="collect", reason=left_out, remedy="the rest was used")


# --- decisions ----------------------------------------------------------------------------


def worth_fetching(listed: Sequence[Listed], now: datetime | None, window: Window = Window()) -> Choice:
    """The addresses that changed within the window, newest first.

    Where nothing tells them apart (no times, or one time for all) the first in the file's order.
    """
    stamps = {one.newest.at for one in listed if one.newest}
    if len(stamps) <= 1 and len(listed) > (window.undated if stamps else 0):
        told = "no times" if not stamps else "one time for all"
        words = f"a sitemap with {told}: the first {window.undated} of {len(listed)} addresses were taken"
        return Choice(
            kept=tuple(listed[: window.undated]), words=words if len(listed) > window.undated else ""
        )
    earliest = now - timedelta(days=window.days) if now else _EPOCH
    fresh = [one for one in listed if one.newest and _end(one.newest) >= earliest]
    fresh.sort(key=_age)
    if len(fresh) <= window.most:
        return Choice(kept=tuple(fresh))
    words = f"{len(fresh)} addresses of the last {window.days} days: the newest {window.most} were taken"
    return Choice(kept=tuple(fresh[: window.most]), words=words)


def worth_following(
    children: Sequence[Listed], name: str, now: datetime | None, window: Window = Window()
) -> Choice:
    """The sitemaps of an index that may hold something new, newest first; never the index itself.

    Those without a time count by the month in their name, and those that say "news" come before others.
    """
    others = {child.url: child for child in children if child.url != name}
    earliest = now - timedelta(days=window.days) if now else _EPOCH
    open_ones = [child for child in others.values() if _may_be_new(child, earliest)]
    open_ones.sort(key=lambda child: (_age(child), "news" not in child.url.lower(), -_month(child.url)))
    if len(open_ones) <= window.children:
        return Choice(kept=tuple(open_ones))
    words = f"an index of {len(open_ones)} sitemaps: the newest {window.children} were followed"
    return Choice(kept=tuple(open_ones[: window.children]), words=words)


def _age(listed: Listed) -> float:
    """Sorts the newest first, the undated last, and keeps the file's order between equals."""
    return -listed.newest.at.timestamp() if listed.newest else float("inf")


def _end(stamp: Stamp) -> datetime:
    """The last instant that a time may mean: a date alone lasts the day."""
    return stamp.at if "T" in stamp.rfc3339() else stamp.at + timedelta(days=1)


def _may_be_new(child: Listed, earliest: datetime) -> bool:
    if child.newest:
        return _end(child.newest) >= earliest
    month = _month(child.url)
    return not month or month >= earliest.year * 12 + earliest.month


def _month(url: str) -> int:
    """The month in a name such as ``sitemap-2025-07.xml``, as a number that grows with time; else 0."""
    found = _MONTH.search(urlsplit(url).path)
    return int(found[1]) * 12 + int(found[2]) if found else 0


def _of_host(listed: Sequence[Listed], name: str) -> tuple[list[Listed], str]:
    """The addresses on the sitemap's own host (sitemaps.org, "Sitemap file location"),."""
    host = _host(name)
    own = [one for one in listed if not host or _related(_host(one.url), host)]
    foreign = len(listed) - len(own)
    return own, f"{foreign} of {len(listed)} addresses are on another host" if foreign else ""


def _related(host: str, other: str) -> bool:
    """One host, or one below the other: ``www.`` and ``edition.`` do not make another site."""
    host, other = host.removeprefix("www."), other.removeprefix("www.")
    return host == other or host.endswith(f".{other}") or ("." in host and other.endswith(f".{host}"))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "" if "://" in url else ""
    except ValueError:
        return ""


def _site(name: str) -> str:
    return urljoin(name, "/") if "://" in name else ""


def _document(listed: Listed, name: str, number: int) -> Document:
    access = listed.says("access")
    return Document(
        source=f"{name}#{number}",
        kind=MediaKind.ENTRY,
        content=b"",
        url=listed.url,
        hints=Hints(
            title=listed.says("title"),
            outlet=listed.says("name"),
            language=listed.says("language"),
            published=listed.published,
            updated=listed.changed,
            guid=listed.url,
            signals=(Signal(name="paywall", value=access, where=f"{name}#{number}"),) if access else (),
        ),
    )


# --- reading ------------------------------------------------------------------------------


def read_sitemap(content: bytes, name: str) -> Sitemap:
    """What a sitemap says. Raises ``InputError`` where it is refused or there is no address in it."""
    if len(content) > LARGEST:
        raise InputError(name, f"a sitemap of more than {LARGEST // MIB} MiB", "its owner has to split it")
    if b"<" not in content[:4_096].replace(b"\x00", b""):
        sitemap = Sitemap(urls=tuple(_lines(content, name)), plain=True)
    else:
        told = read_xml(content, name, lambda: _Reader(name)).handler
        sitemap = Sitemap(urls=tuple(told.urls), children=tuple(told.children))
    if not (sitemap.urls or sitemap.children):
        raise InputError(name, "a sitemap without addresses", "give the site's feed or the pages themselves")
    return sitemap


def _lines(content: bytes, name: str) -> Iterator[Listed]:
    """Plain text: one address a line (sitemaps.org, "Text file")."""
    lines = decoded(content).splitlines()
    _count(len(lines), name)
    return (Listed(url=url) for line in lines if (url := _location(line, name)))


def _count(number: int, name: str) -> None:
    if number > MOST_URLS:
        raise InputError(name, f"a sitemap of more than {MOST_URLS:,} addresses", "its owner has to split it")


def _location(said: str, name: str) -> str:
    """An address of the web as the sitemap says it, made whole where it is relative; else ""."""
    url = said.strip()
    try:
        if url and "://" in name and not _SCHEME.match(url):
            url = urljoin(name, url)
        parts = urlsplit(url)
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and parts.hostname and len(url) < LONGEST_URL
    return url if fits and not _NO_ADDRESS.search(url) else ""


@dataclass(slots=True)
class _Item:
    """A ``url`` or ``sitemap`` element while it is read: the texts of the elements right below it."""

    kind: str
    texts: dict[str, str] = field(default_factory=dict)
    news: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Told of a sitemap's elements; they count by their local name, as namespaces are often wrong."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._path: list[str] = []
        self._item: _Item | None = None
        self._words: list[str] = []
        self.urls: list[Listed] = []
        self.children: list[Listed] = []

    def start(self, name: str, attributes: tuple[tuple[str, str], ...]) -> None:
        """An element begins."""
        local = _local(name)
        self._words = []
        if self._item is None and local in ("url", "sitemap"):
            self._item = _Item(kind=local)
            self._path = []
        else:
            self._path.append(local)

    def end(self, name: str) -> None:
        """An element ends."""
        item, text = self._item, "".join(self._words)
        self._words = []
        if item is None:
            return
        if not self._path:
            self._close(item)
        elif len(self._path) == 1:
            item.texts.setdefault(self._path[0], text)
        elif self._path[0] == "news":
            item.news.setdefault(self._path[-1], text)
        if self._path:
            self._path.pop()

    def data(self, text: str) -> None:
        """Words of the innermost element."""
        self._words.append(text)

    def _close(self, item: _Item) -> None:
        self._item = None
        url = _location(item.texts.get("loc", ""), self._name)
        if not url:
            return
        held = self.urls if item.kind == "url" else self.children
        _count(len(held) + 1, self._name)
        held.append(
            Listed(
                url=url,
                changed=iso_stamp(item.texts.get("lastmod", "")),
                published=iso_stamp(item.news.get("publication_date", "")),
                news=tuple((name, text.strip()) for name, text in item.news.items() if text.strip()),
            )
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
