"""Rounds over a played web, two days with restarts: nobody is asked early, nothing is lost or doubled."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline import pipeline
from dateline.clients import files
from dateline.clients.http import PoliteClient
from dateline.core.sources import Contract, Source, SourceKind, SourceState
from dateline.core.types import Report
from dateline.stages import collect
from dateline.storage import SqlStore, open_store
from tests.loopback import Answer, Day, Web
from tests.papers import HOUR, MINUTE, Paper, between, http_date, sitemap, tale
from tests.test_pipeline import Here, Killed, Silent


@dataclass
class Desk:
    """A desk that polls the played web by its own day, and can be closed and opened again."""

    web: Web
    day: Day
    path: Path | None
    sources: list[Source] = field(default_factory=list)
    rounds: list[pipeline.Round] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.store: SqlStore = open_store(self.path)
        hosts = self.store.roster.hosts()
        self.client = PoliteClient(delay=1.0, world=self.web.world(self.day), remembered=hosts)

    def restart(self) -> None:
        self.close()
        self.open()

    def close(self) -> None:
        self.client.close()
        self.store.close()

    def now(self) -> datetime:
        return self.day.now()

    def poll(self, store: Any = None) -> pipeline.Round:
        desk = pipeline.Desk(
            store=store or self.store,
            engine=Here(1),
            progress=Silent(),
            now=self.day.now(),
            fetcher=self.client,
        )
        done = pipeline.poll(self.sources, desk, pipeline.Beat(clock=self, walk=files.walk))
        self.rounds.append(done)
        return done

    def sleep(self) -> None:
        """Until something is due."""
        roster = self.store.roster
        following = collect.next_due(self.sources, roster.states(), roster.errands(), self.day.now())
        assert following is not None
        self.day.passed += max((following - self.day.now()).total_seconds(), 1.0)

    def run(self, hours: float, restart: Callable[[int], bool] = lambda number: False) -> None:
        end = self.day.passed + hours * HOUR
        while self.day.passed < end:
            self.poll()
            if restart(len(self.rounds)):
                self.restart()
            self.sleep()

    def state(self, source: Source | Paper) -> SourceState:
        address = source.url if isinstance(source, Paper) else source.address
        return self.store.roster.states()[address]

    def reports(self) -> dict[str, Report]:
        return {report.url: report for report in self.store.reports().values()}


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as held:
        yield held


@pytest.fixture
def desk(web: Web, tmp_path: Path) -> Iterator[Desk]:
    held = Desk(web=web, day=Day(), path=tmp_path / "site.db")
    yield held
    held.close()


def paper(desk: Desk, name: str, kind: SourceKind = SourceKind.FEED, **more: Any) -> Paper:
    made = Paper(desk.web, desk.day, name, **more)
    desk.sources.append(Source(address=made.url, kind=kind))
    return made


# --- judging the log ----------------------------------------------------------------------


def gaps(held: Paper, path: str = "") -> list[float]:
    times = [poll.at for poll in held.polls if path in ("", poll.path)]
    return [(later - sooner).total_seconds() for sooner, later in itertools.pairwise(times)]


def assert_validators_are_the_servers_own(held: Paper) -> int:
    """Each validator is the last whole answer's of that address, and each that was given is shown."""
    shown = 0
    last: dict[str, Answer] = {}
    for poll in held.polls:
        before = last.get(poll.path)
        given = (before.etag, before.last_modified) if before else ("", "")
        assert poll.shown == given, f"{held.name} at {poll.at}"
        shown += any(poll.shown)
        if poll.answer.status == 200:
            last[poll.path] = poll.answer
        elif poll.answer.status < 400:
            last.pop(poll.path, None)  # from now on the place that it leads to has been asked
    return shown


# --- two days -----------------------------------------------------------------------------


