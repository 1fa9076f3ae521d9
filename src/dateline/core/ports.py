"""What the flow needs from the world, as Protocols. The real ones are wired in ``app``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from dateline.core.errors import FetchError
from dateline.core.pages import Page
from dateline.core.sources import Errand, HostState, SourceList, SourceState
from dateline.core.spending import NOTHING, Tokens
from dateline.core.stories import Ruling, Story
from dateline.core.types import Facts, Failure, Membership, Report, Signal, Theme

if TYPE_CHECKING:
    from dateline.core.corrections import Amendment
    from dateline.core.listings import (
        Changes,
        Dispatch,
        Entry,
        Face,
        Facet,
        Listing,
        Lookup,
        Spot,
        Tally,
        Totals,
    )
    from dateline.core.subscriptions import Subscription

Item = TypeVar("Item")
Result = TypeVar("Result")


class Purpose(StrEnum):
    """What is fetched: it sets the most that an answer may weigh, and what we say we accept."""

    FEED = "feed"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A request: an address, what for, and the validators that its last answer gave, byte for byte.

    ``given_by`` is the address that gave them, where a redirect led to it (empty: ``url`` itself): they are
    shown to that address alone.
    """

    url: str
    purpose: Purpose = Purpose.PAGE
    etag: str = ""
    last_modified: str = ""
    given_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a place gave: bytes, the address that answered, and what it said of them.

    ``status`` 304 says that nothing changed: there is no content. ``fresh`` is for how many seconds the
    answer calls itself good (``Cache-Control``, ``Expires``; None where it is silent or says no-cache).
    ``moved`` is the new address where every redirect on the way was permanent (301, 308). ``at`` is when
    the bytes were got. ``signals`` are the terms that the host, its robots.txt and the headers state.
    ``notes`` tells what was odd on the way.
    """

    location: str
    content: bytes
    media_type: str = ""
    charset: str = ""
    status: int = 200
    etag: str = ""
    last_modified: str = ""
    fresh: int | None = None
    moved: str = ""
    at: datetime | None = None
    signals: tuple[Signal, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the place says that nothing is new since the validators it was shown."""
        return self.status == 304


class Fetcher(Protocol):
    """Reads addresses. ``fetch`` raises ``FetchError`` where there is no good answer.

    ``fetch_all`` asks many hosts side by side, each host one request at a time, and gives the answers as
    they come, each with what was wanted; an error is an answer there.
    """

    def fetch(self, wanted: Wanted) -> Fetched: ...
    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Fetched | FetchError]]: ...

    def hosts(self) -> tuple[HostState, ...]:
        """What is to be remembered of hosts over a restart."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a language model is asked: its orders, the matter, and the JSON schema of the answer.

    ``schema`` is JSON; ``name`` is what it is called; ``most_tokens`` is how long the answer may be.
    """

    system: str
    user: str
    schema: str
    name: str
    most_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model answered. ``tokens`` is what it took: nothing, where it was remembered (``cached``)."""

    text: str
    tokens: Tokens = NOTHING
    cached: bool = False


class Model(Protocol):
    """A language model behind some server. It has no tools: text goes in, text comes out.

    ``name`` is what pages call it; ``remote`` whether what it is asked leaves the operator's own network.
    ``ask`` raises ``ModelError``.
    """

    @property
    def name(self) -> str: ...
    @property
    def remote(self) -> bool: ...
    def forecast(self, question: Question) -> Tokens:
        """The most that an answer to the question can take."""
        ...

    def ask(self, question: Question) -> Reply: ...

    def keep(self, question: Question, reply: Reply) -> None:
        """Remember an answer that could be read: the same question is then not asked again."""
        ...


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    def now(self) -> datetime: ...


class Engine(Protocol):
    """Runs an *each* stage over many items, in order, one item's trouble kept to itself.

    Each result is the stage's own or a ``Failure`` that names the item. ``boxed`` items come from
    outside and may be hostile: each is worked on in a process with limits on time and memory. ``weight`` is
    how many small items each stands for: it tells whether other processes are worth their start.
    """

    def each(
        self,
        stage: Callable[[Item], Result],
        items: Sequence[Item],
        name: Callable[[Item], str],
        label: str,
        *,
        boxed: bool = False,
        weight: int = 1,
    ) -> Iterator[Result | Failure]: ...


class Progress(Protocol):
    """Told how far a piece of work is; shows it or does not."""

    def track(self, items: Iterable[Item], label: str, total: int) -> Iterable[Item]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A stored report without its body: its current version and where it was grouped."""

    report: str
    version: int
    member: Membership | None


