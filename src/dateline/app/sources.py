"""The operator's list of sources: shown, changed, imported, exported, and checked against the web.

Wires the list in the store, the gateway and ``collect``'s judgement; what a source is worth and what an
outline means is decided there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.app.stores import StoreName, open_store, store_of
from dateline.clients import files
from dateline.core.errors import FetchError, InputError, UsageError
from dateline.core.ports import Fetched, Fetcher, Purpose, Roster, Store, Wanted
from dateline.core.sources import Channel, Referral, Source, SourceKind, SourceState
from dateline.core.types import Document, Failure, MediaKind, Report, Rights, Signal, Stamp
from dateline.stages import collect, extract
from dateline.stages.collect import Appraisal

if TYPE_CHECKING:
    from dateline.app import App

__all__ = ["Appraisal", "Imported", "Outcome", "Seen", "SourceDesk", "Wish", "given", "open_sources"]

#: Entries of a feed that are read to see what it gives and on what terms.
SAMPLES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a source is to be added. ``kind`` None: it is looked at; ``every`` is in seconds."""

    folders: tuple[str, ...] = ()
    title: str = ""
    every: int | None = None
    kind: SourceKind | None = None
    check: bool = True
    all_feeds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one address: the source that it is now, or why it is none; ``note`` is worth saying."""

    item: str
    source: Source | None = None
    known: bool = False
    note: str = ""
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to. ``note`` says what was odd about the file."""

    name: str
    added: int
    known: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A source of the list, and what is known of it."""

    source: Source
    state: SourceState | None


@dataclass(slots=True)
class Sample:
    """What the pages of a source's newest entries give, and what was said where they may not be read."""

    results: list[Report | Failure] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)

    def refuse(self, error: FetchError) -> None:
        """A page that did not come."""
        failure = Failure(item=error.item, stage="collect", reason=error.reason, remedy=error.remedy)
        self.results.append(failure)
        if error.refused and "robots.txt" in error.reason:
            self.signals.append(Signal(name="robots.txt", value="disallow", where=error.item))


@contextmanager
def open_sources(app: App, store_path: StoreName | None = None) -> Iterator[SourceDesk]:
    """The list in a store (by default that of the folder ``site``); the store is made where there is none."""
    store = open_store(store_of(Path("site"), store_path))
    try:
        yield SourceDesk(app, store)
    finally:
        store.close()