@pytest.fixture
def newsstand(desk: Desk) -> dict[str, Paper]:
    """Ten papers of ten manners."""
    day = desk.day

    def busy(held: Paper, answer: Answer) -> Answer:
        """Asks twice to be left alone: for five hours, and until an hour that it names."""
        if 6 <= held.hours < 11:
            return Answer(status=503, headers={"Retry-After": str(5 * HOUR)})
        if 24 <= held.hours < 27:
            return Answer(status=429, headers={"Retry-After": http_date(day.start + timedelta(hours=27))})
        return answer

    def cached(_: Paper, answer: Answer) -> Answer:
        return Answer(
            body=answer.body, media=answer.media, etag=answer.etag, headers={"Cache-Control": "max-age=7200"}
        )

    def moved(held: Paper, answer: Answer) -> Answer:
        target = f"http://{held.name}/rss/new.xml"
        return Answer(status=301, headers={"Location": target}) if held.hours >= 4 else answer

    papers = {
        "etag": paper(desk, "bote.example"),
        "date": paper(desk, "kurier.example", etag=False, modified=True),
        "both": paper(desk, "funk.example", modified=True, every=2 * HOUR),
        "none": paper(desk, "blatt.example", etag=False, ttl=2 * HOUR),
        "cached": paper(desk, "welle.example", answers=cached),
        "gone": paper(desk, "alt.example", answers=between(10, 99, status=410, body=b"")),
        "busy": paper(desk, "post.example", answers=busy),
        "weak": paper(desk, "kranke.example", answers=between(5, 20, status=500, body=b"")),
        "map": paper(
            desk, "karte.example", SourceKind.SITEMAP, path="/sitemap.xml", feed=sitemap, every=5 * HOUR
        ),
        "moved": paper(desk, "umzug.example", answers=moved),
    }
    new = papers["moved"]
    new.web.host(new.name).route("/rss/new.xml", lambda asked: _unmoved(new, asked))
    return papers


def _unmoved(held: Paper, asked: Any) -> Answer:
    kept, held.answers = held.answers, lambda _paper, answer: answer
    try:
        return held._feed(asked)
    finally:
        held.answers = kept


@pytest.mark.slow
def test_two_days_of_polling_with_restarts(desk: Desk, newsstand: dict[str, Paper]) -> None:
    desk.run(48, restart=lambda number: number % 7 == 0)
    early = {name: min(gaps(held, held.path)) for name, held in newsstand.items() if name != "moved"}
    assert all(gap >= 30 * MINUTE for gap in early.values()), early
    assert min(gaps(newsstand["none"])) >= 2 * HOUR
    assert min(gaps(newsstand["cached"])) >= 2 * HOUR
    conditional = {name: assert_validators_are_the_servers_own(held) for name, held in newsstand.items()}
    assert conditional.pop("none") == 0
    assert all(conditional.values()), conditional
    assert sum(len(held.polls) for held in newsstand.values()) > 600
    for held in newsstand.values():
        seen = {url: report for url, report in desk.reports().items() if held.name in url}
        assert len(seen) == len([url for url in seen if url.endswith(".html")])
    published = {
        held.link(number)
        for name, held in newsstand.items()
        for number in (range(4) if name == "gone" else held.numbers())
        if held.written(number) <= max(poll.at for poll in held.polls if poll.answer.status == 200)
    }
    assert desk.reports().keys() == published
    assert len(desk.store.reports()) == len(published)


@pytest.mark.slow
def test_two_days_and_what_became_of_each(desk: Desk, newsstand: dict[str, Paper]) -> None:
    desk.run(48, restart=lambda number: number % 11 == 3)
    gone, busy, moved = (newsstand[name] for name in ("gone", "busy", "moved"))
    assert [poll.answer.status for poll in gone.polls].count(410) == 1
    assert gone.polls[-1].answer.status == 410
    assert desk.state(gone).gone
    holds = [poll for poll in busy.polls if poll.answer.status != 200]
    assert [poll.answer.status for poll in holds] == [503, 429]
    for held, seconds in zip(
        holds, (5 * HOUR, (desk.day.start + timedelta(hours=27) - holds[1].at).seconds), strict=True
    ):
        quiet = (held.at, held.at + timedelta(seconds=seconds))
        assert not [at for at, _ in busy.pages if quiet[0] < at < quiet[1]]
        assert not [poll for poll in busy.polls if quiet[0] < poll.at < quiet[1]]
    assert [poll.answer.status for poll in moved.polls if poll.path == "/feed.xml"].count(301) == 3
    assert moved.polls[-1].path == "/rss/new.xml"
    assert desk.state(moved).location.endswith("/rss/new.xml")
    weak = [poll.at for poll in newsstand["weak"].polls if poll.answer.status == 500]
    waits = [(b - a).total_seconds() for a, b in itertools.pairwise(weak)]
    assert waits == sorted(waits)
    assert desk.state(newsstand["weak"]).errors == 0
    assert not desk.store.roster.errands()
    assert len(desk.web.asked(path="/robots.txt")) <= 3 * len(newsstand)


# --- errands ------------------------------------------------------------------------------


def down(*numbers: int, until: float = 99, **more: Any) -> Callable[[Paper, int], Answer | None]:
    """These pages do not answer until that hour."""

    def broken(held: Paper, number: int) -> Answer | None:
        return Answer(**{"status": 500, **more}) if number in numbers and held.hours < until else None

    return broken


