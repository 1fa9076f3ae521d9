"""A site in a store on disk, and the server over it, asked without a socket. For tests of what is served."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from dateline.app.serving import Options, Serving
from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.core.stories import Story
from dateline.core.types import Event, Facts, Figure, Membership, Mode, Phrase, Report, Span, Theme
from dateline.pipeline.printing import catalogue
from dateline.storage import SqlStore, open_store
from dateline.web.application import Application
from tests.edition import desk_of
from tests.newsroom import EDITION, FERRY, ISSUE, LIBRARY_PAGE, REPORTS, THEMES, stamp

MORE = 20


def small(number: int) -> Page:
    """One of many short pages; some are of the same hour, and some have no date."""
    first = stamp("2025-06-01T08:00:00")
    dated = None if number % 5 == 0 else replace(first, at=first.at + timedelta(hours=number // 2))
    theme = ("tsea", "ttown", "tnone")[number % 3]
    return replace(LIBRARY_PAGE, story=f"ssmall{number:02}", theme=theme, first_reported=dated)


def on_the_map(page: Page) -> Page:
    """The page with places that two reports name: those that it is found by."""
    other = Span(report="rcopy", start=0, end=4)
    places = (replace(place, evidence=(*place.evidence, other)) for place in page.places)
    return replace(page, places=tuple(places))


def said(report: Report, words: str) -> Phrase:
    start = report.text.index(words)
    return Phrase(text=words, span=Span(report=report.id, start=start, end=start + len(words)))


def facts() -> list[Facts]:
    """What two reports say: one of them must not be read out."""
    aground, denies = said(FERRY, "ran aground"), said(REPORTS["rwall"], "denies")
    figure = Figure(measure="injured", low=3, high=3, phrase=said(FERRY, "three"), evidence=())
    told = {"mode": Mode.ACTUAL, "place": "Baltrum", "figures": (figure,)}
    accident = Event(type="ACCIDENT", phrase=aground, evidence=(aground.span,), **told)  # type: ignore[arg-type]
    denial = Event(type="REJECT", mode=Mode.ACTUAL, phrase=denies, evidence=(denies.span,))
    return [Facts(report="rferry", events=(accident,)), Facts(report="rwall", events=(denial,))]


@dataclass
class Newsstand:
    """A store with its server. ``stock`` puts pages into the store, ``ask`` asks the server."""

    folder: Path
    edition: Edition = EDITION
    options: Options = field(default_factory=lambda: Options(rate=0))

    def __post_init__(self) -> None:
        self.site = self.folder / "site"
        self.site.mkdir(parents=True, exist_ok=True)
        self.store: SqlStore = open_store(self.folder / "site.db")

    def open(self) -> Newsstand:
        """Begin to serve what is in the store."""
        self.serving = Serving(open_store(self.folder / "site.db"), self.edition, self.options)
        self.app = Application(self.serving, self.site)
        asyncio.run(self.app.pulse.begin())
        return self

    def stock(
        self,
        pages: Iterable[Page],
        *,
        ended: Iterable[Page] = (),
        reports: Mapping[str, Report] | None = None,
        themes: Sequence[Theme] = (),
        stories: Iterable[Story] = (),
        known: Sequence[Facts] = (),
    ) -> None:
        """Store pages with reports of their own, as a round does."""
        store = self.store
        with store.transaction():
            for report in (reports or {}).values():
                store.save_report(report, report.id)
            store.save_facts(known, "1")
            pages = list(pages)
            store.save_groups([member for page in pages for member in members(page)], themes)
            store.register.save_stories(stories)
            for page in (*pages, *ended):
                store.save_page(page, f"key {hash(page)}")
        catalogue(desk_of(store))

    def beat(self) -> None:
        """Let the server look at the store."""
        asyncio.run(self.app.pulse.beat())

    def ask(self, path: str, method: str = "GET", **more: Any) -> httpx.Response:
        return asyncio.run(asked(self.app, path, method, **more))

    def close(self) -> None:
        self.serving.close()
        self.store.close()


def members(page: Page) -> Iterable[Membership]:
    """Where its reports belong; one that nobody names keeps each story alive."""
    alive = Membership(
        report=f"alive-{page.story}", story=page.story, theme=page.theme, origin=f"o-{page.story}"
    )
    yield alive
    if page.story in ("sferry", "slibrary"):
        own = replace(alive, why="it founded the story")
        yield from (replace(own, report=credit.report, origin=credit.origin) for credit in page.sources)


def stocked(folder: Path, **more: Any) -> Newsstand:
    """The invented edition with many short pages beside it, served."""
    stand = Newsstand(folder, **more)
    pages = (*map(on_the_map, ISSUE.pages), *map(small, range(MORE)))
    stand.stock(pages, reports=REPORTS, themes=THEMES, known=facts())
    return stand.open()


async def asked(app: Application, path: str, method: str = "GET", **more: Any) -> httpx.Response:
    """The answer of the server to a client that may ask from any address (``client``)."""
    client = (more.pop("client", "127.0.0.1"), 5)
    transport = httpx.ASGITransport(app=app, client=client)
    async with httpx.AsyncClient(transport=transport, base_url="http://site.example") as http:
        return await http.request(method, path, **more)


def raw(app: Application, path: str, method: str = "GET", **more: Any) -> tuple[int, dict[str, str], bytes]:
    """What a client gets that does not tidy its path, as every honest client does."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    plain, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": plain,
        "raw_path": plain.encode("utf-8", "replace"),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"site.example")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        **more,
    }
    asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent)
