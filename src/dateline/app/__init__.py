"""Reads the settings once and wires everything: what the commands and the server stand on.

Holds no decision about news. Each method of :class:`App` is one thing that a user can ask for.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from dateline.app import sites
from dateline.app.settings import Settings
from dateline.app.sites import Written
from dateline.app.stores import (
    StoreName,
    default_store,
    existing_store,
    has_store,
    open_store,
    store_at,
    store_of,
)
from dateline.clients import files
from dateline.core.errors import FetchError, UsageError
from dateline.core.listings import Facet
from dateline.core.pages import Page, TimelineEntry
from dateline.core.ports import Engine, Fetched, Fetcher, Progress, Store, Wanted
from dateline.core.site import Edition, File
from dateline.core.sources import HostState
from dateline.core.stories import Story
from dateline.core.types import Document, Facts, Failure, MediaKind, Membership, Report, Stamp, Theme
from dateline.engines import LocalEngine
from dateline.pipeline import filing, intake, printing, writing
from dateline.pipeline.desk import Desk
from dateline.stages import collect, extract, group, interpret, narrate
from dateline.stages.publish.layout import SAMPLE
from dateline.stages.publish.wording import tongue

if TYPE_CHECKING:
    from dateline.app.models import ModelWriter, Rehearsed
    from dateline.clients import http
    from dateline.pipeline.modelled import ModelDesk
    from dateline.storage import SiteFolder

__all__ = [
    "App",
    "Built",
    "Settings",
    "default_store",
    "existing_store",
    "open_app",
    "open_store",
    "sample_sources",
]

_Item = TypeVar("_Item")

#: What of the settings a site says of itself.
_TOLD = ("title", "notice", "base_url", "contact", "language", "hub", "reserve_mining")


class SystemClock:
    """``core.ports.Clock`` of this machine."""

    def now(self) -> datetime:
        """This instant."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to."""

    intake: intake.Intake
    pages: int
    themes: int
    withheld: int
    written: int
    store: StoreName