def test_a_page_that_did_not_answer_is_tried_again_and_is_a_new_version(desk: Desk) -> None:
    bote = paper(desk, "bote.example", broken=down(0, until=0.2))
    done = desk.poll()
    assert (done.intake.new, len(done.intake.failures)) == (1, 1)
    assert done.intake.failures[0].remedy == "the feed's own text was used"
    [teaser] = desk.store.reports().values()
    [errand] = desk.store.roster.errands()
    assert errand.tries == 1
    desk.sleep()
    assert desk.day.passed < 30 * MINUTE
    done = desk.poll()
    assert (done.asked, done.intake.new, done.intake.changed) == (0, 0, 1)
    [report] = desk.store.reports().values()
    assert (report.id, report.url) == (teaser.id, bote.link(0))
    assert len(report.text) > len(teaser.text)
    assert [version.text for version in desk.store.versions(report.id)] == [teaser.text, report.text]
    assert desk.store.roster.errands() == []


def test_an_errand_is_given_up_after_five_tries(desk: Desk) -> None:
    bote = paper(desk, "bote.example", every=99 * HOUR, broken=down(0))
    desk.run(24)
    assert len(bote.pages) == 5
    assert desk.store.roster.errands() == []
    [report] = desk.store.reports().values()
    assert len(desk.store.versions(report.id)) == 1


def test_what_is_gone_is_not_tried_again_and_a_sitemap_has_no_text_of_its_own(desk: Desk) -> None:
    bote = paper(desk, "bote.example", every=99 * HOUR, broken=down(0, status=404))
    karte = paper(
        desk, "karte.example", SourceKind.SITEMAP, path="/sitemap.xml", feed=sitemap, every=99 * HOUR,
        broken=down(0, status=404),
    )  # fmt: skip
    desk.run(12)
    assert (len(bote.pages), len(karte.pages)) == (1, 1)
    assert [report.url for report in desk.store.reports().values()] == [bote.link(0)]


def test_a_page_that_robots_forbid_is_not_asked_and_its_entry_says_so(desk: Desk) -> None:
    bote = paper(desk, "bote.example", every=99 * HOUR)
    bote.web.host("bote.example").robots("User-agent: *\nDisallow: /news/\n")
    desk.run(12)
    assert bote.pages == []
    assert desk.store.roster.errands() == []
    [report] = desk.store.reports().values()
    signals = [(signal.name, signal.value) for signal in report.rights.evidence]
    assert ("robots.txt", "disallow") in signals


def test_a_page_that_two_lists_lead_to_is_asked_once(desk: Desk) -> None:
    bote = paper(desk, "bote.example", every=99 * HOUR)
    other = Paper(desk.web, desk.day, "bote.example", every=99 * HOUR, path="/all.xml")
    desk.sources.append(Source(address=other.url))
    desk.poll()
    assert len(other.pages) == 1
    assert bote.pages == []  # the last route has it
    assert len(desk.store.reports()) == 1


def test_a_round_fetches_so_many_pages_and_the_next_the_rest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.rounds, "MOST_ERRANDS", 3)
    desk.day.passed = 7 * HOUR
    bote = paper(desk, "bote.example", every=HOUR)
    desk.poll()
    assert len(bote.pages) == 3
    assert (
        collect.next_due(desk.sources, desk.store.roster.states(), desk.store.roster.errands(), desk.now())
        == desk.now()
    )
    desk.poll()
    desk.poll()
    assert len(bote.pages) == len(desk.store.reports()) == 8
    assert len(bote.polls) == 1


# --- what a source may be -----------------------------------------------------------------


