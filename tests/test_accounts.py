"""Stories for an export: in order, each with its own, and never all in memory; the site as a web archive."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.app import App
from dateline.app.exporting import ARCHIVE, FORMATS, export
from dateline.app.settings import Settings
from dateline.core.errors import UsageError
from dateline.core.site import File
from dateline.core.stories import Story
from dateline.core.types import Failure, Theme
from dateline.pipeline import desk
from dateline.pipeline.accounts import accounts
from dateline.stages import publish
from dateline.stages.group.themes import subjects
from dateline.storage import SqlStore, open_store
from tests.edition import Silent, desk_of, stored
from tests.newsroom import FACTS, FERRY_PAGE, ISSUE, LIBRARY_PAGE, TIDE_PAGE, stamp


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = stored(replace(ISSUE, facts=FACTS))
    yield held
    held.close()


# --- accounts -----------------------------------------------------------------------------


def test_stories_come_by_id_each_with_its_own(store: SqlStore) -> None:
    told = list(accounts(store))
    assert [one.page for one in told] == [FERRY_PAGE, LIBRARY_PAGE, TIDE_PAGE]
    ferry, library, tide = told
    assert list(ferry.reports) == [credit.report for credit in FERRY_PAGE.sources]
    assert list(library.reports) == list(tide.reports) == ["rlibrary"]
    assert list(ferry.facts) == ["rferry"]
    assert library.facts == {}
    assert [one.theme.id if one.theme else "" for one in told] == ["tsea", "ttown", "tsea"]


def test_what_is_missing_costs_no_story(store: SqlStore) -> None:
    lost = replace(FERRY_PAGE.sources[0], report="rgone")
    with store.transaction():
        store.save_page(replace(FERRY_PAGE, theme="tnone", sources=(lost, *FERRY_PAGE.sources[1:])), "key")
    ferry = next(accounts(store))
    assert ferry.theme is None
    assert ferry.subjects == ()
    assert list(ferry.reports) == ["rcopy", "rradio", "rwall"]
    assert ferry.facts == {}


def test_a_story_that_ended_is_in_no_export(store: SqlStore) -> None:
    held = store.register.members(stories=["stide"])
    with store.transaction():
        store.save_groups([replace(one, story="sferry") for one in held.values()], [])
        store.register.save_stories([Story(id="stide", into=("sferry",), ended=stamp("2025-07-03T00:00:00"))])
    assert [one.page.story for one in accounts(store)] == ["sferry", "slibrary"]


def test_a_story_that_was_never_printed_is_in_no_export(store: SqlStore) -> None:
    member = next(iter(store.register.members(stories=["stide"]).values()))
    with store.transaction():
        store.save_groups([replace(member, report="rnew", story="snew")], [])
    assert "snew" not in [one.page.story for one in accounts(store)]


def test_subjects_are_told_with_their_names_in_their_order(store: SqlStore) -> None:
    first, second = list(subjects.topics().values())[:2]
    sea = Theme(
        id="tsea", name="Sea", stories=("sferry", "stide"), subjects=(second.code, "nonsense", first.code)
    )
    with store.transaction():
        store.save_groups([], [sea])
    ferry, library, _ = accounts(store)
    assert ferry.subjects == ((second.code, second.label), (first.code, first.label))
    assert library.subjects == ()


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_size_of_a_batch_changes_nothing(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = list(accounts(store))
    monkeypatch.setattr(desk, "BATCH", size)
    assert list(accounts(store)) == whole


def test_pages_are_opened_as_they_are_asked_for(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "BATCH", 1)
    opened: list[object] = []
    real = store.pages

    def pages(names: object) -> object:
        opened.append(names)
        return real(names)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "pages", pages)
    told = accounts(store)
    next(told)
    assert opened == [["sferry"]]


def test_an_empty_store_has_no_account() -> None:
    empty = open_store(None)
    assert list(accounts(empty)) == []
    empty.close()


# --- exports ------------------------------------------------------------------------------


@pytest.fixture
def app() -> App:
    told = {"title": "Testing Post", "contact": "desk@news.example"}
    return App(Settings(**told, workers=1), Silent())  # type: ignore[arg-type]


@pytest.fixture
def held(tmp_path: Path) -> str:
    """A store on disk that holds the edition; its name."""
    path = tmp_path / "site.db"
    with closing(open_store(path)) as store, store.transaction():
        for report in ISSUE.reports.values():
            store.save_report(report, report.id)
        store.save_groups(
            list(stored(ISSUE).register.members().values()),
            list(ISSUE.themes),
        )
        for page in ISSUE.pages:
            store.save_page(page, page.story)
    return str(path)


@pytest.fixture
def nothing(tmp_path: Path) -> str:
    """An empty store on disk."""
    path = tmp_path / "empty.db"
    open_store(path).close()
    return str(path)


def exported(app: App, where: str, kind: str) -> bytes:
    """What is written; nothing may be left out of it."""
    pieces = list(export(app, where, kind))
    assert not [piece for piece in pieces if isinstance(piece, Failure)]
    return b"".join(piece for piece in pieces if isinstance(piece, bytes))


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != ARCHIVE])
def test_an_empty_store_is_exported_as_nothing_and_no_error(app: App, nothing: str, kind: str) -> None:
    made = exported(app, nothing, kind)
    assert b"sferry" not in made
    if kind == "geojson":
        assert json.loads(made)["features"] == []


def test_an_archive_of_nothing_is_refused_with_the_way_out(app: App, nothing: str) -> None:
    with pytest.raises(UsageError, match="no story to archive") as caught:
        list(export(app, nothing, ARCHIVE))
    assert "build" in str(caught.value.remedy)


def test_an_unknown_format_is_refused_before_a_store_is_looked_for(app: App) -> None:
    with pytest.raises(UsageError, match="wacz"):
        list(export(app, "nowhere at all", "tea leaves"))


@pytest.fixture
def archive(app: App, held: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(exported(app, held, ARCHIVE)))


def pages_of(archive: zipfile.ZipFile) -> dict[str, dict[str, str]]:
    _, *rows = archive.read("pages/pages.jsonl").decode().splitlines()
    return {row["url"]: row for row in map(json.loads, rows)}


def test_an_archive_has_every_story_and_the_front_page_as_pages(archive: zipfile.ZipFile) -> None:
    assert archive.testzip() is None
    told = pages_of(archive)
    ends = {url.rstrip("/").removesuffix("/index.html").rpartition("/")[2] for url in told}
    assert {"sferry", "slibrary", "stide"} <= ends
    assert len(told) == 4


def test_each_page_of_an_archive_is_of_the_hour_at_which_its_story_was_revised(
    archive: zipfile.ZipFile,
) -> None:
    told = {url: row["ts"] for url, row in pages_of(archive).items()}
    [ferry] = [at for url, at in told.items() if "sferry" in url]
    [library] = [at for url, at in told.items() if "slibrary" in url]
    assert ferry.startswith("2025-07-02T06:10:00")
    assert library.startswith("2025-06-30T08:10:00")
    assert max(told.values()) == ferry


def test_titles_in_an_archive_are_text_and_no_markup(archive: zipfile.ZipFile) -> None:
    titles = [row.get("title", "") for row in pages_of(archive).values()]
    assert any(FERRY_PAGE.headline.text in title for title in titles)
    assert not any("&#" in title or "&amp;" in title or "<" in title for title in titles)


def test_what_is_archived_is_what_was_published(archive: zipfile.ZipFile) -> None:
    [warc] = [name for name in archive.namelist() if name.endswith(".warc.gz")]
    text = gzip.decompress(archive.read(warc)).decode("utf-8", "replace")
    assert FERRY_PAGE.headline.text in text
    assert "Testing Post" in text
    assert "dateline.css" in text


def test_the_same_store_gives_the_same_archive(app: App, held: str) -> None:
    assert exported(app, held, ARCHIVE) == exported(app, held, ARCHIVE)


def test_an_archive_leaves_the_edition_as_it_was(app: App, held: str) -> None:
    exported(app, held, ARCHIVE)
    with closing(open_store(Path(held))) as store:
        assert list(store.pages()) == ["sferry", "slibrary", "stide"]
        assert desk_of(store).store.catalogue.totals().stories == 3


def test_what_cannot_be_printed_is_told_once_and_costs_the_archive_nothing_else(
    app: App, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pages_of(zipfile.ZipFile(io.BytesIO(exported(app, held, ARCHIVE))))
    made = publish.files

    def files(at: publish.Address, shelf: publish.Shelf) -> Iterable[File]:
        if at.key == "slibrary":
            raise ValueError("no such page")
        return made(at, shelf)

    monkeypatch.setattr(publish, "files", files)
    pieces = list(export(app, held, ARCHIVE))
    [left_out] = [piece for piece in pieces if isinstance(piece, Failure)]
    assert "slibrary" in left_out.item
    told = pages_of(zipfile.ZipFile(io.BytesIO(b"".join(one for one in pieces if isinstance(one, bytes)))))
    assert {url for url in whole if "slibrary" not in url} == set(told)
