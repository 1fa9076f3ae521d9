"""What is wired: inputs, settings, each thing that a user can ask for, and how commands tell of it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dateline import cli
from dateline.app import (
    App,
    Settings,
    default_store,
    open_app,
    open_store,
    sample_sources,
    stores,
)
from dateline.app.exporting import export
from dateline.cli import telling
from dateline.cli.telling import Bar
from dateline.clients import http
from dateline.core.contract import report_from
from dateline.core.errors import FetchError, InputError, MissingExtra, StoreError, UsageError
from dateline.core.ports import Fetched, Wanted
from dateline.core.site import Edition
from dateline.core.sources import HostState
from dateline.core.types import Facts, Failure, Report
from dateline.stages import interpret
from tests.commands import FIRE, FLOOD, form, lines

PAGE = (
    "<!doctype html><html lang='en'><head><title>Footbridge closed</title></head><body><article>"
    "<h1>Footbridge closed</h1><p>The footbridge over the Nidda at Bonames was closed on Monday after an "
    "inspector found cracks in two of its piers, the roads office said.</p><p>Walkers are sent by the "
    "mill, a detour of some nine hundred metres, said the engineer Petra Lohmann.</p></article></body></html>"
)
FEED = (
    "<rss version='2.0'><channel><title>Web</title><item><title>Bridge</title>"
    "<link>https://web.example/bridge</link><description>The footbridge at Bonames is closed for cracks in "
    "two piers.</description></item></channel></rss>"
)


class Silent:
    """``core.ports.Progress`` that shows nothing."""

    def track(self, items: Iterable[Any], label: str, total: int) -> Iterable[Any]:
        return items


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those that a test gives."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("DATELINE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def desk(nowhere: None) -> App:
    return open_app(Silent(), workers=1)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text(lines(form("kurier", story="flood"), form("bote", FIRE, story="fire")))
    return path


# --- settings -----------------------------------------------------------------------------


def test_settings_have_defaults_that_work() -> None:
    held = open_app(Silent()).settings
    assert (held.title, held.notice, held.base_url, held.contact) == ("Dateline", "", "", "")
    assert (held.quote_words, held.quotes_per_outlet, held.quoted_share, held.run_words) == (25, 3, 0.1, 12)
    assert held.workers >= 1
    assert not held.allow_private


def test_a_flag_goes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "dateline.toml").write_text('title = "File"\nnotice = "File"\ncontact = "File"\n')
    monkeypatch.setenv("DATELINE_NOTICE", "Environment")
    monkeypatch.setenv("DATELINE_CONTACT", "Environment")
    desk = open_app(Silent(), contact="Flag", title=None)
    assert desk.edition() == Edition(title="File", notice="Environment", contact="Flag")


def test_the_sample_says_on_every_page_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_NOTICE", "Other")
    assert open_app(Silent(), sample=True).edition().notice == "Sample edition: invented events"
    assert "Beispielausgabe" in open_app(Silent(), sample=True, language="de").edition().notice
    [folder] = sample_sources()
    assert any(Path(folder).iterdir())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("workers", "0"),
        ("workers", "many"),
        ("quote_words", "-1"),
        ("quoted_share", "1.01"),
        ("run_words", "1"),
        ("delay", "-0.1"),
        ("allow_private", "perhaps"),
    ],
)
def test_a_setting_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"DATELINE_{name.upper()}", value)
    with pytest.raises(UsageError, match=f"setting .*{name}") as caught:
        open_app(Silent())
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'titel = "Dateline"', "titel"),
        (b"title = ", "not TOML"),
        (b'title = "\xff"', "not TOML"),
        (b'[site]\ntitle = "x"', "site"),
    ],
)
def test_a_file_of_settings_that_cannot_be_taken_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "dateline.toml").write_bytes(content)
    with pytest.raises(UsageError, match=words):
        open_app(Silent())


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_limits_reach_the_page(tmp_path: Path, reports: Path) -> None:
    path = tmp_path / "quotes.jsonl"
    said = "“The walls held to the last centimetre on every single day,” said the mayor, Jana Wiesner."
    path.write_text(lines(form("kurier", f"{FLOOD} {said}")))
    built = open_app(Silent(), workers=1, quote_words=0).build([str(path)], tmp_path / "site")
    store = open_store(built.store)
    [page] = store.pages().values()
    store.close()
    assert not any("“" in line.text for line in page.lines)


# --- inputs -------------------------------------------------------------------------------


class Client:
    """In place of ``clients.http.PoliteClient``: pages made by hand."""

    made: list[dict[str, Any]]
    asked: list[str]

    def __init__(self, **settings: Any) -> None:
        self.made.append(settings)

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Fetched | FetchError]]:
        for one in wanted:
            try:
                yield one, self.fetch(one)
            except FetchError as error:
                yield one, error

    def hosts(self) -> tuple[HostState, ...]:
        return ()

    def fetch(self, wanted: Wanted) -> Fetched:
        url = wanted.url
        self.asked.append(url)
        if url == "https://web.example/feed.xml":
            return Fetched(location=url, content=FEED.encode(), media_type="application/rss+xml")
        if url == "https://web.example/bridge":
            return Fetched(location=url, content=PAGE.encode(), media_type="text/html")
        raise FetchError(url, "the host does not answer", "try again later")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> type[Client]:
    Client.made, Client.asked = [], []
    monkeypatch.setattr(http, "PoliteClient", Client)
    return Client


def test_inputs_are_files_folders_addresses_and_standard_input(
    desk: App, web: type[Client], tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "b.html").write_text(PAGE)
    (tmp_path / "pages" / "a.html").write_text(PAGE)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    sources = [str(reports), str(tmp_path / "pages"), "https://web.example/bridge", "-"]
    found = list(desk.inputs(sources))
    assert [item.location for item in found if isinstance(item, Fetched)] == [
        str(reports),
        str(tmp_path / "pages" / "a.html"),
        str(tmp_path / "pages" / "b.html"),
        "https://web.example/bridge",
        "-",
    ]


def test_an_address_that_does_not_answer_is_a_failure(desk: App, web: type[Client], reports: Path) -> None:
    gone, held = desk.inputs(["http://gone.example/", str(reports)])
    assert gone == Failure(
        item="http://gone.example/",
        stage="collect",
        reason="the host does not answer",
        remedy="try again later",
    )
    assert isinstance(held, Fetched)


def test_the_client_is_as_the_settings_say(web: type[Client]) -> None:
    hosts = ("intranet.example:8080",)
    desk = open_app(
        Silent(), workers=1, contact="desk@web.example", delay=3, allow_private=True, allow_hosts=hosts
    )
    list(desk.inputs(["https://web.example/bridge"]))
    assert web.made == [
        {
            "contact": "desk@web.example", "delay": 3.0, "allow_private": True, "allow": hosts,
            "remembered": (),
        }
    ]  # fmt: skip


def test_one_client_fetches_all_so_that_it_keeps_the_delay_of_a_host(web: type[Client]) -> None:
    desk = open_app(Silent(), workers=1)
    list(desk.inputs(["https://web.example/bridge", "https://web.example/feed.xml"]))
    assert (len(web.made), len(web.asked)) == (1, 2)


def test_a_path_that_is_not_there_is_said(desk: App) -> None:
    with pytest.raises(InputError, match="nowhere"):
        list(desk.inputs(["nowhere.jsonl"]))


@pytest.mark.parametrize(("follow", "words"), [(True, "the engineer Petra Lohmann"), (False, "two piers.")])
def test_a_feed_is_followed_where_that_is_wanted(
    desk: App, web: type[Client], tmp_path: Path, follow: bool, words: str
) -> None:
    built = desk.build(["https://web.example/feed.xml"], tmp_path / "site", follow=follow)
    assert built.intake.failures == ()
    store = open_store(built.store)
    [report] = store.reports().values()
    store.close()
    assert words in report.text
    assert ("https://web.example/bridge" in web.asked) is follow


# --- one stage alone ----------------------------------------------------------------------


def both() -> list[Report]:
    return [report_from(form("kurier")), report_from(form("bote", FIRE))]


def test_extract_gives_reports_and_failures_as_they_come(desk: App, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text(lines(form("kurier")) + "{cut\n" + '{"title": "No text"}\n' + lines(form("bote", FIRE)))
    found = list(desk.extract([str(path)]))
    assert [type(item) for item in found] == [Report, Failure, Failure, Report]
    failed = [(item.item, item.stage) for item in found if isinstance(item, Failure)]
    assert failed == [(f"{path}:2", "collect"), (f"{path}:3", "extract")]


def test_group_keeps_the_order_of_the_reports(desk: App) -> None:
    held = both()
    assert [member.report for member, _, _ in desk.group(held)] == [report.id for report in held]
    turned = desk.group(held[::-1])
    assert [member.report for member, _, _ in turned] == [report.id for report in held[::-1]]
    assert list(desk.group([])) == []


def test_interpret_names_what_it_cannot_read(desk: App, monkeypatch: pytest.MonkeyPatch) -> None:
    real = interpret.interpret

    def read(report: Report) -> Facts:
        if report.outlet == "Kurier":
            raise MemoryError
        return real(report)

    monkeypatch.setattr(interpret, "interpret", read)
    failure, facts = desk.interpret(both())
    assert isinstance(failure, Failure)
    assert (failure.item, failure.stage) == ("https://kurier.example/news/256", "interpret")
    assert isinstance(facts, Facts)


QUARRY = (
    "The quarry at Alsfeld was sold to a maker of roof tiles on Monday, the town council said. The price was "
    "not told. Forty people work there, and all of them will stay, said the new owner, Ute Krull."
)


def test_narrate_gives_pages_newest_first(desk: App) -> None:
    days = ("2024-06-02", "2024-06-04", "2024-06-03")
    held = [
        report_from(form("kurier", text, published=day, story=day, theme="T"))
        for day, text in zip(days, (FLOOD, FIRE, QUARRY), strict=True)
    ]
    pages, failures = desk.narrate(held)
    assert failures == []
    assert [page.story for page in pages] == ["2024-06-04", "2024-06-03", "2024-06-02"]
    assert [page.related for page in pages] == [
        ("2024-06-03", "2024-06-02"),
        ("2024-06-04", "2024-06-02"),
        ("2024-06-04", "2024-06-03"),
    ]


def test_a_timeline_needs_no_page(desk: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("a timeline is made from facts")

    monkeypatch.setattr("dateline.stages.narrate.narrate", forbidden)
    entries = list(desk.timeline(both()))
    assert all(entry.evidence for entry in entries)
    assert list(desk.timeline(both(), start="2030-01-01")) == []


# --- build, run, export -------------------------------------------------------------------


def test_a_build_tells_what_it_came_to(desk: App, tmp_path: Path, reports: Path) -> None:
    first = desk.build([str(reports)], tmp_path / "site")
    assert (first.intake.new, first.pages, first.intake.failures) == (2, 2, ())
    assert first.store == tmp_path / "site.db"
    assert first.written > 10
    assert (tmp_path / "site" / "index.html").is_file()
    second = desk.build([str(reports)], tmp_path / "site")
    assert (second.intake.new, second.written, second.pages) == (0, 0, 2)


def test_a_store_can_lie_elsewhere(desk: App, tmp_path: Path, reports: Path) -> None:
    elsewhere = tmp_path / "deep" / "down" / "held.db"
    built = desk.build([str(reports)], tmp_path / "site", elsewhere)
    assert built.store == elsewhere
    assert elsewhere.is_file()
    assert not (tmp_path / "site.db").exists()


def test_a_site_that_is_not_ours_is_refused_before_any_work(desk: App, tmp_path: Path, reports: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="empty folder"):
        desk.build([str(reports)], tmp_path / "site")
    assert not (tmp_path / "site.db").exists()


@pytest.fixture
def built(desk: App, tmp_path: Path, reports: Path) -> Path:
    desk.build([str(reports)], tmp_path / "site")
    return tmp_path / "site"


def exported(desk: App, where: str, kind: str) -> bytes:
    return b"".join(piece for piece in export(desk, where, kind) if isinstance(piece, bytes))


@pytest.mark.parametrize("kind", ["geojson", "csv", "ninjs"])
def test_a_site_its_store_and_its_reports_give_the_same_export(
    desk: App, built: Path, reports: Path, kind: str
) -> None:
    of_site = exported(desk, str(built), kind)
    assert of_site == exported(desk, str(built) + ".db", kind)
    assert of_site
    of_reports = exported(desk, str(reports), kind)
    assert of_reports.count(b"\n") == of_site.count(b"\n")


def test_an_export_changes_nothing(desk: App, built: Path) -> None:
    before = (built.with_name("site.db")).read_bytes()
    exported(desk, str(built), "geojson")
    assert (built.with_name("site.db")).read_bytes() == before


def test_an_export_of_reports_names_those_that_it_leaves_out(desk: App, reports: Path) -> None:
    whole = exported(desk, str(reports), "geojson")
    with reports.open("a") as stream:
        stream.write("this is no report\n")
    pieces = list(export(desk, str(reports), "geojson"))
    assert b"".join(piece for piece in pieces if isinstance(piece, bytes)) == whole
    [left_out] = [piece for piece in pieces if isinstance(piece, Failure)]
    assert str(reports) in left_out.item


def test_an_export_of_nothing_is_refused(desk: App, tmp_path: Path, reports: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    with pytest.raises(UsageError, match="no site, store or file of reports"):
        exported(desk, str(tmp_path / "empty.html"), "csv")
    (tmp_path / "wrong.db").write_bytes(b"no database at all, whatever its name" * 40)
    with pytest.raises(UsageError, match="no site, store or file of reports"):
        exported(desk, str(tmp_path / "wrong.db"), "csv")
    (tmp_path / "cut.jsonl").write_text('{"id": 1')
    with pytest.raises(UsageError, match=r"cut\.jsonl:1: not JSON"):
        exported(desk, str(tmp_path / "cut.jsonl"), "csv")
    with pytest.raises(InputError, match="nowhere"):
        exported(desk, "nowhere", "csv")
    with pytest.raises(UsageError, match="geojson"):
        exported(desk, str(reports), "tea leaves")


# --- the store and the shelf --------------------------------------------------------------


@pytest.mark.parametrize(
    ("out", "store"),
    [
        ("site", "site.db"),
        ("site/", "site.db"),
        ("a/../site", "site.db"),
        ("v1.2", "v1.2.db"),
        ("a/b", "a/b.db"),
    ],
)
def test_the_store_lies_beside_the_site(tmp_path: Path, out: str, store: str) -> None:
    assert default_store(tmp_path / out) == tmp_path / store


def test_the_store_of_the_current_folder_lies_outside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    assert default_store(Path()) == tmp_path / "site.db"


@pytest.mark.parametrize(
    ("name", "shown_as"),
    [
        ("site.db", "site.db"),
        ("postgresql://desk@host/news", "postgresql://desk@host/news"),
        ("postgresql://desk:secret@host:5432/news", "postgresql://desk@host:5432/news"),
        ("postgresql://desk:se@cret@host/news", "postgresql://desk@host/news"),
        ("postgres:///news", "postgres:///news"),
        ("postgresql://host/news?user=desk&password=secret", "postgresql://host/news?user=desk"),
        ("postgresql:///news?PASSWORD=secret", "postgresql:///news"),
        ("postgresql://host/news?sslmode=require", "postgresql://host/news?sslmode=require"),
    ],
)
def test_a_store_is_named_without_its_password(name: str, shown_as: str) -> None:
    assert stores.shown(name) == shown_as


def test_a_name_means_a_store_a_site_or_neither(built: Path, tmp_path: Path) -> None:
    beside = default_store(built)
    assert stores.store_at(str(built)) == stores.store_at(str(beside)) == beside
    assert stores.store_at("postgresql://host/news") == "postgresql://host/news"
    assert stores.store_at(str(tmp_path)) is None
    assert stores.store_at("nowhere") is None


def test_the_store_that_is_given_goes_before_the_one_beside_the_site(built: Path, tmp_path: Path) -> None:
    assert stores.store_of(built, None) == default_store(built)
    assert stores.store_of(built, str(tmp_path / "other.db")) == tmp_path / "other.db"
    assert stores.has_store(built, None)
    assert not stores.has_store(built, tmp_path / "other.db")
    assert stores.has_store(built, "postgresql://host/news")
    with pytest.raises(UsageError, match="--store"):
        stores.existing_store(built, tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()


# --- how commands tell of it --------------------------------------------------------------


BAD = Failure(item="a.html", stage="extract", reason="no article text found", remedy="look at the page")


def test_what_could_not_be_taken_is_told_and_sets_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    tally = telling.Tally(strict=False)
    assert list(tally.good([1, BAD, 2])) == [1, 2]
    told = capsys.readouterr()
    assert told.err == "dateline: a.html: no article text found (look at the page)\n"
    assert told.out == ""
    with pytest.raises(typer.Exit) as ended:
        tally.end()
    assert ended.value.exit_code == 1


def test_nothing_bad_is_no_word_and_no_status(capsys: pytest.CaptureFixture[str]) -> None:
    tally = telling.Tally(strict=True)
    assert list(tally.good([1, 2])) == [1, 2]
    tally.end()
    assert capsys.readouterr() == ("", "")
    with pytest.raises(typer.Exit):
        tally.end(errors=True)


def test_strict_ends_at_the_first() -> None:
    items = iter([1, BAD, 2])
    with pytest.raises(typer.Exit):
        list(telling.Tally(strict=True).good(items))
    assert list(items) == [2]


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(Bar().track(iter("abc"), "extract", 3)) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


def test_a_bar_only_for_what_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(Bar().track("abc", "extract", 3)) == ["a", "b", "c"]
    assert terminal.getvalue() == ""
    clock = iter(range(0, 100, 2))
    monkeypatch.setattr("dateline.cli.telling.time.monotonic", lambda: float(next(clock)))
    made: list[tuple[str, int]] = []

    class Shown:
        task_ids = (0,)
        done = 0

        def update(self, _: int, completed: int) -> None:
            Shown.done = completed

        def stop(self) -> None:
            made.append(("stopped", Shown.done))

    def new(label: str, total: int) -> Shown:
        made.append((label, total))
        return Shown()

    monkeypatch.setattr(telling, "_new_bar", new)
    assert list(Bar().track("abc", "extract", 3)) == ["a", "b", "c"]
    assert made == [("extract", 3), ("stopped", 3)]


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (UsageError("site", "is no site", "build one"), 2, "dateline: site: is no site (build one)"),
        (MissingExtra("dateline serve", "serve"), 2, "pip install 'dateline[serve]'"),
        (StoreError("site.db", "disk is full"), 2, "dateline: site.db: disk is full"),
        (PermissionError(13, "Permission denied", "out.csv"), 2, "dateline: out.csv: Permission denied"),
        (KeyboardInterrupt(), 130, "nothing that was stored is lost"),
    ],
)
def test_what_ends_a_command_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    status: int,
    words: str,
) -> None:
    def command(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "app", command)
    monkeypatch.setattr(sys, "argv", ["dateline", "build"])
    with pytest.raises(SystemExit) as ended:
        cli.main(lambda *_: None)
    told = capsys.readouterr()
    assert ended.value.code == status
    assert words in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
