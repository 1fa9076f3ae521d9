"""Reads the settings once and wires everything: what the commands and the server stand on.

Holds no decision about news. Each method of :class:`App` is one thing that a user can ask for.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib import resources
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from dateline import pipeline
from dateline.clients import files
from dateline.core.contract import parse_lines, report_from
from dateline.core.errors import FetchError, InputError, UsageError
from dateline.core.ports import Fetched, Fetcher, Progress, Store
from dateline.core.types import (
    Basis,
    Clipping,
    Edition,
    Facts,
    Failure,
    Finding,
    Membership,
    Page,
    Report,
    Stamp,
    Theme,
    TimelineEntry,
)
from dateline.engines import LocalEngine
from dateline.stages import collect, extract, group, interpret, narrate, proof, publish

SAMPLE_NOTICE = "Sample edition: invented events"


class Settings(BaseSettings):
    """What an operator can set: in ``dateline.toml`` where the command is run, or as DATELINE_NAME."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", toml_file="dateline.toml", extra="forbid")

    title: str = Field("Dateline", description="name of the site")
    notice: str = Field("", description="a line printed on every page")
    base_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="address at which the site will be published, for feeds and links",
    )
    contact: str = Field("", description="address for readers, and for the sites that we fetch from")
    workers: int = Field(min(os.cpu_count() or 1, 8), ge=1, description="processes to work with")
    quote_words: int = Field(25, ge=0, description="most words of one quotation")
    quotes_per_outlet: int = Field(3, ge=0, description="most quotations from one outlet in a story")
    quoted_share: float = Field(0.1, ge=0, le=1, description="most of an article that is quoted")
    run_words: int = Field(12, ge=2, description="no run of so many words is shared outside quotation")
    delay: float = Field(1.0, ge=0, description="seconds between two requests to one host")
    allow_private: bool = Field(False, description="also fetch from private addresses (an intranet)")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags before environment before file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


class SystemClock:
    """``core.ports.Clock`` of this machine."""

    def now(self) -> datetime:
        """This instant."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to."""

    intake: pipeline.Intake
    pages: int
    themes: int
    withheld: int
    written: int
    store: Path


