"""One round of polling: what is due is asked, and what came is stored.

Decides in which order things are written, so that a round that is killed anywhere loses nothing, doubles
nothing, and asks nobody early: a source is *claimed* before it is asked; the pages that its answer leads to
are written down as *errands* in the transaction that keeps its new state; an errand is struck out in the
transaction that stores what it brought. When a source is due, and what its answer changes, ``collect`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from dateline.core import codec
from dateline.core.errors import FetchError, InputError
from dateline.core.ports import Clock, Fetched, Wanted
from dateline.core.sources import Channel, Errand, Referral, Source, SourceKind, SourceState
from dateline.core.types import Document, Failure, MediaKind, Signal
from dateline.pipeline import intake
from dateline.pipeline.desk import Desk
from dateline.pipeline.intake import Answer, Arrival, Found, Intake, Tally
from dateline.stages import collect

#: How many pages are fetched in one round, and for how long: the rest waits for the next, which follows at
#: once, so that what came is published and the sources are polled in time.
MOST_ERRANDS, ERRANDS_TIME = 500, timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """What rounds need beside the desk: the time as it goes on, the files of a path, and the pace."""

    clock: Clock
    walk: Callable[[str], Iterable[Fetched | Failure]]
    pace: collect.Pace = field(default_factory=collect.Pace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round came to. ``troubles`` are the sources that gave nothing, ``moved`` the new addresses."""

    asked: int = 0
    unchanged: int = 0
    forgotten: int = 0
    intake: Intake = field(default_factory=Intake)
    troubles: tuple[Failure, ...] = ()
    gone: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The answer of a source, and what was found in it."""

    source: Source
    answer: Answer
    found: tuple[Found, ...] = ()

    def of(self, kind: type[intake.Item]) -> tuple[intake.Item, ...]:
        """What was found of one kind."""
        return tuple(one for one in self.found if isinstance(one, kind))


def poll(sources: Sequence[Source], desk: Desk, beat: Beat) -> Round:
    """Ask what is due, fetch the pages that entries lead to, and store it all."""
    now = beat.clock.now()
    forgotten = intake.forget(desk, now)
    return replace(_Poll(sources, desk, beat).run(now), forgotten=forgotten)


class _Poll:
    """A round while it goes on."""

    def __init__(self, sources: Sequence[Source], desk: Desk, beat: Beat) -> None:
        self._sources = sources
        self._desk = desk
        self._beat = beat
        self._roster = desk.store.roster
        self._tally = Tally()
        self._states: dict[str, SourceState] = {}
        self._unchanged = 0
        self._troubles: list[Failure] = []
        self._moved: list[str] = []
        self._gone: list[str] = []

    def run(self, now: datetime) -> Round:
        self._states = self._mended(now)
        asked: set[str] = set()
        level: Iterable[Source] = self._sources
        for _ in range(intake.DEEPEST + 1):
            due = collect.due(level, self._states, self._beat.clock.now())
            due = tuple(source for source in due if source.address not in asked)
            asked |= {source.address for source in due}
            lists = {source.address: source for source in self._ask(due)}
            level = [lists[url] for url in intake.few(lists)]
        self._run_errands()
        return Round(
            asked=len(asked),
            unchanged=self._unchanged,
            intake=self._tally.intake(),
            troubles=tuple(self._troubles),
            gone=tuple(self._gone),
            moved=tuple(self._moved),
        )

    def _mended(self, now: datetime) -> dict[str, SourceState]:
        """What is known of the sources, made right where the clock was put back."""
        states = self._roster.states()
        waits = {source.address: source.every for source in self._sources if source.every}
        mended = collect.mended(states.values(), now, waits, self._beat.pace)
        with self._desk.store.transaction():
            self._roster.save_states(mended)
        return states | {state.address: state for state in mended}

    # --- sources --------------------------------------------------------------------------

    def _ask(self, due: Sequence[Source]) -> list[Source]:
        """Ask these sources; give the lists that they refer to."""
        if not due:
            return []
        now, pace = self._beat.clock.now(), self._beat.pace
        with self._desk.store.transaction():
            self._roster.save_states(
                collect.claimed(source, self._states.get(source.address), now, pace) for source in due
            )
        for source in due:
            if source.kind is SourceKind.PATH:
                self._walk(source)
        children: list[Source] = []
        for armful in self._answers([source for source in due if source.kind is not SourceKind.PATH]):
            for post in self._opened(armful):
                children += self._receive(post)
            self._save_hosts()
        return children

    def _answers(self, due: Sequence[Source]) -> Iterator[list[tuple[Source, Answer]]]:
        """The answers as they come; sources that have come to share an address share its answer."""
        waiting: dict[Wanted, list[Source]] = {}
        for source in due:
            waiting.setdefault(collect.wanted(source, self._states.get(source.address)), []).append(source)
        if not waiting or self._desk.fetcher is None:
            return
        answers = self._desk.progress.track(self._desk.fetcher.fetch_all(waiting), "poll", len(waiting))
        for armful in intake.armfuls(answers, intake.weight_of_answer):
            yield [(source, answer) for wanted, answer in armful for source in waiting[wanted]]

    def _opened(self, armful: Sequence[tuple[Source, Answer]]) -> list[Post]:
        """Each answer with what is in it; one without use is an error from here on."""
        fresh = [answer for _, answer in armful if isinstance(answer, Fetched) and not answer.unchanged]
        tally = Tally()
        opened = intake.opened(fresh, self._desk, tally)
        posts = []
        for source, answer in armful:
            if isinstance(answer, FetchError) or answer.unchanged:
                posts.append(Post(source=source, answer=answer))
                continue
            before = len(tally.failures)
            found = tuple(next(opened)[1])
            failures = tally.failures[before:]
            useless = _useless(source, answer, found, failures)
            if not useless:
                self._tally.failures += failures
            posts.append(Post(source=source, answer=useless or answer, found=() if useless else found))
        return posts

    def _receive(self, post: Post) -> list[Source]:
        """Store what a source gave and then what is known of it; give the lists that it refers to."""
        documents = [_under_contract(document, post.source) for document in post.of(Document)]
        leads = [one for one in documents if one.kind is MediaKind.ENTRY and one.url]
        direct = [one for one in documents if one.kind is not MediaKind.ENTRY or not one.url]
        arrivals = [_settled(document) for document in direct]
        errands = self._errands(leads)
        state = self._state_after(post, documents)

        def beside() -> None:
            self._roster.save_errands(errands)
            self._roster.save_states([state])

        intake.shelve(arrivals, self._desk, self._tally, beside)
        self._states[state.address] = state
        return _lists(post, state)

    def _state_after(self, post: Post, documents: Sequence[Document]) -> SourceState:
        before = self._states.get(post.source.address)
        channel = next(iter(post.of(Channel)), None)
        state = collect.after(
            before,
            post.answer,
            source=post.source,
            now=self._beat.clock.now(),
            channel=channel,
            newest=_newest(documents),
            pace=self._beat.pace,
        )
        if post.found:
            lists = dict.fromkeys(one.url for one in post.of(Referral))
            state = replace(state, lists=tuple(lists)[: intake.CHILDREN])
        self._note(post, before, state)
        return state

    def _note(self, post: Post, before: SourceState | None, state: SourceState) -> None:
        self._unchanged += isinstance(post.answer, Fetched) and post.answer.unchanged
        if state.errors and isinstance(post.answer, FetchError):
            self._troubles.append(
                Failure(item=state.address, stage="collect", reason=state.reason, remedy=state.remedy)
            )
        if state.gone:
            self._gone.append(state.address)
        if before and state.location != before.location:
            self._moved.append(state.location)

    def _errands(self, leads: Sequence[Document]) -> list[Errand]:
        """Entries that are neither known nor on an errand already."""
        keys = {intake.document_key(entry): entry for entry in leads}
        known = self._desk.store.documents(keys).keys() | {one.key for one in self._roster.errands()}
        return [Errand(key=key, entry=entry, tries=0) for key, entry in keys.items() if key not in known]

    def _walk(self, source: Source) -> None:
        """Take in what a path holds."""
        counted = 0

        def inputs() -> Iterator[Fetched | Failure]:
            nonlocal counted
            for counted, one in enumerate(self._beat.walk(source.address), 1):  # noqa: B007
                yield one

        answer: Answer = Fetched(location=source.address, content=b"")
        try:
            taken = intake.take_in(inputs(), self._desk)
            self._tally.add(taken)
        except InputError as error:
            answer = FetchError(source.address, error.reason, error.remedy)
        channel = Channel(kind=SourceKind.PATH, entries=counted)
        self._receive(Post(source=source, answer=answer, found=(channel,)))

    def _save_hosts(self) -> None:
        if self._desk.fetcher is not None:
            with self._desk.store.transaction():
                self._roster.save_hosts(self._desk.fetcher.hosts())

    # --- errands --------------------------------------------------------------------------

    def _run_errands(self) -> None:
        """Fetch the pages that entries lead to; those that do not come are tried again in later rounds."""
        now = self._beat.clock.now
        due = collect.errands_due(self._roster.errands(), now())[:MOST_ERRANDS]
        until = now() + ERRANDS_TIME
        for armful in intake.brought(due, self._desk, lambda: now() > until):
            answers = {errand.key: answer for errand, answer in armful}
            brought = list(intake.arrived(armful, self._desk, self._tally))
            left = [self._left(errand, answers[errand.key]) for errand, _ in brought]
            arrivals = [
                arrival
                for (errand, found), later in zip(brought, left, strict=True)
                for arrival in _used(errand, found, later)
            ]
            done = [errand.key for (errand, _), later in zip(brought, left, strict=True) if later is None]
            self._finish(arrivals, done, [later for later in left if later])

    def _finish(self, arrivals: Sequence[Arrival], done: Sequence[str], later: Sequence[Errand]) -> None:
        """Store what came and strike out the errands that it ends, in one transaction."""
        arrived = {key for arrival in arrivals for key in arrival.keys}

        def beside() -> None:
            self._desk.store.save_documents([key for key in done if key not in arrived], "")
            self._roster.drop_errands(done)
            self._roster.save_errands(later)
            if self._desk.fetcher is not None:
                self._roster.save_hosts(self._desk.fetcher.hosts())

        intake.shelve(arrivals, self._desk, self._tally, beside)

    def _left(self, errand: Errand, answer: Answer) -> Errand | None:
        if isinstance(answer, Fetched):
            return None
        return collect.again(errand, answer, self._beat.clock.now(), self._beat.pace)


def _used(errand: Errand, found: Sequence[Arrival], later: Errand | None) -> Iterator[Arrival]:
    """What is read of what an errand brought; while it is tried again, the entry itself, but once."""
    if later is None:
        yield from (
            replace(one, keys=tuple(dict.fromkeys((*one.keys, errand.key))), settled=True) for one in found
        )
    elif errand.tries == 0:
        yield from found


def _lists(post: Post, state: SourceState) -> list[Source]:
    """The lists that a source refers to: an index of sitemaps to sitemaps, all else to feeds."""
    if isinstance(post.answer, FetchError):
        return []
    kind = SourceKind.SITEMAP if post.source.kind is SourceKind.SITEMAP else SourceKind.FEED
    every, contract = post.source.every, post.source.contract
    return [Source(address=url, kind=kind, every=every, contract=contract) for url in state.lists]


def _settled(document: Document) -> Arrival:
    return Arrival(document=document, keys=(intake.document_key(document),), settled=True)


def _useless(
    source: Source, answer: Fetched, found: Sequence[Found], failures: Sequence[Failure]
) -> FetchError | None:
    """The error that an answer amounts to in which there is nothing of what the source is for."""
    if not found:
        first = failures[0] if failures else Failure(item="", stage="", reason="there is nothing in it")
        return FetchError(source.address, first.reason, first.remedy, status=answer.status)
    listed = source.kind in (SourceKind.FEED, SourceKind.SITEMAP)
    pages = all(isinstance(one, Document) and one.kind in _PAGES for one in found)
    if listed and (pages or all(isinstance(one, Referral) for one in found)):
        remedy = "look at it in a browser: its feed may have moved; add the new one, remove this"
        return FetchError(source.address, "a page, and no feed", remedy, status=answer.status)
    return None


_PAGES = frozenset((MediaKind.PAGE, MediaKind.UPDATE))


def _newest(documents: Sequence[Document]) -> datetime | None:
    stamps = (one.hints.updated or one.hints.published for one in documents)
    return max((stamp.at for stamp in stamps if stamp), default=None)


def _under_contract(document: Document, source: Source) -> Document:
    """The document with the operator's own agreement among its terms."""
    if source.contract is None:
        return document
    signal = Signal(name=intake.CONTRACT, value=codec.dumps(source.contract), where=source.address)
    return replace(document, hints=replace(document.hints, signals=(*document.hints.signals, signal)))
