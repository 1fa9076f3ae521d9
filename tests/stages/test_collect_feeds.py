"""Feeds: each entry with what the feed says of it, and the hostile ones refused before they are parsed."""

from __future__ import annotations

import json
import time

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.ports import Fetched
from dateline.core.types import Basis, Document, Failure, MediaKind, Precision
from dateline.stages.collect import unpack
from dateline.stages.collect.feeds import LARGEST, MOST_ENTRIES

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://harbour.example/</link><language>en-gb</language>
<copyright>CC BY 4.0</copyright>
<item><title>Ferry &amp;amp; tug collide</title><link>https://harbour.example/a/ferry</link>
  <description>Short.</description><category>Sea</category><dc:creator>Ines Marlow</dc:creator>
  <content:encoded><![CDATA[<p>The ferry struck a tug.</p><p>Nobody was hurt.</p>]]></content:encoded>
  <pubDate>Tue, 01 Jul 2025 21:27:47 +0300</pubDate></item>
<item><title>Second</title><guid isPermaLink="true">https://harbour.example/a/2</guid>
  <description>Only a summary of it.</description><pubDate>Tue, 01 Jul 2025 09:05:00</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Valley Wire</title>
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>
<entry><title type="html">A &lt;em&gt;dam&lt;/em&gt; holds</title><id>tag:valley.example,2025:1</id>
<link href="https://valley.example/dam"/><published>2025-07-01T10:00:00Z</published>
<updated>2025-07-01T12:30:00+02:00</updated><author><name>Tom Reed</name></author>
<content type="text">First line.