class App:
    """Everything wired. ``progress`` is told how far work is."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        self.settings = settings
        self._progress = progress
        self.clock = SystemClock()
        self.engine: Engine = LocalEngine(settings.workers)

    # --- inputs ---------------------------------------------------------------------------

    def inputs(self, sources: Sequence[str], fetcher: Fetcher | None = None) -> Iterator[Fetched | Failure]:
        """What the sources hold, in their order: paths, folders, ``-``; URLs are asked side by side."""
        for web, some in itertools.groupby(dict.fromkeys(sources), _is_url):
            if web:
                urls = [Wanted(url=source) for source in some]
                yield from _in_order(urls, (fetcher or self.fetcher).fetch_all(urls))
            else:
                yield from (one for source in some for one in files.walk(source))

    @cached_property
    def fetcher(self) -> Fetcher:
        """One client for all that is fetched: it keeps robots.txt and the delay of each host."""
        return self.gateway()

    def gateway(self, remembered: Iterable[HostState] = ()) -> http.PoliteClient:
        """A client that knows of hosts what is remembered of them."""
        from dateline.clients import http

        return http.PoliteClient(
            contact=self.settings.contact,
            delay=self.settings.delay,
            allow_private=self.settings.allow_private,
            allow=self.settings.allow_hosts,
            remembered=remembered,
        )

    def desk(
        self,
        store: Store,
        revised: Stamp | None = None,
        fetcher: Fetcher | None = None,
        model: ModelDesk | None = None,
    ) -> Desk:
        """What the flow works with, at this hour; without a fetcher nothing is followed."""
        return Desk(
            store=store,
            engine=self.engine,
            progress=self._progress,
            now=self.clock.now(),
            limits=self.limits(),
            fetcher=fetcher,
            revised=revised,
            ai_bots_reserve=self.settings.ai_bots_reserve,
            model=model,
        )

    @cached_property
    def writer(self) -> ModelWriter | None:
        """The language model that the settings name. Raises ``UsageError``."""
        from dateline.app import models

        writer = models.open_writer(self.settings)
        if writer:
            writer.client.ready()
        return writer

    @property
    def model_desk(self) -> ModelDesk | None:
        """Where stories go to be worded by it."""
        return self.writer.desk if self.writer else None

    def limits(self) -> narrate.Limits:
        """The limits on other people's words."""
        names = ("quote_words", "quotes_per_outlet", "quoted_share", "run_words")
        return narrate.Limits(**{name: getattr(self.settings, name) for name in names})

    # --- one stage alone ------------------------------------------------------------------

    def extract(self, sources: Sequence[str]) -> Iterator[Report | Failure]:
        """The reports in the sources, in their order, as they come; whatever is read is read in the box."""
        stage = partial(extract.extract, now=self.clock.now())
        for batch in _batches(self._opened(sources)):
            documents = [found for found in batch if isinstance(found, Document)]
            boxed = any(document.kind is not MediaKind.REPORT for document in documents)
            reports = self.engine.each(stage, documents, _source, "extract", boxed=boxed)
            for found in batch:
                yield found if isinstance(found, Failure) else next(reports)

    def _opened(self, sources: Sequence[str]) -> Iterator[Document | Failure]:
        """The documents in the sources; large files of many documents are opened here, piece by piece."""
        for batch in _batches(self.inputs(sources)):
            whole = [item for item in batch if isinstance(item, Fetched) and not collect.streams(item)]
            opened = self.engine.each(collect.unpacked, whole, _location, "collect", boxed=True)
            for item in batch:
                if isinstance(item, Failure):
                    yield item
                    continue
                found = collect.unpack(item) if collect.streams(item) else _all_of(next(opened))
                yield from (one for one in found if isinstance(one, Document | Failure))

    def group(self, reports: Sequence[Report]) -> Iterator[tuple[Membership, Story | None, Theme | None]]:
        """Where each report belongs, in the order given, with what is known of its story and theme."""
        found = group.group(reports)
        members = {member.report: member for member in found.memberships}
        stories = {story.id: story for story in found.stories}
        themes = {theme.id: theme for theme in found.themes}
        for report in reports:
            member = members[report.id]
            yield member, stories.get(member.story), themes.get(member.theme)

    def interpret(self, reports: Sequence[Report]) -> Iterator[Facts | Failure]:
        """The facts of each report."""
        results = self.engine.each(interpret.interpret, reports, _name, "interpret")
        return iter(self._progress.track(results, "interpret", len(reports)))

    def narrate(self, reports: Sequence[Report]) -> tuple[list[Page], list[Failure]]:
        """A page for each story, newest first, proofed; and what could not be read."""
        store = self._in_memory(reports, self.model_desk)
        pages = printing.printed(store)
        newest = sorted(pages.values(), key=printing.newest, reverse=True)
        return newest, store.failures()

    def timeline(
        self,
        reports: Sequence[Report],
        start: str | None = None,
        end: str | None = None,
        dates: int | None = None,
        lines: int | None = None,
    ) -> Iterator[TimelineEntry]:
        """The days that mattered in each theme, and a line or more for each."""
        options = narrate.TimelineOptions(start=start, end=end, dates=dates, lines=lines)
        store = self._in_memory(reports, write=False)
        for theme, clippings in writing.by_theme(store):
            yield from narrate.timeline(theme, clippings, options)

    def rehearse(self, reports: Sequence[Report]) -> Iterator[Rehearsed]:
        """What a language model would be sent of each story; sends nothing. Raises ``UsageError``."""
        from dateline.app import models

        writer = models.open_writer(self.settings)
        if writer is None:
            raise UsageError("--dry-run", "no model is named", "give --model NAME/MODEL, or set model")
        return writer.rehearse(self._in_memory(reports), self.limits())

    def _in_memory(
        self, reports: Sequence[Report], model: ModelDesk | None = None, *, write: bool = True
    ) -> Store:
        store = open_store(None)
        desk = self.desk(store, model=model)
        intake.take_reports(reports, desk)
        failures = [*filing.file(desk), *writing.read(desk)]
        if write:
            failures += writing.write(desk)
        with store.transaction():
            store.save_failures(failures)
        return store

    # --- the whole flow -------------------------------------------------------------------

    def build(
        self, sources: Sequence[str], out: Path, store_path: StoreName | None = None, follow: bool = True
    ) -> Built:
        """Sources in, a site out. A second build of the same input changes nothing.

        Without sources it is the site of what is stored. Raises ``UsageError`` where nothing is.
        """
        from dateline.storage import SiteFolder

        site = SiteFolder(out)
        site.check()
        path = store_of(out, store_path)
        if not sources and not has_store(out, store_path):
            raise UsageError("", "nothing to build from", "give files, folders or URLs, or --sample")
        with contextlib.closing(open_store(path)) as store:
            fetcher = self.gateway(store.roster.hosts())
            desk = self.desk(store, fetcher=fetcher if follow else None, model=self.model_desk)
            taken = intake.take_in(self.inputs(sources, fetcher), desk)
            taken = replace(taken, failures=writing.finish(desk, (*taken.failures, *filing.file(desk))))
            with store.transaction():
                store.roster.save_hosts(fetcher.hosts())
            shown = site.read(printing.MANIFEST)
            edition = self.edition(None if sources else printing.edition_of(shown))
            written = self.put_out(site, printing.print_site(desk, edition, shown, site), edition)
            totals = store.catalogue.totals()
            withheld = sum(tally.count for tally in store.catalogue.tallies(Facet.WITHHELD))
        return Built(
            intake=replace(taken, failures=(*taken.failures, *written.failures)),
            pages=totals.stories,
            themes=totals.themes,
            withheld=withheld,
            written=written.files,
            store=path,
        )

    def put_out(
        self, site: SiteFolder, made: Iterable[File | Failure], edition: Edition, searched_after: float = 0.0
    ) -> Written:
        """Write what was printed, let readers search it, and tell the hub which feeds have news."""
        return sites.put_out(site, made, edition, self.settings, searched_after)

    def edition(self, before: Edition | None = None) -> Edition:
        """What the site says of itself on every page; what is not set is as it was ``before``."""
        plain, before = Edition(), before or Edition()
        told = {name: getattr(self.settings, name) for name in _TOLD}
        return replace(before, **{n: said for n, said in told.items() if said != getattr(plain, n)})

    def store_of(self, where: str) -> tuple[Store, list[Failure]]:
        """The store of a site, a store, or one in memory of a file of reports, and what of that is left out.

        Raises ``UsageError``.
        """
        held = store_at(where)
        if held is not None:
            return open_store(held), []
        read = list(self.extract([where]))
        reports = [report for report in read if isinstance(report, Report)]
        left_out = [one for one in read if isinstance(one, Failure)]
        if not reports:
            why = "".join(f" ({one.item}: {one.reason})" for one in left_out[:1])
            raise UsageError(
                where, f"is no site, store or file of reports{why}", "build a site first, or give reports"
            )
        store = self._in_memory(reports)
        return store, [*left_out, *store.failures()]