class Roster(Protocol):
    """What is read, and what is known of it; part of the store, and of its transactions.

    Errands are entries whose page is still to be fetched.
    """

    def sources(self) -> SourceList: ...
    def save_sources(self, sources: SourceList) -> None: ...
    def states(self) -> dict[str, SourceState]: ...
    def save_states(self, states: Iterable[SourceState]) -> None: ...
    def hosts(self) -> tuple[HostState, ...]: ...
    def save_hosts(self, hosts: Iterable[HostState]) -> None: ...
    def errands(self) -> list[Errand]: ...
    def save_errands(self, errands: Iterable[Errand]) -> None: ...
    def drop_errands(self, keys: Iterable[str]) -> None: ...


class Register(Protocol):
    """Where reports belong, all themes, what became of stories, and what the desk ruled; part of the store.

    ``state`` changes with each write: who holds a part in memory sees by it that another's hand was here.
    ``former_stories`` ended, or moved to others. Rulings, and what the desk decided on printed lines, come in
    the order in which they were made; none is ever struck out.
    """

    def state(self) -> int: ...
    def find(self, part: str) -> dict[str, str]: ...
    def near(self, first: date, last: date) -> list[str]: ...
    def unfiled(self) -> list[str]: ...
    def members(
        self, reports: Iterable[str] | None = None, *, stories: Iterable[str] | None = None
    ) -> dict[str, Membership]: ...
    def live(self) -> set[str]: ...
    def themes(self, ids: Iterable[str] | None = None) -> list[Theme]: ...
    def drop_themes(self, ids: Iterable[str]) -> None: ...
    def stories(self, ids: Iterable[str] | None = None) -> list[Story]: ...
    def former_stories(self) -> list[Story]: ...
    def save_stories(self, stories: Iterable[Story]) -> None: ...
    def rulings(self) -> list[Ruling]: ...
    def add_ruling(self, ruling: Ruling) -> None: ...
    def amendments(self) -> list[Amendment]: ...
    def add_amendment(self, amendment: Amendment) -> None: ...


class Catalogue(Protocol):
    """What was printed, by whatever a reader looks for: lists, facets, words, counts; part of the store.

    Kept by the store itself: each write of a page, a membership, a story, a theme or a listing tells what it
    changed. ``mark`` names the present state: "" where nothing was ever written; the same run of changes
    gives the same mark. ``since`` gives what changed after a mark, None where the mark is not one of this
    store (or too old): then all did.

    ``unlisted`` are the printed stories without a listing of the key ``version:key`` (the stage's version,
    the page's key), with that key. ``find`` answers in order and whole; ``listings`` gives those that there
    are, ended ones too. ``beside`` are the stories next to places in their themes, so many on either side;
    ``counts`` tells how many stories mention each of these things, of those that any mentions.
    ``days`` are the days ("2026-11-23", UTC) of first reports with the number of their stories, newest first,
    "" for those without a time; only stories that have reports are found, counted and tallied. ``months``
    gives the months ("202506", UTC) of a thing's stories in the same way. ``dispatches`` are the reports of
    an outlet in the stories that a lookup of it finds, by story; of a lookup its key, times and limit count.
    """

    def mark(self) -> str: ...
    def since(self, mark: str) -> Changes | None: ...
    def unlisted(self, version: str) -> dict[str, str]: ...
    def save(self, entries: Iterable[Entry]) -> None: ...
    def at(self, key: str) -> str | None: ...
    def theme_at(self, key: str) -> str | None: ...
    def listings(self, stories: Iterable[str]) -> dict[str, Listing]: ...
    def find(self, lookup: Lookup) -> list[Listing]: ...
    def count(self, lookup: Lookup) -> int: ...
    def referring(self, stories: Iterable[str]) -> list[str]: ...
    def beside(self, spots: Iterable[Spot], most: int) -> list[str]: ...
    def counts(self, things: Iterable[tuple[Facet, str]]) -> dict[tuple[Facet, str], int]: ...
    def tallies(self, facet: Facet, limit: int | None = None, *, of: str = "") -> list[Tally]: ...
    def faces(self, lookup: Lookup) -> list[Face]: ...
    def dispatches(self, lookup: Lookup) -> dict[str, tuple[Dispatch, ...]]: ...
    def months(self, facet: Facet, key: str) -> dict[str, int]: ...
    def days(self) -> dict[str, int]: ...
    def totals(self) -> Totals: ...


