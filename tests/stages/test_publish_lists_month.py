"""The months of a theme: each story stands in one for good, and its page tells headlines and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Face, Listing, Lookup
from dateline.core.site import Edition
from dateline.core.types import Stamp
from dateline.stages.publish.addresses import Address, Room, month, parse
from dateline.stages.publish.issue import Shelf, Subject
from dateline.stages.publish.lists.calendar import months, number_of, start, within
from dateline.stages.publish.lists.month import days
from dateline.stages.publish.lists.theme import wants
from tests.listed import face, listed, shelf_for, text_of, theme

JULY = Address(Room.THEME, "tsea", "202507")
SEA = theme("Sea", "s1", "s2")
moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 11, 30), timezones=st.just(UTC))


def at(time: datetime, story: str = "s1") -> Listing:
    return replace(listed(story, theme="tsea"), first_reported=Stamp(at=time))


def shelf(listings: list[Listing], address: Address = JULY, edition: Edition | None = None) -> Shelf:
    return shelf_for(address, listings, [SEA], Subject(theme=SEA), edition)


def page(listings: list[Listing]) -> str:
    return text_of(shelf(listings), JULY)["theme/tsea/202507.html"]


def dated(hours: int) -> list[Listing]:
    """So many stories of July, an hour apart."""
    return [
        at(datetime(2025, 7, 31, 23, tzinfo=UTC) - timedelta(hours=one), f"s{one:03}") for one in range(hours)
    ]


# --- which month --------------------------------------------------------------------------


@given(st.lists(moments, max_size=20))
def test_each_story_stands_in_the_month_that_finds_it(times: list[datetime]) -> None:
    faces = [face(at(time, f"s{number}")) for number, time in enumerate(times)]
    shown = months(faces)
    assert sum(one.count for one in shown) == len(faces)
    assert [one.number for one in shown] == sorted(
        {number_of(one.first_reported) for one in faces}, reverse=True
    )
    for one in shown:
        asked = within(Lookup(theme="tsea"), one.number)
        assert asked
        assert asked.since
        assert asked.until
        found = [time for time in times if asked.since <= time < asked.until]
        assert len(found) == one.count


def test_a_month_begins_by_the_clock_of_utc() -> None:
    late = datetime(2025, 7, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert number_of(Stamp(at=late)) == "202506"


def test_what_has_no_time_is_in_no_month() -> None:
    assert number_of(None) == ""
    assert months([replace(face(listed("s1")), first_reported=None)]) == ()


@pytest.mark.parametrize("number", ["0", "1", "202500", "202513", "20256", "2025061", "000001", "999999999"])
def test_what_is_no_month_has_no_page(number: str) -> None:
    assert within(Lookup(theme="tsea"), number) is None
    address = Address(Room.THEME, "tsea", number)
    assert wants(address, Subject(theme=SEA)).faces == ()
    assert text_of(shelf(dated(2), address), address) == {}
    with pytest.raises(ValueError, match=r"month|year"):
        start(number)


def test_december_is_followed_by_the_next_year() -> None:
    asked = within(Lookup(theme="tsea"), "202512")
    assert asked
    assert (asked.since, asked.until) == (datetime(2025, 12, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


def test_the_page_of_a_month_has_an_address() -> None:
    assert month("tsea", "202507") == JULY
    assert JULY.page == "theme/tsea/202507.html"
    assert parse(JULY.page) == JULY


# --- the page -----------------------------------------------------------------------------


def test_it_tells_the_stories_by_day_newest_first() -> None:
    text = " ".join(page(dated(30)).split())
    assert "<h1>July 2025</h1>" in text
    assert "30 stories" in text
    assert text.index("31 July 2025") < text.index("30 July 2025") < text.index("Headline of s029")
    assert text.count("<h2>") == 2


def test_it_makes_no_other_file_and_asks_for_an_index_alone() -> None:
    assert list(text_of(shelf(dated(3)), JULY)) == ["theme/tsea/202507.html"]
    asked = wants(JULY, Subject(theme=SEA))
    assert (asked.lookups, asked.tallies, len(asked.faces)) == ((), (), 1)


def test_a_month_without_a_story_has_no_page() -> None:
    assert text_of(shelf([at(datetime(2025, 6, 30, 23, tzinfo=UTC))]), JULY) == {}


def test_a_theme_that_nothing_is_known_of_has_none_either() -> None:
    assert text_of(shelf_for(JULY), JULY) == {}
    assert text_of(shelf_for(JULY, dated(2), [], Subject(theme=SEA)), JULY) == {}


def test_stories_stand_under_their_days() -> None:
    midnight = datetime(2025, 7, 2, tzinfo=UTC)
    faces = [face(at(midnight + timedelta(hours=hours))) for hours in (1, 0, -1)]
    assert [(day.at.machine, len(day.stories)) for day in days(faces, "")] == [
        ("2025-07-02", 2),
        ("2025-07-01", 1),
    ]
    assert days([Face(story="s1", headline="Lost")], "") == ()


def test_a_story_of_another_month_leaves_it_as_it_is() -> None:
    june, august = (at(datetime(2025, at_, 9, tzinfo=UTC), f"snew{at_}") for at_ in (6, 8))
    assert page(dated(5)) == page([august, *dated(5), june])
    assert page(dated(5)) != page([*dated(5), at(datetime(2025, 7, 2, tzinfo=UTC), "snew")])


def test_what_a_month_does_not_print_leaves_it_as_it_is() -> None:
    more = [
        replace(one, standfirst="Otherwise.", outlets=("A", "B"), origins=2, revision=4) for one in dated(5)
    ]
    assert page(dated(5)) == page(more)


def test_headlines_are_text_in_their_own_language() -> None:
    text = page([replace(dated(1)[0], headline="<b>عنوان", language="ar")])
    assert 'lang="ar" dir="rtl">&lt;b&gt;عنوان</a>' in text


def test_a_month_of_many_stories_weighs_little() -> None:
    assert len(page(dated(31 * 24)).encode()) < 250_000