def sample_sources() -> list[str]:
    """Where the sample edition lies."""
    return [str(resources.files("dateline") / "sample")]


def open_app(progress: Progress, sample: bool = False, **changes: object) -> App:
    """Everything wired, by the settings and the ``changes`` that a command was given.

    Raises ``UsageError`` that names a setting that cannot be taken.
    """
    given = {name: value for name, value in changes.items() if value is not None}
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"setting {name}", first["msg"], "see docs/reference/settings.md") from error
    except ValueError as error:
        raise UsageError("dateline.toml", f"not TOML: {error}", "mend the line that it names") from error
    if sample:
        settings = settings.model_copy(update={"notice": tongue(settings.language).say(SAMPLE)})
    return App(settings, progress)


def _in_order(
    urls: Sequence[Wanted], answers: Iterable[tuple[Wanted, Fetched | FetchError]]
) -> Iterator[Fetched | Failure]:
    """The answers in the order of the questions, so that the same input gives the same site."""
    waiting: dict[Wanted, Fetched | Failure] = {}
    place = 0
    for wanted, answer in answers:
        waiting[wanted] = _failure(answer) if isinstance(answer, FetchError) else answer
        while place < len(urls) and urls[place] in waiting:
            yield waiting.pop(urls[place])
            place += 1


def _failure(error: FetchError) -> Failure:
    return Failure(item=error.item, stage="collect", reason=error.reason, remedy=error.remedy)


def _is_url(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """A few at a time: enough for every worker, few enough to see results soon."""
    rest = iter(items)
    while batch := list(islice(rest, 32)):
        yield batch


def _all_of(opened: tuple[collect.Unpacked, ...] | Failure) -> Iterable[collect.Unpacked]:
    return (opened,) if isinstance(opened, Failure) else opened


def _location(fetched: Fetched) -> str:
    return fetched.location


def _source(document: object) -> str:
    return str(getattr(document, "source", ""))


def _name(report: Report) -> str:
    return report.source or report.url or report.id
