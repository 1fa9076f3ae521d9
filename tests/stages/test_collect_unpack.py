"""One input, its documents: pages, reports, archives; and a Failure that names what could not be had."""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.ports import Fetched
from dateline.core.sources import Channel, Referral, SourceKind
from dateline.core.types import Document, Failure, Hints, MediaKind, Signal, Stamp
from dateline.stages.collect import followed, unpack, unpacked
from dateline.stages.collect.archives import LARGEST_PAGE
from dateline.stages.collect.inflate import MIB

PAGE = b"<html><body><p>The council met on Monday.</p></body></html>"
LINES = b'{"id": "r1", "text": "The river rose."}\n\n{"id": "r2", "text": "The river fell."}\n'


def read(content: bytes, name: str = "input", charset: str = "") -> list[Document | Failure]:
    """The documents and failures of an input, without what a list says of itself."""
    found = unpack(Fetched(location=name, content=content, charset=charset))
    return [one for one in found if isinstance(one, Document | Failure)]


def only(content: bytes, name: str = "input") -> Document | Failure:
    (found,) = read(content, name)
    return found


# --- pages --------------------------------------------------------------------------------


def test_a_page_from_a_file_has_no_address() -> None:
    found = only(PAGE, "saved/page.html")
    assert found == Document(source="saved/page.html", kind=MediaKind.PAGE, content=PAGE)


def test_a_page_from_the_web_has_one_and_the_charset_that_the_server_said() -> None:
    (found,) = read(PAGE, "https://harbour.example/a", charset="latin-1")
    assert isinstance(found, Document)
    assert found.url == "https://harbour.example/a"
    assert found.hints.charset == "latin-1"


def test_a_packed_page_is_unpacked() -> None:
    found = only(gzip.compress(PAGE), "page.html.gz")
    assert isinstance(found, Document)
    assert found.content == PAGE