class Revisions(Protocol):
    """The pages of stories as they stood at earlier revisions; part of the store.

    A page is kept as it stood last when one of a higher revision takes its place, and when its story ends.
    ``kept`` are the numbers of each of these stories, or of all that have any, rising; ``pages`` the pages of
    those that are there. ``citing`` are the stories of which a kept page cites one of the reports, by id.
    """

    def kept(self, stories: Iterable[str] | None = None) -> dict[str, tuple[int, ...]]: ...
    def pages(self, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Page]: ...
    def citing(self, reports: Iterable[str]) -> list[str]: ...


class Subscribers(Protocol):
    """Who reads the site by mail, and what links in letters are signed with; part of the store.

    ``secret`` is 32 random bytes, made once. ``at`` gives what an address asked for, ``due`` the confirmed
    ones whose digest is due, those with an id behind ``after``; ``asked_since`` counts who asked at a time or
    later, ``stale`` are the ids of those who asked before a time and never confirmed. All by id. None of it
    moves the catalogue's mark.
    """

    def secret(self) -> bytes: ...
    def subscriptions(self, ids: Iterable[str] | None = None) -> list[Subscription]: ...
    def at(self, address: str) -> list[Subscription]: ...
    def due(self, now: datetime, limit: int = 500, after: str = "") -> list[Subscription]: ...
    def asked_since(self, at: datetime) -> int: ...
    def stale(self, before: datetime) -> list[str]: ...
    def save(self, subscriptions: Iterable[Subscription]) -> None: ...
    def forget(self, ids: Iterable[str]) -> None: ...


class Archive(Protocol):
    """Reports and what was read out of them; part of the store.

    Each report is found again by keys: digests of the documents that it was read from, and of its other
    names (addresses, feeds' guids). A text may be kept until it expires; a version that stands alone is kept
    in place of all others. Facts are stale where the report or the stage is newer than they are; where
    ``parts`` are named (fields of ``Facts``) no other part is there.
    """

    def documents(self, keys: Iterable[str]) -> dict[str, str]: ...
    def save_documents(self, keys: Iterable[str], report: str) -> None: ...
    def save_report(
        self, report: Report, fingerprint: str, expires: datetime | None = None, *, alone: bool = False
    ) -> None: ...
    def reports(self, ids: Iterable[str] | None = None) -> dict[str, Report]: ...
    def versions(self, report: str) -> list[Report]: ...
    def filings(self) -> list[Filing]: ...
    def expired(self, now: datetime) -> list[str]: ...

    def stale_facts(self, stage_version: str) -> list[str]: ...
    def facts(
        self, reports: Iterable[str] | None = None, parts: Collection[str] = ()
    ) -> dict[str, Facts]: ...
    def save_facts(self, facts: Sequence[Facts], stage_version: str) -> None: ...


class Store(Archive, Protocol):
    """What Dateline remembers. All writes of a :meth:`transaction` happen, or none of them.

    Many reads within a :meth:`reading` cost less. ``reader`` is how another process opens the store to read
    it, picklable; None where none can: it is in this one's memory.
    """

    @property
    def roster(self) -> Roster: ...
    @property
    def register(self) -> Register: ...
    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def revisions(self) -> Revisions: ...
    @property
    def subscribers(self) -> Subscribers: ...
    def transaction(self) -> AbstractContextManager[None]: ...
    def reading(self) -> AbstractContextManager[None]: ...
    def reader(self) -> Callable[[], Store] | None: ...
    def close(self) -> None: ...

    def save_groups(self, memberships: Sequence[Membership], themes: Sequence[Theme]) -> None: ...

    # pages; the key tells from what and by which versions a page was made
    def page_keys(self) -> dict[str, str]: ...
    def pages(self, stories: Iterable[str] | None = None) -> dict[str, Page]: ...
    def save_page(self, page: Page, key: str) -> None: ...

    def failures(self) -> list[Failure]: ...
    def save_failures(self, failures: Sequence[Failure]) -> None: ...