Second &amp; last line.</content></entry></feed>"""


def read(content: str | bytes, name: str = "feed.xml") -> list[Document | Failure]:
    return list(
        unpack(Fetched(location=name, content=content if isinstance(content, bytes) else content.encode()))
    )


def entries(content: str | bytes) -> list[Document]:
    found = read(content)
    assert all(isinstance(entry, Document) for entry in found), found
    return [entry for entry in found if isinstance(entry, Document)]


def failure(content: str | bytes) -> Failure:
    (found,) = read(content)
    assert isinstance(found, Failure)
    return found


def test_an_rss_entry_has_its_fullest_text_and_all_hints() -> None:
    first, second = entries(RSS)
    assert first.kind is MediaKind.ENTRY
    assert first.source == "feed.xml#1"
    assert first.url == "https://harbour.example/a/ferry"
    assert first.content == b"<p>The ferry struck a tug.</p><p>Nobody was hurt.</p>"
    hints = first.hints
    assert (hints.title, hints.outlet, hints.author) == (
        "Ferry & tug collide",
        "The Harbour Post",
        "Ines Marlow",
    )
    assert (hints.section, hints.language, hints.licence) == ("Sea", "en-gb", "CC BY 4.0")
    assert second.url == "https://harbour.example/a/2"
    assert b"Only a summary of it." in second.content


def test_a_time_keeps_the_zone_that_the_feed_gave_or_none() -> None:
    first, second = entries(RSS)
    published = first.hints.published
    assert published is not None
    assert published.rfc3339() == "2025-07-01T18:27:47Z"
    assert (published.zone, published.precision, published.basis) == ("+0300", Precision.SECOND, Basis.FEED)
    floating = second.hints.published
    assert floating is not None
    assert floating.floating
    assert floating.rfc3339() == "2025-07-01"


def test_an_atom_entry() -> None:
    (entry,) = entries(ATOM)
    assert entry.url == "https://valley.example/dam"
    assert entry.content == b"<p>First line.</p><p>Second &amp; last line.</p>"
    assert entry.hints.title == "A dam holds"
    assert entry.hints.author == "Tom Reed"
    assert entry.hints.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert entry.hints.updated is not None
    assert entry.hints.updated.rfc3339() == "2025-07-01T10:30:00Z"
    assert entry.hints.updated.zone == "+02:00"


def test_an_ill_formed_feed_is_read_as_far_as_it_goes() -> None:
    broken = RSS.replace("&amp;amp;", "&nbsp;&rsquo; & ").replace("</channel></rss>", "")
    first, second = entries(broken)
    assert "collide" in first.hints.title
    assert second.hints.title == "Second"


def test_a_feed_in_another_encoding() -> None:
    cyrillic = RSS.replace("utf-8", "windows-1251").replace("Second", "Річка піднялася")
    assert entries(cyrillic.encode("cp1251"))[1].hints.title == "Річка піднялася"


def test_an_empty_feed_says_so() -> None:
    found = failure("<rss version='2.0'><channel><title>Quiet</title></channel></rss>")
    assert found.reason == "a feed without entries"
    assert found.stage == "collect"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-7"])
def test_entity_declarations_are_refused_in_every_encoding(codec: str) -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    feed = RSS.replace("<rss", laughs + "<rss", 1).replace("utf-8", "utf-7" if codec == "utf-7" else codec)
    content = feed.encode(codec)
    if codec == "utf-16-le":
        content = b"\xff\xfe" + content
    if codec == "utf-7":
        content = content.replace(b"+ADw-?xml", b"<?xml", 1)
    found = read(content)
    assert [type(entry) for entry in found] == [Failure]


def test_an_external_dtd_is_not_fetched_and_does_no_harm() -> None:
    feed = RSS.replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss', 1)
    assert len(entries(feed)) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (RSS.replace("<item>", f"<item x='{'a' * 70_000}'>", 1), "a tag of more than 64 KiB"),
        (RSS.replace("</channel>", "<item/>" * (MOST_ENTRIES + 1) + "</channel>"), "more than 5000 entries"),
        (RSS + " " * LARGEST, "more than 10 MiB"),
    ],
)
def test_a_feed_that_costs_too_much_is_refused_at_once(content: str, reason: str) -> None:
    started = time.process_time()
    assert reason in failure(content).reason
    assert time.process_time() - started < 1


def json_feed(**changes: object) -> str:
    item = {
        "id": "7",
        "url": "https://hill.example/7",
        "title": "Bridge closed",
        "content_html": "<p>The bridge is closed.</p>",
        "date_published": "2025-07-01T08:00:00+03:00",
        "date_modified": "2025-07-02",
        "tags": ["Roads", "Town"],
        "authors": [{"name": "Ada Quill"}, {"name": "Ben Oak"}],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Hill Gazette",
        "language": "en",
        "items": [item],
    }
    return json.dumps(feed | changes)


def test_a_json_feed_item() -> None:
    (entry,) = entries(json_feed())
    hints = entry.hints
    assert entry.kind is MediaKind.ENTRY
    assert (entry.url, entry.content) == ("https://hill.example/7", b"<p>The bridge is closed.</p>")
    assert (hints.title, hints.outlet, hints.author) == (
        "Bridge closed",
        "Hill Gazette",
        "Ada Quill, Ben Oak",
    )
    assert (hints.section, hints.language) == ("Roads", "en")
    assert hints.published is not None
    assert (hints.published.rfc3339(), hints.published.zone) == ("2025-07-01T05:00:00Z", "+03:00")
    assert hints.updated is not None
    assert hints.updated.precision is Precision.DAY


def test_a_json_feed_of_text_keeps_its_paragraphs() -> None:
    (entry,) = entries(json_feed(items=[{"id": "1", "content_text": "One <b>.\n\nTwo."}]))
    assert entry.content == b"<p>One &lt;b&gt;.</p><p>Two.</p>"
    assert entry.url == ""


def test_an_item_that_is_no_object_is_a_failure_and_the_others_go_on() -> None:
    found = read(json_feed(items=["x", {"id": "1", "content_text": "Text."}]))
    assert isinstance(found[0], Failure)
    assert found[0].item == "feed.xml#1"
    assert isinstance(found[1], Document)


@pytest.mark.parametrize("content", [json_feed(items=[]), json_feed(items=None), json_feed()[:-20]])
def test_an_empty_or_cut_json_feed_is_a_failure(content: str) -> None:
    assert failure(content).remedy


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_words_in_a_feed_break_it(words: str) -> None:
    feed = RSS.replace("Second", words.replace("&", "&amp;").replace("<", "&lt;"))
    assert all(isinstance(found, Document | Failure) for found in read(feed))


def test_times_are_those_that_feedparser_reads() -> None:
    for raw in ("Thu, 01 Jan 2004 19:48:21 GMT", "2003-12-31T10:14:55Z", "Mon, 26 January 2004 16:31:00 EST"):
        feed = RSS.replace("Tue, 01 Jul 2025 21:27:47 +0300", raw)
        published = entries(feed)[0].hints.published
        assert published is not None
        assert published.at.timetuple()[:6] == feedparser.parse(feed).entries[0].published_parsed[:6]


@pytest.mark.parametrize(
    "raw", ["2003-12-31T25:14:55Z", "2003-12-31T10:14:61Z", "yesterday", "", "0000-00-00"]
)
def test_a_time_that_cannot_be_is_no_time(raw: str) -> None:
    assert entries(RSS.replace("Tue, 01 Jul 2025 21:27:47 +0300", raw))[0].hints.published is None


@pytest.mark.parametrize(
    ("raw", "precision"),
    [("2004", Precision.YEAR), ("2004-05", Precision.MONTH), ("2004-05-02", Precision.DAY)],
)
def test_a_date_alone_is_no_midnight(raw: str, precision: Precision) -> None:
    published = entries(RSS.replace("Tue, 01 Jul 2025 21:27:47 +0300", raw))[0].hints.published
    assert published is not None
    assert (published.precision, published.zone) == (precision, None)
