"""``dateline run`` and ``dateline status``: round after round over the sources, and where each one stands.

Decides when to wake and when to stop. What is due, ``collect`` says; what a round does, the pipeline.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Protocol

from dateline.app.stores import StoreName, existing_store, open_store, store_of
from dateline.clients import files
from dateline.core.errors import FetchError, UsageError
from dateline.core.ports import Fetched, Fetcher, Store, Wanted
from dateline.core.sources import HostState, Source, SourceState
from dateline.core.types import Failure, Stamp
from dateline.pipeline import printing, writing
from dateline.pipeline.filing import Filer
from dateline.stages import collect

if TYPE_CHECKING:
    from dateline.app import App
    from dateline.pipeline.rounds import Round
    from dateline.storage import SiteFolder

#: Seconds after which a sleeping run looks whether its list of sources was changed.
LOOK_UP = 30.0
#: Seconds after which a round makes the index of the static site's search anew.
_SEARCHED_AFTER = 600.0

_NO_SOURCES = "name some here, or: dateline source add URL --store FILE, with the store of this site (OUT.db)"


class Alarm(Protocol):
    """What ends a run, and what it sleeps on."""

    @property
    def rung(self) -> bool: ...
    def wait(self, seconds: float | None = None) -> bool: ...


class Bell:
    """Rung by SIGINT and SIGTERM; a second one finds the handlers that were there before."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._before: dict[signal.Signals, object] = {}

    @property
    def rung(self) -> bool:
        """Whether we were asked to stop."""
        return self._event.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Sleep so long, or until the bell rings. Gives whether it did."""
        return self._event.wait(seconds)

    def __enter__(self) -> Bell:
        for name in (signal.SIGINT, signal.SIGTERM):
            self._before[name] = signal.signal(name, self._ring)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._restore()

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        self._restore()
        self._event.set()

    def _restore(self) -> None:
        for name, handler in self._before.items():
            signal.signal(name, handler)  # type: ignore[arg-type]
        self._before.clear()


class Interruptible:
    """A ``ports.Fetcher`` that gives no more answers once the bell has rung."""

    def __init__(self, fetcher: Fetcher, bell: Alarm) -> None:
        self._fetcher = fetcher
        self._bell = bell

    def fetch(self, wanted: Wanted) -> Fetched:
        """One answer."""
        return self._fetcher.fetch(wanted)

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Fetched | FetchError]]:
        """The answers that came before the bell: what is cut off then is no error of its source."""
        if self._bell.rung:
            return
        answers = self._fetcher.fetch_all(wanted)
        with contextlib.closing(answers) if hasattr(answers, "close") else contextlib.nullcontext():  # type: ignore[type-var]
            for answer in answers:
                if self._bell.rung:
                    return
                yield answer

    def hosts(self) -> tuple[HostState, ...]:
        """What is to be remembered of hosts."""
        return self._fetcher.hosts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one round came to. ``following`` is when there is something to do next; None: never."""

    round: Round
    failures: tuple[Failure, ...]
    written: int
    following: datetime | None
    at: datetime


