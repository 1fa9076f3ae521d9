"""The flow over a store in memory: what is taken, what is passed over, and what a killed run leaves."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import pipeline
from dateline.core.errors import FetchError, InputError
from dateline.core.pages import Dossier, Line, LineKind, Page
from dateline.core.ports import Fetched, Fetcher, Store, Wanted
from dateline.core.site import Edition, File
from dateline.core.sources import Errand, HostState
from dateline.core.types import Basis, Document, Facts, Failure, MediaKind, Membership, Report, Stamp
from dateline.engines import LocalEngine
from dateline.pipeline import desk as machinery
from dateline.pipeline import intake
from dateline.stages import collect, extract, group, interpret, narrate, proof, publish
from dateline.storage import SqlStore, open_store
from tests.commands import FIRE, FLOOD, form, lines
from tests.newsroom import ISSUE

NOW = datetime(2024, 7, 1, tzinfo=UTC)

ARTICLE = (
    "The footbridge over the Nidda at Bonames was closed on Monday after an inspector found cracks in two "
    "of its piers, the roads office said. Walkers are sent by the mill, a detour of some nine hundred "
    "metres. The repair will take until October, said the engineer in charge, Petra Lohmann."
)
SECOND = (
    "A hailstorm broke the panes of eleven greenhouses in Wiesloch on Friday, the growers' union said. "
    "The harvest of tomatoes is lost for this year, said its chairman, Bernd Sauter, who keeps four of "
    "the houses himself. Nobody was hurt, and the insurers have sent two assessors."
)


class Silent:
    """``core.ports.Progress`` that shows nothing."""

    def track(self, items: Iterable[Any], label: str, total: int) -> Iterable[Any]:
        return items


class Web:
    """``core.ports.Fetcher`` over pages made by hand; it keeps what was asked of it."""

    def __init__(self, **pages: str) -> None:
        self.pages = {f"https://web.example/{name}": content for name, content in pages.items()}
        self.asked: list[str] = []

    def fetch(self, wanted: Wanted) -> Fetched:
        self.asked.append(wanted.url)
        if wanted.url not in self.pages:
            raise FetchError(wanted.url, "404 Not Found", "look at it in a browser")
        return Fetched(location=wanted.url, content=self.pages[wanted.url].encode(), media_type="text/html")

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Fetched | FetchError]]:
        for one in wanted:
            try:
                yield one, self.fetch(one)
            except FetchError as error:
                yield one, error

    def hosts(self) -> tuple[HostState, ...]:
        return ()


class Here(LocalEngine):
    """An engine without its box, so that a test sees what a stage is given."""

    def each(
        self,
        stage: Callable[[Any], Any],
        items: Sequence[Any],
        name: Callable[[Any], str],
        label: str,
        *,
        boxed: bool = False,
        weight: int = 1,
    ) -> Iterator[Any]:
        return super().each(stage, items, name, label)


class Killed(BaseException):
    """The process is gone: no border that isolates one item may stop this."""


def html(text: str = ARTICLE, title: str = "Footbridge closed") -> str:
    paragraphs = "".join(f"<p>{part}.</p>" for part in text.rstrip(".").split(". "))
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>"
        "<meta property='article:published_time' content='2024-06-03T09:00:00Z'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def rss(*names: str) -> str:
    items = "".join(
        f"<item><title>Item {name}</title><link>https://web.example/{name}</link>"
        f"<description>{name}: {text}</description><pubDate>Mon, 03 Jun 2024 09:00:00 GMT</pubDate></item>"
        for name, text in zip(names, (SECOND, FIRE, ARTICLE), strict=False)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Web</title>{items}</channel></rss>"


def given_as(location: str, content: str | bytes) -> Fetched:
    return Fetched(location=location, content=content if isinstance(content, bytes) else content.encode())


def jsonl(*forms: dict[str, object], name: str = "reports.jsonl") -> Fetched:
    return given_as(name, lines(*forms))


def story(name: str, text: str, tale: str, theme: str = "", **more: object) -> dict[str, object]:
    """A report whose story and theme are given, so that a test does not hang on the grouping."""
    return form(name, text, story=tale, theme=theme or f"theme-{tale}", **more)


def at_desk(store: Store, fetcher: Fetcher | None = None, revised: Stamp | None = None) -> pipeline.Desk:
    return pipeline.Desk(
        store=store,
        engine=Here(1),
        progress=Silent(),
        now=NOW,
        fetcher=fetcher,
        revised=revised,
    )


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = open_store(None)
    yield held
    held.close()


@pytest.fixture
def desk(store: SqlStore) -> pipeline.Desk:
    return at_desk(store)


def contents(store: Store) -> dict[str, Any]:
    """All that a store remembers, but for what it has seen."""
    return {
        "reports": store.reports(),
        "filings": store.filings(),
        "facts": store.facts(),
        "themes": store.register.themes(),
        "pages": store.pages(),
        "keys": store.page_keys(),
        "failures": store.failures(),
    }


class Calls:
    """A function that keeps what it was called with, and does its work."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work = work
        self.seen: list[Any] = []

    def __call__(self, first: Any, *more: Any, **named: Any) -> Any:
        self.seen.append(first)
        return self.work(first, *more, **named)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], Calls]:
    def watch(stage: Any, name: str) -> Calls:
        calls = Calls(getattr(stage, name))
        monkeypatch.setattr(stage, name, calls)
        return calls

    return watch


