"""Pages of places, people and outlets: what they list, and what they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dateline.core.listings import Facet, Listing, Mention
from dateline.core.site import Edition
from dateline.stages.publish.addresses import ROOMS_OF, Address, Room, facet
from dateline.stages.publish.issue import Subject
from dateline.stages.publish.listing.outlets import ALONE, FIRST
from dateline.stages.publish.rooms import maker
from tests.listed import country, filed, listed, mention, place, shelf_for, text_of, theme

NORDEN = place("Norden", "DE", lat=53.596, lon=-7.206)
GRETA = mention(Facet.PERSON, "Greta Poppinga")
SIEL = mention(Facet.OUTLET, "Radio Siel")


def at(told: Mention) -> Address:
    return facet(told.facet, told.key)


def page_of(told: Mention, *listings: Listing, edition: Edition | None = None) -> str:
    """The page of what is mentioned, in one line."""
    return " ".join(files_of(told, *listings, edition=edition)[at(told).page].split())


def files_of(told: Mention, *listings: Listing, edition: Edition | None = None) -> Mapping[str, str]:
    return text_of(shelf_for(at(told), listings, [theme("Sea", "s0", "s1")], edition=edition), at(told))


def many(told: Mention, count: int) -> list[Listing]:
    return [filed(listed(f"s{number}", hours=number), told) for number in range(count)]


@pytest.mark.parametrize("told", [NORDEN, GRETA, SIEL])
def test_it_lists_the_stories_that_have_to_do_with_it(told: Mention) -> None:
    page = page_of(told, filed(listed("s1"), told), listed("s2"))
    assert f'<h1 dir="auto">{told.name}</h1>' in page
    assert "Headline of s1" in page
    assert "Headline of s2" not in page
    assert "1 story" in page


@pytest.mark.parametrize("told", [NORDEN, GRETA, SIEL])
def test_where_nothing_is_left_there_is_no_page(told: Mention) -> None:
    assert files_of(told, listed("s1")) == {}


@pytest.mark.parametrize("told", [NORDEN, GRETA, SIEL])
def test_it_is_one_file(told: Mention) -> None:
    assert list(files_of(told, filed(listed("s1"), told))) == [at(told).page]


@pytest.mark.parametrize("kind", ROOMS_OF)
def test_what_it_looks_up_is_bounded(kind: Facet) -> None:
    asked = maker(ROOMS_OF[kind]).wants(Address(ROOMS_OF[kind], "k"), Subject())
    assert [lookup.limit for lookup in asked.lookups] == [30]
    assert not any((asked.tallies, asked.counts, asked.faces))
    month = maker(ROOMS_OF[kind]).wants(Address(ROOMS_OF[kind], "k", "202507"), Subject())
    assert [lookup.limit for lookup in month.lookups] == [1]
    assert [lookup.limit for lookup in month.faces] == [1000]


@pytest.mark.parametrize("told", [NORDEN, GRETA, SIEL])
def test_of_many_stories_the_newest_stand_there_and_months_have_them_all(told: Mention) -> None:
    page = page_of(told, *many(told, 60))
    assert page.count("data-story=") == 30
    assert "All stories by month" in page
    assert '<a href="202507.html">July 2025</a> <span class="when">13 stories</span>' in page
    assert '<a href="202506.html">June 2025</a> <span class="when">47 stories</span>' in page
    assert "are found by" not in page


def test_stories_without_a_time_are_in_no_month_and_found_by_search() -> None:
    lost = [replace(one, first_reported=None) for one in many(NORDEN, 2)]
    page = page_of(NORDEN, *many(NORDEN, 30), *(replace(one, story=f"lost{one.story}") for one in lost))
    assert "2 stories without a time are found by" in page
    assert "search/index.html?q=place%3A%22Norden%22" in page


@pytest.mark.parametrize("told", [NORDEN, GRETA, SIEL])
def test_the_page_of_a_month_has_the_stories_of_that_month(told: Mention) -> None:
    july = facet(told.facet, told.key, "202507")
    files = text_of(shelf_for(july, many(told, 60)), july)
    assert list(files) == [f"{at(told).folder}202507.html"]
    page = " ".join(files[july.page].split())
    assert f'<a href="index.html" dir="auto">{told.name}</a>' in page
    assert "<h1>July 2025</h1>" in page
    assert "13 stories" in page
    assert "Headline of s12<" in page
    assert "Headline of s13<" not in page
    assert "Newest stories</a>" in page


@pytest.mark.parametrize("told", [NORDEN, GRETA, SIEL])
@pytest.mark.parametrize("number", ["202406", "202513", "7"])
def test_a_month_without_a_story_has_no_page(told: Mention, number: str) -> None:
    none = facet(told.facet, told.key, number)
    assert text_of(shelf_for(none, many(told, 3)), none) == {}


def test_a_month_calls_its_subject_as_its_own_newest_story_does() -> None:
    kiev, kyiv = place("Kiev", "UA", key="g7"), place("Kyiv", "UA", key="g7")
    stories = [filed(listed("s1"), kyiv), filed(listed("s2", hours=800), kiev)]
    may = facet(Facet.PLACE, "g7", "202505")
    assert ">Kiev</a>" in text_of(shelf_for(may, stories), may)[may.page]


def test_a_few_stories_all_stand_there() -> None:
    page = page_of(NORDEN, *many(NORDEN, 12))
    assert "Before that" not in page
    assert "older" not in page


def test_a_place_says_where_it_lies_and_in_which_country() -> None:
    page = page_of(NORDEN, filed(listed("s1"), NORDEN))
    assert "<span>Germany</span>" in page
    assert "53.6° N, 7.21° W" in page
    assert "Town or city" in page


def test_a_country_is_called_as_the_edition_calls_it() -> None:
    german = country("DE", Facet.PLACE)
    page = page_of(german, filed(listed("s1"), german), edition=Edition(language="de"))
    assert '<h1 dir="auto">Deutschland</h1>' in page
    assert "place/de/" in at(german).page


def test_the_page_of_a_name_says_that_it_tells_of_nobody() -> None:
    page = page_of(GRETA, filed(listed("s1"), GRETA))
    assert "Several people may bear it" in page


def test_an_outlet_is_counted_over_the_stories_listed() -> None:
    stories = [
        filed(listed("s1"), mention(Facet.OUTLET, "Radio Siel", kind=FIRST, count=2)),
        filed(listed("s2"), mention(Facet.OUTLET, "Radio Siel", kind=ALONE)),
        filed(listed("s3"), SIEL),
    ]
    page = page_of(SIEL, *stories)
    assert "4 reports" in page
    assert "first to report 1 of these stories" in page
    assert "alone with 1 of them" in page


def test_reports_of_an_outlet_are_not_counted_over_some_of_its_stories() -> None:
    assert "30 reports" in page_of(SIEL, *many(SIEL, 30))
    assert " reports</span>" not in page_of(SIEL, *many(SIEL, 31))


def test_of_each_story_it_tells_whether_the_outlet_was_the_first() -> None:
    first = filed(listed("s1"), mention(Facet.OUTLET, "Radio Siel", kind=FIRST, count=2))
    alone = filed(listed("s2"), mention(Facet.OUTLET, "Radio Siel", kind=ALONE))
    page = page_of(SIEL, first, alone, filed(listed("s3"), SIEL))
    assert page.count("<span>this outlet was the first</span>") == 1
    assert "this outlet" not in page_of(NORDEN, filed(listed("s1"), NORDEN, SIEL))


def test_an_outlet_that_was_never_first_is_not_said_to_be() -> None:
    page = page_of(SIEL, filed(listed("s1"), SIEL))
    assert "first to report" not in page
    assert "the first" not in page


def test_languages_of_an_outlet_come_from_stories_that_it_has_alone() -> None:
    german = mention(Facet.LANGUAGE, "de", "de")
    alone = filed(listed("s1"), SIEL, german)
    shared = filed(listed("s2", outlets=("Radio Siel", "Other")), SIEL, mention(Facet.LANGUAGE, "fr", "fr"))
    page = page_of(SIEL, alone, shared)
    assert "writes in German" in page
    assert "French" not in page


def test_what_else_the_stories_have_to_do_with_stands_beside_them() -> None:
    oslo = place("Oslo", "NO")
    page = page_of(NORDEN, *(filed(one, oslo, GRETA, SIEL) for one in many(NORDEN, 2)))
    for told in (oslo, GRETA, SIEL):
        assert f'href="../../{at(told).page}"' in page
    assert f'href="../../{at(NORDEN).page}"' not in page


def test_what_one_story_mentions_is_named_without_a_page() -> None:
    oslo = place("Oslo", "NO")
    page = page_of(NORDEN, filed(listed("s1", theme="tsea"), NORDEN, oslo, SIEL))
    assert "Oslo" in page
    assert at(oslo).page not in page
    assert f'href="../../{at(SIEL).page}"' in page
    assert ">Sea</a>" in page


def test_a_theme_is_counted_by_the_stories_listed_and_not_by_all_that_it_has() -> None:
    large = theme("Sea", *(f"s{number}" for number in range(9)))
    stories = [filed(listed("s1", theme="tsea"), SIEL), filed(listed("s2", theme="tsea"), SIEL)]
    page = " ".join(text_of(shelf_for(at(SIEL), stories, [large]), at(SIEL))[at(SIEL).page].split())
    assert '<span class="hidden">(2 stories)</span>' in page
    assert "9 stories" not in page


def test_a_name_is_text_and_no_markup() -> None:
    wild = mention(Facet.PERSON, "<b>Greta</b> Poppinga", "kwild")
    page = page_of(wild, filed(listed("s1"), wild))
    assert "<b>Greta" not in page
    assert "&lt;b&gt;Greta" in page


def test_rooms_without_a_facet_of_their_own_have_no_such_page() -> None:
    assert set(ROOMS_OF.values()) == {Room.PLACE, Room.PERSON, Room.OUTLET}