def test_a_page_of_twenty_megabytes_is_refused() -> None:
    found = only(PAGE + b"<p>word</p>" * (20 * MIB // 11), "huge.html")
    assert isinstance(found, Failure)
    assert (found.item, found.reason) == ("huge.html", "a page of 20.0 MiB, more than 5")


def test_a_page_is_measured_unpacked() -> None:
    words = b"".join(b"<p>%d</p>" % number for number in range(440_000))
    packed = gzip.compress(PAGE + words, 1)
    assert len(packed) < LARGEST_PAGE < len(words)
    found = only(packed, "huge.html.gz")
    assert isinstance(found, Failure)
    assert "more than 5" in found.reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (gzip.compress(b""), "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not text"),
        (b"Dear Mrs Quill, the bridge is closed.", "no page, feed or reports"),
        (b"<urlset/>", "a sitemap without addresses"),
        (b"<opml version='2.0'/>", "a list without feeds"),
        (gzip.compress(gzip.compress(PAGE)), "gzip within gzip"),
        (gzip.compress(PAGE * 9)[:-9], "cut off"),
        (gzip.compress(b"<html>" + bytes(0) + b" " * (300 * MIB // 4)), "100 times its size"),
    ],
)
def test_what_holds_no_documents_says_why_and_what_to_do(content: bytes, words: str) -> None:
    found = only(content, "a.file")
    assert isinstance(found, Failure)
    assert (found.item, found.stage) == ("a.file", "collect")
    assert words in found.reason
    assert found.remedy


# --- reports ------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_each_line_of_reports_is_a_document(pack: object) -> None:
    assert callable(pack)
    found = read(pack(LINES), "reports.jsonl")
    assert [document.source for document in found if isinstance(document, Document)] == [
        "reports.jsonl:1",
        "reports.jsonl:3",
    ]
    assert all(isinstance(document, Document) and document.kind is MediaKind.REPORT for document in found)


def test_a_line_cut_in_the_middle_is_named_and_the_others_go_on() -> None:
    found = read(LINES.replace(b'fell."}', b"fe") + b"[1]\n" + b'{"text": "Last."}', "reports.jsonl")
    assert [type(line) for line in found] == [Document, Failure, Failure, Document]
    cut, array = found[1], found[2]
    assert isinstance(cut, Failure)
    assert isinstance(array, Failure)
    assert (cut.item, array.item) == ("reports.jsonl:3", "reports.jsonl:4")
    assert "not JSON" in cut.reason
    assert "skipped" in cut.remedy
    assert array.reason == "not a JSON object"


def test_one_report_written_over_many_lines_is_one_report() -> None:
    form = {"id": "r1", "text": "The river rose.\n\nNobody was hurt."}
    found = only(json.dumps(form, indent=2).encode(), "report.json")
    assert isinstance(found, Document)
    assert json.loads(found.content) == form


def test_a_packed_file_that_is_cut_gives_what_came_before() -> None:
    packed = gzip.compress(b"".join(b'{"text": "Report %d."}\n' % n for n in range(50_000)))
    found = read(packed[: len(packed) // 2], "reports.jsonl.gz")
    assert len(found) > 100
    assert isinstance(found[-1], Failure)
    assert "cut off" in found[-1].reason


def test_lines_of_bytes_that_are_no_text_are_failures() -> None:
    found = read(b'{"text": "\xff\xfe\xfa"}\n{"text": "Good."}\n', "reports.jsonl")
    assert [type(line) for line in found] == [Failure, Document]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_anything_ends_in_documents_or_failures(content: bytes) -> None:
    for found in [*read(content), *read(b"{" + content), *read(b"<html>" + content)]:
        assert isinstance(found, Document | Failure)


# --- archives -----------------------------------------------------------------------------


def warc(*pages: tuple[str, str, bytes, str], packed: bool = True) -> bytes:
    """A WARC 1.1 of responses, written by hand: each record packed by itself, as crawlers do."""
    records = []
    for number, (url, status, content, media_type) in enumerate(pages):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + content
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2025-07-01T19:27:47Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record) if packed else record)
    return b"".join(records)


RECORDS = (
    ("https://harbour.example/a", "200 OK", PAGE, "text/html; charset=utf-8"),
    ("https://harbour.example/gone", "404 Not Found", PAGE, "text/html"),
    ("https://harbour.example/style.css", "200 OK", b"p {}", "text/css"),
)


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_warc(packed: bool) -> None:
    found = only(warc(*RECORDS, packed=packed), "crawl.warc.gz")
    assert isinstance(found, Document)
    assert (found.source, found.url) == ("crawl.warc.gz#1", "https://harbour.example/a")
    assert (found.kind, found.content) == (MediaKind.PAGE, PAGE)
    assert found.hints.charset == "utf-8"
    assert found.hints.published is None  # when it was fetched says nothing of that


def test_the_pages_of_a_wacz() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", warc(*RECORDS))
    found = only(stream.getvalue(), "crawl.wacz")
    assert isinstance(found, Document)
    assert found.source == "crawl.wacz/archive/data.warc.gz#1"


def test_archives_without_pages_or_in_pieces_say_so() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("datapackage.json", "{}")
    for content, name, words in (
        (warc(RECORDS[2]), "a.warc", "without HTML pages"),
        (stream.getvalue(), "a.wacz", "without archive/"),
        (b"PK\x03\x04 torn", "a.wacz", "damaged"),
    ):
        found = only(content, name)
        assert isinstance(found, Failure)
        assert words in found.reason


def test_a_page_in_an_archive_that_is_too_large_is_named() -> None:
    big = PAGE + b" " * LARGEST_PAGE
    found = read(
        warc(("https://harbour.example/big", "200 OK", big, "text/html"), RECORDS[0], packed=False), "a.warc"
    )
    assert [type(page) for page in found] == [Failure, Document]


def test_without_fastwarc_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    found = only(warc(*RECORDS), "crawl.warc.gz")
    assert isinstance(found, Failure)
    assert found.reason == "needs the extra 'warc'"
    assert found.remedy == "pip install 'dateline[warc]'"


# --- following a feed's entry -------------------------------------------------------------

ENTRY = Document(
    source="feed.xml#2",
    kind=MediaKind.ENTRY,
    content=b"<p>A teaser.</p>",
    url="https://harbour.example/a?utm_source=rss",
    hints=Hints(title="Council meets", outlet="The Harbour Post", charset="utf-8"),
)


def test_following_an_entry_gives_its_page_with_what_the_feed_said() -> None:
    at = datetime(2024, 6, 10, 12, tzinfo=UTC)
    robots = Signal(name="content-usage", value="train-ai=n")
    licence = Signal(name="licence", value="CC BY 4.0")
    entry = dataclasses.replace(ENTRY, hints=dataclasses.replace(ENTRY.hints, signals=(licence,), guid="h1"))
    fetched = Fetched(
        location="https://harbour.example/a", content=PAGE, charset="koi8-r", at=at, signals=(robots,)
    )
    (page,) = followed(entry, fetched)
    assert (page.kind, page.content, page.url) == (MediaKind.PAGE, PAGE, "https://harbour.example/a")
    assert (page.source, page.hints.title, page.hints.charset) == ("feed.xml#2", "Council meets", "koi8-r")
    assert page.hints.signals == (licence, robots)
    assert (page.hints.fetched, page.hints.guid) == (Stamp(at=at), "h1")


def test_following_to_what_is_no_page_keeps_the_entry() -> None:
    feed = b"<rss><channel><title>P</title><item><title>t</title></item></channel></rss>"
    for content in (b"%PDF-1.7" + bytes(30), b"", LINES, feed, gzip.compress(PAGE * 9)[:-9]):
        assert followed(ENTRY, Fetched(location="https://harbour.example/a", content=content)) == (ENTRY,)


def test_an_entry_that_leads_to_a_front_page_is_that_page() -> None:
    named = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><p>x</p></html>'
    )
    (page,) = followed(ENTRY, Fetched(location="https://harbour.example/", content=named))
    assert page.kind is MediaKind.PAGE


def test_following_to_a_live_blog_gives_its_posts_and_then_the_page() -> None:
    posts = ",".join(
        f'{{"@type": "BlogPosting", "@id": "#p{n}", "headline": "Post {n}", '
        f'"articleBody": "The river rose again.", "datePublished": "2024-06-04T0{n}:00:00Z"}}'
        for n in (1, 2, 3)
    )
    blog = f'{{"@context": "https://schema.org", "@type": "LiveBlogPosting", "liveBlogUpdate": [{posts}]}}'
    content = f'<html><script type="application/ld+json">{blog}</script><p>Live</p></html>'.encode()
    found = followed(ENTRY, Fetched(location="https://harbour.example/live", content=content))
    assert [page.kind for page in found] == [MediaKind.UPDATE] * 3 + [MediaKind.PAGE]
    assert [page.hints.title for page in found] == ["Post 1", "Post 2", "Post 3", "Council meets"]
    assert {page.hints.outlet for page in found} == {"The Harbour Post"}


# --- lists and what came with them --------------------------------------------------------

FEED = (
    b"<rss version='2.0'><channel><title>The Harbour Post</title>"
    b"<item><title>One</title><guid isPermaLink='false'>h1</guid><link>https://harbour.example/1</link></item>"
    b"<item><title>Two</title><guid isPermaLink='false'>h2</guid><link>https://harbour.example/2</link></item></channel></rss>"
)


def test_a_feed_gives_its_channel_first_and_entries_that_know_it() -> None:
    at = datetime(2024, 6, 10, 12, tzinfo=UTC)
    signal = Signal(name="x-robots-tag", value="noarchive")
    where = "https://harbour.example/feed.xml"
    channel, *entries = unpacked(Fetched(location=where, content=FEED, at=at, signals=(signal,)))
    assert isinstance(channel, Channel)
    assert (channel.kind, channel.title, channel.entries) == (SourceKind.FEED, "The Harbour Post", 2)
    hints = [entry.hints for entry in entries if isinstance(entry, Document)]
    assert [(held.guid, held.feed, held.fetched) for held in hints] == [
        ("h1", where, Stamp(at=at)),
        ("h2", where, Stamp(at=at)),
    ]
    assert all(signal in held.signals for held in hints)


def test_a_list_of_feeds_refers_to_them_but_not_to_folders_of_this_machine() -> None:
    content = (
        b'<opml version="2.0"><body><outline text="W">'
        b'<outline text="A" xmlUrl="https://a.example/rss" language="de"/></outline>'
        b'<outline url="/srv" dateline:kind="path"/>'
        b'<outline url="https://b.example/sitemap.xml" dateline:kind="sitemap"/></body></opml>'
    )
    first, second = unpacked(Fetched(location="mine.opml", content=content))
    assert first == Referral(
        url="https://a.example/rss",
        kind=SourceKind.FEED,
        source="mine.opml",
        hints=Hints(outlet="A", language="de"),
    )
    assert isinstance(second, Referral)
    assert second.kind is SourceKind.SITEMAP


def test_a_page_alone_is_not_changed_by_an_answer_that_says_nothing() -> None:
    (page,) = unpacked(Fetched(location="page.html", content=PAGE))
    assert page == Document(source="page.html", kind=MediaKind.PAGE, content=PAGE)
