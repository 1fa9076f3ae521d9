"""Feeds and the sitemap: read by a feed reader, ids that never change, and any character let in safely."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.ids import address
from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.core.types import Precision, Stamp
from dateline.stages.publish.issue import Shelf, shelve
from dateline.stages.publish.machines.feeds import changed, feed, rfc822, sitemap
from tests.newsroom import FERRY_PAGE, ISSUE, LIBRARY_PAGE, RADIO, credit, stamp

FEW = settings(max_examples=25, deadline=None)
PUBLIC = Edition(title="Küste", base_url="https://kueste.example/", notice="Invented.", language="en")
LOCAL = replace(PUBLIC, base_url="")


def written(*pages: Page, edition: Edition = PUBLIC, title: str = "Küste", path: str = "feed.xml") -> bytes:
    shelf: Shelf = shelve(replace(ISSUE, pages=pages, edition=edition))
    return feed(title, path, tuple(shelf.stories.values()), shelf)


def titled(text: str) -> Page:
    return replace(LIBRARY_PAGE, headline=replace(LIBRARY_PAGE.headline, text=text))


@FEW
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6, unique=True))
def test_a_reader_finds_each_story_by_its_id(keys: list[str]) -> None:
    parsed = feedparser.parse(written(*(replace(LIBRARY_PAGE, story=key) for key in keys)))
    assert not parsed.bozo
    assert {entry.id for entry in parsed.entries} == {f"urn:dateline:story:{address(key)}" for key in keys}
    assert all(entry.link.startswith("https://kueste.example/story/") for entry in parsed.entries)


@FEW
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn"), exclude_characters="\ufffe\uffff"))
)
def test_any_headline_is_well_formed_and_can_be_read_back(text: str) -> None:
    assert ET.fromstring(written(titled(text))).findtext("channel/item/title") == text


@pytest.mark.parametrize("text", ["<b>bold</b>", "a & b", "]]>", "&lt;", "“so”", "\U0001f30a tide", "'\""])
def test_marks_of_xml_stay_text(text: str) -> None:
    assert ET.fromstring(written(titled(text))).findtext("channel/item/title") == text


@pytest.mark.parametrize("bad", ["\x00", "\x08", "\x1f", "\ufffe", "\ud83d"])
def test_what_xml_cannot_hold_is_replaced(bad: str) -> None:
    assert ET.fromstring(written(titled(f"a{bad}b"))).findtext("channel/item/title") == "a\ufffdb"


def test_new_words_do_not_change_the_id() -> None:
    one, other = (feedparser.parse(written(titled(text))).entries[0] for text in ("Tide falls", "Tide rises"))
    assert one.id == other.id
    assert not one.guidislink
    assert one.title != other.title


def test_the_description_is_html_escaped_and_begins_with_corrections() -> None:
    [correction] = FERRY_PAGE.corrections
    page = replace(FERRY_PAGE, corrections=(replace(correction, wrong="<b>not</b> & so.", right=""),))
    told = ET.fromstring(written(page)).findtext("channel/item/description", "")
    assert told.startswith(
        "<p>Correction: This page said: “&lt;b&gt;not&lt;/b&gt; &amp; so.” It was taken back."
    )
    assert "</p><p>A ferry ran aground" in told
    assert told.endswith(
        "<p>From 4 reports, 3 independent: Watt-Anzeiger, Norden heute, Radio Siel and 1 more.</p>"
    )


@pytest.mark.parametrize(
    ("edition", "link", "own"),
    [(PUBLIC, "https://kueste.example/story/slibrary/", 1), (LOCAL, "story/slibrary/index.html", 0)],
)
def test_links_are_absolute_where_the_site_has_an_address(edition: Edition, link: str, own: int) -> None:
    channel = ET.fromstring(written(LIBRARY_PAGE, edition=edition)).find("channel")
    assert channel is not None
    assert channel.findtext("item/link") == link
    assert len(channel.findall("{http://www.w3.org/2005/Atom}link")) == own


@pytest.mark.parametrize(
    ("path", "home"),
    [("feed.xml", "./"), ("theme/tsea/feed.xml", "https://kueste.example/theme/tsea/")],
)
def test_the_home_of_a_feed(path: str, home: str) -> None:
    edition = PUBLIC if "/" in path else LOCAL
    assert ET.fromstring(written(edition=edition, path=path)).findtext("channel/link") == home


def test_an_empty_feed_is_a_feed_without_a_date() -> None:
    raw = written()
    parsed = feedparser.parse(raw)
    assert not parsed.bozo
    assert parsed.entries == []
    assert parsed.feed.title == "Küste"
    assert parsed.feed.subtitle.startswith("Invented. One page for each happening")
    assert b"lastBuildDate" not in raw


def test_a_story_without_a_time_or_a_theme_says_neither() -> None:
    revision = replace(LIBRARY_PAGE.revision, at=None)
    page = replace(LIBRARY_PAGE, first_reported=None, theme="", revisions=(revision,))
    item = ET.fromstring(written(page)).find("channel/item")
    assert item is not None
    assert {child.tag for child in item} == {"title", "link", "guid", "description"}
    assert changed(page) is None


def test_the_newest_stands_first_and_fifty_are_enough() -> None:
    first = stamp("2025-01-01T00:00:00")
    pages = [
        replace(LIBRARY_PAGE, story=f"s{n}", first_reported=replace(first, at=first.at + timedelta(hours=n)))
        for n in range(60)
    ]
    ids = [entry.id for entry in feedparser.parse(written(*pages)).entries]
    assert ids == [f"urn:dateline:story:s{n}" for n in range(59, 9, -1)]


@FEW
@given(st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30)), st.integers(-14, 14))
def test_a_time_for_rss_can_be_read_back(at: datetime, hours: int) -> None:
    zoned = at.replace(tzinfo=timezone(timedelta(hours=hours)))
    text = rfc822(Stamp(at=zoned))
    assert text.endswith(" GMT")
    assert parsedate_to_datetime(text) == zoned.replace(microsecond=0)


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.SECOND])
def test_a_floating_time_keeps_its_clock(precision: Precision) -> None:
    at = Stamp(at=datetime(2025, 3, 1, 4, 5, tzinfo=UTC), precision=precision, zone=None)
    assert rfc822(at) == "Sat, 01 Mar 2025 04:05:00 GMT"


def test_a_page_changed_at_its_revision_or_first_report() -> None:
    assert changed(FERRY_PAGE) == datetime(2025, 7, 2, 6, 10, tzinfo=UTC)
    untimed = replace(FERRY_PAGE, revisions=(replace(FERRY_PAGE.revision, at=None),))
    assert changed(untimed) == datetime(2025, 7, 1, 19, 27, 47, tzinfo=UTC)


def test_the_sitemap_has_times_in_utc_where_there_are_any() -> None:
    east = datetime(2025, 3, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    raw = sitemap([("index.html", None), ("story/s1/index.html", east)], PUBLIC)
    found = [[child.text for child in url] for url in ET.fromstring(raw)]
    assert found == [
        ["https://kueste.example/"],
        ["https://kueste.example/story/s1/", "2025-02-28T23:00:00Z"],
    ]


def test_one_outlet_is_named_alone() -> None:
    page = replace(LIBRARY_PAGE, sources=(credit(RADIO),))
    assert "independent: Radio Siel.&lt;/p&gt;" in written(page).decode()
