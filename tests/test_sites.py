"""What is done when a site was printed: its files, the index of its search, the hub that is told of news."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from dateline.app import sites
from dateline.app.settings import Settings
from dateline.app.sites import SEARCHED, index_site, put_out, write_site
from dateline.core.errors import FetchError
from dateline.core.site import Edition, File
from dateline.core.types import Failure
from dateline.pipeline.printing import MANIFEST
from dateline.storage import SiteFolder

HUB = "https://hub.example/"
HOME = Edition(base_url="https://news.example/", hub=HUB)
PAGE = '<html lang="en"><body><article class="story"><h1>{}</h1><p>{}</p></article></body></html>'
BROKEN = Failure(item="story/stide/index.html", stage="publish", reason="no template")
ENTRY = f"{SEARCHED}/pagefind-entry.json"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site")


def a_story(name: str, words: str = "The ferry ran aground off the island.") -> File:
    return File(path=f"story/{name}/index.html", content=PAGE.format(name, words).encode())


def plain(**given: object) -> Settings:
    return Settings(**given)  # type: ignore[arg-type]


def manifest(mark: str) -> File:
    return File(path=MANIFEST, content=f'{{"mark": "{mark}"}}'.encode())


def feed(path: str, words: str = "news") -> File:
    return File(path=path, content=words.encode())


# --- the files ----------------------------------------------------------------------------


def test_files_are_written_and_what_could_not_be_made_is_told(site: SiteFolder) -> None:
    written = write_site(site, [a_story("sferry"), BROKEN, manifest("m1")])
    assert (written.files, written.failures) == (2, (BROKEN,))
    assert (site.root / "story/sferry/index.html").is_file()


def test_files_that_are_as_they_were_do_not_count(site: SiteFolder) -> None:
    write_site(site, [a_story("sferry"), manifest("m1")])
    assert write_site(site, [a_story("sferry"), manifest("m2")]).files == 1
    assert write_site(site, [a_story("sferry"), manifest("m2")]).files == 0


def test_a_feed_has_news_where_its_bytes_are_others(site: SiteFolder) -> None:
    kinds = ("feed.xml", "theme/tsea/atom.xml", "corrections/feed.json")
    assert write_site(site, map(feed, kinds)).feeds == kinds
    assert write_site(site, map(feed, kinds)).feeds == ()
    assert write_site(site, [feed(kinds[0]), feed(kinds[1], "more")]).feeds == (kinds[1],)


@pytest.mark.parametrize(
    "path", ["index.html", "sitemap.xml", "sources.opml", "feed.xml/index.html", MANIFEST]
)
def test_what_is_no_feed_is_not_told_as_one(site: SiteFolder, path: str) -> None:
    assert write_site(site, [feed(path)]).feeds == ()


# --- when the index is made ---------------------------------------------------------------


class Indexing:
    """Stands for Pagefind: counts how often it is asked, and writes an entry unless it fails."""

    def __init__(self, failures: tuple[Failure, ...] = ()) -> None:
        self.times, self.failures = 0, failures

    def __call__(self, folder: Path, edition: Edition) -> tuple[Failure, ...]:
        self.times += 1
        if not self.failures:
            (folder / SEARCHED).mkdir(exist_ok=True)
            (folder / ENTRY).write_text("{}")
        return self.failures


@pytest.fixture
def indexing(monkeypatch: pytest.MonkeyPatch) -> Indexing:
    made = Indexing()
    monkeypatch.setattr(sites, "index_site", made)
    return made


def put(site: SiteFolder, *files: File | Failure, after: float = 0.0) -> sites.Written:
    return put_out(site, files, Edition(), plain(), after)


def aged(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_new_site_is_searched(site: SiteFolder, indexing: Indexing) -> None:
    put(site, a_story("sferry"), manifest("m1"))
    assert indexing.times == 1


def test_where_nothing_changed_no_index_is_made(site: SiteFolder, indexing: Indexing) -> None:
    put(site, a_story("sferry"), manifest("m1"))
    assert put(site).files == 0
    assert indexing.times == 1


def test_a_young_index_is_left_alone_and_an_old_one_made_anew(site: SiteFolder, indexing: Indexing) -> None:
    put(site, a_story("sferry"), manifest("m1"))
    aged(site.root / ENTRY, 100)
    put(site, a_story("stide"), manifest("m2"), after=600)
    assert indexing.times == 1
    aged(site.root / ENTRY, 700)
    put(site, a_story("slibrary"), manifest("m3"), after=600)
    assert indexing.times == 2


def test_what_was_left_out_of_a_young_index_is_in_the_next_though_nothing_changed_since(
    site: SiteFolder, indexing: Indexing
) -> None:
    put(site, a_story("sferry"), manifest("m1"))
    aged(site.root / ENTRY, 100)
    put(site, a_story("stide"), manifest("m2"), after=600)
    aged(site.root / ENTRY, 700)
    put(site, after=600)
    assert indexing.times == 2


def test_an_index_that_failed_is_tried_again_as_its_remedy_says(site: SiteFolder, indexing: Indexing) -> None:
    indexing.failures = (BROKEN,)
    assert put(site, a_story("sferry"), manifest("m1")).failures == (BROKEN,)
    indexing.failures = ()
    assert put(site).failures == ()
    assert indexing.times == 2
    assert (site.root / ENTRY).is_file()


def test_failures_of_printing_and_of_search_are_told_together(site: SiteFolder, indexing: Indexing) -> None:
    other = Failure(item="search of the site", stage="publish", reason="no")
    indexing.failures = (other,)
    assert put(site, a_story("sferry"), BROKEN, manifest("m1")).failures == (BROKEN, other)


def test_a_folder_without_a_site_is_not_searched(site: SiteFolder, indexing: Indexing) -> None:
    put(site)
    assert indexing.times == 0


# --- the index itself ---------------------------------------------------------------------

pagefind = pytest.mark.skipif(find_spec("pagefind") is None, reason="Pagefind is not installed")


@pagefind
def test_pagefind_makes_an_index_without_its_own_looks(site: SiteFolder) -> None:
    write_site(site, [a_story("sferry"), manifest("m1")])
    assert index_site(site.root, Edition()) == ()
    made = {path.name for path in (site.root / SEARCHED).iterdir()}
    assert {"pagefind.js", "pagefind-entry.json"} <= made
    assert not [name for name in made if "-ui." in name or "-highlight." in name]
    assert [path.name for path in site.root.parent.iterdir()] == ["site"]


@pagefind
def test_an_index_is_replaced_whole(site: SiteFolder) -> None:
    write_site(site, [a_story("sferry")])
    index_site(site.root, Edition())
    (site.root / SEARCHED / "left-over.pf_meta").write_text("of last week")
    before = set((site.root / SEARCHED / "fragment").iterdir())
    write_site(site, [a_story("stide", "Spring tide closes the car park at the pier.")])
    assert index_site(site.root, Edition()) == ()
    assert not (site.root / SEARCHED / "left-over.pf_meta").exists()
    assert len(set((site.root / SEARCHED / "fragment").iterdir())) == len(before) + 1


@pagefind
def test_stories_of_any_language_are_in_one_index(site: SiteFolder) -> None:
    german = PAGE.replace('lang="en"', 'lang="de"').format("sde", "Die Fähre liegt fest.").encode()
    write_site(site, [a_story("sferry"), File(path="story/sde/index.html", content=german)])
    index_site(site.root, Edition(language="uk"))
    metas = list((site.root / SEARCHED).glob("*.pf_meta"))
    assert len(metas) == 1
    assert ".uk_" in metas[0].name


@pagefind
def test_an_edition_without_a_story_has_no_index_and_no_failure(site: SiteFolder) -> None:
    write_site(site, [File(path="index.html", content=b"<html><body>No story yet</body></html>")])
    assert index_site(site.root, Edition()) == ()
    assert not (site.root / SEARCHED).exists()


def test_without_pagefind_nothing_is_made(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "find_spec", lambda _: None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("it was run"))
    write_site(site, [a_story("sferry")])
    assert index_site(site.root, Edition()) == ()


def ended(code: int, out: str = "", err: str = "") -> Callable[..., Any]:
    return lambda command, **_: subprocess.CompletedProcess(command, code, out, err)


def timed_out(command: list[str], **_: object) -> Any:
    raise subprocess.TimeoutExpired(command, 600)


def not_there(*_: object, **__: object) -> Any:
    raise OSError("Exec format error")


@pytest.mark.parametrize(
    ("run", "reason"),
    [
        (ended(1, err="one\ntwo\nthe disk is full\n"), "the disk is full"),
        (ended(2, out="Running\nno pages"), "no pages"),
        (ended(-9), "Pagefind ended without a word"),
        (timed_out, "timed out after 600 seconds"),
        (not_there, "Exec format error"),
    ],
)
def test_a_failing_pagefind_is_named_and_the_last_index_stays(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any], reason: str
) -> None:
    monkeypatch.setattr(sites, "find_spec", lambda _: True)
    monkeypatch.setattr(subprocess, "run", run)
    write_site(site, [a_story("sferry")])
    (site.root / SEARCHED).mkdir()
    (site.root / ENTRY).write_text("the last one")
    (failure,) = index_site(site.root, Edition())
    assert (failure.item, failure.stage) == ("search of the site", "publish")
    assert reason in failure.reason
    assert "dateline serve" in failure.remedy
    assert (site.root / ENTRY).read_text() == "the last one"
    assert [path.name for path in site.root.parent.iterdir()] == ["site"]


# --- the hub ------------------------------------------------------------------------------


class Hub:
    """Stands for a hub: remembers what it was told, or fails."""

    told: list[list[str]]
    made: list[tuple[str, dict[str, Any]]]
    error: FetchError | None = None

    def __init__(self, url: str, **options: Any) -> None:
        type(self).made.append((url, options))

    def tell(self, feeds: Iterator[str]) -> int:
        if self.error:
            raise self.error
        type(self).told.append(list(feeds))
        return 1


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, indexing: Indexing) -> type[Hub]:
    del indexing

    class Own(Hub):
        told, made = [], []

    monkeypatch.setattr("dateline.clients.hubs.Hub", Own)
    return Own


def test_a_hub_is_told_of_the_feeds_that_changed_and_no_others(site: SiteFolder, hub: type[Hub]) -> None:
    settings = plain(contact="desk@news.example", allow_hosts=("hub.example",))
    files = [feed("feed.xml"), feed("theme/tsea/atom.xml"), a_story("sferry"), manifest("m1")]
    put_out(site, files, HOME, settings)
    put_out(site, [feed("feed.xml"), feed("theme/tsea/atom.xml", "more"), manifest("m2")], HOME, settings)
    assert hub.told == [
        ["https://news.example/feed.xml", "https://news.example/theme/tsea/atom.xml"],
        ["https://news.example/theme/tsea/atom.xml"],
    ]
    url, options = hub.made[0]
    assert (url, options["contact"], options["allow"]) == (HUB, "desk@news.example", ("hub.example",))


@pytest.mark.parametrize(
    ("edition", "files"),
    [
        (Edition(hub=HUB), [feed("feed.xml")]),
        (Edition(base_url="https://news.example"), [feed("feed.xml")]),
        (HOME, [a_story("sferry")]),
        (HOME, []),
    ],
)
def test_a_hub_is_not_told_without_an_address_a_hub_or_news(
    site: SiteFolder, hub: type[Hub], edition: Edition, files: list[File]
) -> None:
    assert put_out(site, files, edition, plain()).failures == ()
    assert hub.made == []


def test_a_hub_that_fails_is_told_and_ends_nothing(site: SiteFolder, hub: type[Hub]) -> None:
    hub.error = FetchError(HUB, "the hub answered 503", "it is told again after the next change")
    written = put_out(site, [feed("feed.xml"), manifest("m1")], HOME, plain())
    assert written.files == 2
    (failure,) = written.failures
    assert (failure.item, failure.reason) == (HUB, "the hub answered 503")
    assert "next change" in failure.remedy


def test_a_hub_whose_address_is_none_is_a_failure_too(site: SiteFolder, indexing: Indexing) -> None:
    edition = Edition(base_url="https://news.example", hub="not an address")
    (failure,) = put_out(site, [feed("feed.xml"), manifest("m1")], edition, plain()).failures
    assert failure.item == "not an address"
    assert failure.reason
    assert indexing.times == 1
