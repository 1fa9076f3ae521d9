"""``dateline run`` and ``dateline status``: as a program that is started, stopped, killed, and asked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.app import open_app
from dateline.app.rounds import Bell, Condition, Interruptible, Told, open_run, read_status
from dateline.cli.telling import Bar
from dateline.core.errors import FetchError, UsageError
from dateline.core.ports import Fetched, Wanted
from dateline.core.sources import HostState, Source, SourceState
from dateline.stages import collect
from dateline.storage import SqlStore, open_store
from tests.commands import FIRE, FLOOD, dateline, form, lines, started
from tests.loopback import Answer, Web

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)


class Quiet:
    """A bell that rings after so many sleeps."""

    def __init__(self, sleeps: int = 0) -> None:
        self.left = sleeps
        self.slept: list[float | None] = []

    @property
    def rung(self) -> bool:
        return self.left < 0

    def wait(self, seconds: float | None = None) -> bool:
        if seconds is not None:
            self.slept.append(seconds)
            self.left -= 1
        return self.rung


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(lines(form("kurier", story="flood"), form("bote", FIRE, story="fire")))
    return path


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as held:
        yield held


def told(
    site: Path, given: Sequence[str], bell: Quiet, once: bool = False, interval: float = 30.0
) -> list[Told]:
    app = open_app(Bar(), workers=1, interval=interval)
    with open_run(app, site, None, given, bell) as run:
        return list(run.rounds(once))


# --- rounds -------------------------------------------------------------------------------


def test_a_round_publishes_what_came_and_the_next_what_changed(tmp_path: Path, reports: Path) -> None:
    site = tmp_path / "site"
    [first] = told(site, [str(reports)], Quiet(), once=True)
    assert (first.round.asked, first.round.intake.new) == (1, 2)
    assert first.written > 10
    assert (site / "index.html").is_file()
    [idle] = told(site, [], Quiet(), once=True)
    assert (idle.round.asked, idle.written) == (0, 0)
    assert idle.following == first.following
    with reports.open("a") as file:
        file.write(lines(form("welle", FLOOD + " The river is falling, the centre said.", story="flood")))
    with closing(open_store(tmp_path / "site.db")) as store, store.transaction():
        state = store.roster.states()[str(reports)]
        store.roster.save_states([replace(state, due=NOW - timedelta(days=900), tried=None)])
    [second] = told(site, [], Quiet(), once=True)
    assert second.round.intake.new == 1
    with closing(open_store(tmp_path / "site.db")) as store:
        revision = store.pages()["flood"].revision
    assert revision.number == 2
    assert revision.at
    assert revision.at.at >= second.at.replace(microsecond=0)


def test_it_sleeps_until_something_is_due_and_looks_up_in_between(tmp_path: Path, reports: Path) -> None:
    bell = Quiet(sleeps=3)
    rounds = told(tmp_path / "site", [str(reports)], bell, interval=30.0)
    assert len(rounds) == 1
    assert bell.slept == [30.0] * 4
    short = Quiet(sleeps=0)
    assert told(tmp_path / "other", [str(reports)], short, interval=0.05)  # two where one takes that long
    assert [0 < (seconds or 0) <= 3.3 for seconds in short.slept] == [True]


def test_without_sources_it_says_how_to_add_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="dateline source add"):
        told(tmp_path / "site", [], Quiet(), once=True)


def test_a_folder_that_is_not_ours_is_refused_before_any_work(tmp_path: Path, reports: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="empty folder"):
        told(tmp_path / "site", [str(reports)], Quiet(), once=True)
    assert not (tmp_path / "site.db").exists()


def test_a_quiet_round_leaves_what_was_told_of_items(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "teaser.html").write_text("<html><body><p>Read on.</p></body></html>")
    (folder / "reports.jsonl").write_text(lines(form("kurier")))
    [first] = told(tmp_path / "site", [str(folder)], Quiet(), once=True)
    assert [failure.stage for failure in first.failures] == ["extract"]
    [idle] = told(tmp_path / "site", [], Quiet(), once=True)
    assert idle.failures == first.failures
    assert idle.round.intake.failures == ()


def test_a_source_that_was_gone_is_asked_again_when_it_is_given(tmp_path: Path, reports: Path) -> None:
    told(tmp_path / "site", [str(reports)], Quiet(), once=True)
    with closing(open_store(tmp_path / "site.db")) as store, store.transaction():
        store.roster.save_states([SourceState(address=str(reports), gone=True, status=410, errors=1)])
    [idle] = told(tmp_path / "site", [], Quiet(), once=True)
    assert (idle.round.asked, idle.following) == (0, None)
    [again] = told(tmp_path / "site", [str(reports)], Quiet(), once=True)
    assert again.round.asked == 1


# --- stopping -----------------------------------------------------------------------------


class Endless:
    """A fetcher that always has another answer."""

    def __init__(self) -> None:
        self.closed = False

    def fetch(self, wanted: Wanted) -> Fetched:
        return Fetched(location=wanted.url, content=b"")

    def fetch_all(self, wanted: object) -> Iterator[tuple[Wanted, Fetched | FetchError]]:
        try:
            while True:
                one = Wanted(url="https://bote.example/")
                yield one, self.fetch(one)
        finally:
            self.closed = True

    def hosts(self) -> tuple[HostState, ...]:
        return ()


def test_after_the_bell_no_answer_counts() -> None:
    bell, endless = Quiet(sleeps=2), Endless()
    fetcher = Interruptible(endless, bell)
    got = 0
    for _ in fetcher.fetch_all([]):
        got += 1
        bell.wait(1)
    assert got == 3
    assert endless.closed
    assert list(fetcher.fetch_all([])) == []


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_rings_the_bell_at_once_and_the_handlers_come_back(name: signal.Signals) -> None:
    before = signal.getsignal(name)
    with Bell() as bell:
        assert not bell.wait(0)
        threading.Timer(0.05, os.kill, (os.getpid(), name)).start()
        assert bell.wait(600), "rung, not waited out"
        assert signal.getsignal(name) == before
    assert signal.getsignal(name) == before


def feed(web: Web, count: int, **more: object) -> str:
    """A feed on the loopback address itself, as a program in another process can ask it."""
    items = "".join(
        f"<item><title>Note {n}: {text.split(',')[0]}</title><link>http://127.0.0.1:{web.port()}/{n}</link>"
        f"<pubDate>Mon, 03 Jun 2024 0{n}:00:00 GMT</pubDate><description>{text}</description></item>"
        for n, text in enumerate([FLOOD, FIRE][:count])
    )
    body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Bote</title>{items}</channel></rss>"
    host = web.host("127.0.0.1", "127.0.0.1")
    host.page("/feed.xml", body, media="application/rss+xml", etag='"f"', **more)  # type: ignore[arg-type]
    for n, text in enumerate([FLOOD, FIRE]):
        page = f"<html><body><article><h1>Note {n}</h1><p>{text} {text}</p></article></body></html>"
        host.page(f"/{n}", page)
    return f"http://127.0.0.1:{web.port()}/feed.xml"


def running(web: Web, site: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DATELINE_WORKERS": "1",
        "DATELINE_DELAY": "0.05",
        "DATELINE_ALLOW_HOSTS": json.dumps([f"127.0.0.1:{web.port()}"]),
    }
    command = [sys.executable, "-m", "dateline", "run", "--out", str(site), *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


def ended(process: subprocess.Popen[str], timeout: float = 60) -> tuple[int, str]:
    _, said = process.communicate(timeout=timeout)
    return process.returncode, said


@pytest.mark.slow
def test_the_command_polls_tells_a_line_a_round_and_goes_on_where_it_was(tmp_path: Path, web: Web) -> None:
    url, site = feed(web, 2), tmp_path / "site"
    status, said = ended(running(web, site, url, "--once"))
    assert status == 0, said
    assert "1 source asked, 2 new reports" in said
    assert "next in " in said
    asked = [one.path for one in web.asked()]
    assert sorted(set(asked)) == ["/.well-known/tdmrep.json", "/0", "/1", "/feed.xml", "/robots.txt"]
    status, said = ended(running(web, site, "--once"))
    assert (status, [one.path for one in web.asked()]) == (0, asked)
    assert "nothing was due" in said


@pytest.mark.slow
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_waits_for_a_slow_answer_stops_at_once(
    tmp_path: Path, web: Web, name: signal.Signals
) -> None:
    url = feed(web, 2)
    web.host("127.0.0.1").answer("/1", Answer(hang=600))
    process = running(web, tmp_path / "site", url)
    while not web.asked(path="/1"):
        time.sleep(0.05)
        assert process.poll() is None
    process.send_signal(name)
    status, said = ended(process, 120)
    assert status == 0, said
    assert "stopped" in said
    with closing(open_store(tmp_path / "site.db")) as store:
        assert store.roster.states()[url].etag == '"f"'
        assert len(store.roster.errands()) + len(store.reports()) == 2


@pytest.mark.slow
def test_a_run_that_is_killed_loses_and_doubles_nothing(tmp_path: Path, web: Web) -> None:
    """Killed at a later point each time; the last start comes to what an undisturbed one comes to."""
    url, site = feed(web, 2), tmp_path / "site"
    polls = 0
    for number in range(6):
        process = running(web, site, url, "--once")
        before = len(web.log)
        deadline = time.monotonic() + 20
        while process.poll() is None and len(web.log) - before < number and time.monotonic() < deadline:
            time.sleep(0.01)
        process.kill()
        process.communicate()
        polls = len(web.asked(path="/feed.xml"))
        assert polls <= 1, "asked early after a kill"
    with closing(open_store(tmp_path / "site.db")) as store, store.transaction():
        states = store.roster.states().values()
        store.roster.save_states(
            [replace(state, due=NOW - timedelta(days=900), tried=None) for state in states]
        )
    status, said = ended(running(web, site, "--once"))
    assert status == 0, said
    with closing(open_store(tmp_path / "site.db")) as store:
        assert sorted(report.url[-2:] for report in store.reports().values()) == ["/0", "/1"]
        assert store.roster.errands() == []
        assert len(store.pages()) >= 1


# --- status -------------------------------------------------------------------------------


def fill(store: SqlStore) -> None:
    later = NOW + timedelta(minutes=20)
    urls = [f"https://{name}.example/feed.xml" for name in ("good", "failing", "gone", "moved", "new")]
    states = [
        SourceState(address=urls[0], good=NOW - timedelta(minutes=5), due=later, entries=12, newest=NOW),
        SourceState(
            address=urls[1], good=NOW - timedelta(days=3), due=later, errors=4, status=500,
            reason="answered 500", remedy="try again later",
        ),
        SourceState(address=urls[2], gone=True, errors=1, status=410, reason="is gone", remedy="remove it"),
        SourceState(address=urls[3], good=NOW, due=later, location="https://moved.example/neu.xml"),
        SourceState(address="https://good.example/child.xml", good=NOW),
    ]  # fmt: skip
    listed = store.roster.sources()
    for url in urls:
        listed = collect.with_source(
            listed, Source(address=url, title=url.split("//")[1].split(".")[0].title())
        )
    with store.transaction():
        store.roster.save_sources(listed)
        store.roster.save_states(states)
        store.roster.save_hosts(
            [HostState(host="https://failing.example:443", hold=NOW + timedelta(hours=2))]
        )


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    with closing(open_store(tmp_path / "site.db")) as store:
        fill(store)
    return tmp_path / "site"


def test_each_source_has_its_condition(stored: Path) -> None:
    with closing(open_store(stored.with_suffix(".db"))) as store:
        status = read_status(store, NOW)
    assert [one.condition for one in status.sources] == [
        Condition.GOOD, Condition.FAILING, Condition.GONE, Condition.GOOD, Condition.NEW,
    ]  # fmt: skip
    assert status.troubled
    assert [state.address for state in status.lists] == ["https://good.example/child.xml"]
    assert [host.host for host in status.held] == ["https://failing.example:443"]


def test_a_host_whose_time_is_over_is_not_held(stored: Path) -> None:
    with closing(open_store(stored.with_suffix(".db"))) as store:
        assert read_status(store, NOW + timedelta(hours=3)).held == ()


def test_status_is_a_table_and_words_for_people(stored: Path) -> None:
    done = started("status", "--out", stored)
    assert done.returncode == 1
    for words in (
        "Good",
        "answered 500, 4 times in a row",
        "→ try again later",
        "is gone",
        "neu.xml",
        "5 sources",
    ):
        assert words in done.stdout, words


def test_status_is_lines_for_programs(stored: Path) -> None:
    done = dateline("status", "--out", stored, "--format", "jsonl")
    *sources, total = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["condition"] for one in sources] == ["good", "failing", "gone", "good", "new"]
    assert sources[0]["good"] == "2026-03-01T05:55:00Z"
    assert sources[1]["reason"] == "answered 500"
    assert sources[3]["location"] == "https://moved.example/neu.xml"
    assert (total["sources"], total["reports"], total["errands"]) == (5, 0, 0)


def test_status_is_good_where_all_is_good(tmp_path: Path, reports: Path) -> None:
    told(tmp_path / "site", [str(reports)], Quiet(), once=True)
    done = dateline("status", "--out", tmp_path / "site")
    assert done.returncode == 0
    assert "2 reports, 2 stories" in done.stdout


def test_status_needs_a_store(tmp_path: Path) -> None:
    done = dateline("status", "--out", tmp_path / "site")
    assert done.returncode == 2
    assert "is no store" in done.stderr
    assert not (tmp_path / "site.db").exists()
    assert dateline("status", "--format", "xml").returncode == 2