class App:
    """Everything wired. ``progress`` is told how far work is."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        self.settings = settings
        self._progress = progress
        self._clock = SystemClock()
        self._engine = LocalEngine(settings.workers)

    # --- inputs ---------------------------------------------------------------------------

    def inputs(self, sources: Sequence[str]) -> Iterator[Fetched | Failure]:
        """What the sources hold: paths, folders, URLs, or ``-``."""
        for source in sources:
            if _is_url(source):
                yield self._fetch(source)
            else:
                yield from files.walk(source)

    def _fetch(self, url: str) -> Fetched | Failure:
        try:
            return self._client.fetch(url)
        except FetchError as error:
            return Failure(item=error.item, stage="collect", reason=error.reason, remedy=error.remedy)

    @cached_property
    def _client(self) -> Fetcher:
        """One client for all that is fetched: it keeps robots.txt and the delay of each host."""
        from dateline.clients import http

        return http.PoliteClient(
            contact=self.settings.contact,
            delay=self.settings.delay,
            allow_private=self.settings.allow_private,
        )

    def _desk(self, store: Store, revised: Stamp | None = None, follow: bool = False) -> pipeline.Desk:
        return pipeline.Desk(
            store=store,
            engine=self._engine,
            progress=self._progress,
            now=self._clock.now(),
            limits=self._limits(),
            fetcher=self._client if follow else None,
            revised=revised,
        )

    def _limits(self) -> narrate.Limits:
        names = ("quote_words", "quotes_per_outlet", "quoted_share", "run_words")
        return narrate.Limits(**{name: getattr(self.settings, name) for name in names})

    # --- one stage alone ------------------------------------------------------------------

    def extract(self, sources: Sequence[str]) -> Iterator[Report | Failure]:
        """The reports in the sources, as they come."""
        now = self._clock.now()
        for fetched in self.inputs(sources):
            if isinstance(fetched, Failure):
                yield fetched
                continue
            for document in collect.unpack(fetched):
                if isinstance(document, Failure):
                    yield document
                else:
                    yield from self._engine.each(
                        lambda item: extract.extract(item, now=now), [document], _source, "extract"
                    )

    def group(self, reports: Sequence[Report]) -> tuple[Membership, ...]:
        """Story, theme and origin of each report, in the order of the reports."""
        members = {member.report: member for member in group.group(reports).memberships}
        return tuple(members[report.id] for report in reports)

    def interpret(self, reports: Sequence[Report]) -> Iterator[Facts | Failure]:
        """The facts of each report."""
        results = self._engine.each(interpret.interpret, reports, _name, "interpret")
        return iter(self._progress.track(results, "interpret", len(reports)))

    def narrate(self, reports: Sequence[Report]) -> tuple[list[Page], list[Failure]]:
        """A page for each story, newest first, proofed; and what could not be read."""
        store = self._in_memory(reports)
        pages = pipeline.with_related(store.pages())
        newest = sorted(pages.values(), key=pipeline.newest, reverse=True)
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
        for theme, clippings in pipeline.by_theme(store):
            yield from narrate.timeline(theme, clippings, options)

    def _in_memory(self, reports: Sequence[Report], write: bool = True) -> Store:
        store = open_store(None)
        desk = self._desk(store)
        pipeline.take_reports(reports, desk)
        pipeline.file(desk)
        failures = pipeline.read(desk)
        if write:
            failures += pipeline.write(desk)
        with store.transaction():
            store.save_failures(failures)
        return store

    # --- proof ----------------------------------------------------------------------------

    def draft(self, name: str) -> proof.Draft:
        """The draft in a file, or on standard input. Raises ``UsageError`` where it cannot be read."""
        try:
            return proof.read_draft(files.read(name), name)
        except InputError as error:
            raise UsageError(error.item, error.reason, error.remedy) from error

    def proof(self, draft: proof.Draft, sources: Sequence[Report] | None) -> tuple[Finding, ...]:
        """What is wrong with a draft; without sources, by the rules that need none.

        Raises ``UsageError`` for sources that are given and empty: they would bear out anything.
        """
        if sources is not None and not sources:
            raise UsageError("sources", "there is no report in them", "give reports, or no sources at all")
        facts = interpret.interpret(Report(id="draft", text=draft.text, language="en"))
        clippings = None if sources is None else [_clipping(report) for report in sources]
        return proof.proof(draft, clippings, facts)

    def proof_batch(self, name: str) -> Iterator[tuple[str, tuple[Finding, ...]] | Failure]:
        """The findings of each case of a file of ``{"id", "draft", "sources"}``."""
        for form in parse_lines(files.read(name).splitlines(), name):
            if isinstance(form, InputError):
                yield Failure(item=form.item, stage="proof", reason=form.reason, remedy=form.remedy)
                continue
            case = str(form.get("id", ""))
            text, given = form.get("draft"), form.get("sources")
            try:
                if not isinstance(text, str):
                    raise InputError(f"case {case}", "not a case: its 'draft' is no text")
                sources = None if not given else [report_from(one, f"case {case}") for one in given]
            except (InputError, AttributeError, TypeError) as error:
                reason = (
                    error.reason
                    if isinstance(error, InputError)
                    else "not a case: its 'sources' are no reports"
                )
                yield Failure(item=f"case {case}", stage="proof", reason=reason, remedy="it was skipped")
                continue
            yield case, self.proof(proof.Draft(text=text, lines=()), sources)

    # --- the whole flow -------------------------------------------------------------------

    def build(
        self, sources: Sequence[str], out: Path, store_path: Path | None = None, follow: bool = True
    ) -> Built:
        """Sources in, a site out. A second build of the same input changes nothing."""
        return self._build(sources, out, store_path, follow, None)

    def run(
        self, sources: Sequence[str], out: Path, store_path: Path | None, every: float
    ) -> Iterator[Built]:
        """Build again and again, ``every`` so many seconds, until asked to stop (SIGINT, SIGTERM)."""
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            now = Stamp(at=self._clock.now().replace(microsecond=0), basis=Basis.GIVEN)
            yield self._build(sources, out, store_path, True, now)
            stop.wait(every)

    def _build(
        self,
        sources: Sequence[str],
        out: Path,
        store_path: Path | None,
        follow: bool,
        revised: Stamp | None,
    ) -> Built:
        from dateline.storage import SiteFolder

        site = SiteFolder(out)
        site.check()
        path = store_path or default_store(out)
        path.parent.mkdir(parents=True, exist_ok=True)
        store = open_store(path)
        try:
            desk = self._desk(store, revised, follow)
            intake = pipeline.run(self.inputs(sources), desk)
            written = site.write(pipeline.print_site(desk, self.edition(), site.read(pipeline.MANIFEST)))
            pages = store.pages()
            return Built(
                intake=intake,
                pages=len(pages),
                themes=len({page.theme for page in pages.values()}),
                withheld=sum(len(page.withheld) for page in pages.values()),
                written=written,
                store=path,
            )
        finally:
            store.close()

    def edition(self) -> Edition:
        """What the site says of itself on every page."""
        names = ("title", "notice", "base_url", "contact")
        return Edition(**{name: getattr(self.settings, name) for name in names})

    def export(self, where: str, kind: str) -> bytes:
        """The happenings of a site, a store, or a file of reports, in another format."""
        store = self._store_of(where)
        try:
            pages = pipeline.with_related(store.pages())
            issue = publish.Issue(
                edition=self.edition(),
                pages=tuple(pages.values()),
                themes=tuple(store.themes()),
                reports=store.reports(),
            )
            return publish.export(kind, issue, store.facts())
        finally:
            store.close()

    def _store_of(self, where: str) -> Store:
        path = Path(where)
        if _is_store(path):
            return open_store(path)
        if path.is_dir() and default_store(path).is_file():
            return open_store(default_store(path))
        reports = [report for report in self.extract([where]) if isinstance(report, Report)]
        if not reports:
            raise UsageError(
                where, "is no site, store or file of reports", "build a site first, or give reports"
            )
        return self._in_memory(reports)


def open_store(path: Path | None) -> Store:
    """The store in a file, or in memory; its libraries are loaded only by commands that need one."""
    from dateline import storage

    return storage.open_store(path)


class Shelf:
    """What was printed, for those who only read: the server and whoever else asks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pages(self, stories: Sequence[str] | None = None) -> list[Page]:
        """Pages, newest first, each with the other stories of its theme."""
        pages = pipeline.with_related(self._store.pages())
        held = pages.values() if stories is None else [pages[name] for name in stories if name in pages]
        return sorted(held, key=pipeline.newest, reverse=True)

    def themes(self) -> list[Theme]:
        """All themes."""
        return self._store.themes()

    def member(self, report: str) -> Membership | None:
        """Where a report belongs."""
        return next((f.member for f in self._store.filings() if f.report == report), None)