Spy = Callable[[Any, str], Calls]


# --- take in ------------------------------------------------------------------------------


def test_each_kind_of_input_is_taken(desk: pipeline.Desk) -> None:
    intake = pipeline.take_in(
        [
            given_as("pages/bridge.html", html()),
            given_as("feed.xml", rss("one", "two")),
            jsonl(form("kurier"), form("bote", FIRE)),
        ],
        desk,
    )
    assert (intake.documents, intake.new, intake.changed, intake.twins) == (5, 5, 0, 0)
    assert intake.failures == ()
    reports = desk.store.reports().values()
    assert {report.source for report in reports} == {
        "pages/bridge.html",
        "feed.xml#1",
        "feed.xml#2",
        "reports.jsonl:1",
        "reports.jsonl:2",
    }
    [page] = [report for report in reports if report.source.endswith(".html")]
    assert page.title == "Footbridge closed"
    assert "nine hundred metres" in page.text


def test_packed_reports_are_taken(desk: pipeline.Desk) -> None:
    packed = gzip.compress(lines(form("kurier"), form("bote", FIRE)).encode())
    assert pipeline.take_in([given_as("reports.jsonl.gz", packed)], desk).new == 2


@pytest.mark.parametrize(
    ("name", "content", "stage"),
    [
        ("empty.html", b"", "collect"),
        ("noise.html", bytes(range(256)) * 20, "collect"),
        ("teaser.html", b"<html><body><p>Read on.</p></body></html>", "extract"),
        ("cut.jsonl", b'{"text": "cut in the mid', "collect"),
        ("list.jsonl", b"[1, 2]\n", "collect"),
        ("silent.jsonl", b'{"title": "No text"}\n', "extract"),
        ("empty.xml", b"<rss version='2.0'><channel></channel></rss>", "collect"),
        ("cut.jsonl.gz", gzip.compress(lines(form("x")).encode())[:-9], "collect"),
    ],
)
def test_trouble_is_named_and_the_rest_goes_on(
    desk: pipeline.Desk, name: str, content: bytes, stage: str
) -> None:
    intake = pipeline.take_in([given_as(name, content), jsonl(form("kurier"))], desk)
    assert intake.failures
    assert all(name in failure.item for failure in intake.failures)
    assert {failure.stage for failure in intake.failures} == {stage}
    assert all(failure.reason for failure in intake.failures)
    assert "Kurier" in {report.outlet for report in desk.store.reports().values()}


def test_what_could_not_be_read_is_passed_on(desk: pipeline.Desk) -> None:
    shut = Failure(item="shut.html", stage="collect", reason="permission denied")
    intake = pipeline.take_in([shut, jsonl(form("kurier"))], desk)
    assert intake.failures == (shut,)
    assert (intake.documents, intake.new) == (1, 1)


def test_nothing_in_is_nothing_done(desk: pipeline.Desk) -> None:
    assert pipeline.run([], desk) == pipeline.Intake()
    assert not any(contents(desk.store).values())


def test_documents_seen_before_are_passed_over(desk: pipeline.Desk, spy: Spy) -> None:
    calls = spy(extract, "extract")
    inputs = [given_as("a.html", html()), given_as("feed.xml", rss("one")), jsonl(form("kurier"))]
    pipeline.take_in(inputs, desk)
    assert len(calls.seen) == 3
    again = pipeline.take_in([*inputs, jsonl(form("bote", FIRE))], desk)
    assert len(calls.seen) == 4
    assert (again.documents, again.new) == (4, 1)


def test_one_document_twice_in_a_batch_is_read_once(desk: pipeline.Desk, spy: Spy) -> None:
    calls = spy(extract, "extract")
    intake = pipeline.take_in([jsonl(form("kurier")), jsonl(form("kurier"), name="again.jsonl")], desk)
    assert (intake.documents, intake.new, len(calls.seen)) == (2, 1, 1)


