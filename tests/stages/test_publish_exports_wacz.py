"""What we published as a web archive: read by warcio and by the project's own reader, byte for byte."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.core.site import Edition
from dateline.core.types import Document
from dateline.stages.collect.archives import wacz_pages
from dateline.stages.publish.exports.wacz import Published, media_type, surt, wacz
from tests.stages.shelves import LOCAL, PUBLIC

AT = datetime(2025, 7, 2, 6, 10, tzinfo=UTC)
EARLIER = datetime(2025, 6, 28, 5, 0, tzinfo=UTC)
FRONT = Published(path="index.html", content=b"<!doctype html><title>K</title><p>Ebb\n", at=AT, title="Küste")
STORY = Published(path="story/sferry/index.html", content="<p>Fünf</p>".encode(), at=EARLIER, title="Ferry")
STYLE = Published(path="assets/dateline.css", content=b"p{}\r\n\r\nWARC/1.1\r\n", at=AT)
FILES = (FRONT, STORY, STYLE)


def archive(*files: Published, edition: Edition = PUBLIC) -> bytes:
    return b"".join(wacz(edition, files or FILES, AT))


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def records(content: bytes) -> list[Any]:
    data = io.BytesIO(opened(content).read("archive/data.warc.gz"))
    found = []
    for record in ArchiveIterator(data, check_digests="raise"):
        record.body = record.content_stream().read()
        found.append(record)
    return found


def index(content: bytes) -> list[tuple[str, str, dict[str, str]]]:
    lines = opened(content).read("indexes/index.cdx").decode().splitlines()
    parts = [line.split(" ", 2) for line in lines]
    return [(key, at, json.loads(form)) for key, at, form in parts]


def test_every_file_is_the_answer_to_its_address() -> None:
    info, *all_answers = records(archive())
    assert info.rec_type == "warcinfo"
    answers = [each for each in all_answers if each.http_headers.get_statuscode() == "200"]
    told = [(each.rec_headers["WARC-Target-URI"], each.body) for each in answers]
    assert told == [
        ("https://kueste.example/", FRONT.content),
        ("https://kueste.example/story/sferry/", STORY.content),
        ("https://kueste.example/assets/dateline.css", STYLE.content),
    ]
    assert [each.rec_headers["WARC-Date"] for each in answers][1] == "2025-06-28T05:00:00Z"
    assert answers[0].http_headers["Content-Type"] == "text/html; charset=utf-8"
    assert {each.rec_type for each in all_answers} == {"response"}
    assert len({each.rec_headers["WARC-Record-ID"] for each in (info, *all_answers)}) == 6


def test_a_link_of_the_static_site_leads_to_the_page() -> None:
    """Its pages link to each other by the names of files, and none of these links may end in the archive."""
    led = {
        each.rec_headers["WARC-Target-URI"]: each.http_headers["Location"]
        for each in records(archive())[1:]
        if each.http_headers.get_statuscode() == "301"
    }
    assert led == {
        "https://kueste.example/index.html": "https://kueste.example/",
        "https://kueste.example/story/sferry/index.html": "https://kueste.example/story/sferry/",
    }
    assert {form["status"] for _, _, form in index(archive()) if form["url"] in led} == {"301"}


def test_the_project_s_own_reader_replays_the_pages() -> None:
    pytest.importorskip("fastwarc")
    pages = [found for found in wacz_pages(archive(), "site.wacz") if isinstance(found, Document)]
    assert [(page.url, page.content) for page in pages] == [
        ("https://kueste.example/", FRONT.content),
        ("https://kueste.example/story/sferry/", STORY.content),
    ]


def test_the_index_leads_to_each_record() -> None:
    content = archive()
    data = opened(content).read("archive/data.warc.gz")
    lines = index(content)
    assert [key for key, _, _ in lines] == sorted(key for key, _, _ in lines)
    for _, at, form in lines:
        start = int(form["offset"])
        piece = data[start : start + int(form["length"])]
        (record,) = ArchiveIterator(io.BytesIO(piece))
        assert record.rec_headers["WARC-Target-URI"] == form["url"]
        assert record.rec_headers["WARC-Payload-Digest"] == form["digest"]
        assert at in ("20250702061000", "20250628050000")
        assert form["filename"] == "data.warc.gz"


def test_the_manifest_names_every_file_with_its_digest() -> None:
    packed = opened(archive())
    manifest = json.loads(packed.read("datapackage.json"))
    assert (manifest["profile"], manifest["wacz_version"]) == ("data-package", "1.1.1")
    assert manifest["created"] == "2025-07-02T06:10:00Z"
    named = {held["path"]: held for held in manifest["resources"]}
    assert set(named) == {"archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"}
    for path, held in named.items():
        content = packed.read(path)
        assert held["bytes"] == len(content)
        assert held["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    told = json.loads(packed.read("datapackage-digest.json"))
    assert told["hash"] == f"sha256:{hashlib.sha256(packed.read('datapackage.json')).hexdigest()}"
    assert all(held.compress_type == zipfile.ZIP_STORED for held in packed.infolist())


def test_pages_for_readers_are_listed_with_their_titles() -> None:
    head, *pages = [json.loads(line) for line in opened(archive()).read("pages/pages.jsonl").splitlines()]
    assert head["format"] == "json-pages-1.0"
    assert [(page["title"], page["url"], page["ts"]) for page in pages] == [
        ("Küste", "https://kueste.example/", "2025-07-02T06:10:00Z"),
        ("Ferry", "https://kueste.example/story/sferry/", "2025-06-28T05:00:00Z"),
    ]


def test_the_same_site_gives_the_same_archive() -> None:
    assert archive() == archive()


def test_a_site_without_an_address_is_archived_where_nothing_ever_is() -> None:
    _, first, *_ = records(archive(edition=LOCAL))
    assert first.rec_headers["WARC-Target-URI"] == "https://site.invalid/"


def test_files_are_taken_one_at_a_time() -> None:
    taken = 0

    def many() -> Iterator[Published]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield Published(path=f"story/s{number}/index.html", content=b"x" * 1000, at=AT)

    pieces = wacz(PUBLIC, many(), AT)
    next(pieces)
    next(pieces)
    assert taken == 1
    assert len(records(b"".join([*wacz(PUBLIC, many(), AT)]))) == 201, "each with the way to it"


def test_an_empty_site_is_an_archive() -> None:
    assert len(records(b"".join(wacz(PUBLIC, [], AT)))) == 1


@pytest.mark.parametrize("title", ["a\r\nWARC-Type: evil", "\ud800", "”\u2028"])
def test_no_title_begins_a_header(title: str) -> None:
    edition = Edition(title=title, base_url="https://kueste.example")
    info, *_ = records(b"".join(wacz(edition, FILES, AT)))
    assert info.rec_type == "warcinfo"
    assert b"\r\nWARC-Type: evil" not in info.body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("story/s/page.json", "application/json"),
        ("feed.xml", "application/xml"),
        ("pagefind/x.pf_index", "application/octet-stream"),
        ("_redirects", "application/octet-stream"),
    ],
)
def test_what_a_file_is(path: str, kind: str) -> None:
    assert media_type(path) == kind


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://news.example.org/Story/1", "org,example,news)/story/1"),
        ("https://example.org", "org,example)/"),
        ("http://localhost:8765/a", "localhost:8765)/a"),
        ("https://example.org/story/s1/", "org,example)/story/s1"),
        ("https://www.example.org/", "org,example)/"),
        ("https://www2.example.org/a", "org,example)/a"),
        ("https://wwwo.example.org/a", "org,example,wwwo)/a"),
    ],
)
def test_the_order_of_an_index(url: str, key: str) -> None:
    assert surt(url) == key
