"""All stories by day: the index of days, and the page of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Listing
from dateline.core.site import Edition
from dateline.core.types import Stamp
from dateline.stages.publish.addresses import Address, Room, day, parse
from dateline.stages.publish.issue import Subject
from dateline.stages.publish.lists.archive import months, wants
from tests.listed import listed, shelf_for, text_of

ALL = Address(Room.ARCHIVE)
JULY_14 = day("20250714")
NOON = datetime(2025, 7, 14, 12, tzinfo=UTC)


def at(time: datetime, story: str) -> Listing:
    return replace(listed(story), first_reported=Stamp(at=time, zone="Z"))


STORIES = [at(NOON, "s1"), at(NOON + timedelta(hours=11), "s2"), at(NOON + timedelta(hours=12), "s3")]


def page(address: Address, *listings: Listing, **beyond: object) -> str:
    shelf = shelf_for(address, listings, **beyond)  # type: ignore[arg-type]
    return " ".join(text_of(shelf, address).get(address.page, "").split())


def test_a_day_has_the_stories_first_reported_on_it() -> None:
    text = page(JULY_14, *STORIES)
    assert "<h1>14 July 2025</h1>" in text
    assert "2 stories" in text
    assert text.index("Headline of s2") < text.index("Headline of s1")
    assert "Headline of s3" not in text
    assert 'href="../story/s1/index.html"' in text
    assert "<title>Stories of 14 July 2025" in text


@pytest.mark.parametrize("number", ["20250101", "20250230", "2025714", "202507", "1", "99991231", "00000101"])
def test_a_day_without_stories_and_what_is_no_day_have_no_page(number: str) -> None:
    assert page(day(number), *STORIES) == ""


def test_it_asks_for_an_index_alone() -> None:
    asked = wants(JULY_14, Subject())
    assert (len(asked.faces), asked.lookups, asked.tallies) == (1, (), ())
    assert wants(ALL, Subject()).faces == ()


def test_its_addresses_are_paths_and_back() -> None:
    assert (ALL.page, JULY_14.page) == ("archive/index.html", "archive/20250714.html")
    assert parse("archive/20250714.html") == JULY_14
    assert parse("archive/") == parse("archive/index.html") == ALL
    assert parse("archive/x/20250714.html") is None
    assert parse("themes/20250714.html") == Address(Room.THEMES)


def test_the_index_leads_to_each_day_by_month_the_newest_month_first() -> None:
    text = page(ALL, days={"2025-07-14": 2, "2025-07-15": 1, "2025-06-30": 1400, "": 3})
    assert (
        text.index("July 2025") < text.index("14 July 2025") < text.index("15 July 2025") < text.index("June")
    )
    assert '<a href="20250714.html">' in text
    assert "1,400 stories" in text


def test_a_day_is_told_in_the_language_of_the_edition() -> None:
    assert "14. Juli 2025" in page(JULY_14, *STORIES, edition=Edition(language="de"))


def test_an_edition_without_stories_says_so() -> None:
    assert "No story yet" in page(ALL, days={})
    assert "No story yet" in page(ALL, days={"": 2})


@given(st.dictionaries(st.dates().map(str), st.integers(1, 9), max_size=30))
def test_every_day_stands_in_its_month_once(counts: dict[str, int]) -> None:
    shown = months(counts)
    assert [one.at.at for one in shown] == sorted({one.at.at for one in shown}, reverse=True)
    assert sorted(one.href for month in shown for one in month.days) == sorted(
        f"{one.replace('-', '')}.html" for one in counts
    )
    assert sum(month.count for month in shown) == sum(counts.values())


def test_the_index_stays_short() -> None:
    first = datetime(2020, 1, 1, tzinfo=UTC)
    counts = {str((first + timedelta(days=number)).date()): 30 for number in range(2000)}
    text = page(ALL, days=counts)
    assert text.count('.html">') - text.count('index.html">') <= 401
    assert len(text.encode()) < 100_000


def test_a_headline_is_text_in_its_own_language() -> None:
    text = page(JULY_14, replace(STORIES[0], headline="<b>عنوان", language="ar"))
    assert 'lang="ar" dir="rtl">&lt;b&gt;عنوان</a>' in text