def test_a_new_version_of_the_stage_reads_all_again(
    desk: pipeline.Desk, spy: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = spy(extract, "extract")
    pipeline.take_in([jsonl(form("kurier"))], desk)
    monkeypatch.setattr(extract, "VERSION", "next")
    intake = pipeline.take_in([jsonl(form("kurier"))], desk)
    assert len(calls.seen) == 2
    assert (intake.new, intake.changed) == (0, 0)
    assert [filing.version for filing in desk.store.filings()] == [1]


def test_what_failed_is_tried_again(desk: pipeline.Desk, spy: Spy) -> None:
    calls = spy(extract, "extract")
    teaser = given_as("teaser.html", "<html><body><p>Read on.</p></body></html>")
    assert pipeline.take_in([teaser], desk).failures == pipeline.take_in([teaser], desk).failures
    assert len(calls.seen) == 2


def test_a_page_is_taken_in_batches(desk: pipeline.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machinery, "BATCH", 2)
    forms = [form(f"paper{number}", f"{FLOOD} Note {number}.") for number in range(5)]
    assert pipeline.take_in([jsonl(*forms)], desk).new == 5
    assert len(desk.store.reports()) == 5


# --- feeds of the web ---------------------------------------------------------------------


def test_a_feed_of_the_web_is_followed(store: SqlStore) -> None:
    web = Web(one=html())
    intake = pipeline.take_in([given_as("https://web.example/feed.xml", rss("one"))], at_desk(store, web))
    assert web.asked == ["https://web.example/one"]
    assert (intake.new, intake.failures) == (1, ())
    [report] = store.reports().values()
    assert "nine hundred metres" in report.text
    assert report.url == "https://web.example/one"


def test_a_feed_in_a_file_is_not_followed(store: SqlStore) -> None:
    web = Web(one=html())
    pipeline.take_in([given_as("feed.xml", rss("one"))], at_desk(store, web))
    assert web.asked == []
    [report] = store.reports().values()
    assert "greenhouses" in report.text


def test_a_feed_is_not_followed_without_a_fetcher(desk: pipeline.Desk) -> None:
    pipeline.take_in([given_as("https://web.example/feed.xml", rss("one"))], desk)
    [report] = desk.store.reports().values()
    assert "greenhouses" in report.text


def test_a_page_that_does_not_answer_leaves_the_entry_and_a_word(store: SqlStore) -> None:
    web = Web(one=html())
    feed = given_as("https://web.example/feed.xml", rss("gone", "one"))
    intake = pipeline.take_in([feed], at_desk(store, web))
    assert intake.new == 2
    [failure] = intake.failures
    assert (failure.item, failure.stage) == ("https://web.example/gone", "collect")
    assert (failure.reason, failure.remedy) == ("404 Not Found", "the feed's own text was used")
    texts = {report.url: report.text for report in store.reports().values()}
    assert "greenhouses" in texts["https://web.example/gone"]
    assert "footbridge" in texts["https://web.example/one"]


def test_an_entry_that_is_known_is_not_fetched_again(store: SqlStore) -> None:
    feed = given_as("https://web.example/feed.xml", rss("one"))
    pipeline.take_in([feed], at_desk(store))
    web = Web(one=html())
    assert pipeline.take_in([feed], at_desk(store, web)).new == 0
    assert web.asked == []


def test_a_followed_page_is_fetched_once(store: SqlStore) -> None:
    web = Web(one=html())
    feed = given_as("https://web.example/feed.xml", rss("one"))
    for _ in range(3):
        pipeline.take_in([feed], at_desk(store, web))
    assert web.asked == ["https://web.example/one"]


def test_a_page_that_did_not_answer_is_asked_again(store: SqlStore) -> None:
    web = Web()
    feed = given_as("https://web.example/feed.xml", rss("one"))
    pipeline.take_in([feed], at_desk(store, web))
    web.pages["https://web.example/one"] = html()
    assert pipeline.take_in([feed], at_desk(store, web)).failures == ()
    assert web.asked == ["https://web.example/one"] * 2
    [report] = store.reports().values()
    assert "footbridge" in report.text


def test_pages_are_fetched_until_it_is_enough_and_the_rest_is_not_asked(store: SqlStore) -> None:
    web = Web(one=html(), two=html(), three=html())
    entries = [Document(source="feed", kind=MediaKind.ENTRY, content=b"", url=url) for url in web.pages]
    errands = [Errand(key=entry.url, entry=entry) for entry in entries]
    desk = at_desk(store, web)
    [armful] = intake.brought(errands, desk, lambda: len(web.asked) == 2)
    assert [errand for errand, _ in armful] == errands[:2]
    assert web.asked == list(web.pages)[:2]
    assert sum(len(armful) for armful in intake.brought(errands, desk)) == 3


def test_a_page_that_is_no_page_leaves_the_entry(store: SqlStore) -> None:
    web = Web(one="")
    intake = pipeline.take_in([given_as("https://web.example/feed.xml", rss("one"))], at_desk(store, web))
    assert intake.new == 1
    [report] = store.reports().values()
    assert "greenhouses" in report.text


# --- twins and versions -------------------------------------------------------------------


def test_one_article_under_two_addresses_is_one_report(desk: pipeline.Desk) -> None:
    first = form("kurier", url="https://kurier.example/1")
    intake = pipeline.take_in([jsonl(first, {**first, "url": "https://kurier.example/reposted/1"})], desk)
    assert (intake.new, intake.twins) == (1, 1)
    [report] = desk.store.reports().values()
    assert report.url == "https://kurier.example/1"


def test_one_text_of_two_outlets_is_two_reports(desk: pipeline.Desk) -> None:
    intake = pipeline.take_in([jsonl(form("kurier"), form("bote"))], desk)
    assert (intake.new, intake.twins) == (2, 0)


def test_a_twin_is_passed_over_the_next_time(desk: pipeline.Desk, spy: Spy) -> None:
    first = form("kurier", url="https://kurier.example/1")
    both = jsonl(first, {**first, "url": "https://kurier.example/reposted/1"})
    pipeline.take_in([both], desk)
    calls = spy(extract, "extract")
    assert pipeline.take_in([both], desk).twins == 0
    assert calls.seen == []


def test_a_changed_body_is_a_new_version(desk: pipeline.Desk) -> None:
    first = form("kurier", url="https://kurier.example/1")
    pipeline.take_in([jsonl(first)], desk)
    intake = pipeline.take_in([jsonl({**first, "text": FLOOD.replace("7.9", "7.6")})], desk)
    assert (intake.new, intake.changed) == (0, 1)
    [report] = desk.store.reports().values()
    assert "7.6" in report.text
    assert [filing.version for filing in desk.store.filings()] == [2]


def test_a_change_that_is_taken_back_is_a_version_too(desk: pipeline.Desk) -> None:
    first = form("kurier", url="https://kurier.example/1", updated="2024-06-04T09:00:00Z")
    other = {**first, "text": FLOOD.replace("7.9", "7.6"), "updated": "2024-06-04T10:00:00Z"}
    back = {**first, "updated": "2024-06-04T11:00:00Z"}
    for version in (first, other, back):
        pipeline.take_in([jsonl(version)], desk)
    [report] = desk.store.reports().values()
    assert "7.9" in report.text
    assert [filing.version for filing in desk.store.filings()] == [3]


def test_an_older_body_that_comes_late_replaces_nothing(desk: pipeline.Desk) -> None:
    late = form("kurier", url="https://kurier.example/1", updated="2024-06-05T08:00:00Z")
    early = {**late, "text": FLOOD.replace("7.9", "7.6"), "updated": "2024-06-04T09:00:00Z"}
    pipeline.take_in([jsonl(late)], desk)
    intake = pipeline.take_in([jsonl(early)], desk)
    assert (intake.new, intake.changed) == (0, 0)
    [report] = desk.store.reports().values()
    assert "7.9" in report.text


def test_reports_already_extracted_are_stored_once(desk: pipeline.Desk) -> None:
    report = Report(id="r1", text=FLOOD, outlet="Kurier", language="en")
    pipeline.take_reports([report, report], desk)
    pipeline.take_reports([report], desk)
    assert desk.store.reports() == {"r1": report}
    assert [filing.version for filing in desk.store.filings()] == [1]


# --- file ---------------------------------------------------------------------------------


def test_only_what_waits_is_filed(desk: pipeline.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    batches_filed: list[list[str]] = []

    class Watched(group.Desk):
        def file(self, batch: Sequence[Report], *, anew: bool = False) -> group.Grouping:
            batches_filed.append([report.outlet for report in batch])
            return super().file(batch, anew=anew)

    monkeypatch.setattr(group, "Desk", Watched)
    pipeline.take_in([jsonl(form("kurier"))], desk)
    pipeline.file(desk)
    before = desk.store.register.members()
    pipeline.file(desk)
    pipeline.take_in([jsonl(form("bote", FIRE))], desk)
    pipeline.file(desk)
    assert batches_filed == [["Kurier"], ["Bote"]]
    after = desk.store.register.members()
    assert len(after) == 2
    assert all(after[name].story == held.story for name, held in before.items())


def test_a_new_version_stays_where_it_was_filed(desk: pipeline.Desk) -> None:
    first = form("kurier", url="https://kurier.example/1")
    pipeline.run([jsonl(first)], desk)
    [before] = desk.store.filings()
    pipeline.run([jsonl({**first, "text": FLOOD.replace("7.9", "7.6")})], desk)
    [after] = desk.store.filings()
    assert (after.version, after.member) == (2, before.member)


def test_given_stories_and_themes_are_kept(desk: pipeline.Desk) -> None:
    pipeline.run([jsonl(story("kurier", FLOOD, "a", "T"), story("bote", FIRE, "b", "T"))], desk)
    assert set(desk.store.pages()) == {"a", "b"}
    assert {page.theme for page in desk.store.pages().values()} == {"T"}


# --- read ---------------------------------------------------------------------------------


@pytest.fixture
def stubborn(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, BaseException]]:
    """Outlets whose reports cannot be read, and why."""
    trouble: dict[str, BaseException] = {}
    real = interpret.interpret

    def read(report: Report) -> Facts:
        if report.outlet in trouble:
            raise trouble[report.outlet]
        return real(report)

    monkeypatch.setattr(interpret, "interpret", read)
    yield trouble
    trouble.clear()


def test_one_report_that_cannot_be_read_leaves_the_others(
    desk: pipeline.Desk, stubborn: dict[str, BaseException]
) -> None:
    pipeline.take_in([jsonl(form("kurier"), form("bote", FIRE), form("welle", SECOND))], desk)
    stubborn["Bote"] = ZeroDivisionError("by nought")
    [failure] = pipeline.read(desk)
    assert (failure.stage, failure.item) == ("interpret", "reports.jsonl:2")
    assert "ZeroDivisionError: by nought" in failure.reason
    assert len(desk.store.facts()) == 2
    stubborn.clear()
    assert pipeline.read(desk) == []
    assert len(desk.store.facts()) == 3
    assert desk.store.stale_facts(interpret.VERSION) == []


def test_an_error_of_ours_keeps_its_own_words(
    desk: pipeline.Desk, stubborn: dict[str, BaseException]
) -> None:
    pipeline.take_in([jsonl(form("kurier"))], desk)
    stubborn["Kurier"] = InputError("", "no language of ours", "give its language")
    [failure] = pipeline.read(desk)
    assert failure == Failure(
        item="reports.jsonl:1", stage="interpret", reason="no language of ours", remedy="give its language"
    )


def test_a_report_that_cannot_be_read_is_credited_and_silent(
    desk: pipeline.Desk, stubborn: dict[str, BaseException]
) -> None:
    stubborn["Bote"] = ZeroDivisionError()
    pipeline.run([jsonl(story("kurier", FLOOD, "a"), story("bote", FLOOD + " It falls.", "a"))], desk)
    [page] = desk.store.pages().values()
    assert {credit.outlet for credit in page.sources} == {"Kurier", "Bote"}
    assert [failure.stage for failure in desk.store.failures()] == ["interpret"]
    stubborn.clear()
    pipeline.run([], desk)
    assert desk.store.failures() == []


def test_a_page_is_written_anew_once_its_report_can_be_read(
    desk: pipeline.Desk, stubborn: dict[str, BaseException]
) -> None:
    source = jsonl(form("kurier", url="https://kurier.example/1"))
    stubborn["Kurier"] = ValueError("not today")
    pipeline.run([source], desk)
    [silent] = desk.store.pages().values()
    stubborn.clear()
    pipeline.run([source], desk)
    [page] = desk.store.pages().values()
    assert len(page.lines) > len(silent.lines)


def test_only_stale_facts_are_read(desk: pipeline.Desk, spy: Spy, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = spy(interpret, "interpret")
    first = form("kurier", url="https://kurier.example/1")
    pipeline.take_in([jsonl(first, form("bote", FIRE))], desk)
    pipeline.read(desk)
    pipeline.read(desk)
    assert len(calls.seen) == 2
    pipeline.take_in([jsonl({**first, "text": FLOOD.replace("7.9", "7.6")})], desk)
    pipeline.read(desk)
    assert [report.outlet for report in calls.seen[2:]] == ["Kurier"]
    monkeypatch.setattr(interpret, "VERSION", "next")
    pipeline.read(desk)
    assert len(calls.seen) == 5


# --- write --------------------------------------------------------------------------------


TWO_STORIES = (story("kurier", FLOOD, "flood"), story("bote", FIRE, "fire"))


def test_only_stale_stories_are_written(desk: pipeline.Desk, spy: Spy) -> None:
    calls = spy(narrate, "narrate")
    pipeline.run([jsonl(*TWO_STORIES)], desk)
    assert [dossier.story for dossier in calls.seen] == ["fire", "flood"]
    pipeline.run([jsonl(*TWO_STORIES)], desk)
    assert pipeline.write(desk) == []
    assert len(calls.seen) == 2
    pipeline.run([jsonl(story("welle", FLOOD + " The river is falling.", "flood"))], desk)
    assert [dossier.story for dossier in calls.seen[2:]] == ["flood"]


def test_a_new_version_of_a_report_makes_its_story_stale(desk: pipeline.Desk, spy: Spy) -> None:
    first = story("kurier", FLOOD, "flood", url="https://kurier.example/1")
    pipeline.run([jsonl(first, TWO_STORIES[1])], desk)
    calls = spy(narrate, "narrate")
    later = FLOOD.replace("7.9", "7.6")
    pipeline.run([jsonl({**first, "text": later, "title": later.split(",", maxsplit=1)[0]})], desk)
    assert [dossier.story for dossier in calls.seen] == ["flood"]
    assert desk.store.pages()["flood"].revision.number == 2


@pytest.mark.parametrize("stage", [interpret, narrate, proof], ids=["interpret", "narrate", "proof"])
def test_a_changed_stage_makes_every_story_stale(
    desk: pipeline.Desk, spy: Spy, monkeypatch: pytest.MonkeyPatch, stage: Any
) -> None:
    pipeline.run([jsonl(*TWO_STORIES)], desk)
    before = desk.store.pages()
    calls = spy(narrate, "narrate")
    monkeypatch.setattr(stage, "VERSION", "next")
    pipeline.run([], desk)
    assert len(calls.seen) == 2
    assert desk.store.pages() == before  # written again, and nothing came of it: no revision


def test_changed_limits_make_every_story_stale(desk: pipeline.Desk, spy: Spy) -> None:
    pipeline.run([jsonl(*TWO_STORIES)], desk)
    calls = spy(narrate, "narrate")
    pipeline.write(replace(desk, limits=narrate.Limits(quote_words=5)))
    assert len(calls.seen) == 2


def test_one_story_that_cannot_be_written_leaves_the_others(
    desk: pipeline.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = narrate.narrate

    def write(dossier: Dossier, limits: narrate.Limits) -> Page:
        if dossier.story == "fire":
            raise RuntimeError("no ink")
        return real(dossier, limits)

    monkeypatch.setattr(narrate, "narrate", write)
    intake = pipeline.run([jsonl(*TWO_STORIES)], desk)
    [failure] = intake.failures
    assert (failure.item, failure.stage) == ("story fire", "narrate")
    assert set(desk.store.pages()) == {"flood"}
    assert desk.store.failures() == [failure]
    monkeypatch.undo()
    assert pipeline.run([], desk).failures == ()
    assert set(desk.store.pages()) == {"fire", "flood"}
    assert desk.store.failures() == []


def test_a_revision_bears_the_time_that_the_desk_was_given(store: SqlStore) -> None:
    pipeline.run([jsonl(*TWO_STORIES)], at_desk(store))
    noon = Stamp(at=datetime(2024, 6, 5, 12, tzinfo=UTC), basis=Basis.GIVEN)
    more = story("welle", FLOOD + " The river is falling, the centre said.", "flood")
    pipeline.run([jsonl(more)], at_desk(store, revised=noon))
    pages = store.pages()
    assert pages["flood"].revision.at == noon
    assert pages["fire"].revision.number == 1


# --- the judge ----------------------------------------------------------------------------


@pytest.fixture
def dossier(desk: pipeline.Desk) -> Dossier:
    pipeline.run([jsonl(story("kurier", FLOOD, "flood"))], desk)
    members = [filing.member for filing in desk.store.filings() if filing.member]
    [held] = pipeline.dossiers(members, desk.store.reports(), desk.store.facts())
    return held


def test_a_line_that_no_report_bears_out_is_dropped(dossier: Dossier) -> None:
    page = pipeline.judged(narrate.narrate(dossier), dossier)
    false = Line(
        id="lfalse",
        text="The Elbe crested at 12.4 metres in Meissen, said Konrad Zwiebel.",
        kind=LineKind.EXTRACT,
        evidence=page.headline.evidence,
    )
    judged = pipeline.judged(replace(page, summary=(*page.summary, false)), dossier)
    assert [line.id for line in judged.lines] == [line.id for line in page.lines]
    assert {finding.line for finding in judged.withheld} == {"lfalse"}


def test_a_page_that_stands_is_left_as_it_is(dossier: Dossier) -> None:
    page = pipeline.judged(narrate.narrate(dossier), dossier)
    assert pipeline.judged(page, dossier) == replace(page, withheld=())


def test_what_the_judge_objects_to_is_not_stored(
    desk: pipeline.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = narrate.narrate

    def falsify(dossier: Dossier, limits: narrate.Limits) -> Page:
        page = real(dossier, limits)
        false = replace(page.headline, id="lfalse", text="Some 4,711 cows drowned.", kind=LineKind.EXTRACT)
        return replace(page, summary=(*page.summary, false))

    monkeypatch.setattr(narrate, "narrate", falsify)
    assert pipeline.run([jsonl(*TWO_STORIES)], desk).failures == ()
    for page in desk.store.pages().values():
        assert "4,711" not in " ".join(line.text for line in page.lines)
        assert any(finding.line == "lfalse" for finding in page.withheld)


def test_a_story_of_which_nothing_stands_is_named_and_has_no_page(
    desk: pipeline.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = narrate.narrate

    def falsify(dossier: Dossier, limits: narrate.Limits) -> Page:
        page = real(dossier, limits)
        false = replace(page.headline, text="Some 4,711 cows drowned.", kind=LineKind.EXTRACT)
        return replace(page, headline=false, standfirst=None, summary=(), body=())

    monkeypatch.setattr(narrate, "narrate", falsify)
    intake = pipeline.run([jsonl(*TWO_STORIES)], desk)
    assert [(failure.item, failure.stage) for failure in intake.failures] == [
        ("story fire", "narrate"),
        ("story flood", "narrate"),
    ]
    assert desk.store.pages() == {}
    monkeypatch.undo()
    assert pipeline.run([], desk).failures == ()
    assert set(desk.store.pages()) == {"fire", "flood"}


# --- dossiers, themes and related stories -------------------------------------------------


def day(number: int) -> Stamp:
    return Stamp(at=datetime(2024, 6, number, 8, tzinfo=UTC))


def member(report: str, tale: str = "s", theme: str = "t") -> Membership:
    return Membership(report=report, story=tale, theme=theme, origin=f"o-{report}")


def test_a_dossier_is_by_time_and_undated_reports_come_last() -> None:
    stamps = {"rb": day(3), "ra": None, "rd": day(2), "rc": None, "re": day(3)}
    reports = {name: Report(id=name, text=FLOOD, published=stamp) for name, stamp in stamps.items()}
    facts = {"rb": Facts(report="rb")}
    [held] = pipeline.dossiers([member(name) for name in stamps], reports, facts)
    assert [clipping.report.id for clipping in held.clippings] == ["rd", "rb", "re", "ra", "rc"]
    assert [clipping.origin for clipping in held.clippings[:2]] == ["o-rd", "o-rb"]
    assert all(clipping.facts.report == clipping.report.id for clipping in held.clippings)


def test_there_is_one_dossier_for_each_story_by_story() -> None:
    reports = {name: Report(id=name, text=FLOOD) for name in ("r1", "r2", "r3")}
    members = [member("r1", "sb", "t1"), member("r2", "sa", "t2"), member("r3", "sb", "t1")]
    held = pipeline.dossiers(members, reports, {})
    told = [(one.story, one.theme, len(one.clippings)) for one in held]
    assert told == [("sa", "t2", 1), ("sb", "t1", 2)]
    assert pipeline.dossiers([], reports, {}) == []


def test_a_theme_has_the_reports_of_all_its_stories(desk: pipeline.Desk) -> None:
    early = story("bote", FIRE, "fire", "T", published="2024-06-01T08:00:00Z")
    pipeline.run([jsonl(story("kurier", FLOOD, "flood", "T"), early, story("welle", SECOND, "hail"))], desk)
    told = [(theme, [c.report.outlet for c in held]) for theme, held in pipeline.by_theme(desk.store)]
    assert told == [("T", ["Bote", "Kurier"]), ("theme-hail", ["Welle"])]


def page_of(tale: str, theme: str, number: int | None) -> Page:
    stamp = day(number) if number else None
    return replace(ISSUE.pages[1], story=tale, theme=theme, first_reported=stamp, related=())


def test_related_stories_are_those_of_the_theme_newest_first() -> None:
    pages = [
        page_of("a", "t", 1), page_of("b", "t", 3), page_of("c", "t", 2), page_of("d", "t", None),
        page_of("e", "other", 2),
    ]  # fmt: skip
    related = {
        name: page.related for name, page in pipeline.with_related({p.story: p for p in pages}).items()
    }
    assert related == {
        "a": ("b", "c", "d"), "b": ("c", "a", "d"), "c": ("b", "a", "d"), "d": ("b", "c", "a"), "e": (),
    }  # fmt: skip


def test_related_stories_are_the_same_in_any_order() -> None:
    pages = {name: page_of(name, "t", 1) for name in ("a", "b", "c")}
    turned = dict(reversed(pages.items()))
    assert list(pipeline.with_related(pages).items()) == list(pipeline.with_related(turned).items())


# --- print --------------------------------------------------------------------------------


EDITION = Edition(title="Testing Post")
THREE_STORIES = (
    story("kurier", FLOOD, "flood", "water"),
    story("bote", FIRE, "fire"),
    story("welle", SECOND, "hail"),
)


def printed(
    desk: pipeline.Desk,
    manifest: bytes = b"",
    edition: Edition = EDITION,
    there: Container[str] = (),
) -> list[File]:
    made = list(pipeline.print_site(desk, edition, manifest, there))
    assert not [one for one in made if isinstance(one, Failure)]
    return [one for one in made if isinstance(one, File)]


def stories_in(files: Sequence[File]) -> set[str]:
    parts = [file.path.split("/") for file in files]
    return {part[1] for part in parts if part[0] == "story"}


@pytest.fixture
def three(desk: pipeline.Desk) -> pipeline.Desk:
    pipeline.run([jsonl(*THREE_STORIES)], desk)
    return desk


def test_the_whole_site_is_printed_and_the_manifest_last(three: pipeline.Desk) -> None:
    files = printed(three)
    paths = [file.path for file in files]
    assert paths[-1] == pipeline.MANIFEST
    assert len(paths) == len(set(paths))
    assert "index.html" in paths
    assert stories_in(files) == {"flood", "fire", "hail"}
    told = set(json.loads(files[-1].content))
    assert {key for key in told if not key.startswith("from ")} == {"mark", "made", "edition"}
    assert {"from search/index.html", "from methods/index.html"} < told
    assert "from index.html" not in told, "what lists stories is made sooner than compared"


def test_nothing_is_printed_where_nothing_changed(three: pipeline.Desk, spy: Spy) -> None:
    manifest = printed(three)[-1].content
    calls = spy(publish, "files")
    assert printed(three, manifest) == []
    assert calls.seen == []


def test_only_changed_stories_are_printed(three: pipeline.Desk) -> None:
    manifest = printed(three)[-1].content
    pipeline.run([jsonl(story("funk", FLOOD + " The river is falling.", "flood", "water"))], three)
    files = printed(three, manifest)
    assert stories_in(files) == {"flood"}
    assert files[-1].path == pipeline.MANIFEST


def test_a_new_story_changes_those_that_it_is_related_to(three: pipeline.Desk) -> None:
    manifest = printed(three)[-1].content
    pipeline.run([jsonl(story("funk", ARTICLE, "bridge", "water"))], three)
    assert stories_in(printed(three, manifest)) == {"bridge", "flood"}


def test_printing_what_changed_comes_to_the_same_site_as_printing_all(three: pipeline.Desk) -> None:
    files = printed(three)
    site = {file.path: file.content for file in files}
    pipeline.run([jsonl(story("funk", ARTICLE, "bridge", "water"))], three)
    pipeline.run([jsonl(story("post", FIRE + " The works are insured.", "fire"))], three)
    site |= {file.path: file.content for file in printed(three, files[-1].content, there=site)}
    assert site == {file.path: file.content for file in printed(three)}


@pytest.mark.parametrize(
    "changed",
    [
        replace(EDITION, title="Other Post"),
        replace(EDITION, notice="Closed."),
        replace(EDITION, base_url="https://p.example/"),
    ],
)
def test_a_changed_edition_is_printed_whole(three: pipeline.Desk, changed: Edition) -> None:
    manifest = printed(three)[-1].content
    assert stories_in(printed(three, manifest, changed)) == {"flood", "fire", "hail"}


@pytest.mark.parametrize("version", ["VERSION", "LISTING_VERSION"])
def test_a_changed_stage_is_printed_whole(
    three: pipeline.Desk, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    manifest = printed(three)[-1].content
    monkeypatch.setattr(publish, version, "next")
    assert stories_in(printed(three, manifest)) == {"flood", "fire", "hail"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe{}", b"null", b'{"mark": 1, "made": []}'])
def test_a_damaged_manifest_is_printed_whole(three: pipeline.Desk, damage: bytes) -> None:
    assert stories_in(printed(three, damage)) == {"flood", "fire", "hail"}


def test_a_site_without_stories_can_be_printed(desk: pipeline.Desk) -> None:
    files = printed(desk)
    assert "index.html" in {file.path for file in files}
    assert printed(desk, files[-1].content) == []


# --- killed and taken up again ------------------------------------------------------------


INPUT = [
    jsonl(story("kurier", FLOOD, "flood"), story("funk", FLOOD + " The river is falling.", "flood")),
    given_as("bridge.html", html()),
    given_as("empty.html", ""),
    jsonl(story("bote", FIRE, "fire"), name="more.jsonl"),
]
WRITES = ("save_documents", "save_report", "save_groups", "save_facts", "save_page", "save_failures")


class Mortal:
    """A store whose process is killed when it is about to write for the ``last``-th time."""

    def __init__(self, store: SqlStore, last: int) -> None:
        self._store = store
        self.left = last

    def __getattr__(self, name: str) -> Any:
        if name in WRITES:
            self.left -= 1
            if self.left < 0:
                raise Killed
        return getattr(self._store, name)


@pytest.fixture(scope="module")
def uninterrupted() -> dict[str, Any]:
    store = open_store(None)
    pipeline.run(INPUT, at_desk(store))
    held = contents(store)
    store.close()
    assert len(held["reports"]) == 4
    assert len(held["failures"]) == 1
    return held


def test_a_run_killed_before_any_write_is_taken_up_again(
    uninterrupted: dict[str, Any], store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at its first write, then at its second, its third … until it comes through."""
    monkeypatch.setattr(machinery, "BATCH", 2)
    for last in range(60):
        mortal: Any = Mortal(store, last)
        try:
            pipeline.run(INPUT, at_desk(mortal))
            break
        except Killed:
            known = store.reports()
            assert known.items() <= uninterrupted["reports"].items()
    else:
        pytest.fail("no run came through")
    assert last >= 3
    assert contents(store) == uninterrupted


STEPS = [
    *((collect, name) for name in ("unpack", "unpacked")),
    *((extract, name) for name in ("extract", "fingerprint", "settle")),
    (group.Desk, "file"),
    (interpret, "interpret"),
    *((narrate, name) for name in ("narrate", "revise")),
    *((proof, name) for name in ("proof", "withhold")),
]


@pytest.mark.parametrize(("stage", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_run_killed_in_any_stage_is_taken_up_again(
    uninterrupted: dict[str, Any], store: SqlStore, stage: Any, name: str, nth: int
) -> None:
    real, left = getattr(stage, name), nth

    def work(*given_: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed
        return real(*given_, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, name, work)
        patch.setattr(machinery, "BATCH", 1)
        if nth == 1 or name != "file":  # the grouping is asked once in a run
            with pytest.raises(Killed):
                pipeline.run(INPUT, at_desk(store))
    pipeline.run(INPUT, at_desk(store))
    assert contents(store) == uninterrupted


def test_printing_that_was_killed_is_done_again(three: pipeline.Desk) -> None:
    whole = printed(three)
    half = pipeline.print_site(three, EDITION, b"")
    got = [next(half) for _ in range(len(whole) - 1)]
    assert pipeline.MANIFEST not in {file.path for file in got if isinstance(file, File)}
    assert printed(three) == whole


# --- any order, any batches ---------------------------------------------------------------


_DAY = "2024-06-0{}T08:00:00Z"
EIGHT: tuple[dict[str, object], ...] = (
    form("kurier", FLOOD, published=_DAY.format(4)),
    form("funk", FLOOD + " The river is falling.", published=_DAY.format(5)),
    form("bote", FIRE, published=_DAY.format(5)),
    form("post", FIRE + " The works are insured, said Ralf Quandt.", published=_DAY.format(6)),
    form("anzeiger", ARTICLE, published=_DAY.format(3)),
    form("welle", SECOND, published=_DAY.format(7)),
    form("blatt", SECOND, published=_DAY.format(8)),
    form("rundschau", "The choir of Bad Orb sang for the last time on Sunday.", published=None),
)
CORRECTED = {**EIGHT[0], "text": FLOOD.replace("7.9", "7.6"), "updated": _DAY.format(6)}
POOL = (*EIGHT, CORRECTED)

Batches = list[list[dict[str, object]]]


@st.composite
def batches(draw: st.DrawFn) -> Batches:
    """The pool in any order, some of it more than once, cut into batches anywhere."""
    chosen = draw(st.permutations(POOL)) + draw(st.lists(st.sampled_from(POOL), max_size=4))
    cuts = sorted(draw(st.sets(st.integers(1, len(chosen) - 1), max_size=3)))
    return [chosen[a:b] for a, b in zip([0, *cuts], [*cuts, len(chosen)], strict=True)]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches())
def test_no_report_is_lost_or_doubled_in_any_order_and_batches(given_batches: Batches) -> None:
    store = open_store(None)
    desk = at_desk(store)
    for batch in given_batches:
        pipeline.take_in([jsonl(*batch)], desk)
        pipeline.file(desk)
    reports, filings = store.reports(), store.filings()
    assert sorted(report.outlet for report in reports.values()) == sorted(str(f["outlet"]) for f in EIGHT)
    assert [filing.report for filing in filings] == sorted(reports)
    assert all(filing.member and filing.member.story and filing.member.theme for filing in filings)
    [kurier] = [report for report in reports.values() if report.outlet == "Kurier"]
    assert "7.6" in kurier.text
    store.close()


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(EIGHT[:6]), min_size=2, max_size=5, unique_by=str), st.integers(1, 4))
def test_every_report_is_credited_on_exactly_one_page(chosen: list[dict[str, object]], cut: int) -> None:
    store = open_store(None)
    desk = at_desk(store)
    for batch in filter(None, (chosen[:cut], chosen[cut:])):
        assert pipeline.run([jsonl(*batch)], desk).failures == ()
    credited = [credit.report for page in store.pages().values() for credit in page.sources]
    assert sorted(credited) == sorted(store.reports())
    assert len(credited) == len(chosen)
    assert set(store.pages()) == {filing.member.story for filing in store.filings() if filing.member}
    store.close()


def test_lists_of_one_host_are_bounded_and_hide_no_other() -> None:
    trap = [f"https://trap.example/{number}.xml" for number in range(1_000)]
    kept = intake.few([*trap, "https://harbour.example/sitemap.xml", "not [an address"])
    assert kept[:-2] == trap[: intake.OF_ONE_HOST]
    assert kept[-2:] == ["https://harbour.example/sitemap.xml", "not [an address"]
