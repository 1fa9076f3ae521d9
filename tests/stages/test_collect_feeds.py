"""Feeds: each entry with what the feed says of it, and the hostile ones refused before they are parsed."""

from __future__ import annotations

import html
import json
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.ports import Fetched
from dateline.core.sources import Channel, SourceKind
from dateline.core.types import Basis, Document, Failure, MediaKind, Precision, Signal
from dateline.stages.collect import Unpacked, unpack
from dateline.stages.collect.feeds import LARGEST, MOST_ENTRIES
from dateline.stages.collect.kinds import Kind, kind_of
from dateline.stages.collect.times import feed_stamp, iso_stamp
from tests.effort import effort

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


def told(content: str | bytes, name: str = "feed.xml", header: str = "") -> list[Unpacked]:
    raw = content if isinstance(content, bytes) else content.encode()
    return list(unpack(Fetched(location=name, content=raw, charset=header)))


def read(content: str | bytes, name: str = "feed.xml", header: str = "") -> list[Document | Failure]:
    return [found for found in told(content, name, header) if isinstance(found, Document | Failure)]


def channel(content: str | bytes, name: str = "feed.xml") -> Channel:
    first = told(content, name)[0]
    assert isinstance(first, Channel)
    return first


def entries(content: str | bytes, name: str = "feed.xml", header: str = "") -> list[Document]:
    found = read(content, name, header)
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
    with effort() as spent:
        assert reason in failure(content).reason
    assert spent.seconds < 1


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


# --- the feed itself, and what it says of terms -------------------------------------------


def test_a_feed_tells_of_itself_first() -> None:
    extra = (
        "<ttl>30</ttl><a:link rel='hub' href='https://hub.example/'/>"
        "<a:link rel='self' href='https://harbour.example/feed.xml'/>"
    )
    feed = RSS.replace("<item>", extra + "<item>", 1).replace(
        "xmlns:dc", "xmlns:a='http://www.w3.org/2005/Atom' xmlns:dc"
    )
    assert channel(feed) == Channel(
        kind=SourceKind.FEED,
        format="RSS 2.0",
        title="The Harbour Post",
        site="https://harbour.example/",
        language="en-gb",
        licence="CC BY 4.0",
        ttl=1800,
        hub="https://hub.example/",
        entries=2,
    )
    assert {entry.hints.feed for entry in entries(feed)} == {"https://harbour.example/feed.xml"}


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("<ttl>60</ttl>", 3600),
        ("<ttl>soon</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21_600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400),
        ("<sy:updatePeriod>at times</sy:updatePeriod>", None),
        ("", None),
    ],
)
def test_how_long_a_feed_calls_itself_good(said: str, seconds: int | None) -> None:
    module = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' xmlns:dc"
    assert channel(RSS.replace("<item>", said + "<item>", 1).replace("xmlns:dc", module)).ttl == seconds


def test_a_feed_speaks_only_for_its_own_host() -> None:
    own = '<link rel="self" href="https://{}/feed"/>'
    for host, feed in (
        ("valley.example", "https://valley.example/feed"),
        ("else.example", "https://valley.example/f"),
    ):
        found = entries(ATOM.replace("<entry>", own.format(host) + "<entry>"), "https://valley.example/f")
        assert found[0].hints.feed == feed


def test_a_reservation_of_rights_is_no_licence_and_is_kept_as_it_was_said() -> None:
    feed = ATOM.replace("<entry>", "<rights>\u00a9 2025 Valley Wire</rights><entry>").replace(
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>', ""
    )
    (entry,) = entries(feed)
    assert entry.hints.licence == ""
    assert entry.hints.signals == (
        Signal(name="licence", value="\u00a9 2025 Valley Wire", where="feed feed.xml"),
    )


def test_each_entry_has_the_name_that_the_feed_gave_it() -> None:
    assert entries(ATOM)[0].hints.guid == "tag:valley.example,2025:1"
    assert entries(json_feed())[0].hints.guid == "7"