class Run:
    """The rounds over one store and one site. A ``fetcher`` takes the place of the app's own client."""

    def __init__(
        self, app: App, store: Store, site: SiteFolder, bell: Alarm, fetcher: Fetcher | None = None
    ) -> None:
        from dateline.pipeline.rounds import Beat

        self._app = app
        self._store = store
        self._site = site
        self._bell = bell
        self._filer = Filer()
        self._fetcher = fetcher or self._gateway()
        self._beat = Beat(
            clock=app.clock,
            walk=files.walk,
            pace=collect.Pace(interval=round(app.settings.interval * 60)),
        )

    def _gateway(self) -> Fetcher:
        """The client, whose open connections are cut when the bell rings."""
        client = self._app.gateway(self._store.roster.hosts())

        def cut() -> None:
            self._bell.wait()
            client.close()

        threading.Thread(target=cut, daemon=True, name="cut").start()
        return Interruptible(client, self._bell)

    def rounds(self, once: bool = False) -> Iterator[Told]:
        """One round after the other, whenever something is due, until the bell rings.

        Raises ``UsageError`` where there is no source to ask.
        """
        if not self.sources():
            raise UsageError("", "the store of this site has no sources", _NO_SOURCES)
        while not self._bell.rung:
            yield self._round()
            if once:
                return
            self._sleep()

    def sources(self) -> tuple[Source, ...]:
        """The list as it is now."""
        return collect.sources_of(self._store.roster.sources())

    def _round(self) -> Told:
        from dateline.pipeline.rounds import poll

        now = self._app.clock.now()
        revised, model = Stamp(at=now.replace(microsecond=0)), self._app.model_desk
        if model:
            model.stopped = lambda: self._bell.rung
        desk = self._app.desk(self._store, revised, self._fetcher, model)
        polled = poll(self.sources(), desk, self._beat)
        failures, written = polled.intake.failures, 0
        if not self._bell.rung:
            # What is left undone here is stale in the store: the next start does it.
            failures = (*self._left_out(failures, polled), *self._filer.file(desk))
            failures = writing.finish(desk, failures)
            manifest = self._site.read(printing.MANIFEST)
            made = printing.print_site(desk, self._app.edition(), manifest, self._site)
            put = self._app.put_out(self._site, made, self._app.edition(), _SEARCHED_AFTER)
            written, failures = put.files, (*failures, *put.failures)
        return Told(round=polled, failures=failures, written=written, following=self._following(), at=now)

    def _left_out(self, failures: Sequence[Failure], polled: Round) -> tuple[Failure, ...]:
        """What is told of items: of a round that took nothing in, what was told before."""
        if failures or polled.intake.documents:
            return tuple(failures)
        return tuple(one for one in self._store.failures() if one.stage in ("collect", "extract"))

    def _following(self) -> datetime | None:
        roster = self._store.roster
        return collect.next_due(self.sources(), roster.states(), roster.errands(), self._app.clock.now())

    def _sleep(self) -> None:
        """Until something is due; the list may be changed by another command in the meantime."""
        while not self._bell.rung:
            following = self._following()
            wait = LOOK_UP
            if following is not None:
                wait = (following - self._app.clock.now()).total_seconds()
                if wait <= 0:
                    return
            self._bell.wait(min(wait, LOOK_UP))


@contextlib.contextmanager
def open_run(
    app: App, out: Path, store_path: StoreName | None, given: Sequence[str], bell: Alarm
) -> Iterator[Run]:
    """A run over the store of a site; the sources that are given join its list.

    Raises ``UsageError`` for a folder that is not ours to write to.
    """
    from dateline.storage import SiteFolder

    site = SiteFolder(out)
    site.check()
    with contextlib.closing(open_store(store_of(out, store_path))) as store:
        _join(store, given)
        yield Run(app, store, site, bell)


def _join(store: Store, given: Sequence[str]) -> None:
    """Put these into the list of sources; one that was gone is asked again."""
    from dateline.app.sources import given as add_given

    if given:
        states = store.roster.states()
        with store.transaction():
            add_given(store.roster, given)
            store.roster.save_states(
                collect.anew(states[name]) for name in given if name in states and states[name].gone
            )


# --- status -------------------------------------------------------------------------------


class Condition(StrEnum):
    """How a source is, in a word."""

    NEW = "new"
    GOOD = "good"
    FAILING = "failing"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A source with what is known of it."""

    source: Source
    state: SourceState

    @property
    def condition(self) -> Condition:
        """How it is: failing from its first failure to its next good answer."""
        if self.state.gone:
            return Condition.GONE
        if self.state.errors:
            return Condition.FAILING
        return Condition.GOOD if self.state.good else Condition.NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where everything stands.

    ``held`` are the hosts that want to be left alone, ``lists`` the states of lists that sources refer to,
    such as the sitemaps of an index.
    """

    sources: tuple[Standing, ...]
    lists: tuple[SourceState, ...]
    reports: int
    stories: int
    errands: int
    held: tuple[HostState, ...]
    failures: tuple[Failure, ...]
    at: datetime

    @property
    def troubled(self) -> bool:
        """Whether a source is failing or gone."""
        return any(one.condition in (Condition.FAILING, Condition.GONE) for one in self.sources)


def read_status(store: Store, now: datetime) -> Status:
    """Where everything in a store stands."""
    roster = store.roster
    states = roster.states()
    sources = collect.sources_of(roster.sources())
    named = {source.address for source in sources}
    return Status(
        sources=tuple(
            Standing(source=source, state=states.get(source.address, SourceState(address=source.address)))
            for source in sources
        ),
        lists=tuple(state for address, state in states.items() if address not in named),
        reports=len(store.filings()),
        stories=len(store.page_keys().keys() & store.register.live()),
        errands=len(roster.errands()),
        held=tuple(host for host in roster.hosts() if host.hold and host.hold > now),
        failures=tuple(store.failures()),
        at=now,
    )


def open_status(app: App, out: Path, store_path: StoreName | None) -> Status:
    """Where everything stands. Raises ``UsageError`` where there is no store."""
    with contextlib.closing(existing_store(out, store_path)) as store:
        return read_status(store, app.clock.now())