def open_shelf(path: Path) -> Shelf:
    """The shelf of a store. Raises ``UsageError`` where there is none."""
    if not path.is_file():
        raise UsageError(str(path), "is no store", "give the one that the site was built with: --store")
    return Shelf(open_store(path))


def default_store(out: Path) -> Path:
    """Where the store of a site lies: beside its folder, so that publishing the folder leaves it out."""
    resolved = out.resolve()
    if not resolved.name:
        raise UsageError(str(out), "is no folder for a site", "give another as --out")
    return resolved.with_name(resolved.name + ".db")


def sample_sources() -> list[str]:
    """Where the sample edition lies."""
    return [str(resources.files("dateline") / "sample")]


def open_app(progress: Progress, sample: bool = False, **changes: object) -> App:
    """Everything wired, by the settings and the ``changes`` that a command was given.

    Raises ``UsageError`` that names a setting that cannot be taken.
    """
    given = {name: value for name, value in changes.items() if value is not None}
    if sample:
        given["notice"] = SAMPLE_NOTICE
    try:
        return App(Settings(**given), progress)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"setting {name}", first["msg"], "see docs/reference/settings.md") from error
    except ValueError as error:
        raise UsageError("dateline.toml", f"not TOML: {error}", "mend the line that it names") from error


def _is_store(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"


def _is_url(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _source(document: object) -> str:
    return str(getattr(document, "source", ""))


def _name(report: Report) -> str:
    return report.source or report.url or report.id


def _clipping(report: Report) -> Clipping:
    return Clipping(report=report, facts=interpret.interpret(report), origin=report.origin or report.id)