class SourceDesk:
    """What an operator does with the list of sources."""

    def __init__(self, app: App, store: Store) -> None:
        self._app = app
        self._store = store
        self._roster = store.roster

    @cached_property
    def _fetcher(self) -> Fetcher:
        """A client that knows which hosts want to be left alone."""
        return self._app.gateway(self._roster.hosts())

    # --- the list -------------------------------------------------------------------------

    def listing(self) -> list[Seen]:
        """The sources in the list's order."""
        states = self._roster.states()
        return [Seen(source=one, state=states.get(one.address)) for one in self._sources()]

    def _sources(self) -> tuple[Source, ...]:
        return collect.sources_of(self._roster.sources())

    def remove(self, addresses: Sequence[str]) -> list[Outcome]:
        """Take sources out of the list. What they gave stays in the store."""
        outcomes = []
        listed = self._roster.sources()
        for address in addresses:
            found = _find(collect.sources_of(listed), address)
            if found is None:
                remedy = "see dateline source list"
                outcomes.append(Outcome(item=address, reason="is not in the list", remedy=remedy))
                continue
            listed = collect.without(listed, found.address)
            outcomes.append(Outcome(item=address, source=found))
        with self._store.transaction():
            self._roster.save_sources(listed)
        return outcomes

    def export(self) -> bytes:
        """The list as OPML, with all that was ever imported into it."""
        return collect.write_opml(self._roster.sources())

    def import_list(self, name: str) -> Imported:
        """Unite an OPML file, or one on the web, or standard input (``-``), with the list.

        Raises ``UsageError`` where it cannot be read.
        """
        try:
            return self._import(self._read(name), name)
        except (FetchError, InputError) as error:
            raise UsageError(error.item or name, error.reason, error.remedy) from error

    def import_starter(self) -> Imported:
        """Unite the list to start with, which is part of Dateline, with the operator's."""
        path = resources.files("dateline") / "starter" / "starter.opml"
        return self._import(path.read_bytes(), "the starter list")

    def _read(self, name: str) -> bytes:
        if _is_url(name):
            return self._fetcher.fetch(Wanted(url=name, purpose=Purpose.FEED)).content
        return files.read(name)

    def _import(self, content: bytes, name: str) -> Imported:
        read = collect.read_list(content, name)
        listed = self._roster.sources()
        before = len(collect.sources_of(listed))
        offered = len(collect.sources_of(read.listed))
        both = collect.merged(listed, read.listed)
        with self._store.transaction():
            self._roster.save_sources(both)
        added = len(collect.sources_of(both)) - before
        return Imported(name=name, added=added, known=offered - added, note=read.note)

    # --- adding ---------------------------------------------------------------------------

    def add(self, addresses: Sequence[str], wish: Wish = Wish()) -> Iterator[Outcome]:
        """Add sources, each looked at once unless that is not wished; the list is saved after each."""
        for address in addresses:
            for outcome in self._offers(address, wish):
                yield self._take(outcome, outcome.source, wish) if outcome.source else outcome
        self._keep_hosts()

    def _take(self, outcome: Outcome, found: Source, wish: Wish) -> Outcome:
        """Put a source into the list. One that is there is told anew, and asked again if it was gone."""
        listed = self._roster.sources()
        held = _find(collect.sources_of(listed), found.address)
        source = replace(
            found,
            address=held.address if held else found.address,
            title=wish.title or found.title,
            folders=held.folders if held else wish.folders,
            every=wish.every or (held.every if held else None),
            contract=held.contract if held else None,
        )
        with self._store.transaction():
            self._roster.save_sources(collect.with_source(listed, source))
            state = self._roster.states().get(source.address)
            if state:
                self._roster.save_states([collect.anew(state)])
        return replace(outcome, source=source, known=held is not None)

    def _offers(self, address: str, wish: Wish) -> Iterator[Outcome]:
        """What an address may be added as, or why it may not."""
        if not _is_url(address):
            yield _of_path(address)
        elif not wish.check:
            yield _of_url(address, wish.kind or SourceKind.FEED)
        else:
            try:
                answer = self._fetcher.fetch(Wanted(url=address, purpose=Purpose.FEED))
            except FetchError as error:
                remedy = f"{error.remedy or 'try again later'}; --no-check adds it as it is"
                yield Outcome(item=address, reason=error.reason, remedy=remedy)
                return
            yield from self._looked_at(address, answer, wish)

    def _looked_at(self, address: str, answer: Fetched, wish: Wish) -> Iterator[Outcome]:
        contents = self._unpacked([answer])[0]
        kind = collect.kind_of_source(contents)
        feeds = collect.feeds_of(answer, contents)
        if kind is SourceKind.PAGE and wish.kind is None:
            if feeds and not collect.is_article(answer, contents):
                yield from self._feeds(address, feeds if wish.all_feeds else feeds[:1], len(feeds))
            else:
                yield _no_source(address, feeds, answer, contents)
        elif kind is None:
            verdict = collect.appraise(Source(address=address), answer, contents)
            yield Outcome(item=address, reason=verdict.reason, remedy=verdict.remedy)
        else:
            yield _found(address, answer, contents, wish.kind or kind)

    def _feeds(self, page: str, feeds: Sequence[Referral], named: int) -> Iterator[Outcome]:
        """The feeds of a page as sources, each looked at."""
        wanted = {Wanted(url=feed.url, purpose=Purpose.FEED): feed for feed in feeds}
        answers = dict(self._fetcher.fetch_all(wanted))
        for asked, feed in wanted.items():
            answer = answers[asked]
            if isinstance(answer, FetchError):
                yield Outcome(item=feed.url, reason=answer.reason, remedy=answer.remedy)
                continue
            contents = self._unpacked([answer])[0]
            verdict = collect.appraise(Source(address=feed.url), answer, contents)
            if not verdict.good:
                yield Outcome(item=feed.url, reason=verdict.reason, remedy=verdict.remedy)
                continue
            others = f"; it names {named - 1} more (--all adds them)" if named > len(feeds) else ""
            note = f"a feed of the page {page}{others}"
            yield replace(_found(feed.url, answer, contents, SourceKind.FEED), note=note)

    # --- checking -------------------------------------------------------------------------

    def check(self, addresses: Sequence[str] = ()) -> Iterator[Appraisal]:
        """What each source gives, how fresh, on what terms, and why it fails if it does; in the list's order.

        Addresses that are not in the list are looked at all the same. Nothing is stored of what they give.
        """
        listed = self._sources()
        sources = [_find(listed, one) or Source(address=one) for one in addresses] or listed
        remote = [source for source in sources if source.kind is not SourceKind.PATH]
        wanted = {source.address: Wanted(url=source.address, purpose=Purpose.FEED) for source in remote}
        answers = {asked.url: answer for asked, answer in self._fetcher.fetch_all(wanted.values())}
        good = {url: answer for url, answer in answers.items() if isinstance(answer, Fetched)}
        contents = dict(zip(good, self._unpacked(list(good.values())), strict=True))
        samples = self._samples(contents)
        for source in sources:
            if source.kind is SourceKind.PATH:
                yield _of_folder(source)
            else:
                answer, held = answers[source.address], contents.get(source.address, ())
                yield self._appraised(source, answer, held, samples.get(source.address, Sample()))
        self._keep_hosts()

    def _appraised(
        self,
        source: Source,
        answer: Fetched | FetchError,
        contents: Sequence[collect.Unpacked],
        sample: Sample,
    ) -> Appraisal:
        signals = [*sample.signals, *(answer.signals if isinstance(answer, Fetched) else ())]
        for found in contents:
            if isinstance(found, Document):
                signals += found.hints.signals
        for result in sample.results:
            if isinstance(result, Report):
                signals += result.rights.evidence
        now = self._app.clock.now()
        switch = self._app.settings.ai_bots_reserve
        rights = extract.resolve(signals, source.contract, Stamp(at=now), ai_bots_reserve=switch)
        rights = _licensed(rights, sample.results, contents)
        return collect.appraise(source, answer, contents, sample.results, rights, now)

    def _samples(self, contents: Mapping[str, Sequence[collect.Unpacked]]) -> dict[str, Sample]:
        """For each source, what the pages of its newest entries give."""
        wanted: dict[Wanted, list[tuple[str, Document]]] = {}
        for url, held in contents.items():
            for entry in _newest(held):
                if entry.url:
                    wanted.setdefault(Wanted(url=entry.url), []).append((url, entry))
        samples = {url: Sample() for url in contents}
        pages: list[tuple[Sample, Document]] = []
        for asked, answer in self._fetcher.fetch_all(wanted):
            for url, entry in wanted[asked]:
                if isinstance(answer, FetchError):
                    samples[url].refuse(answer)
                else:
                    pages += [(samples[url], page) for page in collect.followed(entry, answer)[-1:]]
        stage = partial(extract.extract, now=self._app.clock.now())
        reports = self._app.engine.each(stage, [page for _, page in pages], _name, "extract", boxed=True)
        for (sample, _), report in zip(pages, reports, strict=True):
            sample.results.append(report)
        return samples

    def _unpacked(self, answers: Sequence[Fetched]) -> list[tuple[collect.Unpacked, ...]]:
        """What is in answers, looked at in the box; trouble is a Failure in its place."""
        results = self._app.engine.each(collect.unpacked, answers, _location, "collect", boxed=True)
        return [(found,) if isinstance(found, Failure) else found for found in results]

    def _keep_hosts(self) -> None:
        with self._store.transaction():
            self._roster.save_hosts(self._fetcher.hosts())