def test_a_json_feed_tells_of_itself_too() -> None:
    found = channel(
        json_feed(
            home_page_url="https://hill.example/", hubs=[{"type": "rssCloud", "url": "https://hub.example/"}]
        )
    )
    assert (found.format, found.title, found.site) == (
        "JSON Feed 1.1",
        "Hill Gazette",
        "https://hill.example/",
    )
    assert (found.hub, found.entries) == ("https://hub.example/", 1)


# --- formats ------------------------------------------------------------------------------

RSS_1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://{}" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://hill.example/rss"><title>Hill Gazette</title><link>https://hill.example/</link>
</channel><item rdf:about="https://hill.example/1"><title>Bridge closed</title><link>https://hill.example/1</link>
<description>The bridge is closed.</description>
<dc:date>2025-07-01T08:00:00+03:00</dc:date></item></rdf:RDF>"""
RSS_09 = """<rss version="{}"><channel><title>Hill Gazette</title><link>https://hill.example/</link>
<item><title>Bridge closed</title><link>https://hill.example/1</link>
<description>It is closed.</description></item>
</channel></rss>"""
NETSCAPE = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://netscape.example/rss-0.91.dtd">'
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Hill Gazette</title>
<entry><title>Bridge closed</title><link rel="alternate" type="text/html" href="https://hill.example/1"/>
<id>tag:hill.example,2025:1</id><issued>2025-07-01T08:00:00+03:00</issued><modified>2025-07-01T09:00:00Z</modified>
<content type="text/html" mode="escaped">&lt;p&gt;It is closed.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(
    ("feed", "kind"),
    [
        (RSS_1.format("my.netscape.com/rdf/simple/0.9/"), "RSS 0.90"),
        (RSS_1.format("purl.org/rss/1.0/"), "RSS 1.0"),
        (NETSCAPE + RSS_09.format("0.91"), "RSS 0.91 (Netscape)"),
        (RSS_09.format("0.91"), "RSS 0.91 (Userland)"),
        (RSS_09.format("0.92"), "RSS 0.92"),
        (RSS_09.format("2.0"), "RSS 2.0"),
        (ATOM_03, "Atom 0.3"),
        (ATOM.replace("Valley Wire", "Hill Gazette"), "Atom 1.0"),
    ],
)
def test_every_format_of_the_last_quarter_of_a_century(feed: str, kind: str) -> None:
    found = channel(feed)
    assert (found.format, found.title, found.entries) == (kind, "Hill Gazette", 1)
    (entry,) = entries(feed)
    assert entry.url.startswith("https://")
    assert entry.content


# --- entries as they are found in the wild ------------------------------------------------


def item(inner: str, head: str = "") -> Document:
    spaces = (
        "xmlns:media='http://search.yahoo.com/mrss/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    )
    feed = f"<rss version='2.0' {spaces}><channel><title>T</title>{head}<item>{inner}</item></channel></rss>"
    (entry,) = entries(feed, "https://hill.example/feeds/all.xml")
    return entry


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<title>a</title><link>https://hill.example/1</link>", "https://hill.example/1"),
        ("<title>a</title><guid>https://hill.example/1</guid>", "https://hill.example/1"),
        ("<title>a</title><guid isPermaLink='false'>https://hill.example/1</guid>", ""),
        ("<title>a</title><link>/news/1</link>", "https://hill.example/news/1"),
        ("<title>a</title><link>  https://hill.example/1\n </link>", "https://hill.example/1"),
        ("<title>a</title><link>javascript:alert(1)</link>", ""),
        ("<title>a</title>", ""),
        ("<title>a</title><enclosure url='https://hill.example/a.mp3' type='audio/mpeg' length='1'/>", ""),
    ],
)
def test_the_address_of_an_entry(inner: str, url: str) -> None:
    assert item(inner).url == url


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Rain &amp;amp; wind", "Rain & wind"),
        ("<![CDATA[Rain <b>&amp;</b> wind]]>", "Rain & wind"),
        ("&lt;b&gt;Rain&lt;/b&gt; falls", "Rain falls"),
        ("Rain & wind", "Rain & wind"),
        ("Rain&nbsp;falls", "Rain falls"),
        ("Rain\x0b falls" + " " * 2000, "Rain falls"),
        ("5 < 6", "5 < 6"),
    ],
)
def test_a_title_is_one_line_of_plain_text(title: str, plain: str) -> None:
    assert item(f"<title>{title}</title>").hints.title == plain


def test_the_fullest_text_is_taken_wherever_it_stands() -> None:
    full = "<content:encoded><![CDATA[<p>All of it, at some length.</p>]]></content:encoded>"
    assert b"All of it" in item(f"<title>a</title><description>Some.</description>{full}").content
    assert b"A lake" in item("<title>a</title><media:description>A lake at dawn.</media:description>").content


@pytest.mark.parametrize("front", ["\n\n  ", "\ufeff", "<!-- made by hand -->"])
def test_what_stands_before_a_feed_does_no_harm(front: str) -> None:
    assert len(entries(front + RSS[RSS.index("<rss") :])) == 2


@pytest.mark.parametrize("cut", range(700, 1200, 60))
def test_a_feed_that_was_cut_gives_what_came_before(cut: int) -> None:
    found = read(RSS[:cut])
    assert isinstance(found[0], Document)
    assert found[0].hints.title == "Ferry & tug collide"


@pytest.mark.parametrize(
    ("codec", "declared", "header", "read_as"),
    [
        ("utf-8", "utf-8", "iso-8859-1", "utf-8 (declaration)"),
        ("utf-8", "windows-1251", "", "utf-8 (sniffed)"),
        ("cp1251", "windows-1251", "", "windows-1251 (declaration)"),
        ("cp1251", "utf-8", "", "windows-1251 (sniffed)"),
        ("cp1251", "utf-8", "windows-1251", "windows-1251 (header)"),
        ("koi8-u", "koi8-u", "utf-8", "koi8-u (declaration)"),
        ("utf-8-sig", "windows-1251", "koi8-r", "utf-8 (BOM)"),
        ("utf-16", "utf-16", "utf-8", "utf-16 (BOM)"),
        ("utf-16", "utf-8", "", "utf-16 (BOM)"),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_is_in(
    codec: str, declared: str, header: str, read_as: str
) -> None:
    words = "Річка вийшла з берегів, кажуть рятувальники; двоє людей зникли безвісти"
    feed = RSS.replace('"utf-8"', f'"{declared}"').replace("Second", words)
    second = entries(feed.encode(codec), "feed.xml", header)[1]
    assert (second.hints.title, second.hints.charset) == (words, read_as)


# --- what feedparser gives ----------------------------------------------------------------

MUTATIONS = [
    "",
    "&",
    "<",
    ">",
    "]]>",
    "&nbsp;",
    "<b>",
    "</item>",
    "\x00",
    "\u2028",
    "<![CDATA[",
    "é",
    "<item>",
    "/>",
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([RSS, ATOM, RSS_1.format("purl.org/rss/1.0/"), RSS_09.format("0.92"), ATOM_03]),
    st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 12), st.sampled_from(MUTATIONS)), max_size=4),
)
def test_a_broken_feed_gives_what_feedparser_gives(feed: str, wounds: list[tuple[int, int, str]]) -> None:
    whole = feed
    for at, size, put in wounds:
        feed = feed[:at] + put + feed[at + size :]
    raw = feed.encode()
    found = read(raw)
    if kind_of(raw, "feed.xml") is not Kind.FEED or all(isinstance(one, Failure) for one in found):
        return
    clean = "".join(letter for letter in feed if letter not in "\x00")  # no XML may hold it
    parsed = feedparser.parse(
        clean.encode(),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
    )
    assert len(found) == len(parsed.entries)
    for ours, theirs in zip(found, parsed.entries, strict=True):
        assert isinstance(ours, Document)
        assert ours.hints.guid == theirs.get("id", "")
        link = theirs.get("link") or ""
        assert ours.url == link or not link.startswith(("http://", "https://"))
        assert letters(ours.hints.title) == letters(text_of(theirs.get("title", "")))
        # A wounded time is read otherwise on purpose: its zone is believed only where it is whole.
        sound = theirs.get("published", "") in whole
        if sound and ours.hints.published and theirs.get("published_parsed"):
            assert ours.hints.published.at.timetuple()[:6] == theirs.published_parsed[:6]


def text_of(title: str) -> str:
    """A title without markup and entities, by another way than ours."""
    return html.unescape(BeautifulSoup(title, "lxml").get_text()) if "<" in title else html.unescape(title)


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.shared
def test_dates_of_feeds_are_those_that_feedparser_reads_or_none(shared: Path) -> None:
    """Of the set's dates with a reading all agree; of the others none is a day that the words do not say."""
    agreed = 0
    for line in (shared / "data/hostile/dates.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        stamp = feed_stamp(case["input"], feedparser.datetimes._parse_date(case["input"].strip()))
        if "utc" in case:
            at = stamp.at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0") if stamp else None
            assert at == case["utc"], case
            agreed += 1
    assert agreed == 29


@pytest.mark.parametrize(
    ("raw", "utc", "zone"),
    [
        ("Tue, 01 Jul 2025 10:00:00 CEST", "2025-07-01T08:00:00Z", "CEST"),
        ("Tue, 01 Jul 2025 10:00:00 BST", "2025-07-01T09:00:00Z", "BST"),
        ("Tue,01 Jul 2025 10:00:00 +0200", "2025-07-01T08:00:00Z", "+0200"),
        ("1 July 2025 10:00 EDT", "2025-07-01T14:00:00Z", "EDT"),
        ("2025-07-01 10:00:00 JST", "2025-07-01T01:00:00Z", "JST"),
        ("2025-07-01T10:00:00.123+05:30", "2025-07-01T04:30:00Z", "+05:30"),
        ("2025년 7월 1일 10:00:00", "2025-07-01T01:00:00Z", "+0900"),
        # zones that are none, several, or not known: the clock stays as it was written
        ("Tue, 01 Jul 2025 10:00:00 IST", "2025-07-01", None),
        ("Tue, 01 Jul 2025 10:00:00 -0000", "2025-07-01", None),
        ("Tue, 01 Jul 2025 10:00:00 A", "2025-07-01", None),
        ("2025年7月1日 10:00", "2025-07-01", None),
    ],
)
def test_a_zone_is_applied_where_it_is_known(raw: str, utc: str, zone: str | None) -> None:
    stamp = feed_stamp(raw, None)
    assert stamp is not None
    assert (stamp.rfc3339(), stamp.zone) == (utc, zone)
    assert stamp.floating or zone
    assert not stamp.floating or stamp.at.hour == 10


@pytest.mark.parametrize(
    "raw",
    ["31 Jun 2025 10:00:00 GMT", "2025-06-31T10:00:00Z", "2025-06-01T10:61:00Z", "1 Foo 2025 10:00 GMT"],
)
def test_a_day_that_never_was_is_no_other_day(raw: str) -> None:
    assert feed_stamp(raw, (2025, 7, 1, 10, 0, 0)) is None


@given(st.text("0123456789-:TZ+ ,.JanuryFebMch년月", max_size=40))
def test_any_words_are_a_time_or_none(raw: str) -> None:
    feed_stamp(raw, None)
    iso_stamp(raw)


def test_a_feed_that_feedparser_stumbles_over_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ValueError("too many values to unpack")  # a namespace with a line separator in it

    monkeypatch.setattr(feedparser, "parse", stumble)
    assert failure(RSS).reason == "a feed that cannot be parsed: too many values to unpack"


def test_an_entry_of_a_whole_book_is_left_out_and_the_others_go_on() -> None:
    found = read(RSS.replace("Only a summary of it.", "A word. " * 300_000))
    assert [type(one) for one in found] == [Document, Failure]
    assert isinstance(found[1], Failure)
    assert (found[1].item, found[1].reason) == ("feed.xml#2", "an entry of more than 2 MiB")