def test_a_folder_is_walked_and_a_missing_one_fails(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    title, text = tale("folder")
    (folder / "one.html").write_text(
        f"<html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
    desk.sources = [
        Source(address=str(folder), kind=SourceKind.PATH),
        Source(address=str(tmp_path / "nowhere"), kind=SourceKind.PATH),
    ]
    done = desk.poll()
    assert done.intake.new == 1
    assert [failure.item for failure in done.troubles] == [str(tmp_path / "nowhere")]
    assert desk.state(desk.sources[0]).good
    assert desk.state(desk.sources[1]).errors == 1
    desk.sleep()
    assert desk.poll().intake.new == 0


def test_an_index_is_followed_to_its_sitemaps_which_are_asked_conditionally_too(desk: Desk) -> None:
    karte = paper(desk, "karte.example", SourceKind.SITEMAP, path="/index.xml", feed=_index, every=99 * HOUR)
    child = Paper(desk.web, desk.day, "karte.example", path="/child.xml", feed=sitemap, every=HOUR)
    karte.web.host("karte.example").page("/loop.xml", _index(karte, []), media="application/xml")
    desk.run(3)
    assert len(desk.store.reports()) == 3
    assert assert_validators_are_the_servers_own(child) >= 2
    assert min(gaps(child)) >= 30 * MINUTE
    assert 4 <= len(karte.web.asked("karte.example", "/loop.xml")) <= 6


def _index(held: Paper, _: list[int]) -> str:
    names = ("child.xml", "loop.xml", "index.xml")
    maps = "".join(f"<sitemap><loc>http://{held.name}/{name}</loc></sitemap>" for name in names)
    return f"<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{maps}</sitemapindex>"


def test_a_feed_that_became_a_page_fails_and_says_so(desk: Desk) -> None:
    title, text = tale("page")
    page = f"<html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    body = {"body": page.encode(), "media": "text/html", "etag": ""}
    bote = paper(desk, "bote.example", answers=between(1, 99, **body))
    desk.run(2)
    state = desk.state(bote)
    assert state.errors >= 1
    assert state.reason == "a page, and no feed"
    assert state.etag == ""
    assert len(desk.store.reports()) == 1


def test_a_source_under_contract_gives_reports_under_it(desk: Desk) -> None:
    shy = {"X-Robots-Tag": "max-snippet:100"}
    for name in ("bote.example", "post.example"):
        made = paper(desk, name, every=99 * HOUR)
        made.broken = lambda held, number: Answer(body=held.html(number).encode(), headers=shy)
    contract = Contract(name="Bote 7", date="2026-01-01", quote_words=200)
    desk.sources[0] = replace(desk.sources[0], contract=contract)
    desk.poll()
    words = {report.outlet: report.rights.quote_words for report in desk.store.reports().values()}
    assert words["bote.example"] == 200
    assert words["post.example"] not in (None, 200)


# --- killed -------------------------------------------------------------------------------


class MortalPart:
    """A store or roster whose process is killed when it is about to write for the ``last``-th time."""

    def __init__(self, held: Any, left: list[int]) -> None:
        self._held = held
        self._left = left

    @property
    def roster(self) -> Any:
        return MortalPart(self._held.roster, self._left)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("save_", "drop_")):
            self._left[0] -= 1
            if self._left[0] < 0:
                raise Killed
        return getattr(self._held, name)


@pytest.mark.slow
def test_a_round_killed_before_any_write_loses_and_doubles_nothing_and_asks_nobody_early(web: Web) -> None:
    last, killed = 0, 0
    while last < 40:
        web.hosts.clear()
        desk = Desk(web=web, day=Day(), path=None)
        bote = paper(desk, "bote.example", every=HOUR, broken=down(0, until=0.5))
        post = paper(
            desk,
            "post.example",
            every=HOUR,
            answers=between(0.4, 0.9, status=503, body=b"", headers={"Retry-After": "7200"}),
        )
        karte = paper(desk, "karte.example", SourceKind.SITEMAP, path="/map.xml", feed=sitemap, every=HOUR)
        try:
            desk.poll(MortalPart(desk.store, [last]))
        except Killed:
            killed += 1
        desk.client.close()
        hosts = desk.store.roster.hosts()
        desk.client = PoliteClient(delay=1.0, world=web.world(desk.day), remembered=hosts)
        desk.sleep()
        desk.run(5)
        for held in (bote, post, karte):
            assert not gaps(held) or min(gaps(held)) >= 30 * MINUTE
            assert {held.link(number) for number in range(5)} <= desk.reports().keys()
        assert len(desk.reports()) == len(desk.store.reports())
        desk.close()
        last += 1 if last < 12 else 3
    assert killed >= 10


# --- texts that may be kept for a time ----------------------------------------------------


def test_a_text_is_forgotten_when_its_time_is_over(desk: Desk) -> None:
    def short(held: Paper, number: int) -> Answer:
        return Answer(body=held.html(number).encode(), headers={"X-Robots-Tag": "noarchive"})

    paper(desk, "bote.example", every=999 * HOUR, broken=short)
    paper(desk, "post.example", every=999 * HOUR)
    desk.poll()
    kept = {report.url: report.rights.store_days for report in desk.store.reports().values()}
    assert kept["http://post.example/news/0.html"] is None
    days = kept["http://bote.example/news/0.html"]
    assert days
    desk.day.passed = (days - 1) * 24 * HOUR
    assert desk.poll().forgotten == 0
    desk.day.passed += 25 * HOUR
    assert desk.poll().forgotten == 1
    texts = {report.url: bool(report.text) for report in desk.store.reports().values()}
    assert texts == {"http://bote.example/news/0.html": False, "http://post.example/news/0.html": True}
    forgotten = desk.reports()["http://bote.example/news/0.html"]
    assert forgotten.title
    assert [version.text for version in desk.store.versions(forgotten.id)] == [""]
    assert desk.poll().forgotten == 0