# --- small decisions ----------------------------------------------------------------------


def _find(sources: Iterable[Source], address: str) -> Source | None:
    """The source of this address; a path may be told as it was given, from where we are."""
    key = collect.same(address if "://" in address else str(Path(address).resolve()))
    return next((source for source in sources if collect.same(source.address) == key), None)


def _of_url(address: str, kind: SourceKind = SourceKind.FEED) -> Outcome:
    return Outcome(item=address, source=Source(address=address, kind=kind))


def _of_path(address: str) -> Outcome:
    path = Path(address)
    if path.exists():
        return Outcome(item=address, source=Source(address=str(path.resolve()), kind=SourceKind.PATH))
    remedy = f"give a path that is there, or an address: https://{address}"
    return Outcome(item=address, reason="is no address, and no file or folder here", remedy=remedy)


def _no_source(
    address: str, feeds: Sequence[Referral], answer: Fetched, contents: Sequence[collect.Unpacked]
) -> Outcome:
    if collect.is_article(answer, contents):
        named = f"; its site has a feed: dateline source add {feeds[0].url}" if feeds else ""
        remedy = f"dateline build {address} reads it once{named}"
        return Outcome(item=address, reason="is an article, which is read once, not polled", remedy=remedy)
    if not feeds and any(isinstance(found, Referral) for found in contents):
        remedy = f"dateline source import {address}"
        return Outcome(item=address, reason="is a list of feeds, not a source", remedy=remedy)
    remedy = "give its feed or sitemap; --kind page polls the page itself"
    return Outcome(item=address, reason="is a page that names no feed", remedy=remedy)


