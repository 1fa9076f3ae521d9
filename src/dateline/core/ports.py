"""What the flow needs from the world, as Protocols. The real ones are wired in ``app``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from dateline.core.types import Facts, Failure, Membership, Page, Report, Theme

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a place gave: bytes, the address that answered, and what it said of them."""

    location: str
    content: bytes
    media_type: str = ""
    charset: str = ""


class Fetcher(Protocol):
    """Reads a URL. Raises ``FetchError`` where there is no good answer."""

    def fetch(self, url: str) -> Fetched: ...


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    def now(self) -> datetime: ...


class Engine(Protocol):
    """Runs an *each* stage over many items, in order, one item's trouble kept to itself.

    Each result is the stage's own or a ``Failure`` that names the item.
    """

    def each(
        self,
        stage: Callable[[Item], Result],
        items: Sequence[Item],
        name: Callable[[Item], str],
        label: str,
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


class Store(Protocol):
    """What Dateline remembers. All writes of a :meth:`transaction` happen, or none of them."""

    def transaction(self) -> AbstractContextManager[None]: ...
    def close(self) -> None: ...

    # reports; a document is known by the digest of its bytes and of the stage that read it
    def documents(self, keys: Iterable[str]) -> dict[str, str]: ...
    def twins(self, fingerprints: Iterable[str]) -> dict[str, str]: ...
    def save_document(self, key: str, report: str) -> None: ...
    def save_report(self, report: Report, fingerprint: str) -> None: ...
    def reports(self, ids: Iterable[str] | None = None) -> dict[str, Report]: ...
    def filings(self) -> list[Filing]: ...

    # facts; stale where the report or the stage is newer than they are
    def stale_facts(self, stage_version: str) -> list[str]: ...
    def facts(self, reports: Iterable[str] | None = None) -> dict[str, Facts]: ...
    def save_facts(self, facts: Sequence[Facts], stage_version: str) -> None: ...

    def themes(self) -> list[Theme]: ...
    def save_groups(self, memberships: Sequence[Membership], themes: Sequence[Theme]) -> None: ...

    # pages; the key tells from what and by which versions a page was made
    def page_keys(self) -> dict[str, str]: ...
    def pages(self, stories: Iterable[str] | None = None) -> dict[str, Page]: ...
    def save_page(self, page: Page, key: str) -> None: ...

    def failures(self) -> list[Failure]: ...
    def save_failures(self, failures: Sequence[Failure]) -> None: ...
