"""Lists of addresses: valid, for everybody who may look, and of the days that the edition has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.core.listings import Face, Lookup, Order
from dateline.core.site import Edition
from dateline.core.types import Precision, Stamp
from dateline.stages.collect.sitemaps import sitemap_entries
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Shelf, Subject
from dateline.stages.publish.machines import sitemaps
from tests.newsroom import stamp
from tests.stages.shelves import LOCAL, PUBLIC

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "schemas" / "sitemap.rng"))
BASE = "https://kueste.example"
DAY = Address(Room.SITEMAP, "2025-07-01")
FACE = Face(
    story="sferry",
    headline="Ferry runs aground",
    first_reported=stamp("2025-07-01T19:27:47"),
    revised=stamp("2025-07-02T06:10:00"),
)


def checked(content: bytes) -> ET.Element:
    GRAMMAR.validate(etree.fromstring(content))
    assert list(GRAMMAR.error_log) == []
    return ET.fromstring(content)


def rows(content: bytes) -> list[list[str | None]]:
    return [[child.text for child in url] for url in checked(content)]


def news(*faces: Face, edition: Edition = PUBLIC) -> list[list[str | None]]:
    root = checked(sitemaps.news(faces, edition))
    return [[held.text for held in url.iter() if held.text and held.text.strip()] for url in root]


def shard(address: Address, *faces: Face, edition: Edition = PUBLIC) -> dict[str, bytes]:
    (lookup,) = sitemaps.wants(address, Subject()).faces
    shelf = Shelf(edition=edition, faces={lookup: faces})
    return {file.path: file.content for file in sitemaps.files(address, shelf)}


# --- shards -------------------------------------------------------------------------------


def test_a_day_has_its_stories_with_their_last_revision() -> None:
    found = shard(DAY, FACE, replace(FACE, story="slibrary", revised=None))
    assert list(found) == ["sitemap/2025-07-01.xml"]
    assert rows(found["sitemap/2025-07-01.xml"]) == [
        [f"{BASE}/story/sferry/", "2025-07-02T06:10:00Z"],
        [f"{BASE}/story/slibrary/", "2025-07-01T19:27:47Z"],
    ]


@pytest.mark.parametrize(
    ("key", "since", "until"),
    [
        ("2025-07-01", datetime(2025, 7, 1, tzinfo=UTC), datetime(2025, 7, 2, tzinfo=UTC)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)),
        ("9999-12-31", datetime(9999, 12, 31, tzinfo=UTC), None),
        ("undated", None, None),
        ("2025-02-30", None, None),
        ("pages", None, None),
    ],
)
def test_only_the_stories_of_a_day_are_asked_for(
    key: str, since: datetime | None, until: datetime | None
) -> None:
    (lookup,) = sitemaps.wants(Address(Room.SITEMAP, key), Subject()).faces
    assert lookup == Lookup(order=Order.NEWEST, limit=50_000, since=since, until=until)


def test_what_a_report_asks_not_to_index_is_in_no_list() -> None:
    closed = replace(FACE, open=False)
    assert rows(shard(DAY, closed)["sitemap/2025-07-01.xml"]) == []
    assert news(closed) == []


def test_the_shard_without_a_day_has_the_stories_without_a_time() -> None:
    undated = replace(FACE, story="slibrary", first_reported=None, revised=None)
    found = shard(Address(Room.SITEMAP, "undated"), FACE, undated)
    assert rows(found["sitemap/undated.xml"]) == [[f"{BASE}/story/slibrary/"]]


def test_a_time_is_told_as_far_as_it_is_known() -> None:
    day = Stamp(at=datetime(2025, 7, 2, tzinfo=UTC), precision=Precision.DAY, zone=None)
    floating = stamp("2025-07-02T21:10:00", zone=None)
    east = Stamp(at=datetime(2025, 7, 2, 1, 0, tzinfo=timezone(timedelta(hours=2))))
    faces = [replace(FACE, story=f"s{n}", revised=at) for n, at in enumerate((day, floating, east))]
    told = [row[1] for row in rows(sitemaps.of_stories(faces, PUBLIC))]
    assert told == ["2025-07-02", "2025-07-02", "2025-07-01T23:00:00Z"]


def test_a_site_without_an_address_has_no_shard() -> None:
    assert shard(DAY, FACE, edition=LOCAL) == {}


# --- the index and the fixed pages --------------------------------------------------------


def test_the_index_leads_to_every_list() -> None:
    found = rows(sitemaps.index(["2025-07-01", "2025-06-30", ""], PUBLIC))
    assert [row[0] for row in found] == [
        f"{BASE}/sitemap-pages.xml",
        f"{BASE}/sitemap-news.xml",
        f"{BASE}/sitemap/2025-07-01.xml",
        f"{BASE}/sitemap/2025-06-30.xml",
        f"{BASE}/sitemap/undated.xml",
    ]


def test_pages_that_every_edition_has_are_listed_once() -> None:
    found = [row[0] for row in rows(sitemaps.pages(PUBLIC))]
    assert {f"{BASE}/", f"{BASE}/themes/", f"{BASE}/corrections/", f"{BASE}/methods/"} <= set(found)
    assert len(found) == len(set(found))


def test_a_site_in_a_folder_keeps_it() -> None:
    edition = replace(PUBLIC, base_url="https://host.example/küste".replace("ü", "ue") + "/")
    assert rows(sitemaps.pages(edition))[0] == ["https://host.example/kueste/"]


# --- news ---------------------------------------------------------------------------------


def test_what_is_news_has_publication_day_and_title() -> None:
    assert news(FACE) == [
        [f"{BASE}/story/sferry/", "Küste", "en", "2025-07-01T19:27:47Z", "Ferry runs aground"]
    ]


@pytest.mark.parametrize(("hours", "is_news"), [(0, True), (48, True), (49, False), (24 * 400, False)])
def test_news_is_of_the_two_days_before_the_newest_story(hours: int, is_news: bool) -> None:
    newest = stamp("2025-07-03T12:00:00")
    older = replace(FACE, story="sold", first_reported=Stamp(at=newest.at - timedelta(hours=hours)))
    found = [row[0] for row in news(replace(FACE, first_reported=newest), older)]
    assert (f"{BASE}/story/sold/" in found) is is_news


def test_a_story_without_a_time_is_no_news_and_none_is_a_list_of_none() -> None:
    assert news(replace(FACE, first_reported=None)) == []
    assert news() == []


def test_a_thousand_are_enough() -> None:
    assert len(news(*(replace(FACE, story=f"s{n}") for n in range(1_100)))) == 1_000


@pytest.mark.parametrize(("language", "told"), [("en", "en"), ("de-AT", "de"), ("", "en"), ("zh-Hans", "zh")])
def test_the_language_of_news_is_the_story_s(language: str, told: str) -> None:
    assert news(replace(FACE, language=language))[0][2] == told


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30), st.text(max_size=12), st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)))
def test_any_story_is_valid_and_our_own_reader_takes_it(headline: str, story: str, at: datetime) -> None:
    face = replace(FACE, headline=headline, story=story, first_reported=Stamp(at=at.replace(tzinfo=UTC)))
    content = sitemaps.news([face], PUBLIC)
    checked(content)
    assert list(sitemap_entries(content, "news.xml", datetime(2025, 7, 3, tzinfo=UTC)))