def _found(address: str, answer: Fetched, contents: Sequence[collect.Unpacked], kind: SourceKind) -> Outcome:
    """A source with what its answer says of it, at its new address where it moved for good."""
    channel = next((found for found in contents if isinstance(found, Channel)), Channel(kind=kind))
    source = Source(
        address=answer.moved or address,
        kind=kind,
        title=channel.title,
        site=channel.site,
        language=channel.language,
    )
    note = f"it moved here from {address}" if answer.moved and answer.moved != address else ""
    return Outcome(item=address, source=source, note=note)


def _of_folder(source: Source) -> Appraisal:
    there = Path(source.address).exists()
    reason, remedy = ("", "") if there else ("is not there", "put it back, or take it out of the list")
    return Appraisal(source=source, kind=SourceKind.PATH, reason=reason, remedy=remedy)


def _newest(contents: Iterable[collect.Unpacked]) -> list[Document]:
    """The newest entries; the first, where none has a time."""
    entries = [found for found in contents if isinstance(found, Document) and found.kind is MediaKind.ENTRY]
    entries.sort(key=_age)
    return entries[:SAMPLES]


def _age(document: Document) -> float:
    stamp = document.hints.published or document.hints.updated
    return -stamp.at.timestamp() if stamp else float("inf")


def _licensed(
    rights: Rights, samples: Iterable[Report | Failure], contents: Iterable[collect.Unpacked]
) -> Rights:
    """The rights with the licence that a sample or the feed names, where the signals name none."""
    named = [sample.rights.licence for sample in samples if isinstance(sample, Report)]
    named += [found.licence for found in contents if isinstance(found, Channel)]
    licence = next((name for name in named if name), "")
    return rights if rights.licence or not licence else replace(rights, licence=licence)


def _is_url(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _location(answer: Fetched) -> str:
    return answer.location


def _name(document: Document) -> str:
    return document.url or document.source


def _unseen(address: str) -> Outcome:
    """An address as it is taken without a look: a site's front leads to its feed, all else should be one."""
    kind = SourceKind.PAGE if not urlsplit(address).path.strip("/") else SourceKind.FEED
    return Outcome(item=address, source=Source(address=address, kind=kind))


def given(roster: Roster, addresses: Sequence[str]) -> None:
    """Put addresses and paths into the list as they are, as ``dateline run ADDRESS…`` wants it.

    Those that were gone are asked again. Its caller opens the transaction. Raises ``UsageError`` for what
    is neither an address nor a path that is there.
    """
    listed = roster.sources()
    for address in addresses:
        outcome = _unseen(address) if _is_url(address) else _of_path(address)
        if outcome.source is None:
            raise UsageError(address, outcome.reason, outcome.remedy)
        if not _find(collect.sources_of(listed), outcome.source.address):
            listed = collect.with_source(listed, outcome.source)
    roster.save_sources(listed)
    named = {collect.same(address) for address in addresses}
    gone = [
        state for state in roster.states().values() if state.gone and collect.same(state.address) in named
    ]
    roster.save_states(collect.anew(state) for state in gone)
