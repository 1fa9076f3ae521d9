"""What is read: the operator's list of sources, and what is known of each source and each host.

The list is an OPML tree (OPML 2.0), so that nothing an import said is lost on the way back; a ``Source``
is what we read out of one of its outlines. Nothing here does I/O or reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dateline.core.types import Document, Hints

Attributes = tuple[tuple[str, str], ...]


class SourceKind(StrEnum):
    """What stands at the address of a source."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    PATH = "path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One line of the list: a source, or a folder of lines. Attributes stand in their order."""

    attributes: Attributes
    children: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """The whole list as OPML has it: attributes of its root, its head, its outlines."""

    root: Attributes = ()
    head: Attributes = ()
    outlines: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """The operator's own agreement with an outlet: it widens what the outlet's signals allow.

    ``name`` and ``date`` say which agreement; without both it counts for nothing.
    """

    name: str
    date: str
    quote_words: int | None = None
    models: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that is polled. ``address`` is a URL or a path, and its name everywhere.

    ``every`` is the operator's own interval in seconds; ``folders`` are the names of the folders that it
    stands in, outermost first.
    """

    address: str
    kind: SourceKind = SourceKind.FEED
    title: str = ""
    site: str = ""
    language: str = ""
    folders: tuple[str, ...] = ()
    every: int | None = None
    contract: Contract | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed or sitemap says of itself. ``ttl`` and other times are in seconds."""

    kind: SourceKind
    format: str = ""
    title: str = ""
    site: str = ""
    language: str = ""
    licence: str = ""
    ttl: int | None = None
    hub: str = ""
    entries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Another list that a list or a page points to: it is to be read in its place."""

    url: str
    kind: SourceKind
    source: str
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is known of a source: kept over restarts, so that none makes us ask early or twice.

    ``etag`` and ``last_modified`` are the last answer's, byte for byte, ``given_by`` the address that gave
    them; ``ttl`` and ``fresh`` are the seconds that its feed and its headers asked us to wait: an answer that
    nothing has changed leaves these as they were. ``location`` is where it is asked after permanent moves
    (empty: at its address), ``moving`` the target of the last permanent redirects and ``moves`` how many in
    a row led there. ``errors`` counts failures in a row; ``reason`` and ``remedy``
    tell the last one. ``newest`` is the time of its latest entry, ``lists`` the addresses of the lists that
    it refers to, such as the sitemaps of an index: they are read with it, changed or not.
    """

    address: str
    due: datetime | None = None
    tried: datetime | None = None
    good: datetime | None = None
    etag: str = ""
    last_modified: str = ""
    given_by: str = ""
    ttl: int | None = None
    fresh: int | None = None
    location: str = ""
    moving: str = ""
    moves: int = 0
    former: tuple[str, ...] = ()
    gone: bool = False
    errors: int = 0
    status: int | None = None
    reason: str = ""
    remedy: str = ""
    entries: int = 0
    newest: datetime | None = None
    lists: tuple[str, ...] = ()
    polls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """What is known of a host (``scheme://name:port``): until when it wants to be left alone, its robots.txt.

    ``robots`` is the text as it was read, None where it could not be; ``read`` is when.
    """

    host: str
    hold: datetime | None = None
    robots: str | None = None
    robots_status: int | None = None
    tdmrep: str = ""
    read: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """An entry of a feed whose page could not be fetched yet: it is tried again until it is given up."""

    key: str
    entry: Document
    tries: int = 1
    due: datetime | None = None
