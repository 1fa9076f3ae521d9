"""Papers of a played web: what they publish when, how they answer, and what they were asked.

::

    with Web() as web:
        day = Day()
        paper = Paper(web, day, "bote.example", every=3 * HOUR)
        ...
        assert paper.polls[0].at == day.start

Each paper writes all that it was asked, and what it answered, with the hour of the played day, so that tests
can judge whether it was asked early and with which validators.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.loopback import Answer, Asked, Day, Web

MINUTE, HOUR = 60, 3600

_THINGS = (
    "bridge", "school", "orchard", "ferry", "library", "tram", "quarry", "harbour", "mill", "theatre",
    "reservoir", "lighthouse", "archive", "stadium", "clinic", "brewery", "museum", "railway",
    "cemetery", "tannery", "observatory", "vineyard", "tower", "canal", "foundry", "airfield",
)  # fmt: skip
_DEEDS = (
    "closed", "opened", "sold", "flooded", "repaired", "searched", "painted", "extended", "rented", "mapped",
    "measured", "insured", "dredged", "renamed", "fenced", "lit", "emptied", "shortened", "guarded",
)  # fmt: skip
_PLACES = (
    "Alsfeld", "Borken", "Celle", "Dachau", "Einbeck", "Fulda", "Goslar", "Husum", "Ilmenau", "Jever",
    "Lauban", "Meldorf", "Nidda", "Oelde", "Pirna", "Quedlinburg", "Rinteln", "Soest", "Torgau", "Uelzen",
)  # fmt: skip
_NAMES = (
    "Lohmann",
    "Sauter",
    "Quandt",
    "Wiesner",
    "Brandes",
    "Krull",
    "Terhorst",
    "Vogt",
    "Ebeling",
    "Harms",
)


def tale(seed: str) -> tuple[str, str]:
    """A title and a text that no other seed has."""
    draw = random.Random(seed)
    thing, deed, place = draw.choice(_THINGS), draw.choice(_DEEDS), draw.choice(_PLACES)
    title = f"{thing.title()} {deed} in {place} after {draw.randint(2, 900)} days"
    lines = [
        f"The {draw.choice(_THINGS)} of {draw.choice(_PLACES)} was {draw.choice(_DEEDS)} by "
        f"{draw.choice(_NAMES)} for {draw.randint(100, 99999)} euros, and the "
        f"{draw.choice(_THINGS)} will be {draw.choice(_DEEDS)} within "
        f"{draw.randint(3, 90)} weeks, the town hall of {draw.choice(_PLACES)} said."
        for _ in range(6)
    ]
    return title, " ".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A request for a list and its answer, by the clock of the played day."""

    at: datetime
    path: str
    shown: tuple[str, str]
    answer: Answer
    unchanged: bool


@dataclass(slots=True)
class Paper:
    """A host with a feed that grows by an entry ``every`` so many seconds, and the entries' pages.

    ``answers`` changes an answer of the feed (its head, its status) by the hour; ``broken`` says which pages
    do not answer, and with what.
    """

    web: Web
    day: Day
    name: str
    every: int = 3 * HOUR
    path: str = "/feed.xml"
    etag: bool = True
    modified: bool = False
    feed: Callable[[Paper, list[int]], str] | None = None
    answers: Callable[[Paper, Answer], Answer] = lambda paper, answer: answer
    broken: Callable[[Paper, int], Answer | None] = lambda paper, number: None
    ttl: int = 0
    polls: list[Poll] = field(default_factory=list)
    pages: list[tuple[datetime, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        host = self.web.host(self.name)
        host.route(self.path, self._feed)
        host.route("*", self._page)

    @property
    def url(self) -> str:
        return f"http://{self.name}{self.path}"

    @property
    def hours(self) -> float:
        """How long the day has lasted."""
        return self.day.passed / HOUR

    def numbers(self) -> list[int]:
        """The entries that are out, newest first."""
        return list(range(int(self.day.passed // self.every) + 1))[::-1]

    def written(self, number: int) -> datetime:
        return self.day.start + timedelta(seconds=number * self.every)

    def link(self, number: int) -> str:
        return f"http://{self.name}/news/{number}.html"

    def _feed(self, asked: Asked) -> Answer:
        numbers = self.numbers()
        body = (self.feed or rss)(self, numbers)
        version = f"{len(numbers)}"
        answer = Answer(
            body=body.encode(),
            media="application/xml",
            etag=f'W/"{self.name}-{version}"' if self.etag else "",
            last_modified=format_datetime(self.written(numbers[0]), usegmt=True) if self.modified else "",
        )
        answer = self.answers(self, answer)
        shown = (asked.headers.get("if-none-match", ""), asked.headers.get("if-modified-since", ""))
        known = bool(answer.etag and answer.etag == shown[0]) or bool(
            answer.last_modified and answer.last_modified == shown[1]
        )
        self.polls.append(
            Poll(
                at=self.day.now(),
                path=asked.path,
                shown=shown,
                answer=answer,
                unchanged=known and answer.status == 200,
            )
        )
        return answer

    def _page(self, asked: Asked) -> Answer:
        if asked.path.startswith("/.well-known/"):
            return Answer(status=404)
        self.pages.append((self.day.now(), asked.path))
        stem = asked.path.removeprefix("/news/").removesuffix(".html")
        if not stem.isdigit():
            return Answer(status=404)
        return self.broken(self, int(stem)) or Answer(body=self.html(int(stem)).encode())

    def html(self, number: int) -> str:
        """The page of an entry."""
        title, text = tale(f"{self.name} {number}")
        stamp = self.written(number).isoformat()
        return (
            f"<!doctype html><html lang='en'><head><title>{title}</title>"
            f"<meta property='article:published_time' content='{stamp}'></head>"
            f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
        )


def rss(paper: Paper, numbers: list[int]) -> str:
    """RSS 2.0 with the first words of each entry."""
    items = "".join(
        f"<item><title>{tale(f'{paper.name} {n}')[0]}</title><link>{paper.link(n)}</link>"
        f"<guid>{paper.link(n)}</guid><pubDate>{format_datetime(paper.written(n))}</pubDate>"
        f"<description>{' '.join(tale(f'{paper.name} {n}')[1].split()[:30])}</description></item>"
        for n in numbers[:40]
    )
    ttl = f"<ttl>{paper.ttl // MINUTE}</ttl>" if paper.ttl else ""
    head = f"<title>{paper.name}</title>{ttl}"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>"


def sitemap(paper: Paper, numbers: list[int]) -> str:
    """A sitemap of the pages."""
    urls = "".join(
        f"<url><loc>{paper.link(n)}</loc><lastmod>{paper.written(n).isoformat()}</lastmod></url>"
        for n in numbers
    )
    return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


def between(start: float, end: float, **change: object) -> Callable[[Paper, Answer], Answer]:
    """The answer changed from one hour of the day to another."""

    def changed(paper: Paper, answer: Answer) -> Answer:
        return replace(answer, **change) if start <= paper.hours < end else answer  # type: ignore[arg-type]

    return changed


def http_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
